//! Whether a body is a candidate to be created.

use serde_json::{Map, Value};

/// What a property may be.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    /// Text or null.
    MaybeText,
    OneOf(&'static [&'static str]),
    Date,
    Anything,
    Texts,
    Object(&'static [Property]),
    Objects(&'static [Property]),
}

type Property = (&'static str, Kind);

const REFERENCE: Kind = Kind::Object(&[("id", Kind::MaybeText)]);

const ATTACHMENT: &[Property] = &[
    ("id", Kind::Text),
    ("application", REFERENCE),
    (
        "attachment_type",
        Kind::OneOf(&["resume", "cover_letter", "other"]),
    ),
    ("candidate", REFERENCE),
    ("created_at", Kind::Date),
    ("file_name", Kind::Text),
    ("file_url", Kind::Text),
    ("job", REFERENCE),
    ("type", Kind::Text),
    ("updated_at", Kind::Date),
    ("url", Kind::Text),
];

const CANDIDATE: &[Property] = &[
    ("attachments", Kind::Objects(ATTACHMENT)),
    ("company", Kind::Text),
    (
        "emails",
        Kind::Objects(&[("email", Kind::MaybeText), ("type", Kind::MaybeText)]),
    ),
    ("first_name", Kind::Text),
    ("last_name", Kind::Text),
    ("locations", Kind::Texts),
    (
        "phones",
        Kind::Objects(&[
            ("extension", Kind::MaybeText),
            ("number", Kind::MaybeText),
            ("type", Kind::MaybeText),
        ]),
    ),
    ("remote_data", Kind::Anything),
    (
        "tags",
        Kind::Objects(&[("id", Kind::MaybeText), ("name", Kind::MaybeText)]),
    ),
    ("title", Kind::Text),
];

/// The candidate that a body describes, or the places in it that are wrong. No value is
/// repeated: it may be somebody's address.
pub(crate) fn read(bytes: &[u8]) -> Result<Map<String, Value>, Vec<String>> {
    let Ok(Value::Object(body)) = serde_json::from_slice(bytes) else {
        return Err(vec!["the body must be a JSON object".to_owned()]);
    };
    let mut wrong = Vec::new();
    if !matches!(body.get("remote_data"), None | Some(Value::Object(_))) {
        wrong.push("remote_data must be an object".to_owned());
    }
    check(&body, CANDIDATE, "", &mut wrong);
    if wrong.is_empty() {
        Ok(body)
    } else {
        Err(wrong)
    }
}

fn check(
    object: &Map<String, Value>,
    properties: &[Property],
    prefix: &str,
    wrong: &mut Vec<String>,
) {
    for (name, kind) in properties {
        let Some(value) = object.get(*name) else {
            continue;
        };
        let place = format!("{prefix}{name}");
        let what = match (kind, value) {
            (Kind::Anything, _)
            | (Kind::Text | Kind::MaybeText, Value::String(_))
            | (Kind::MaybeText, Value::Null) => continue,
            (Kind::Text | Kind::MaybeText, _) => "text",
            (Kind::OneOf(words), Value::String(text)) if words.contains(&text.as_str()) => continue,
            (Kind::OneOf(_), _) => "one of the documented values",
            (Kind::Date, Value::String(text)) if text.parse::<jiff::Timestamp>().is_ok() => {
                continue;
            }
            (Kind::Date, _) => "an RFC 3339 date-time",
            (Kind::Texts, Value::Array(items)) if items.iter().all(Value::is_string) => continue,
            (Kind::Texts, _) => "an array of texts",
            (Kind::Object(properties), Value::Object(inner)) => {
                check(inner, properties, &format!("{place}."), wrong);
                continue;
            }
            (Kind::Object(_), _) => "an object",
            (Kind::Objects(properties), Value::Array(items))
                if items.iter().all(Value::is_object) =>
            {
                for (at, item) in items.iter().enumerate() {
                    if let Value::Object(inner) = item {
                        check(inner, properties, &format!("{place}[{at}]."), wrong);
                    }
                }
                continue;
            }
            (Kind::Objects(_), _) => "an array of objects",
        };
        wrong.push(format!("{place} must be {what}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_and_values_are_not() {
        let body = r#"{"first_name":1,"emails":[{"email":"secret@example.com"},{"email":[]}],
            "locations":["a",null],"phones":{},"attachments":[{"attachment_type":"secret","created_at":"secret","job":3}],
            "tags":null,"remote_data":[],"whatever":{"x":1}}"#;
        let wrong = read(body.as_bytes()).unwrap_err();
        let places: Vec<&str> = wrong.iter().filter_map(|it| it.split(' ').next()).collect();
        let expected = [
            "remote_data",
            "attachments[0].attachment_type",
            "attachments[0].created_at",
            "attachments[0].job",
            "emails[1].email",
            "first_name",
            "locations",
            "phones",
            "tags",
        ];
        assert_eq!(places, expected);
        assert!(!wrong.join("").contains("secret"));
        for text in ["", "[]", "null", "{", "\"x\""] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
        assert!(read(b"{}").is_ok());
    }
}
