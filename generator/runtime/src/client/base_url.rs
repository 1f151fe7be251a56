//! Where the API is.

use std::fmt;
use std::str::FromStr;

use http::Uri;

use crate::error::{Error, Result};

/// An `http` or `https` URL under which all paths of the API are. It may have a path of its
/// own, which is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Checks the URL.
    ///
    /// # Errors
    ///
    /// It has another scheme, no host, a user name or password, a query or a fragment.
    pub fn new(text: &str) -> Result<Self> {
        let refuse = |reason: &str| {
            Err(Error::configuration(format!(
                "the base URL {reason}; it must look like https://api.example.com"
            )))
        };
        if text.contains(['?', '#']) {
            return refuse("has a query or a fragment");
        }
        if text.contains(['{', '}']) {
            return refuse(
                "has a variable in braces: it has no value, or one that cannot stand there",
            );
        }
        let Ok(uri) = text.parse::<Uri>() else {
            return refuse("is not a URL");
        };
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return refuse("does not begin with http:// or https://");
        }
        let Some(authority) = uri
            .authority()
            .filter(|authority| !authority.host().is_empty())
        else {
            return refuse("has no host");
        };
        if authority.as_str().contains('@') {
            return refuse("has a user name or a password, which belong into the token");
        }
        if authority.as_str().ends_with(':') || authority.port().is_some() != has_port(authority) {
            return refuse("has a port that is not a number");
        }
        let is_step = |segment: &str| {
            let segment = segment.to_ascii_lowercase().replace("%2e", ".");
            segment == "." || segment == ".."
        };
        if uri.path().split('/').any(is_step) {
            return refuse("has `.` or `..` in its path");
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// Scheme, host and port.
    pub(super) fn origin(&self) -> &str {
        let host = self.0.find("://").map_or(0, |scheme| scheme + "://".len());
        let path = self.0.get(host..).and_then(|rest| rest.find('/'));
        let end = path.map_or(self.0.len(), |path| host + path);
        self.0.get(..end).unwrap_or(&self.0)
    }

    /// The URL without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether something stands after the host, outside an IPv6 address.
fn has_port(authority: &http::uri::Authority) -> bool {
    let after_address = authority.as_str().rsplit(']').next().unwrap_or_default();
    after_address.contains(':')
}

impl FromStr for BaseUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::new(text)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn good_ones_keep_their_prefix() {
        for (text, kept) in [
            ("https://api.example.com", "https://api.example.com"),
            ("https://api.example.com/", "https://api.example.com"),
            ("http://127.0.0.1:8080/a/b//", "http://127.0.0.1:8080/a/b"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://[::1]", "http://[::1]"),
            ("HTTPS://api.example.com", "HTTPS://api.example.com"),
        ] {
            assert_eq!(BaseUrl::new(text).unwrap().as_str(), kept);
        }
    }

    #[test]
    fn bad_ones_are_refused_without_a_password_in_the_error() {
        for text in [
            "",
            "api.example.com",
            "/unified",
            "ftp://api.example.com",
            "https://",
            "https:///path",
            "https://api.example.com?x=1",
            "https://api.example.com#x",
            "https://user:hunter2@api.example.com",
            "https://api.example.com:port",
            "https://api.example.com:",
            "https://api.example.com/a/../b",
            "https://api.example.com/%2E%2e",
            "https://api.example.com/a b",
            "https://{region}.example.com",
            "https://api.example.com\n",
        ] {
            let error = BaseUrl::new(text).unwrap_err();
            assert!(
                error.to_string().starts_with("the base URL "),
                "{text}: {error}"
            );
            assert!(!error.to_string().contains("hunter2"));
        }
    }
}
