//! Addresses with variables in them.

/// A variable of a [`ServerTemplate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    name: &'static str,
    known: &'static [&'static str],
}

impl ServerVariable {
    /// A variable with the values that its description names, of which any is fit.
    #[must_use]
    pub const fn new(name: &'static str, known: &'static [&'static str]) -> Self {
        Self { name, known }
    }

    /// The value as it stands in the address; `None` if it would not stay in its place.
    ///
    /// Besides letters, digits and `-._~` it may have the signs that a known value has: where
    /// a port is known to go, or a path of several steps, another may go too.
    fn fit<'v>(&self, value: &'v str) -> Option<&'v str> {
        if self.known.contains(&value) {
            return Some(value);
        }
        let is_known = |sign: char| self.known.iter().any(|known| known.contains(sign));
        let is_fit = |sign: char| {
            sign.is_ascii_alphanumeric()
                || matches!(sign, '-' | '.' | '_' | '~')
                || (is_known(sign) && !matches!(sign, '{' | '}'))
        };
        let stays = !value.is_empty() && value.chars().all(is_fit);
        stays.then_some(value)
    }
}

/// The address of a server with variables in braces, as a description has it. Emitted code has
/// one for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerTemplate {
    address: &'static str,
    variables: &'static [ServerVariable],
}

impl ServerTemplate {
    /// An address and its variables.
    #[must_use]
    pub const fn new(address: &'static str, variables: &'static [ServerVariable]) -> Self {
        Self { address, variables }
    }

    /// The address with these values, in the order of the variables.
    ///
    /// A value that would change more of the address than its place, as one with a slash, an
    /// `@` or a `?` may, is not filled in. The variable stays in its braces then, and no client
    /// can be built with the address.
    #[must_use]
    pub fn fill(&self, values: &[&str]) -> String {
        let mut filled = String::new();
        let mut left = self.address;
        while let Some((before, rest)) = left.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = rest.split_once('}') else {
                left = rest;
                filled.push('{');
                break;
            };
            let mut pairs = self.variables.iter().zip(values);
            let value = pairs
                .find(|(variable, _)| variable.name == name)
                .and_then(|(variable, value)| variable.fit(value));
            match value {
                Some(value) => filled.push_str(value),
                None => filled.push_str(&format!("{{{name}}}")),
            }
            left = after;
        }
        filled.push_str(left);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::{ServerTemplate, ServerVariable};
    use crate::client::BaseUrl;

    const REGION: ServerVariable = ServerVariable::new("region", &["eu", "us"]);
    const PORT: ServerVariable = ServerVariable::new("port", &["443"]);
    const PREFIX: ServerVariable = ServerVariable::new("prefix", &["", "v1", "beta/v2"]);
    const FULL: ServerTemplate = ServerTemplate::new(
        "https://{region}.example.com:{port}/{region}/{prefix}",
        &[REGION, PORT, PREFIX],
    );

    #[test]
    fn values_are_filled_in_once() {
        for (values, address) in [
            (["eu", "443", "v1"], "https://eu.example.com:443/eu/v1"),
            (["ap-2", "8443", ""], "https://ap-2.example.com:8443/ap-2"),
            (["us", "443", "a/b"], "https://us.example.com:443/us/a/b"),
        ] {
            let filled = FULL.fill(&values);
            assert_eq!(BaseUrl::new(&filled).unwrap().as_str(), address);
        }
    }

    #[test]
    fn a_value_stays_in_its_place() {
        for values in [
            ["evil.com/", "443", "v1"],
            ["evil.com#", "443", "v1"],
            ["evil.com?", "443", "v1"],
            ["evil.com\\", "443", "v1"],
            ["user@evil.com", "443", "v1"],
            ["evil.com:80", "443", "v1"],
            ["", "443", "v1"],
            ["{port}", "443", "v1"],
            ["%2e", "443", "v1"],
            ["é", "443", "v1"],
            ["eu", "443/evil", "v1"],
            ["eu", "80@evil.com", "v1"],
            ["eu", "443", "v1?x=y"],
            ["eu", "443", ".."],
            ["eu", "443", "a/../.."],
            ["eu", "443", "a\r\nb"],
        ] {
            let filled = FULL.fill(&values);
            assert!(BaseUrl::new(&filled).is_err(), "{filled}");
            assert!(
                !filled.starts_with("https://evil") && !filled.starts_with("https://user"),
                "{filled}"
            );
        }
    }

    #[test]
    fn braces_that_are_no_variable_stay() {
        for address in [
            "https://{other}.example.com",
            "https://example.com/{",
            "https://}",
        ] {
            let template = ServerTemplate::new(address, &[REGION]);
            assert_eq!(template.fill(&["eu"]), address);
        }
    }
}
