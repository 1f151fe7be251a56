//! The styles of parameters: OpenAPI's table of examples, and values that could be mistaken for
//! what stands between values.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use oas_runtime::client::BaseUrl;
use oas_runtime::http::Method;
use oas_runtime::json::RawJson;
use oas_runtime::query::{QueryParameter, QueryStyle};
use oas_runtime::request::{CookieStyle, HeaderStyle, Operation, PathStyle};
use oas_runtime::serde_json::{Value, json};
use oas_runtime::{Request, Result};

use common::LIST;

static ONE: Operation = Operation::new("one", Method::GET, "/{color}");

fn path(style: PathStyle, value: &Value) -> Result<String> {
    let mut request = Request::new(&ONE);
    request.path_parameter_as("color", style, value)?;
    let base = BaseUrl::new("https://api.example.com").unwrap();
    let path = request.to_http(&base)?.uri().path().to_owned();
    Ok(path.strip_prefix('/').unwrap().to_owned())
}

/// In the order of the test's JSON, which `Value` would not keep.
fn object() -> RawJson {
    RawJson::from_text(r#"{"R":100,"G":200,"B":150}"#).unwrap()
}

fn sent(
    name: &'static str,
    write: impl FnOnce(&mut Request) -> Result<()>,
) -> Result<Option<String>> {
    let mut request = Request::new(&LIST);
    write(&mut request)?;
    let base = BaseUrl::new("https://api.example.com").unwrap();
    let http = request.to_http(&base)?;
    let header = http.headers().get(name);
    Ok(header.map(|value| String::from_utf8(value.as_bytes().to_vec()).unwrap()))
}

fn header(style: HeaderStyle, value: &Value) -> Result<Option<String>> {
    sent("color", |request| request.header_as("color", style, value))
}

fn cookie(style: CookieStyle, value: &Value) -> Result<Option<String>> {
    sent("cookie", |request| request.cookie_as("color", style, value))
}

fn query(parameter: QueryParameter, value: &Value) -> Result<String> {
    let mut request = Request::new(&LIST);
    request.query(Box::leak(Box::new(parameter)), value)?;
    Ok(request.query_string().to_owned())
}

#[test]
fn the_table_of_paths() {
    let array = json!(["blue", "black", "brown"]);
    for (style, scalar, list, fields) in [
        (
            PathStyle::MATRIX,
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ),
        (
            PathStyle::MATRIX.exploded(),
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ),
        (
            PathStyle::LABEL,
            ".blue",
            ".blue,black,brown",
            ".R,100,G,200,B,150",
        ),
        (
            PathStyle::LABEL.exploded(),
            ".blue",
            ".blue.black.brown",
            ".R=100.G=200.B=150",
        ),
        (
            PathStyle::SIMPLE,
            "blue",
            "blue,black,brown",
            "R,100,G,200,B,150",
        ),
        (
            PathStyle::SIMPLE.exploded(),
            "blue",
            "blue,black,brown",
            "R=100,G=200,B=150",
        ),
    ] {
        assert_eq!(path(style, &json!("blue")).unwrap(), scalar, "{style:?}");
        assert_eq!(path(style, &array).unwrap(), list, "{style:?}");
        let mut request = Request::new(&ONE);
        request
            .path_parameter_as("color", style, &object())
            .unwrap();
        let base = BaseUrl::new("https://api.example.com").unwrap();
        let http = request.to_http(&base).unwrap();
        assert_eq!(http.uri().path(), format!("/{fields}"), "{style:?}");
        // Nothing to write would be the path of something else.
        for nothing in [
            json!(null),
            json!([]),
            json!({}),
            json!([null]),
            json!({"a": null}),
        ] {
            assert!(path(style, &nothing).is_err(), "{style:?} {nothing}");
        }
        assert!(path(style, &json!([["a"]])).is_err());
        assert!(path(style, &json!({"a": {"b": 1}})).is_err());
    }
}

#[test]
fn what_is_empty_in_a_path() {
    // RFC 6570 writes the name of an empty value without `=` in this style alone.
    assert_eq!(path(PathStyle::MATRIX, &json!("")).unwrap(), ";color");
    let two = json!(["", "a"]);
    assert_eq!(path(PathStyle::MATRIX, &two).unwrap(), ";color=,a");
    assert_eq!(
        path(PathStyle::MATRIX.exploded(), &two).unwrap(),
        ";color;color=a"
    );
    assert_eq!(
        path(PathStyle::MATRIX.exploded(), &json!({"k": ""})).unwrap(),
        ";k"
    );
    assert_eq!(
        path(PathStyle::LABEL.exploded(), &json!({"k": ""})).unwrap(),
        ".k="
    );
    assert_eq!(path(PathStyle::LABEL, &two).unwrap(), ".,a");
    assert_eq!(path(PathStyle::SIMPLE, &two).unwrap(), ",a");
    // These would be no segment, or a step within the path.
    assert!(path(PathStyle::SIMPLE, &json!("")).is_err());
    assert!(path(PathStyle::SIMPLE, &json!([""])).is_err());
    for (style, value) in [
        (PathStyle::LABEL, json!("")),
        (PathStyle::LABEL, json!(".")),
        (PathStyle::LABEL.exploded(), json!(["."])),
        (PathStyle::LABEL.exploded(), json!(["", ""])),
        (PathStyle::SIMPLE, json!("..")),
        (PathStyle::SIMPLE.allow_reserved(), json!("%2E%2e")),
        (PathStyle::SIMPLE.allow_reserved(), json!(".%2e")),
    ] {
        let error = path(style, &value).unwrap_err();
        assert!(
            error.to_string().contains("cannot make it `.` or `..`"),
            "{error}"
        );
    }
}

#[test]
fn values_stay_within_their_segment_and_their_place() {
    let awkward = json!(["a/b?c#d", "..;x=1,y", "é %2F", "1.5"]);
    let each = ["a%2Fb%3Fc%23d", "..%3Bx%3D1%2Cy", "%C3%A9%20%252F", "1.5"];
    assert_eq!(path(PathStyle::SIMPLE, &awkward).unwrap(), each.join(","));
    assert_eq!(
        path(PathStyle::LABEL, &awkward).unwrap(),
        format!(".{}", each.join(","))
    );
    assert_eq!(
        path(PathStyle::MATRIX.exploded(), &awkward).unwrap(),
        format!(";color={}", each.join(";color="))
    );
    // A dot within an element is not one between two.
    assert_eq!(
        path(PathStyle::LABEL.exploded(), &awkward).unwrap(),
        ".a%2Fb%3Fc%23d.%2E%2E%3Bx%3D1%2Cy.%C3%A9%20%252F.1%2E5"
    );
    assert_eq!(
        path(PathStyle::LABEL.exploded(), &json!({"a.b": "c=d"})).unwrap(),
        ".a%2Eb=c%3Dd"
    );
    assert_eq!(
        path(PathStyle::LABEL.exploded(), &json!(1.5)).unwrap(),
        ".1.5"
    );
    assert_eq!(
        path(PathStyle::MATRIX, &json!({"k=": ";"})).unwrap(),
        ";color=k%3D,%3B"
    );
}

#[test]
fn reserved_characters_in_a_path() {
    let all = json!(":/?#[]@!$&'()*+,;= %2F%");
    let sent = ":%2F%3F%23%5B%5D@!$&'()*+%2C%3B%3D%20%2F%25";
    assert_eq!(
        path(PathStyle::SIMPLE.allow_reserved(), &all).unwrap(),
        sent
    );
    assert_eq!(
        path(
            PathStyle::LABEL.exploded().allow_reserved(),
            &json!(["a.b:c"])
        )
        .unwrap(),
        ".a%2Eb:c"
    );
    assert_eq!(
        path(
            PathStyle::MATRIX.exploded().allow_reserved(),
            &json!({"a:b": "c:d"})
        )
        .unwrap(),
        ";a%3Ab=c:d"
    );
}

#[test]
fn the_table_of_headers() {
    let array = json!(["blue", "black", "brown"]);
    for (style, fields) in [
        (HeaderStyle::SIMPLE, "R,100,G,200,B,150"),
        (HeaderStyle::SIMPLE.exploded(), "R=100,G=200,B=150"),
    ] {
        let text = |value: &Value| header(style, value).unwrap();
        assert_eq!(text(&json!("blue")).as_deref(), Some("blue"));
        assert_eq!(text(&array).as_deref(), Some("blue,black,brown"));
        let sent = sent("color", |request| {
            request.header_as("color", style, &object())
        });
        assert_eq!(sent.unwrap().as_deref(), Some(fields));
        assert_eq!(text(&json!("")).as_deref(), Some(""));
        assert_eq!(text(&json!([null, "x", ""])).as_deref(), Some("x,"));
        for nothing in [json!(null), json!([]), json!({})] {
            assert_eq!(text(&nothing), None);
        }
        // Nothing is percent-encoded or quoted.
        assert_eq!(
            text(&json!("a, \"b\"; c=%20é")).as_deref(),
            Some("a, \"b\"; c=%20é")
        );
        assert_eq!(text(&json!(["a b", "c=d"])).as_deref(), Some("a b,c=d"));
    }
}

#[test]
fn what_a_header_would_not_carry_as_meant() {
    let joined = HeaderStyle::SIMPLE;
    for (style, value, words) in [
        (joined, json!(["a,b"]), "holds a comma"),
        (joined, json!({"a,b": "c"}), "holds a comma"),
        (joined, json!({"a": "b,c"}), "holds a comma"),
        (joined.exploded(), json!({"a=b": "c"}), "an equals sign"),
        (joined, json!([" a"]), "gets lost"),
        (joined, json!("a\t"), "gets lost"),
        (joined, json!(["a\n"]), "line break"),
        (joined, json!([["a"]]), "its style cannot carry"),
    ] {
        let error = header(style, &value).unwrap_err();
        assert!(error.is_invalid_parameter());
        let text = error.to_string();
        assert!(text.contains(words) && text.contains("`color`"), "{text}");
        assert!(!text.contains("b,c"), "{text}");
    }
    // `k=v=w` is read as the key and the rest; without `explode` the sign means nothing.
    let equals = header(joined.exploded(), &json!({"k": "v=w"})).unwrap();
    assert_eq!(equals.as_deref(), Some("k=v=w"));
    assert!(header(joined, &json!({"a=b": "c"})).is_ok());
}

#[test]
fn the_table_of_cookies() {
    let array = json!(["blue", "black", "brown"]);
    for (style, list, fields) in [
        (
            CookieStyle::FORM,
            "color=blue; color=black; color=brown",
            "R=100; G=200; B=150",
        ),
        (
            CookieStyle::RAW,
            "color=blue; color=black; color=brown",
            "R=100; G=200; B=150",
        ),
        (
            CookieStyle::FORM.joined(),
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ),
    ] {
        let text = |value: &Value| cookie(style, value).unwrap();
        assert_eq!(text(&json!("blue")).as_deref(), Some("color=blue"));
        assert_eq!(text(&json!("")).as_deref(), Some("color="));
        assert_eq!(text(&array).as_deref(), Some(list));
        let sent = sent("cookie", |request| {
            request.cookie_as("color", style, &object())
        });
        assert_eq!(sent.unwrap().as_deref(), Some(fields));
        for nothing in [json!(null), json!([]), json!({})] {
            assert_eq!(text(&nothing), None);
        }
    }
    let awkward = json!("a;b, \"c\"=é");
    assert_eq!(
        cookie(CookieStyle::FORM, &awkward).unwrap().as_deref(),
        Some("color=a%3Bb%2C%20%22c%22%3D%C3%A9")
    );
    assert_eq!(
        cookie(CookieStyle::FORM.allow_reserved(), &json!("a/b;c=%2C"))
            .unwrap()
            .as_deref(),
        Some("color=a/b%3Bc=%2C")
    );
    for value in [
        awkward,
        json!("a b"),
        json!(["a,b"]),
        json!("é"),
        json!("\\"),
        json!("a\n"),
    ] {
        let error = cookie(CookieStyle::RAW, &value).unwrap_err().to_string();
        assert!(error.contains("encode it first"), "{error}");
    }
    let text = cookie(CookieStyle::RAW, &json!("\"%2C/=\"")).unwrap();
    assert_eq!(text.as_deref(), Some("color=\"%2C/=\""));
    assert!(cookie(CookieStyle::FORM, &json!({"a b": 1})).is_err());
    assert!(cookie(CookieStyle::FORM, &json!({"": 1})).is_err());
    let both = sent("cookie", |request| {
        request.cookie("a", &1)?;
        request.cookie("b", &vec![2, 3])
    });
    assert_eq!(both.unwrap().as_deref(), Some("a=1; b=2; b=3"));
}

#[test]
fn content_of_json_in_every_place() {
    let value = json!({"a": [1, "é, ;\u{7f}"]});
    let encoded = "%7B%22a%22%3A%5B1%2C%22%C3%A9%2C%20%3B%7F%22%5D%7D";
    assert_eq!(path(PathStyle::JSON, &value).unwrap(), encoded);
    assert_eq!(
        cookie(CookieStyle::JSON, &value).unwrap().as_deref(),
        Some(&*format!("color={encoded}"))
    );
    let parameter = QueryParameter::new("color", QueryStyle::Json);
    assert_eq!(
        query(parameter, &value).unwrap(),
        format!("color={encoded}")
    );
    // A header has no percent-encoding, but JSON has a way to write what a header cannot carry.
    assert_eq!(
        header(HeaderStyle::JSON, &value).unwrap().as_deref(),
        Some(r#"{"a":[1,"\u00e9, ;\u007f"]}"#)
    );
    assert_eq!(
        header(HeaderStyle::JSON, &json!("\u{1f600}"))
            .unwrap()
            .as_deref(),
        Some(r#""\ud83d\ude00""#)
    );
    assert_eq!(query(parameter, &json!("x")).unwrap(), "color=%22x%22");
    assert_eq!(query(parameter, &json!([])).unwrap(), "color=%5B%5D");
    assert_eq!(query(parameter, &json!(null)).unwrap(), "");
    assert_eq!(header(HeaderStyle::JSON, &json!(null)).unwrap(), None);
    assert!(path(PathStyle::JSON, &json!(null)).is_err());
}

#[test]
fn reserved_characters_in_a_query() {
    let form = QueryParameter::new("a", QueryStyle::Form { explode: true });
    let all = json!(":/?#[]@!$&'()*+,;= %2F%|");
    assert_eq!(
        query(form.allow_reserved(), &all).unwrap(),
        "a=:/?%23%5B%5D@!$%26'()*%2B,;%3D%20%2F%25%7C"
    );
    assert_eq!(
        query(form, &all).unwrap(),
        "a=%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%20%252F%25%7C"
    );
    let joined = QueryParameter::new("a", QueryStyle::Form { explode: false }).allow_reserved();
    assert_eq!(query(joined, &json!(["b,c", "/"])).unwrap(), "a=b%2Cc,/");
    let deep = QueryParameter::new("a", QueryStyle::DeepObject).allow_reserved();
    // Keys are names: they are encoded as ever.
    assert_eq!(
        query(deep, &json!({"x/y": "x/y"})).unwrap(),
        "a%5Bx%2Fy%5D=x/y"
    );
}

#[test]
fn what_stands_between_elements_is_refused_within_them() {
    for (style, sign) in [
        (QueryStyle::SpaceDelimited { explode: false }, " "),
        (QueryStyle::PipeDelimited { explode: false }, "|"),
    ] {
        let parameter = QueryParameter::new("color", style);
        for value in [
            json!([format!("a{sign}b"), "c"]),
            json!({"a": format!("{sign}b")}),
            json!({format!("a{sign}"): "b"}),
        ] {
            let error = query(parameter, &value).unwrap_err();
            assert!(error.is_invalid_parameter());
            let text = error.to_string();
            assert!(
                text.contains("`color`") && text.contains("servers would read two"),
                "{text}"
            );
        }
        // One value alone is not divided, nor is one in a pair of its own.
        assert!(query(parameter, &json!(format!("a{sign}b"))).is_ok());
    }
    let exploded = QueryParameter::new("color", QueryStyle::SpaceDelimited { explode: true });
    assert_eq!(
        query(exploded, &json!(["a b", "c"])).unwrap(),
        "color=a%20b&color=c"
    );
}

#[test]
fn empty_lists_where_empty_values_are_allowed() {
    let form = QueryParameter::new("color", QueryStyle::Form { explode: true });
    for empty in [json!([]), json!({}), json!([null])] {
        assert_eq!(query(form, &empty).unwrap(), "");
        assert_eq!(query(form.allow_empty(), &empty).unwrap(), "color=");
    }
    assert_eq!(query(form.allow_empty(), &json!(null)).unwrap(), "");
    assert_eq!(query(form.allow_empty(), &json!(["a"])).unwrap(), "color=a");
    assert_eq!(query(form.allow_empty(), &json!("")).unwrap(), "color=");
}
