//! Requests as values: paths, headers, bodies, and what debug output shows.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use oas_runtime::client::BaseUrl;
use oas_runtime::http::Method;
use oas_runtime::query::{QueryParameter, QueryStyle};
use oas_runtime::request::Operation;
use oas_runtime::serde_json::json;
use oas_runtime::{Request, Result};
use serde::{Serialize, Serializer};

use common::{EMAILS, JOB_ID, LIST};

static GET: Operation = Operation::new(
    "getCandidate",
    Method::GET,
    "/candidates/{id}/files/{name}.json",
);

static RENAME: Operation = Operation::new("rename", Method::PATCH, "/{kind}/{id}");

fn base() -> BaseUrl {
    BaseUrl::new("https://api.example.com/v1/").unwrap()
}

fn path(id: &str, name: &str) -> Result<String> {
    let mut request = Request::new(&GET);
    request.path_parameter("id", &id)?;
    request.path_parameter("name", &name)?;
    Ok(request.to_http(&base())?.uri().to_string())
}

#[test]
fn a_path_parameter_stays_one_segment() {
    assert_eq!(
        path("../x?y#z", "a b").unwrap(),
        "https://api.example.com/v1/candidates/..%2Fx%3Fy%23z/files/a%20b.json"
    );
    assert_eq!(
        path("%2e%2e", "é/\\").unwrap(),
        "https://api.example.com/v1/candidates/%252e%252e/files/%C3%A9%2F%5C.json"
    );
    for id in ["", ".", ".."] {
        let error = path(id, "x").unwrap_err();
        assert!(error.is_invalid_parameter(), "{id}");
        assert!(
            error.to_string().starts_with("getCandidate failed: "),
            "{error}"
        );
    }
    // Within a longer segment dots are harmless.
    assert!(path("x", "..").unwrap().ends_with("/files/...json"));
}

#[test]
fn path_parameters_of_other_shapes() {
    let mut request = Request::new(&RENAME);
    request.path_parameter("kind", &vec!["a,b", "c"]).unwrap();
    request.path_parameter("id", &7).unwrap();
    request.path_parameter("id", &8).unwrap();
    let http = request.to_http(&base()).unwrap();
    assert_eq!(http.uri().path(), "/v1/a%2Cb,c/8");
    assert_eq!(http.method(), Method::PATCH);
    assert!(request.path_parameter("id", &None::<u8>).is_err());
    assert!(request.path_parameter("id", &json!([[1]])).is_err());
}

#[test]
fn a_missing_path_parameter_is_named() {
    let mut request = Request::new(&RENAME);
    request.path_parameter("kind", &"x").unwrap();
    let error = request.to_http(&base()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "rename failed: parameter `id` cannot be sent: it is part of the path and is not set"
    );
}

#[test]
fn headers() {
    let mut request = Request::new(&LIST);
    request.header("x-one", &"a b").unwrap();
    request.header("x-none", &None::<&str>).unwrap();
    request.header("x-list", &vec![1, 2]).unwrap();
    request.header("x-name", &"Zoë").unwrap();
    request.accept("application/pdf");
    for value in ["a\nb", "a\r\nx-evil: 1", "\0"] {
        let error = request.header("x-bad", &value).unwrap_err();
        assert!(error.is_invalid_parameter());
        assert!(error.to_string().contains("`x-bad`") && !error.to_string().contains("evil"));
    }
    assert!(request.header("x bad", &1).is_err());
    let http = request.to_http(&base()).unwrap();
    let get = |name| {
        http.headers()
            .get(name)
            .map(|value| value.as_bytes().to_vec())
    };
    assert_eq!(get("x-one"), Some(b"a b".to_vec()));
    assert_eq!(get("x-none"), None);
    assert_eq!(get("x-list"), Some(b"1,2".to_vec()));
    assert_eq!(get("x-name"), Some("Zoë".as_bytes().to_vec()));
    assert_eq!(get("accept"), Some(b"application/pdf".to_vec()));
    assert_eq!(get("x-bad"), None);
}

#[test]
fn json_bodies() {
    let mut request = Request::new(&RENAME);
    request.path_parameter("kind", &"x").unwrap();
    request.path_parameter("id", &"y").unwrap();
    request.json_body(&json!({"name": "Zoë"})).unwrap();
    let http = request.to_http(&base()).unwrap();
    assert_eq!(
        &http.body().as_bytes().unwrap()[..],
        "{\"name\":\"Zoë\"}".as_bytes()
    );
    assert_eq!(http.headers()["content-type"], "application/json");
}

struct Chatty;

impl Serialize for Chatty {
    fn serialize<S: Serializer>(&self, _: S) -> std::result::Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("ada@example.com is odd"))
    }
}

#[test]
fn personal_values_are_shown_nowhere() {
    static NAME: QueryParameter = QueryParameter::new("name", QueryStyle::BRACKETS).personal();
    static PLAIN: QueryParameter = QueryParameter::new("plain", QueryStyle::BRACKETS);
    let mut request = Request::new(&LIST);
    request.query(&JOB_ID, "j_1").unwrap();
    request
        .query(&EMAILS, &json!([{"email": "ada@example.com"}]))
        .unwrap();
    request.query(&NAME, "Ada").unwrap();
    request.extra_query("who", &json!({"x": "Grace"})).unwrap();
    request.header("x-secret", &"hush").unwrap();
    let shown = format!("{request:?}");
    for hidden in ["ada", "Ada", "Grace", "hush"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
    assert!(
        shown
            .contains("job_id=j_1&emails=[personal data]&name=[personal data]&who=[personal data]"),
        "{shown}"
    );
    assert!(
        request
            .query_string()
            .contains("emails%5B0%5D%5Bemail%5D=ada%40example.com")
    );

    let error = request.query(&NAME, &Chatty).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("ada@"), "{error:?}");
    let error = request.query(&PLAIN, &Chatty).unwrap_err();
    assert!(error.to_string().contains("is odd"), "{error}");
    let error = request.json_body(&Chatty).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("ada@"), "{error:?}");
    // Too long an address: its query is not in the error.
    request.query(&NAME, &"Ada".repeat(30_000)).unwrap();
    let error = request.to_http(&base()).unwrap_err();
    assert!(error.to_string().contains("no more than 65,534"), "{error}");
    assert!(!format!("{error:?}").contains("Ada"), "{error:?}");
}

#[test]
fn extra_parameters_come_after_the_others() {
    let mut request = Request::new(&LIST);
    request.query(&JOB_ID, &Some("1")).unwrap();
    request.extra_query("new one", &json!({"a": [1]})).unwrap();
    request.extra_query("nothing", &json!(null)).unwrap();
    assert_eq!(request.query_string(), "job_id=1&new%20one%5Ba%5D%5B%5D=1");
    let http = request.to_http(&base()).unwrap();
    assert_eq!(http.uri().query(), Some(request.query_string()));
    assert_eq!(http.uri().path(), "/v1/unified/ats/candidates");
    let none = Request::new(&LIST).to_http(&base()).unwrap();
    assert_eq!(none.uri().query(), None);
}
