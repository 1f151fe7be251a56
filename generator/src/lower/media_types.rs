//! Media types: what they are called in Rust, how they are asked for.

use super::operations::essence;

/// What answers are usually.
pub(super) const JSON: &str = "application/json";

/// The word for a media type in the name of a method.
pub(super) fn word(media_type: &str) -> String {
    const OFFICE: &str = "application/vnd.openxmlformats-officedocument.";
    const WORDS: [(&str, &str); 6] = [
        ("text/plain", "text"),
        ("application/octet-stream", "bytes"),
        ("*/*", "bytes"),
        ("application/vnd.ms-excel", "xls"),
        ("application/msword", "doc"),
        ("text/event-stream", "events"),
    ];
    let essence = essence(media_type);
    let parameters = media_type
        .split_once(';')
        .map_or("", |(_, rest)| rest.trim());
    let known = WORDS.iter().find(|(known, _)| *known == essence);
    let word = match (known, essence.strip_prefix(OFFICE)) {
        (Some((_, word)), _) => (*word).to_owned(),
        (None, Some(kind)) if kind.starts_with("spreadsheetml") => "xlsx".to_owned(),
        (None, Some(kind)) if kind.starts_with("wordprocessingml") => "docx".to_owned(),
        (None, Some(kind)) if kind.starts_with("presentationml") => "pptx".to_owned(),
        _ => match essence.split_once('/') {
            Some((kind, "*")) => kind.to_owned(),
            Some((_, subtype)) => subtype.trim_start_matches("x-").replace('+', "_"),
            None => essence.clone(),
        },
    };
    if parameters.is_empty() || is_charset(parameters) {
        word
    } else {
        format!("{word}_{parameters}")
    }
}

/// A media type as it is asked for: what is any bytes may be called anything by a server.
pub(super) fn asked_for(media_type: &str) -> String {
    match (essence(media_type).as_str(), media_type.split_once(';')) {
        ("application/octet-stream", _) => "*/*".to_owned(),
        (essence, Some((_, parameters))) if is_charset(parameters) => essence.to_owned(),
        _ => media_type.trim().to_owned(),
    }
}

/// Whether the parameters say only in which charset a text is.
fn is_charset(parameters: &str) -> bool {
    let parameters = parameters.trim().to_ascii_lowercase();
    parameters.starts_with("charset") && !parameters.contains(';')
}

/// Whether it is a sequence of records that may arrive one by one.
pub(super) fn is_sequence(media_type: &str) -> bool {
    matches!(
        essence(media_type).as_str(),
        "text/event-stream"
            | "application/x-ndjson"
            | "application/ndjson"
            | "application/jsonl"
            | "application/x-jsonlines"
            | "application/json-seq"
            | "application/geo+json-seq"
            | "application/stream+json"
    )
}

#[cfg(test)]
mod tests {
    use super::{asked_for, word};

    #[test]
    fn a_media_type_has_a_word() {
        for (media_type, expected) in [
            ("text/plain", "text"),
            ("text/plain; charset=utf-8", "text"),
            ("Text/CSV", "csv"),
            ("application/x-ndjson", "ndjson"),
            ("application/hal+json", "hal_json"),
            ("application/json; version=2", "json_version=2"),
            ("image/*", "image"),
            ("*/*", "bytes"),
            (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "xlsx",
            ),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(word(media_type), expected, "{media_type}");
        }
    }

    #[test]
    fn bytes_may_be_called_anything() {
        for (media_type, expected) in [
            ("application/octet-stream", "*/*"),
            ("application/json; charset=utf-8", "application/json"),
            ("application/json; version=2", "application/json; version=2"),
            ("image/*", "image/*"),
        ] {
            assert_eq!(asked_for(media_type), expected, "{media_type}");
        }
    }
}
