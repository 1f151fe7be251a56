//! Debug output that does not show personal data.

use std::fmt::{self, Debug, Formatter, Write as _};

use indexmap::IndexMap;

use super::UnknownFields;

/// What stands in the place of a personal value.
const HIDDEN: &str = "[personal data]";

/// A value whose debug output can hide personal data, or show it on purpose.
pub trait Redact {
    /// Writes the value; personal data only when `reveal` is set.
    ///
    /// # Errors
    ///
    /// Whatever the formatter says.
    fn fmt_redacted(&self, formatter: &mut Formatter<'_>, reveal: bool) -> fmt::Result;
}

impl<T: Redact> Redact for Option<T> {
    fn fmt_redacted(&self, formatter: &mut Formatter<'_>, reveal: bool) -> fmt::Result {
        match self {
            None => formatter.write_str("None"),
            Some(value) => formatter
                .debug_tuple("Some")
                .field(&Redacted { value, reveal })
                .finish(),
        }
    }
}

impl<T: Redact> Redact for Vec<T> {
    fn fmt_redacted(&self, formatter: &mut Formatter<'_>, reveal: bool) -> fmt::Result {
        formatter
            .debug_list()
            .entries(self.iter().map(|value| Redacted { value, reveal }))
            .finish()
    }
}

impl<T: Redact + ?Sized> Redact for Box<T> {
    fn fmt_redacted(&self, formatter: &mut Formatter<'_>, reveal: bool) -> fmt::Result {
        (**self).fmt_redacted(formatter, reveal)
    }
}

impl<T: Redact> Redact for IndexMap<String, T> {
    fn fmt_redacted(&self, formatter: &mut Formatter<'_>, reveal: bool) -> fmt::Result {
        formatter
            .debug_map()
            .entries(
                self.iter()
                    .map(|(key, value)| (key, Redacted { value, reveal })),
            )
            .finish()
    }
}

/// Shows the personal data of a value: for output that is meant to have it.
#[derive(Clone, Copy)]
pub struct Revealed<'a, T: ?Sized>(pub &'a T);

impl<T: Redact + ?Sized> Debug for Revealed<'_, T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt_redacted(formatter, true)
    }
}

struct Redacted<'a, T: ?Sized> {
    value: &'a T,
    reveal: bool,
}

impl<T: Redact + ?Sized> Debug for Redacted<'_, T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.value.fmt_redacted(formatter, self.reveal)
    }
}

/// Writes the debug output of a model, field by field. Emitted code calls it.
pub struct ObjectFormatter<'a, 'b> {
    inner: fmt::DebugStruct<'a, 'b>,
    reveal: bool,
}

impl<'a, 'b: 'a> ObjectFormatter<'a, 'b> {
    /// Begins the output of a struct.
    pub fn new(formatter: &'a mut Formatter<'b>, name: &str, reveal: bool) -> Self {
        Self {
            inner: formatter.debug_struct(name),
            reveal,
        }
    }

    /// A field without personal data.
    pub fn field(&mut self, name: &str, value: &dyn Debug) -> &mut Self {
        self.inner.field(name, value);
        self
    }

    /// A field whose own fields decide.
    pub fn nested(&mut self, name: &str, value: &dyn Redact) -> &mut Self {
        let reveal = self.reveal;
        self.inner.field(name, &Redacted { value, reveal });
        self
    }

    /// A personal field: hidden unless it is empty, which tells nothing about anyone.
    pub fn personal(&mut self, name: &str, value: &dyn Debug) -> &mut Self {
        if self.reveal || is_empty(value) {
            self.inner.field(name, value);
        } else {
            self.inner.field(name, &format_args!("{HIDDEN}"));
        }
        self
    }

    /// The fields that the specification does not know: names, and values when revealed.
    pub fn unknown(&mut self, fields: &UnknownFields) -> &mut Self {
        if fields.is_empty() {
            return self;
        }
        if self.reveal {
            let shown: IndexMap<_, _> = fields.iter().collect();
            self.inner.field("unknown_fields", &shown);
        } else {
            self.inner.field("unknown_fields", fields);
        }
        self
    }

    /// Ends the output.
    ///
    /// # Errors
    ///
    /// Whatever the formatter says.
    pub fn finish(&mut self) -> fmt::Result {
        self.inner.finish()
    }
}

impl Debug for ObjectFormatter<'_, '_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ObjectFormatter")
            .field("reveal", &self.reveal)
            .finish_non_exhaustive()
    }
}

/// Whether the value shows as `None`, `[]` or `{}`. The output is compared while it is
/// written and dropped at the first character that differs, so nothing is built up.
fn is_empty(value: &dyn Debug) -> bool {
    ["None", "[]", "{}"].into_iter().any(|empty| {
        let mut probe = Probe { left: empty };
        write!(probe, "{value:?}").is_ok() && probe.left.is_empty()
    })
}

struct Probe {
    left: &'static str,
}

impl fmt::Write for Probe {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.left.strip_prefix(text) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(fmt::Error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Formatter, ObjectFormatter, Redact, Revealed, UnknownFields, fmt};
    use crate::json::RawJson;

    #[derive(Default)]
    struct Person {
        id: String,
        name: Option<String>,
        emails: Vec<String>,
        manager: Option<Box<Person>>,
        unknown: UnknownFields,
    }

    impl Redact for Person {
        fn fmt_redacted(&self, formatter: &mut Formatter<'_>, reveal: bool) -> fmt::Result {
            ObjectFormatter::new(formatter, "Person", reveal)
                .field("id", &self.id)
                .personal("name", &self.name)
                .personal("emails", &self.emails)
                .nested("manager", &self.manager)
                .unknown(&self.unknown)
                .finish()
        }
    }

    impl fmt::Debug for Person {
        fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
            self.fmt_redacted(formatter, false)
        }
    }

    #[test]
    fn hides_what_is_personal_at_every_depth_and_shows_it_on_purpose() {
        let mut person = Person {
            id: "1".into(),
            name: Some("Zoë".into()),
            manager: Some(Box::new(Person {
                name: Some("Ada".into()),
                emails: vec!["ada@example.com".into()],
                ..Person::default()
            })),
            ..Person::default()
        };
        person
            .unknown
            .insert("nickname", RawJson::from_value("Zed").unwrap());
        assert_eq!(
            format!("{person:?}"),
            "Person { id: \"1\", name: [personal data], emails: [], manager: Some(Person { id: \"\", \
             name: [personal data], emails: [personal data], manager: None }), \
             unknown_fields: {\"nickname\"} }"
        );
        let shown = format!("{:?}", Revealed(&person));
        for text in ["Zoë", "Ada", "ada@example.com", "Zed"] {
            assert!(shown.contains(text), "{text}: {shown}");
        }
        assert!(format!("{:#?}", person).contains("[personal data]"));
    }

    #[test]
    fn a_text_that_looks_empty_is_hidden() {
        let person = Person {
            name: Some("None".into()),
            ..Person::default()
        };
        assert!(!format!("{person:?}").contains("\"None\""));
    }
}
