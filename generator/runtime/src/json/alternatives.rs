//! Which alternative of a union a value is: by its tag, else by what it looks like.

use serde_json::value::RawValue;

use super::raw::RawView;
use super::{Date, DateTime, RawJson};

/// What the values of an alternative look like, as far as it tells alternatives apart.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Form {
    /// Any JSON but null.
    Any,
    /// `true` or `false`
    Boolean,
    /// A number without fraction.
    Integer,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A text that is a date-time; another text only if no alternative takes it.
    DateTime,
    /// A text that is a date; another text only if no alternative takes it.
    Date,
    /// One of these texts; another text only if no alternative takes it.
    Texts(&'static [&'static str]),
    /// An array of such elements.
    Array(&'static Form),
    /// An object of any names.
    Map,
    /// An object with known properties.
    Object(ObjectForm),
    /// Any of these.
    OneOf(&'static [Form]),
}

/// What tells an object from others.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "emitted code writes it as a constant; a change of it is a change of both"
)]
pub struct ObjectForm {
    /// The properties that are always there.
    pub required: &'static [&'static str],
    /// All properties that are known, in any order.
    pub known: &'static [&'static str],
    /// Properties by whose values the alternatives differ, with those values as JSON.
    pub constants: &'static [(&'static str, &'static [&'static str])],
}

/// An alternative of a union.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "emitted code writes it as a constant; a change of it is a change of both"
)]
pub struct Alternative {
    /// The values of the union's discriminator that mean this alternative.
    pub tags: &'static [&'static str],
    /// What its values look like.
    pub form: Form,
}

/// The alternatives that `value` can be, the likeliest first, by their place in the list.
///
/// If the value has the property `discriminator` and that is a text, it alone decides; a text
/// that no alternative claims is none of them.
#[must_use]
pub fn alternatives(
    value: &RawJson,
    discriminator: Option<&str>,
    all: &[Alternative],
) -> Vec<usize> {
    let Ok(view) = RawView::of(value.raw()) else {
        return Vec::new();
    };
    if let Some(tag) = discriminator.and_then(|property| tag(&view, property)) {
        return all
            .iter()
            .enumerate()
            .filter(|(_, alternative)| alternative.tags.contains(&tag.as_str()))
            .map(|(index, _)| index)
            .collect();
    }
    let mut fitting: Vec<(usize, i64)> = all
        .iter()
        .enumerate()
        .filter_map(|(index, alternative)| Some((index, fit(&view, alternative.form)?)))
        .collect();
    fitting.sort_by_key(|(_, fit)| std::cmp::Reverse(*fit));
    fitting.into_iter().map(|(index, _)| index).collect()
}

fn tag(view: &RawView<'_>, property: &str) -> Option<String> {
    let RawView::Object(fields) = view else {
        return None;
    };
    serde_json::from_str(fields.get(property)?.get()).ok()
}

/// How well a value fits; none if it does not.
fn fit(view: &RawView<'_>, form: Form) -> Option<i64> {
    const CERTAIN: i64 = 1_000;
    const LAST_RESORT: i64 = -1_000_000;
    let sure = |is_so: bool| if is_so { CERTAIN } else { LAST_RESORT };
    match (form, view) {
        (Form::Any, RawView::Null) => None,
        (Form::Any, _) => Some(LAST_RESORT),
        (Form::Boolean, RawView::Boolean(_)) | (Form::Number, RawView::Number(_)) => Some(0),
        (Form::Integer, RawView::Number(text)) => {
            (!text.contains(['.', 'e', 'E'])).then_some(CERTAIN)
        }
        (Form::Text, RawView::String(_)) => Some(0),
        (Form::DateTime, RawView::String(text)) => {
            Some(sure(DateTime::from(text.as_str()).validate().is_ok()))
        }
        (Form::Date, RawView::String(text)) => {
            Some(sure(Date::from(text.as_str()).validate().is_ok()))
        }
        (Form::Texts(known), RawView::String(text)) => Some(sure(known.contains(&text.as_str()))),
        (Form::Array(element), RawView::Array(items)) => items
            .iter()
            .filter(|item| item.get() != "null")
            .map(|item| fit(&RawView::of(item).ok()?, *element))
            .try_fold(None, |least: Option<i64>, fit| {
                let fit = fit?;
                Some(Some(least.map_or(fit, |least| least.min(fit))))
            })
            .map(Option::unwrap_or_default),
        (Form::Map, RawView::Object(_)) => Some(0),
        (Form::Object(object), RawView::Object(fields)) => {
            let has = |name: &&&str| fields.contains_key(**name);
            if !object.required.iter().all(|name| has(&name)) {
                return None;
            }
            let mut certain = 0;
            for (name, values) in object.constants {
                match fields.get(*name) {
                    Some(found) if values.iter().any(|value| is(found, value)) => {
                        certain += CERTAIN * CERTAIN;
                    }
                    Some(_) => return None,
                    None => {}
                }
            }
            let known = object.known.iter().filter(has).count();
            let unknown = fields.len().saturating_sub(known);
            if known == 0 && unknown > 0 && !object.known.is_empty() {
                return None;
            }
            let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 100);
            Some(certain + 8 * number(known) - 8 * number(unknown) + number(object.required.len()))
        }
        (Form::OneOf(forms), view) => forms.iter().filter_map(|form| fit(view, *form)).max(),
        _ => None,
    }
}

/// Whether a value is this constant.
fn is(found: &RawValue, constant: &str) -> bool {
    found.get() == constant
        || RawJson::from_text(constant).is_ok_and(|constant| constant == RawJson::from(found))
}

#[cfg(test)]
mod tests {
    use super::{Alternative, Form, ObjectForm, alternatives};
    use crate::json::RawJson;

    const fn plain(form: Form) -> Alternative {
        Alternative { tags: &[], form }
    }

    const fn object(
        required: &'static [&'static str],
        known: &'static [&'static str],
        constants: &'static [(&'static str, &'static [&'static str])],
    ) -> Form {
        Form::Object(ObjectForm {
            required,
            known,
            constants,
        })
    }

    #[track_caller]
    fn assert_order(all: &[Alternative], discriminator: Option<&str>, cases: &[(&str, &[usize])]) {
        for (text, expected) in cases {
            let value = RawJson::from_text(*text).unwrap();
            assert_eq!(
                alternatives(&value, discriminator, all),
                *expected,
                "{text}"
            );
        }
    }

    #[test]
    fn texts_and_numbers_by_what_they_say() {
        let all = [
            plain(Form::Texts(&["a", "b"])),
            plain(Form::DateTime),
            plain(Form::Number),
            plain(Form::Integer),
            plain(Form::Array(&Form::Integer)),
            plain(Form::Array(&Form::Text)),
        ];
        assert_order(
            &all,
            None,
            &[
                ("\"b\"", &[0, 1]),
                ("\"2024-01-01T00:00:00Z\"", &[1, 0]),
                ("\"c\"", &[0, 1]),
                ("7", &[3, 2]),
                ("7.5", &[2]),
                ("[1, 2]", &[4]),
                ("[\"x\", null]", &[5]),
                ("[1, \"x\"]", &[]),
                ("[]", &[4, 5]),
                ("{}", &[]),
                ("null", &[]),
            ],
        );
    }

    #[test]
    fn objects_by_constants_required_and_known_properties() {
        let all = [
            plain(object(
                &["kind"],
                &["kind", "size"],
                &[("kind", &["\"box\""])],
            )),
            plain(object(
                &["kind"],
                &["kind", "size"],
                &[("kind", &["\"bag\""])],
            )),
            plain(object(&["id"], &["id", "name"], &[])),
            plain(object(&[], &["id", "name", "age"], &[])),
        ];
        assert_order(
            &all,
            None,
            &[
                (r#"{"size": 1, "kind": "b\u0061g"}"#, &[1]),
                (r#"{"kind": "new"}"#, &[]),
                (r#"{"id": 1}"#, &[2, 3]),
                (r#"{"id": 1, "name": 2, "age": 3}"#, &[3, 2]),
                (r#"{"name": 1}"#, &[3]),
                (r#"{"other": 1}"#, &[]),
                ("{}", &[3]),
            ],
        );
    }

    #[test]
    fn a_tag_alone_decides() {
        let any = object(&["id"], &["id", "type"], &[]);
        let all = [
            Alternative {
                tags: &["one", "first"],
                form: any,
            },
            Alternative {
                tags: &["two"],
                form: any,
            },
        ];
        assert_order(
            &all,
            Some("type"),
            &[
                (r#"{"type": "first"}"#, &[0]),
                (r#"{"type": "two", "id": 1}"#, &[1]),
                (r#"{"type": "three", "id": 1}"#, &[]),
                (r#"{"id": 1}"#, &[0, 1]),
                (r#"{"id": 1, "type": null}"#, &[0, 1]),
            ],
        );
    }
}
