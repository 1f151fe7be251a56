//! Takes parameters out of the query's JSON and collects what is wrong with them.

use serde_json::{Map, Value};

/// What is wrong with one parameter. It never repeats the value: that may be somebody's
/// address, or a token that went to the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) parameter: &'static str,
    pub(crate) message: &'static str,
}

#[derive(Debug)]
pub(super) struct Reader {
    parameters: Map<String, Value>,
    failures: Vec<Failure>,
}

impl Reader {
    pub(super) fn new(parameters: Map<String, Value>) -> Self {
        Self {
            parameters,
            failures: Vec::new(),
        }
    }

    pub(super) fn into_failures(self) -> Vec<Failure> {
        self.failures
    }

    pub(super) fn fail(&mut self, parameter: &'static str, message: &'static str) {
        self.failures.push(Failure { parameter, message });
    }

    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.parameters.get(name)
    }

    /// A parameter that is one text.
    pub(super) fn text(&mut self, name: &'static str) -> Option<String> {
        match self.parameters.get(name) {
            None => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => {
                self.fail(name, "must be given once, as one value");
                None
            }
        }
    }

    /// A parameter that is `true` or `false`; absent is false.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        match self.text(name).as_deref() {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => {
                self.fail(name, "must be true or false");
                false
            }
        }
    }

    /// The texts of a parameter that is one or several.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        self.value(name).map(texts_within).unwrap_or_default()
    }

    /// The value at `name[key]`, one text or several.
    pub(super) fn nested_texts(&self, name: &str, key: &str) -> Vec<String> {
        self.value(name)
            .and_then(|value| value.get(key))
            .map(texts_within)
            .unwrap_or_default()
    }

    /// For an array of objects: what its elements hold under any of the keys. An element that
    /// is a text stands for itself (`emails[]=a` for `emails[][email]=a`).
    pub(super) fn element_texts(&self, name: &str, keys: &[&str]) -> Vec<String> {
        let elements = match self.value(name) {
            Some(Value::Array(elements)) => elements.iter().collect(),
            // Past position 20 an array is read as an object whose names are numbers.
            Some(Value::Object(elements))
                if !keys.iter().any(|key| elements.contains_key(*key)) =>
            {
                elements.values().collect()
            }
            Some(value) => vec![value],
            None => Vec::new(),
        };
        let texts = elements.into_iter().flat_map(|element| match element {
            Value::Object(fields) => keys
                .iter()
                .filter_map(|key| fields.get(*key))
                .flat_map(texts_within)
                .collect(),
            other => texts_within(other),
        });
        texts.collect()
    }
}

/// The value itself when it is a text, or the texts in it when it is an array or an object.
pub(super) fn texts_within(value: &Value) -> Vec<String> {
    let own = |value: &Value| value.as_str().map(str::to_owned);
    match value {
        Value::Array(elements) => elements.iter().filter_map(own).collect(),
        Value::Object(fields) => fields.values().filter_map(own).collect(),
        other => own(other).into_iter().collect(),
    }
}
