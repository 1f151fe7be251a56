//! Reads the spec with `serde_yaml` as it stands: this is a test that reads the document with
//! a reader that is not the generator's, so that a fault of that one cannot hide here too.

use serde_yaml::{Mapping, Value};

/// The document, in memory and free to be changed.
#[derive(Clone)]
pub struct Document {
    pub root: Value,
}

/// The keys that lead to a value; an index of an array is a number as text.
pub type Place = Vec<String>;

impl Document {
    pub fn parse(text: &str) -> Self {
        Self {
            root: serde_yaml::from_str(text).unwrap(),
        }
    }

    pub fn top(&self) -> At<'_> {
        At {
            document: self,
            value: &self.root,
            place: Vec::new(),
        }
    }

    pub fn at(&self, place: &[&str]) -> Option<At<'_>> {
        place.iter().try_fold(self.top(), |at, key| at.get(key))
    }

    /// The value at a place that is known to exist.
    pub fn value_mut(&mut self, place: &[String]) -> &mut Value {
        place.iter().fold(&mut self.root, |value, key| match value {
            Value::Sequence(items) => &mut items[key.parse::<usize>().unwrap()],
            value => value.get_mut(key.as_str()).unwrap(),
        })
    }

    pub fn mapping_mut(&mut self, place: &[String]) -> &mut Mapping {
        self.value_mut(place).as_mapping_mut().unwrap()
    }
}

/// A value and where it stands.
#[derive(Clone)]
pub struct At<'a> {
    document: &'a Document,
    pub value: &'a Value,
    pub place: Place,
}

impl<'a> At<'a> {
    pub fn get(&self, key: &str) -> Option<Self> {
        let value = match self.value {
            Value::Sequence(items) => items.get(key.parse::<usize>().ok()?)?,
            value => value.get(key)?,
        };
        let mut place = self.place.clone();
        place.push(key.to_owned());
        Some(Self {
            document: self.document,
            value,
            place,
        })
    }

    pub fn items(&self) -> Vec<Self> {
        let length = self.value.as_sequence().map_or(0, Vec::len);
        (0..length)
            .filter_map(|index| self.get(&index.to_string()))
            .collect()
    }

    /// The keys of a mapping, in the document's order.
    pub fn keys(&self) -> Vec<&'a str> {
        let mapping = self.value.as_mapping();
        mapping
            .into_iter()
            .flat_map(|mapping| mapping.keys())
            .filter_map(Value::as_str)
            .collect()
    }

    /// The text under a key; empty when there is none.
    pub fn text(&self, key: &str) -> &'a str {
        self.value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    pub fn number(&self, key: &str) -> Option<u64> {
        self.value.get(key).and_then(Value::as_u64)
    }

    pub fn is_true(&self, key: &str) -> bool {
        self.value.get(key).and_then(Value::as_bool) == Some(true)
    }

    /// The texts of the array under a key; empty when there is none.
    pub fn texts(&self, key: &str) -> Vec<&'a str> {
        match self.value.get(key) {
            Some(Value::Sequence(items)) => items.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => vec![text],
            _ => Vec::new(),
        }
    }

    /// What `$ref` leads to, or this.
    pub fn resolved(&self) -> Self {
        let reference = self.text("$ref");
        let Some(path) = reference.strip_prefix("#/") else {
            return self.clone();
        };
        let target = path
            .split('/')
            .map(|key| key.replace("~1", "/").replace("~0", "~"))
            .try_fold(self.document.top(), |at, key| at.get(&key));
        target.map_or_else(|| self.clone(), |target| target.resolved())
    }

    /// The schema without its null, and whether it takes null.
    pub fn schema(&self) -> (Self, bool) {
        let resolved = self.resolved();
        let (mut others, mut nullable) = (Vec::new(), false);
        for choice in resolved
            .get("anyOf")
            .map_or_else(Vec::new, |choices| choices.items())
        {
            if choice.text("type") == "null" {
                nullable = true;
            } else {
                others.push(choice);
            }
        }
        match (others.as_slice(), nullable) {
            ([only], true) => (only.resolved(), true),
            _ => {
                let nullable = resolved.texts("type").contains(&"null");
                (resolved, nullable)
            }
        }
    }

    /// The types of a schema, in alphabetical order, without null.
    pub fn types(&self) -> Vec<&'a str> {
        let mut types = self.texts("type");
        types.retain(|name| *name != "null");
        types.sort_unstable();
        types
    }
}

/// A text with its line breaks taken for spaces.
pub fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a description begins with the page's words; the project's own may follow.
pub fn says(description: &str, words: &str) -> bool {
    let (description, words) = (normal(description), normal(words));
    description
        .strip_prefix(&words)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '.']) || words.is_empty())
}
