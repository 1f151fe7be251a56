//! When a fault is served.

use std::fmt;
use std::str::FromStr;

use super::kind::Fault;

/// A fault, and when it is served.
///
/// As a text it is `NAME[=VALUE][@PROBABILITY][xTIMES][+AFTER]`: `status=503x2` for the first two
/// requests, `reset@0.05` for one in twenty, `truncated+3` for all after the third.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultRule {
    /// What is served.
    pub fault: Fault,
    /// How likely it is for a request, from 0 to 1.
    pub probability: f64,
    /// How often it is served in all; without it, without end.
    pub times: Option<u64>,
    /// How many requests are answered before the rule begins to count.
    pub after: u64,
}

impl FaultRule {
    /// The fault for every request.
    #[must_use]
    pub fn always(fault: Fault) -> Self {
        Self {
            fault,
            probability: 1.0,
            times: None,
            after: 0,
        }
    }

    /// The fault for the next so many requests.
    #[must_use]
    pub fn times(fault: Fault, times: u64) -> Self {
        Self {
            times: Some(times),
            ..Self::always(fault)
        }
    }

    /// The same rule, beginning after so many requests.
    #[must_use]
    pub fn after(self, after: u64) -> Self {
        Self { after, ..self }
    }
}

/// Why a text is no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRule(String);

impl fmt::Display for InvalidRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for InvalidRule {}

impl fmt::Display for FaultRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.fault)?;
        if self.probability < 1.0 {
            write!(formatter, "@{}", self.probability)?;
        }
        if let Some(times) = self.times {
            write!(formatter, "x{times}")?;
        }
        if self.after > 0 {
            write!(formatter, "+{}", self.after)?;
        }
        Ok(())
    }
}

impl FromStr for FaultRule {
    type Err = InvalidRule;

    fn from_str(text: &str) -> Result<Self, InvalidRule> {
        let (rest, after) = split_number(text, '+')?;
        let (rest, times) = split_number(rest, 'x')?;
        let (name, probability) = match rest.rsplit_once('@') {
            None => (rest, 1.0),
            Some((name, probability)) => {
                let number = probability.parse::<f64>().ok();
                let number = number.filter(|number| (0.0..=1.0).contains(number));
                let number = number.ok_or_else(|| {
                    InvalidRule(format!("`{probability}` is no probability from 0 to 1"))
                })?;
                (name, number)
            }
        };
        let fault = name
            .parse()
            .map_err(|error| InvalidRule(format!("{error}")))?;
        Ok(Self {
            fault,
            probability,
            times,
            after: after.unwrap_or(0),
        })
    }
}

/// Splits a number off the end, where there is one after the sign. Names have an `x`, too.
fn split_number(text: &str, sign: char) -> Result<(&str, Option<u64>), InvalidRule> {
    let Some((rest, number)) = text.rsplit_once(sign) else {
        return Ok((text, None));
    };
    if sign == 'x' && !number.starts_with(|character: char| character.is_ascii_digit()) {
        return Ok((text, None));
    }
    match number.parse() {
        Ok(number) => Ok((rest, Some(number))),
        Err(_) => Err(InvalidRule(format!(
            "`{number}` after the `{sign}` of `{text}` is no number"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_read_back() {
        for text in [
            "html",
            "status=503x2",
            "reset@0.05",
            "truncated+3",
            "rate-limit=date:2@0.5x7+1",
            "next",
        ] {
            match text.parse::<FaultRule>() {
                Ok(rule) => assert_eq!(rule.to_string(), text),
                Err(error) => assert!(text == "next" && error.to_string().contains("`next`")),
            }
        }
        for text in ["", "html@2", "html@x", "html+x", "htmlx2y", "html@-1"] {
            assert!(text.parse::<FaultRule>().is_err(), "{text}");
        }
    }
}
