//! Models: nothing that came is lost, from whatever source it is read.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{Candidate, Tag};
use oas_runtime::json::{BooleanOrString, RawJson};
use oas_runtime::serde_json::{self, Value};

fn same_after_writing(text: &str) {
    let read: Candidate = serde_json::from_str(text).unwrap();
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(
        RawJson::from_text(written.clone()).unwrap(),
        RawJson::from_text(text).unwrap(),
        "{written}"
    );
}

#[test]
fn nulls_absent_and_unknown_fields_survive() {
    for text in [
        "{}",
        r#"{"id":"1"}"#,
        r#"{"id":null}"#,
        r#"{"id":""}"#,
        r#"{"id":"1","name":null,"tags":null,"is_private":null,"created_at":null}"#,
        r#"{"id":"1","name":"","tags":[],"is_private":"false","created_at":"yesterday"}"#,
        r#"{"id":"1","is_private":true,"tags":[{"id":"t","name":null},{"id":"u"}]}"#,
        r#"{"id":"1","remote_data":{"id":123456789012345678901234567890,"x":null}}"#,
        r#"{"id":"1","zeta":1,"alpha":{"b":[9007199254740993,1e400]},"na\"me":null}"#,
        r#"{"\u0069d":"1","n\u0061me":"Zo\u00eb"}"#,
    ] {
        same_after_writing(text);
    }
}

#[test]
fn null_and_absent_are_equal_to_a_reader() {
    let with_null: Candidate = serde_json::from_str(r#"{"id":"1","name":null}"#).unwrap();
    let without: Candidate = serde_json::from_str(r#"{"id":"1"}"#).unwrap();
    assert_eq!(with_null, without);
}

#[test]
fn a_value_that_is_set_later_is_written() {
    let mut candidate: Candidate = serde_json::from_str(r#"{"name":null}"#).unwrap();
    candidate.id = "1".into();
    candidate.name = Some("Ada".into());
    assert_eq!(
        serde_json::to_string(&candidate).unwrap(),
        r#"{"id":"1","name":"Ada"}"#
    );
}

#[test]
fn the_last_of_two_counts() {
    let candidate: Candidate =
        serde_json::from_str(r#"{"id":"1","name":null,"name":"Ada"}"#).unwrap();
    assert_eq!(candidate.name.as_deref(), Some("Ada"));
    assert_eq!(
        serde_json::to_string(&candidate).unwrap(),
        r#"{"id":"1","name":"Ada"}"#
    );
    let candidate: Candidate =
        serde_json::from_str(r#"{"id":"1","name":"Ada","name":null}"#).unwrap();
    assert_eq!(candidate.name, None);
}

#[test]
fn every_source_gives_the_same() {
    let text = r#"{"id":"1","name":"Zoë","is_private":"TRUE","created_at":"2024-01-01T00:00:00Z",
        "tags":[{"id":"t","name":"x","color":"red"}],"remote_data":{"big":18446744073709551615},
        "extra":[1,2]}"#;
    let from_str: Candidate = serde_json::from_str(text).unwrap();
    let from_slice: Candidate = serde_json::from_slice(text.as_bytes()).unwrap();
    let from_reader: Candidate = serde_json::from_reader(text.as_bytes()).unwrap();
    let value: Value = serde_json::from_str(text).unwrap();
    let from_value: Candidate = serde_json::from_value(value.clone()).unwrap();
    let from_value_reference = <Candidate as serde::Deserialize>::deserialize(&value).unwrap();
    for other in [from_slice, from_reader, from_value, from_value_reference] {
        assert_eq!(from_str, other);
    }
    assert_eq!(
        from_str
            .is_private
            .as_ref()
            .and_then(BooleanOrString::as_bool),
        Some(true)
    );
    // A tag ignores what it does not know.
    let mut expected = value;
    expected["tags"][0].as_object_mut().unwrap().remove("color");
    assert_eq!(serde_json::to_value(&from_str).unwrap(), expected);
}

#[test]
fn errors_name_the_model_and_the_field() {
    let error = serde_json::from_str::<Tag>(r#"{"name":"x"}"#).unwrap_err();
    assert!(
        error.to_string().starts_with("missing field `id` of Tag"),
        "{error}"
    );
    let error = serde_json::from_str::<Tag>("[]").unwrap_err();
    assert!(
        error.to_string().contains("expected an object (Tag)"),
        "{error}"
    );
    assert!(serde_json::from_str::<Tag>(r#"{"id":null}"#).is_err());
    assert!(serde_json::from_str::<Candidate>(r#"{"name":5}"#).is_err());
}

#[test]
fn a_path_is_found_through_models_and_raw_values() {
    let text = r#"{"id":"1","remote_data":{"a":1},"tags":[{"id":"t"},{"id":5}]}"#;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let error = serde_path_to_error::deserialize::<_, Candidate>(&mut deserializer).unwrap_err();
    assert_eq!(error.path().to_string(), "tags[1].id");
    let good = r#"{"id":"1","remote_data":{"a":123456789012345678901234567890},"x":[ 1 ]}"#;
    let mut deserializer = serde_json::Deserializer::from_str(good);
    let read: Candidate = serde_path_to_error::deserialize(&mut deserializer).unwrap();
    assert_eq!(
        read.remote_data.unwrap().get(),
        r#"{"a":123456789012345678901234567890}"#
    );
    assert_eq!(read.unknown_fields.get("x").unwrap().get(), "[ 1 ]");
}
