//! Faults as text: `name` or `name=value`.

use std::fmt;
use std::str::FromStr;

use super::kind::{Fault, ProviderBody, RetryAfter};

impl Fault {
    /// The value after the `=`, where it is not the usual one.
    fn value(&self) -> Option<String> {
        match self {
            Self::RateLimit(RetryAfter::Seconds(seconds)) | Self::Unavailable(seconds) => {
                Some(seconds.to_string())
            }
            Self::RateLimit(RetryAfter::Date(seconds)) => Some(format!("date:{seconds}")),
            Self::RateLimit(RetryAfter::None) => Some("none".to_owned()),
            Self::RateLimit(RetryAfter::Garbage) => Some("garbage".to_owned()),
            Self::RateLimit(RetryAfter::Reset) => Some("reset".to_owned()),
            Self::Status(status) => Some(status.to_string()),
            Self::ProviderError(ProviderBody::Text) => Some("text".to_owned()),
            Self::Slow(pause) => Some(pause.to_string()),
            Self::BadRecord(index) => Some(index.to_string()),
            Self::Huge(bytes) | Self::HugeDeclared(bytes) => Some(bytes.to_string()),
            _ => None,
        }
    }

    /// The same kind with another value; none if the value is none for this kind.
    fn with_value(self, value: &str) -> Option<Self> {
        Some(match self {
            Self::RateLimit(_) => Self::RateLimit(match value {
                "none" => RetryAfter::None,
                "zero" => RetryAfter::Seconds(0),
                "garbage" => RetryAfter::Garbage,
                "reset" => RetryAfter::Reset,
                _ => match value.strip_prefix("date:") {
                    Some(seconds) => RetryAfter::Date(seconds.parse().ok()?),
                    None => RetryAfter::Seconds(value.parse().ok()?),
                },
            }),
            Self::Status(_) => {
                let status = value.parse().ok()?;
                (400..600)
                    .contains(&status)
                    .then_some(Self::Status(status))?
            }
            Self::Unavailable(_) => Self::Unavailable(value.parse().ok()?),
            Self::ProviderError(_) => Self::ProviderError(match value {
                "json" => ProviderBody::Json,
                "text" => ProviderBody::Text,
                _ => return None,
            }),
            Self::Slow(_) => Self::Slow(value.parse().ok()?),
            Self::BadRecord(_) => Self::BadRecord(value.parse().ok()?),
            Self::Huge(_) => Self::Huge(value.parse().ok()?),
            Self::HugeDeclared(_) => Self::HugeDeclared(value.parse().ok()?),
            _ => return None,
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())?;
        match self.value() {
            Some(value) => write!(formatter, "={value}"),
            None => Ok(()),
        }
    }
}

/// Why a text names no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultName(pub(crate) String);

impl fmt::Display for FaultName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for FaultName {}

impl FromStr for Fault {
    type Err = FaultName;

    fn from_str(text: &str) -> Result<Self, FaultName> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        let kinds = Self::all();
        let Some((fault, words)) = kinds.iter().find(|(fault, _)| fault.name() == name) else {
            return Err(FaultName(unknown(name, &kinds)));
        };
        match value {
            None => Ok(fault.clone()),
            Some(value) => fault
                .clone()
                .with_value(value)
                .ok_or_else(|| FaultName(format!("`{value}` is no value of `{name}`: {words}"))),
        }
    }
}

/// What to say of a name that is none: which ones are near, or that it is a status.
fn unknown(name: &str, kinds: &[(Fault, &str)]) -> String {
    if name.parse::<u16>().is_ok() {
        return format!("`{name}` is no fault; did you mean `status={name}`?");
    }
    let mut names: Vec<&str> = kinds.iter().map(|(fault, _)| fault.name()).collect();
    let near = |known: &str| strsim::jaro_winkler(known, name);
    names.sort_by(|one, other| near(other).total_cmp(&near(one)));
    names.truncate(3);
    format!("`{name}` is no fault; near it are {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_reads_back() {
        for (fault, _) in Fault::all() {
            assert_eq!(fault.to_string().parse(), Ok(fault.clone()), "{fault}");
            assert_eq!(fault.name().parse(), Ok(fault));
        }
        for text in [
            "rate-limit=0",
            "rate-limit=date:2",
            "rate-limit=none",
            "rate-limit=garbage",
            "rate-limit=reset",
            "status=503",
            "provider-error=text",
            "bad-record=3",
            "huge=9",
        ] {
            assert_eq!(
                text.parse::<Fault>().map(|it| it.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn a_wrong_text_is_told_what_is_near() {
        for (wrong, near) in [
            ("redirekt", "near it are redirect,"),
            ("eset", "near it are reset,"),
            ("tuncated", "near it are truncated,"),
            ("ratelimit", "near it are rate-limit,"),
            ("unkown-fields", "near it are unknown-fields,"),
            ("503", "`status=503`"),
        ] {
            let message = wrong.parse::<Fault>().unwrap_err().to_string();
            assert!(message.contains(near), "{message}");
        }
        let zero = Fault::RateLimit(RetryAfter::Seconds(0));
        assert_eq!("rate-limit=zero".parse(), Ok(zero));
        for text in [
            "status=200",
            "status=x",
            "html=1",
            "slow=",
            "provider-error=xml",
        ] {
            assert!(text.parse::<Fault>().is_err(), "{text}");
        }
    }
}
