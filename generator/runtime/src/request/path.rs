//! Parameters of the path, in OpenAPI's styles `simple`, `label` and `matrix`.

use serde::Serialize;

use super::Request;
use crate::error::{Error, Result};
use crate::query::{Escape, Flat, flatten, json_text};

/// How the value of a path parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathStyle {
    form: Form,
    explode: bool,
    allow_reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Simple,
    Label,
    Matrix,
    Json,
}

impl PathStyle {
    /// `a,b` for an array, `k,v` for an object.
    pub const SIMPLE: Self = Self::new(Form::Simple);
    /// `.a,b` for an array, `.k,v` for an object.
    pub const LABEL: Self = Self::new(Form::Label);
    /// `;id=a,b` for an array, `;id=k,v` for an object.
    pub const MATRIX: Self = Self::new(Form::Matrix);
    /// A parameter with `content` of JSON.
    pub const JSON: Self = Self::new(Form::Json);

    const fn new(form: Form) -> Self {
        Self {
            form,
            explode: false,
            allow_reserved: false,
        }
    }

    /// The same style with `explode`: `.a.b` and `;id=a;id=b` for an array; `k=v`, `.k=v` and
    /// `;k=v` for an object.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// The same style with `allowReserved`: reserved characters that mean nothing within a
    /// segment, and what is percent-encoded already, are sent as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    fn escape(self) -> Escape {
        // A dot is not reserved; only here it can stand between two values.
        let is_dotted = self.form == Form::Label && self.explode;
        match (self.allow_reserved, is_dotted) {
            (false, false) => Escape::ALL,
            (false, true) => Escape::DOTS_TOO,
            (true, false) => Escape::PATH,
            (true, true) => Escape::DOTTED_PATH,
        }
    }

    /// What stands before the first element, and what between two.
    fn signs(self) -> (&'static str, &'static str) {
        match (self.form, self.explode) {
            (Form::Simple | Form::Json, _) => ("", ","),
            (Form::Label, false) => (".", ","),
            (Form::Label, true) => (".", "."),
            (Form::Matrix, false) => (";", ","),
            (Form::Matrix, true) => (";", ";"),
        }
    }

    /// The value in this style; empty if there is none.
    fn write(self, name: &str, value: &Flat) -> String {
        let (first, between) = self.signs();
        let is_matrix = self.form == Form::Matrix;
        let mut text = String::new();
        if *value != Flat::Nothing {
            text.push_str(first);
        }
        // RFC 6570 writes `;id` for an empty value, and `k=` in the other styles.
        let named = |text: &mut String, escape: Escape, name: &str, value: &str| {
            escape.write(text, name);
            if !(is_matrix && value.is_empty()) {
                text.push('=');
                self.escape().write(text, value);
            }
        };
        match value {
            Flat::Nothing => {}
            Flat::Scalar(value) if is_matrix => named(&mut text, Escape::ALL, name, value),
            // A dot within the only value is not between two.
            Flat::Scalar(value) if self.allow_reserved => Escape::PATH.write(&mut text, value),
            Flat::Scalar(value) => Escape::ALL.write(&mut text, value),
            Flat::Array(elements) => {
                if is_matrix && !self.explode {
                    Escape::ALL.write(&mut text, name);
                    text.push('=');
                }
                for (place, element) in elements.iter().enumerate() {
                    if place > 0 {
                        text.push_str(between);
                    }
                    if is_matrix && self.explode {
                        named(&mut text, Escape::ALL, name, element);
                    } else {
                        self.escape().write(&mut text, element);
                    }
                }
            }
            Flat::Object(fields) => {
                if is_matrix && !self.explode {
                    Escape::ALL.write(&mut text, name);
                    text.push('=');
                }
                for (place, (key, value)) in fields.iter().enumerate() {
                    if place > 0 {
                        text.push_str(between);
                    }
                    if self.explode {
                        named(&mut text, self.key_escape(), key, value);
                    } else {
                        self.key_escape().write(&mut text, key);
                        text.push(',');
                        self.escape().write(&mut text, value);
                    }
                }
            }
        }
        text
    }

    /// Keys are names: nothing reserved stands in them.
    fn key_escape(self) -> Escape {
        if self.form == Form::Label && self.explode {
            Escape::DOTS_TOO
        } else {
            Escape::ALL
        }
    }
}

impl Request {
    /// Sets a parameter of the path in the style `simple`. Whatever it contains, it stays
    /// within its segment.
    ///
    /// # Errors
    ///
    /// The value is empty, or has no form in a path.
    pub fn path_parameter<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        self.path_parameter_as(name, PathStyle::SIMPLE, value)
    }

    /// Sets a parameter of the path. Whatever it contains, it stays within its segment.
    ///
    /// # Errors
    ///
    /// The value is empty, or has no form in a path.
    pub fn path_parameter_as<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: PathStyle,
        value: &T,
    ) -> Result<()> {
        let written = if style.form == Form::Json {
            json_text(value).map(|text| text.map_or(Flat::Nothing, Flat::Scalar))
        } else {
            flatten(value)
        };
        let value =
            written.map_err(|error| Error::encoding(self.operation, name, false, &error))?;
        let encoded = style.write(name, &value);
        // Without an array's elements it would be the path of something else.
        if encoded.is_empty() {
            return Err(self.refused(name, "it is part of the path and must not be empty"));
        }
        self.path_parameters.retain(|(other, _)| *other != name);
        self.path_parameters.push((name, encoded));
        Ok(())
    }

    pub(super) fn write_path(&self, uri: &mut String) -> Result<()> {
        for segment in self.operation.path.split('/').skip(1) {
            uri.push('/');
            let start = uri.len();
            let mut left = segment;
            while let Some((before, rest)) = left.split_once('{') {
                let Some((name, after)) = rest.split_once('}') else {
                    break;
                };
                uri.push_str(before);
                let value = self
                    .path_parameters
                    .iter()
                    .find(|(other, _)| *other == name)
                    .ok_or_else(|| self.refused(name, "it is part of the path and is not set"))?;
                uri.push_str(&value.1);
                left = after;
            }
            uri.push_str(left);
            if segment.contains('{') && uri.get(start..).is_some_and(is_step) {
                return Err(Error::invalid_request(
                    self.operation,
                    format!("the path parameters of `{segment}` cannot make it `.` or `..`"),
                ));
            }
        }
        Ok(())
    }
}

/// Whether the segment would be taken as a step within the path. An encoded dot is one as well.
fn is_step(segment: &str) -> bool {
    // No longer segment can be one.
    segment.len() <= "%2e%2e".len()
        && matches!(
            segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
            "." | ".."
        )
}

#[cfg(test)]
mod tests {
    use super::is_step;

    #[test]
    fn steps_within_a_path() {
        for segment in [".", "..", "%2e", ".%2E", "%2e.", "%2E%2e"] {
            assert!(is_step(segment), "{segment}");
        }
        for segment in ["", "...", ".a", "%2e%2e%2e", "%252e", ";id", ".%20"] {
            assert!(!is_step(segment), "{segment}");
        }
    }
}
