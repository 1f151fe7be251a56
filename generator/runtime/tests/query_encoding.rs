//! Query strings: the vectors, the table of styles, the limits, and reading back.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeMap;

use oas_runtime::indexmap::IndexMap;
use oas_runtime::json::{DateTime, RawJson};
use oas_runtime::query::{ArrayForm, NestedForm, QueryParameter, QueryStyle};
use oas_runtime::serde_json::{self, Value, json};
use oas_runtime::{Range, Request, Result};
use serde::{Deserialize, Serialize};

use common::LIST;

/// Writes one parameter.
fn write<T: Serialize + ?Sized>(style: QueryStyle, value: &T) -> Result<String> {
    let parameter = Box::leak(Box::new(QueryParameter::new("a", style)));
    let mut request = Request::new(&LIST);
    request.query(parameter, value)?;
    Ok(request.query_string().to_owned())
}

fn brackets<T: Serialize + ?Sized>(value: &T) -> String {
    write(QueryStyle::BRACKETS, value).unwrap()
}

fn refused<T: Serialize + ?Sized>(value: &T) -> String {
    let error = write(QueryStyle::BRACKETS, value).unwrap_err();
    assert!(error.is_invalid_parameter());
    error.to_string()
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    params: IndexMap<String, RawJson>,
    query: String,
}

#[test]
fn the_vectors() {
    let vectors: Vec<Vector> =
        serde_json::from_str(include_str!("data/wire-vectors.json")).unwrap();
    assert_eq!(vectors.len(), 31);
    for vector in vectors {
        let mut request = Request::new(&LIST);
        for (name, value) in &vector.params {
            let name = Box::leak(name.clone().into_boxed_str());
            let parameter = QueryParameter::new(name, QueryStyle::BRACKETS);
            request
                .query(Box::leak(Box::new(parameter)), value)
                .unwrap();
        }
        assert_eq!(request.query_string(), vector.query, "{}", vector.name);
        // The same through serde_json's own values, whose keys are sorted: as many pairs.
        let mut request = Request::new(&LIST);
        for (name, value) in &vector.params {
            request
                .extra_query(name, &value.parse::<serde_json::Value>().unwrap())
                .unwrap();
        }
        assert_eq!(
            request.query_string().len(),
            vector.query.len(),
            "{}",
            vector.name
        );
    }
}

#[test]
fn the_order_of_keys_and_parameters_is_kept() {
    let raw = RawJson::from_text(r#"{"z":1,"a":{"y":2,"b":3},"m":[4]}"#).unwrap();
    assert_eq!(
        brackets(&raw),
        "a%5Bz%5D=1&a%5Ba%5D%5By%5D=2&a%5Ba%5D%5Bb%5D=3&a%5Bm%5D%5B%5D=4"
    );
}

#[test]
fn every_style_and_shape() {
    let nested = |scalar_arrays, object_arrays| {
        QueryStyle::Nested(NestedForm {
            scalar_arrays,
            object_arrays,
        })
    };
    let scalar = json!("x");
    let list = json!(["x y", 2]);
    let object = json!({"b": "x,y", "c": 2});
    let objects = json!([{"b": 1}, 2]);
    for (style, expected) in [
        (
            QueryStyle::BRACKETS,
            [
                "a=x",
                "a[]=x%20y&a[]=2",
                "a[b]=x%2Cy&a[c]=2",
                "a[0][b]=1&a[1]=2",
            ],
        ),
        (
            nested(ArrayForm::Indices, ArrayForm::Brackets),
            [
                "a=x",
                "a[0]=x%20y&a[1]=2",
                "a[b]=x%2Cy&a[c]=2",
                "a[][b]=1&a[]=2",
            ],
        ),
        (
            nested(ArrayForm::Repeat, ArrayForm::Repeat),
            ["a=x", "a=x%20y&a=2", "a[b]=x%2Cy&a[c]=2", "a[b]=1&a=2"],
        ),
        (
            QueryStyle::DeepObject,
            [
                "a=x",
                "a=x%20y&a=2",
                "a[b]=x%2Cy&a[c]=2",
                "a[0][b]=1&a[1]=2",
            ],
        ),
        (
            QueryStyle::Form { explode: true },
            ["a=x", "a=x%20y&a=2", "b=x%2Cy&c=2", "refused"],
        ),
        (
            QueryStyle::Form { explode: false },
            ["a=x", "a=x%20y,2", "a=b,x%2Cy,c,2", "refused"],
        ),
        (
            QueryStyle::SpaceDelimited { explode: false },
            ["a=x", "delimiter", "a=b%20x%2Cy%20c%202", "refused"],
        ),
        (
            QueryStyle::PipeDelimited { explode: false },
            ["a=x", "a=x%20y%7C2", "a=b%7Cx%2Cy%7Cc%7C2", "refused"],
        ),
        (
            QueryStyle::PipeDelimited { explode: true },
            ["a=x", "a=x%20y&a=2", "b=x%2Cy&c=2", "refused"],
        ),
    ] {
        for (value, expected) in [&scalar, &list, &object, &objects]
            .into_iter()
            .zip(expected)
        {
            let written = write(style, value).map_or_else(
                |error| {
                    let words = error.to_string();
                    if words.contains("holds a space, which stands between elements") {
                        return "delimiter".to_owned();
                    }
                    assert!(words.contains("its style cannot carry"), "{words}");
                    "refused".to_owned()
                },
                |query| query.replace("%5B", "[").replace("%5D", "]"),
            );
            assert_eq!(written, expected, "{style:?} {value}");
        }
    }
    let nested_in_form = json!({"b": {"c": 1}});
    assert!(write(QueryStyle::Form { explode: true }, &nested_in_form).is_err());
    let list_in_form = json!({"b": [1]});
    assert!(write(QueryStyle::Form { explode: true }, &list_in_form).is_err());
    assert!(write(QueryStyle::Form { explode: false }, &list_in_form).is_err());
}

#[test]
fn nothing_is_sent_for_nothing() {
    for value in [
        json!(null),
        json!([]),
        json!({}),
        json!([null, {}, [[]]]),
        json!({"b": {"c": null}}),
    ] {
        assert_eq!(brackets(&value), "", "{value}");
        assert_eq!(
            brackets(&RawJson::from_value(&value).unwrap()),
            "",
            "{value}"
        );
    }
    assert_eq!(brackets(&None::<String>), "");
    assert_eq!(brackets(&()), "");
    assert_eq!(brackets(""), "a=");
    for style in [
        QueryStyle::Form { explode: false },
        QueryStyle::Form { explode: true },
        QueryStyle::DeepObject,
    ] {
        assert_eq!(write(style, &json!([null])).unwrap(), "");
        assert_eq!(write(style, &json!({"b": null})).unwrap(), "");
    }
}

#[test]
fn an_array_with_an_object_anywhere_keeps_its_indices() {
    assert_eq!(
        brackets(&json!([null, "x", {"b": 1}, null, "y"])),
        "a%5B1%5D=x&a%5B2%5D%5Bb%5D=1&a%5B4%5D=y"
    );
    assert_eq!(
        brackets(&json!([[1, 2], [3]])),
        "a%5B0%5D%5B%5D=1&a%5B0%5D%5B%5D=2&a%5B1%5D%5B%5D=3"
    );
}

#[test]
fn depth() {
    let five = json!({"b": {"c": {"d": {"e": {"f": 1}}}}});
    assert_eq!(brackets(&five), "a%5Bb%5D%5Bc%5D%5Bd%5D%5Be%5D%5Bf%5D=1");
    let six = json!({"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}});
    let message = refused(&six);
    assert!(message.contains("parameter `a`"), "{message}");
    assert!(message.contains("`a[b][c][d][e][f][g]`"), "{message}");
    assert!(message.contains("more than 5 levels"), "{message}");
    // An array's brackets are a level too.
    assert!(refused(&json!({"b": {"c": {"d": {"e": {"f": [1]}}}}})).contains("[f][]`"));
    // What is not sent may be as deep as it likes.
    assert_eq!(
        brackets(&json!({"b": {"c": {"d": {"e": {"f": {"g": null}}}}}})),
        ""
    );
}

#[test]
fn no_depth_exhausts_the_stack() {
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    let raw = RawJson::from_text(deep).unwrap();
    for form in [ArrayForm::Repeat, ArrayForm::Indices] {
        let style = QueryStyle::Nested(NestedForm {
            scalar_arrays: form,
            object_arrays: form,
        });
        assert!(
            write(style, &raw)
                .unwrap_err()
                .to_string()
                .contains("64 levels")
        );
    }
}

#[test]
fn indices() {
    let objects = |count: usize| vec![json!({"b": 1}); count];
    assert!(brackets(&objects(21)).ends_with("a%5B20%5D%5Bb%5D=1"));
    let message = refused(&objects(22));
    assert!(
        message.contains("`a[21][b]`") && message.contains("at most 21"),
        "{message}"
    );
    let mut holes = vec![Value::Null; 30];
    holes[0] = json!({"b": 1});
    assert_eq!(brackets(&holes), "a%5B0%5D%5Bb%5D=1");
    let many: Vec<usize> = (0..100).collect();
    assert_eq!(brackets(&many).split('&').count(), 100);
}

#[test]
fn keys_that_servers_take_for_something_else() {
    for (key, words) in [
        ("a[b", "a key with a bracket that has no other"),
        ("a]", "a key with a bracket that has no other"),
        ("constructor", "a key that all objects of JavaScript have"),
        ("__proto__", "a key that all objects of JavaScript have"),
        ("0", "all keys are numbers up to 20"),
        ("20", "all keys are numbers up to 20"),
        ("", "all keys are numbers up to 20, or empty"),
    ] {
        let message = refused(&json!({"a": {key: {"b": "x"}}}));
        assert!(message.contains(words), "{message}");
        // Where nothing is sent nothing can be taken for something else.
        assert_eq!(brackets(&json!({key: null, "b": {key: []}})), "");
    }
    let message = refused(&json!({"a": {"1": "x", "7": {"b": "y"}}}));
    assert!(message.contains("`a[a]`"), "{message}");
    for (value, query) in [
        (json!({"21": "x"}), "a%5B21%5D=x"),
        (json!({"01": "x"}), "a%5B01%5D=x"),
        (json!({"1": "x", "b": "y"}), "a%5B1%5D=x&a%5Bb%5D=y"),
        (json!({"a.b": "x"}), "a%5Ba.b%5D=x"),
        (json!({"e[f]": "x"}), "a%5Be%5Bf%5D%5D=x"),
    ] {
        assert_eq!(brackets(&value), query);
    }
}

#[test]
fn pairs() {
    let many: Vec<usize> = (0..1000).collect();
    assert!(write(QueryStyle::BRACKETS, &many).is_ok());
    let message = refused(&(0..1001).collect::<Vec<usize>>());
    assert!(message.contains("more than 1000 values"), "{message}");
    assert!(!message.contains("999"), "{message}");

    static HALF: QueryParameter = QueryParameter::new("half", QueryStyle::BRACKETS);
    let mut request = Request::new(&LIST);
    request
        .query(&HALF, &(0..600).collect::<Vec<usize>>())
        .unwrap();
    let error = request
        .query(&HALF, &(0..600).collect::<Vec<usize>>())
        .unwrap_err();
    assert!(error.to_string().contains("`half`"), "{error}");
    assert_eq!(request.query_string().split('&').count(), 600);
}

#[test]
fn the_limits_of_bracket_parsers_hold_only_beside_brackets() {
    static LIST_OF_ALL: QueryParameter =
        QueryParameter::new("ids", QueryStyle::Form { explode: true });
    static NESTED: QueryParameter = QueryParameter::new("where", QueryStyle::DeepObject);
    let many: Vec<usize> = (0..1500).collect();
    for style in [
        QueryStyle::Form { explode: true },
        QueryStyle::SpaceDelimited { explode: true },
        QueryStyle::PipeDelimited { explode: true },
    ] {
        assert_eq!(write(style, &many).unwrap().split('&').count(), 1500);
    }
    let joined = write(QueryStyle::PipeDelimited { explode: false }, &many).unwrap();
    assert_eq!(joined.split("%7C").count(), 1500);
    assert!(write(QueryStyle::DeepObject, &json!({"b": many})).is_err());

    let mut request = Request::new(&LIST);
    request.query(&LIST_OF_ALL, &many).unwrap();
    let error = request.query(&NESTED, &json!({"b": 1})).unwrap_err();
    assert!(
        error.to_string().contains("`where`") && error.to_string().contains("1000 values"),
        "{error}"
    );
    let mut request = Request::new(&LIST);
    request.query(&NESTED, &json!({"b": 1})).unwrap();
    let error = request.query(&LIST_OF_ALL, &many).unwrap_err();
    assert!(error.to_string().contains("`ids`"), "{error}");
    // Keys that only mean something within brackets pass where there are none.
    let keys = json!({"__proto__": "x", "a[b": "y", "0": "z"});
    let written = write(QueryStyle::Form { explode: true }, &keys).unwrap();
    assert_eq!(written.split('&').count(), 3);
}

#[test]
fn numbers() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(refused(&number).contains("finite"));
        assert!(refused(&json_like(number)).contains("`a[x]`"));
    }
    assert!(refused(&f32::NAN).contains("finite"));
    assert_eq!(brackets(&1.5), "a=1.5");
    assert_eq!(brackets(&u64::MAX), "a=18446744073709551615");
    assert_eq!(
        brackets(&i128::MIN),
        "a=-170141183460469231731687303715884105728"
    );
    let big = RawJson::from_text("123456789012345678901234567890").unwrap();
    assert_eq!(brackets(&big), "a=123456789012345678901234567890");
}

fn json_like(number: f64) -> BTreeMap<&'static str, f64> {
    BTreeMap::from([("x", number)])
}

#[test]
fn raw_values_of_serde_json_pass_as_well() {
    let raw = serde_json::value::RawValue::from_string(r#"{"b":[1,{"c":null}],"d":9e9}"#.into());
    assert_eq!(brackets(&raw.unwrap()), "a%5Bb%5D%5B0%5D=1&a%5Bd%5D=9e9");
    let scalars: Vec<_> = ["1", "\"x\"", "null"]
        .map(|text| serde_json::value::RawValue::from_string(text.into()).unwrap())
        .into();
    assert_eq!(brackets(&scalars), "a%5B%5D=1&a%5B%5D=x");
    let kept = [
        RawJson::from_text("1").unwrap(),
        RawJson::from_text("{\"b\":2}").unwrap(),
    ];
    assert_eq!(brackets(&kept), "a%5B0%5D=1&a%5B1%5D%5Bb%5D=2");
}

#[test]
fn enums_maps_tuples() {
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Plain,
        Of(u8),
        Pair(u8, u8),
        Fields { x: u8 },
    }
    assert_eq!(brackets(&Shape::Plain), "a=plain");
    assert_eq!(brackets(&Shape::Of(1)), "a%5Bof%5D=1");
    assert_eq!(
        brackets(&Shape::Pair(1, 2)),
        "a%5Bpair%5D%5B%5D=1&a%5Bpair%5D%5B%5D=2"
    );
    assert_eq!(brackets(&Shape::Fields { x: 1 }), "a%5Bfields%5D%5Bx%5D=1");
    assert_eq!(
        brackets(&[Shape::Plain, Shape::Of(1)]),
        "a%5B0%5D=plain&a%5B1%5D%5Bof%5D=1"
    );
    assert_eq!(brackets(&BTreeMap::from([(55, true)])), "a%5B55%5D=true");
    assert_eq!(brackets(&(1, "x")), "a%5B%5D=1&a%5B%5D=x");
    assert!(refused(&BTreeMap::from([(vec![1], 1)])).contains("key of a map"));
}

#[test]
fn date_times_and_ranges() {
    let range: Range<DateTime> =
        Range::gte("2024-01-01T00:00:00Z").and_lt("2024-02-01T00:00:00+02:00");
    assert_eq!(
        brackets(&range),
        "a%5Bgte%5D=2024-01-01T00%3A00%3A00Z&a%5Blt%5D=2024-02-01T00%3A00%3A00%2B02%3A00"
    );
    assert_eq!(
        brackets(&Range::<DateTime>::from("2024-01-01T00:00:00Z")),
        "a=2024-01-01T00%3A00%3A00Z"
    );
    let wrong: Range<DateTime> = Range::gt("2024-02-30T00:00:00Z");
    let message = refused(&wrong);
    assert!(
        message.contains("`a[gt]`") && message.contains("RFC 3339"),
        "{message}"
    );
    assert!(!message.contains("2024-02-30"), "{message}");
    assert!(refused(&vec![DateTime::from("now")]).contains("RFC 3339"));

    for (text, expected) in [
        ("5", Range::equal(5)),
        (r#"{"gt":1,"lte":9}"#, Range::gt(1).and_lte(9)),
        (r#"{"lte":9,"gt":1}"#, Range::gt(1).and_lte(9)),
    ] {
        let range: Range<i32> = serde_json::from_str(text).unwrap();
        assert_eq!(range, expected);
        let written = serde_json::to_string(&range).unwrap();
        assert_eq!(
            serde_json::from_str::<Range<i32>>(&written).unwrap(),
            expected
        );
    }
    let moment: Range<DateTime> = serde_json::from_str("\"2024-01-01T00:00:00Z\"").unwrap();
    assert_eq!(moment, Range::equal("2024-01-01T00:00:00Z"));
    assert!(serde_json::from_str::<Range<i32>>(r#"{"near":1}"#).is_err());
    assert_eq!(Range::<i32>::gt(1).and_gt(2), Range::gt(2));
}
