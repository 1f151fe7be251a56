//! Who is asking: tokens and other credentials, and how they are kept.

mod credentials;
mod keychain;
mod prepared;
mod provider;
mod scheme;

use std::fmt;

use http::HeaderValue;

pub use credentials::{Credential, Credentials};
pub use provider::{ProviderError, Token, TokenProvider};
pub use scheme::{Alternatives, SecurityScheme};

pub(crate) use keychain::{Keychain, UsedToken};
pub(crate) use prepared::Bearer;
pub(crate) use provider::Tokens;

use crate::error::{Error, Result};

/// A text that no debug output shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for where it has to be used.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The value of an `Authorization` header, marked as sensitive.
    pub(crate) fn bearer(&self) -> Result<HeaderValue> {
        if self.0.is_empty() {
            return Err(Error::configuration(
                "the token is empty; is the variable that it comes from set?",
            ));
        }
        // The characters that RFC 6750 allows are a subset of these.
        if !self.0.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::configuration(
                "the token has a space, a line break or another character that a header cannot \
                 carry; was it read with the end of its line?",
            ));
        }
        let mut value = HeaderValue::try_from(format!("Bearer {}", self.0)).map_err(|_| {
            Error::configuration("the token has a character that a header cannot carry")
        })?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[secret]")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn is_never_shown() {
        let secret = Secret::from("tok_1");
        assert_eq!(format!("{secret:?}"), "[secret]");
        let header = secret.bearer().unwrap();
        assert!(header.is_sensitive());
        assert!(!format!("{header:?}").contains("tok_1"));
        assert_eq!(header.to_str().unwrap(), "Bearer tok_1");
    }

    #[test]
    fn what_a_header_cannot_carry_is_refused_without_quoting_it() {
        for token in [
            "",
            "tok_1\n",
            "tok_1\r\nx-evil: 1",
            "tok 1",
            "tok_é",
            "tok_1\0",
        ] {
            let error = Secret::from(token).bearer().unwrap_err();
            assert!(!error.to_string().contains("tok_1"), "{error}");
        }
    }
}
