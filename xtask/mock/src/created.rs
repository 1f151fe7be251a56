//! Candidates that were created, and the answers that a key brings back.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value, json};

/// How many candidates, and how many keys, are remembered; the oldest are forgotten first. How
/// long Truto remembers a key is not documented.
const REMEMBERED: usize = 1_000;

/// What was created so far.
#[derive(Debug, Default)]
pub(crate) struct Created(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    count: u64,
    candidates: VecDeque<Map<String, Value>>,
    /// Of an account and a key: the candidate that it made.
    keys: VecDeque<((String, String), Map<String, Value>)>,
}

impl Created {
    /// The candidate of a body. A key that the account has used brings the first candidate
    /// again, whatever the body: as Truto's guide says, the operation is not done again.
    pub(crate) fn create(
        &self,
        account: &str,
        key: Option<&str>,
        body: &Map<String, Value>,
    ) -> Map<String, Value> {
        // One lock for all of it: of two requests with the same key one makes the candidate.
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = key.map(|key| (account.to_owned(), key.to_owned()));
        let known = key.as_ref().and_then(|key| {
            let mut keys = state.keys.iter();
            keys.find(|(known, _)| known == key)
        });
        if let Some((_, candidate)) = known {
            return candidate.clone();
        }
        state.count += 1;
        let candidate = candidate(state.count, body);
        state.candidates.push_back(candidate.clone());
        if let Some(key) = key {
            state.keys.push_back((key, candidate.clone()));
        }
        while state.candidates.len() > REMEMBERED {
            state.candidates.pop_front();
        }
        while state.keys.len() > REMEMBERED {
            state.keys.pop_front();
        }
        candidate
    }

    pub(crate) fn find(&self, id: &str) -> Option<Map<String, Value>> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut candidates = state.candidates.iter();
        let found = candidates.find(|it| it.get("id").and_then(Value::as_str) == Some(id));
        found.cloned()
    }

    /// How many were created in all.
    pub(crate) fn count(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).count
    }
}

/// What is made of a body: its properties, those that a server adds, and the body as the raw
/// data.
fn candidate(number: u64, body: &Map<String, Value>) -> Map<String, Value> {
    let mut candidate = Map::new();
    candidate.insert("id".into(), format!("created_{number}").into());
    for (name, value) in body {
        if !["id", "remote_data", "attachments"].contains(&name.as_str()) {
            candidate.insert(name.clone(), value.clone());
        }
    }
    if let Some(Value::Array(files)) = body.get("attachments") {
        let files = files.iter().enumerate().map(|(at, file)| {
            let mut file = file.clone();
            if let Value::Object(file) = &mut file {
                file.insert("id".into(), format!("created_{number}_file_{at}").into());
            }
            file
        });
        candidate.insert("attachments".into(), files.collect());
    }
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let name = format!("{} {}", text("first_name"), text("last_name"));
    if !name.trim().is_empty() {
        candidate.insert("name".into(), name.trim().into());
    }
    candidate.insert("created_at".into(), "2026-01-01T00:00:00Z".into());
    candidate.insert("remote_data".into(), json!({"Received": body}));
    candidate
}
