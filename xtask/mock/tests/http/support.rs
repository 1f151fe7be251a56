//! A client that knows nothing of the server but its address.

use std::collections::BTreeMap;

use reqwest::header::HeaderMap;
use serde_json::Value;
use truto_mock::{MockConfig, MockServer};

pub const TOKEN: &str = "token-that-nobody-may-repeat";

pub async fn server(candidates: u64) -> MockServer {
    MockServer::start(MockConfig {
        candidates,
        ..MockConfig::default()
    })
    .await
    .expect("it starts")
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The candidates of an envelope with an array.
    pub fn records(&self) -> Vec<Value> {
        assert_eq!(self.status, 200, "{}", self.body);
        self.json()["result"].as_array().expect("an array").clone()
    }

    pub fn ids(&self) -> Vec<String> {
        self.records().iter().map(id).collect()
    }
}

pub fn id(record: &Value) -> String {
    record["id"]
        .as_str()
        .expect("every record has an id")
        .to_owned()
}

/// Sends a request with a token.
pub async fn send(server: &MockServer, method: &str, target: &str) -> Answer {
    let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
    let request = reqwest::Client::new()
        .request(method, format!("{}{target}", server.base_url()))
        .bearer_auth(TOKEN);
    receive(request).await
}

pub async fn receive(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Answer {
        status,
        headers,
        body: response.text().await.expect("a body"),
    }
}

/// Lists with an account, a token and the parameters given, percent-encoded.
pub async fn list(server: &MockServer, parameters: &[(&str, &str)]) -> Answer {
    let request = reqwest::Client::new()
        .get(format!("{}{}", server.base_url(), truto_mock::PATH))
        .query_pairs(&[("integrated_account_id", "acc_1")])
        .query_pairs(parameters)
        .bearer_auth(TOKEN);
    receive(request).await
}

/// Percent-encoding by the url crate, so that this file needs no feature of reqwest.
trait QueryPairs {
    fn query_pairs(self, pairs: &[(&str, &str)]) -> Self;
}

impl QueryPairs for reqwest::RequestBuilder {
    fn query_pairs(self, pairs: &[(&str, &str)]) -> Self {
        let (client, request) = self.build_split();
        let mut request = request.expect("a request");
        request.url_mut().query_pairs_mut().extend_pairs(pairs);
        Self::from_parts(client, request)
    }
}

/// All pages, one after the other.
pub async fn pages(server: &MockServer, parameters: &[(&str, &str)]) -> Vec<Vec<Value>> {
    let mut pages = Vec::new();
    let mut cursor = String::new();
    loop {
        let mut all = parameters.to_vec();
        all.push(("next_cursor", &cursor));
        let answer = list(server, &all).await;
        pages.push(answer.records());
        assert!(pages.len() < 10_000, "it does not end");
        match &answer.json()["next_cursor"] {
            Value::String(next) => cursor.clone_from(next),
            Value::Null => return pages,
            other => panic!("a cursor that is neither text nor null: {other}"),
        }
    }
}

pub async fn everything(server: &MockServer, parameters: &[(&str, &str)]) -> Vec<Value> {
    pages(server, parameters).await.concat()
}

/// How often each path occurs in the records, `[]` for any element. Values of unknown shape
/// are not entered.
pub fn paths(records: &[Value]) -> BTreeMap<String, usize> {
    fn walk(value: &Value, path: &str, found: &mut BTreeMap<String, usize>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    let path = if path.is_empty() {
                        name.clone()
                    } else {
                        format!("{path}.{name}")
                    };
                    *found.entry(path.clone()).or_default() += 1;
                    if !["remote_data", "custom_fields", "locations"].contains(&name.as_str()) {
                        walk(value, &path, found);
                    }
                }
            }
            Value::Array(elements) => elements
                .iter()
                .for_each(|element| walk(element, &format!("{path}[]"), found)),
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    records
        .iter()
        .for_each(|record| walk(record, "", &mut found));
    found
}
