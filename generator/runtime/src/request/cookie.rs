//! Parameters sent as cookies, in OpenAPI's styles `form` and `cookie`.
//!
//! A list becomes several cookies, `c=a; c=b`: OpenAPI 3.2 says so in its style `cookie`, and
//! its `form` has with `&` a sign between cookies that no server knows.

use http::header::COOKIE;
use http::{HeaderName, HeaderValue};
use serde::Serialize;

use super::Request;
use crate::error::{Error, Result};
use crate::query::{Escape, Flat, flatten, json_text};

/// How the value of a cookie is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CookieStyle {
    kind: Kind,
    explode: bool,
    allow_reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Form,
    Raw,
    Json,
}

impl CookieStyle {
    /// Percent-encoded: `c=a; c=b` for an array, `k=v; k2=v2` for an object.
    pub const FORM: Self = Self::new(Kind::Form);
    /// As it is: a value with a character that no cookie may have is refused.
    pub const RAW: Self = Self::new(Kind::Raw);
    /// A parameter with `content` of JSON, percent-encoded.
    pub const JSON: Self = Self::new(Kind::Json);

    const fn new(kind: Kind) -> Self {
        Self {
            kind,
            explode: true,
            allow_reserved: false,
        }
    }

    /// The same style without `explode`: `c=a,b` for an array, `c=k,v` for an object.
    #[must_use]
    pub const fn joined(mut self) -> Self {
        self.explode = false;
        self
    }

    /// The same style with `allowReserved`: reserved characters that a cookie may have, and
    /// what is percent-encoded already, are sent as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// Appends a value, or says why it cannot be one.
    fn write(self, to: &mut String, value: &str) -> std::result::Result<(), &'static str> {
        if self.kind != Kind::Raw {
            let escape = if self.allow_reserved {
                Escape::COOKIE
            } else {
                Escape::ALL
            };
            escape.write(to, value);
            return Ok(());
        }
        let inside = value
            .strip_prefix('"')
            .and_then(|value| value.strip_suffix('"'))
            .unwrap_or(value);
        // RFC 6265 calls the rest no part of a cookie.
        let is_allowed =
            |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\');
        if !inside.bytes().all(is_allowed) {
            return Err(
                "a cookie cannot carry a space, a comma, a semicolon, a quote, a backslash, a \
                 control character or what is not ASCII; encode it first as the API wants it",
            );
        }
        to.push_str(value);
        Ok(())
    }

    /// The cookies of a value, each with its name.
    fn cookies(
        self,
        name: &str,
        value: Flat,
    ) -> std::result::Result<Vec<(String, String)>, &'static str> {
        let mut pairs: Vec<(String, Vec<String>)> = match value {
            Flat::Nothing => Vec::new(),
            Flat::Scalar(value) => vec![(name.to_owned(), vec![value])],
            Flat::Array(elements) if self.explode => elements
                .into_iter()
                .map(|element| (name.to_owned(), vec![element]))
                .collect(),
            Flat::Array(elements) => vec![(name.to_owned(), elements)],
            Flat::Object(fields) if self.explode => fields
                .into_iter()
                .map(|(key, value)| (key, vec![value]))
                .collect(),
            Flat::Object(fields) => {
                let texts = fields.into_iter().flat_map(|(key, value)| [key, value]);
                vec![(name.to_owned(), texts.collect())]
            }
        };
        pairs
            .drain(..)
            .map(|(name, texts)| {
                let mut cookie = String::new();
                for (place, text) in texts.iter().enumerate() {
                    if place > 0 {
                        cookie.push(',');
                    }
                    self.write(&mut cookie, text)?;
                }
                Ok((name, cookie))
            })
            .collect()
    }
}

impl Request {
    /// Adds a cookie in the style `form`, its value percent-encoded; `None` sends nothing.
    ///
    /// # Errors
    ///
    /// The name is no name of a cookie, or the value has no form in one.
    pub fn cookie<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.cookie_as(name, CookieStyle::FORM, value)
    }

    /// Adds a cookie, or several for an array or an object; `None` sends nothing.
    ///
    /// # Errors
    ///
    /// As for [`Request::cookie`].
    pub fn cookie_as<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: CookieStyle,
        value: &T,
    ) -> Result<()> {
        let written = if style.kind == Kind::Json {
            json_text(value).map(|text| text.map_or(Flat::Nothing, Flat::Scalar))
        } else {
            flatten(value)
        };
        let value = written.map_err(|error| Error::encoding(self.operation, name, true, &error))?;
        let cookies = style
            .cookies(name, value)
            .map_err(|reason| self.refused(name, reason))?;
        if cookies.is_empty() {
            return Ok(());
        }
        let mut text = Vec::new();
        if let Some(before) = self.headers.get(COOKIE) {
            text.extend_from_slice(before.as_bytes());
        }
        for (cookie, value) in cookies {
            // The names of cookies and of headers are made of the same characters.
            if HeaderName::from_bytes(cookie.as_bytes()).is_err() {
                return Err(self.refused(name, "this is no name of a cookie"));
            }
            if !text.is_empty() {
                text.extend_from_slice(b"; ");
            }
            text.extend_from_slice(format!("{cookie}={value}").as_bytes());
        }
        let mut cookies = HeaderValue::from_bytes(&text)
            .map_err(|_| self.refused(name, "a header cannot carry it"))?;
        cookies.set_sensitive(true);
        self.headers.insert(COOKIE, cookies);
        Ok(())
    }
}
