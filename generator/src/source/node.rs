//! The document as a tree of values, in the order of its text.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess,
    Visitor,
};
use serde_json::Number;

/// One value of the document.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(String),
    /// A sequence.
    Array(Vec<Node>),
    /// A mapping, in the order of the text.
    Object(IndexMap<String, Node>),
}

impl Node {
    /// The word for this kind of value in a message, with its article.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Boolean(_) => "a boolean",
            Node::Number(_) => "a number",
            Node::String(_) => "a string",
            Node::Array(_) => "an array",
            Node::Object(_) => "an object",
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Node::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members of a mapping.
    #[must_use]
    pub fn as_object(&self) -> Option<&IndexMap<String, Node>> {
        match self {
            Node::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value that a path of keys leads to.
    #[must_use]
    pub fn get<'a>(&self, path: impl IntoIterator<Item = &'a str>) -> Option<&Node> {
        let mut node = self;
        for key in path {
            node = match node {
                Node::Object(members) => members.get(key)?,
                Node::Array(elements) => elements.get(key.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The same, to be changed.
    pub(crate) fn get_mut<'a>(
        &mut self,
        path: impl IntoIterator<Item = &'a str>,
    ) -> Option<&mut Node> {
        let mut node = self;
        for key in path {
            node = match node {
                Node::Object(members) => members.get_mut(key)?,
                Node::Array(elements) => elements.get_mut(key.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The same value as `serde_json` has it.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Node::Null => Value::Null,
            Node::Boolean(value) => Value::Bool(*value),
            Node::Number(number) => Value::Number(number.clone()),
            Node::String(text) => Value::String(text.clone()),
            Node::Array(elements) => Value::Array(elements.iter().map(Node::to_json).collect()),
            Node::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(key, value)| (key.clone(), value.to_json()))
                    .collect(),
            ),
        }
    }

    /// Compact JSON with the members in the order of the document.
    #[must_use]
    pub fn to_json_text(&self) -> String {
        match self {
            Node::Array(elements) => {
                let parts: Vec<String> = elements.iter().map(Node::to_json_text).collect();
                format!("[{}]", parts.join(","))
            }
            Node::Object(members) => {
                let parts: Vec<String> = members
                    .iter()
                    .map(|(key, value)| {
                        format!(
                            "{}:{}",
                            serde_json::Value::from(key.as_str()),
                            value.to_json_text()
                        )
                    })
                    .collect();
                format!("{{{}}}", parts.join(","))
            }
            scalar => scalar.to_json().to_string(),
        }
    }
}

/// Reads a [`Node`] from any serde format that knows its own types.
///
/// Every duplicate key is noted with the path that leads to it: parsers keep the
/// last or stop at the first, and both lose something.
#[derive(Default)]
pub(super) struct NodeReader {
    path: Vec<String>,
    pub(super) duplicates: Vec<Vec<String>>,
    /// Whether `<<` merges a mapping into the one it stands in (YAML 1.1).
    pub(super) merge_keys: bool,
}

struct NodeSeed<'r>(&'r mut NodeReader);

impl NodeReader {
    pub(super) fn read<'de, D: Deserializer<'de>>(&mut self, from: D) -> Result<Node, D::Error> {
        NodeSeed(self).deserialize(from)
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON knows")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<Node, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<Node, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Node, E> {
        Number::from_f64(value)
            .map(Node::Number)
            .ok_or_else(|| E::custom("infinity and NaN are not JSON numbers"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Node, A::Error> {
        let mut array = Vec::new();
        loop {
            self.0.path.push(array.len().to_string());
            let element = elements.next_element_seed(NodeSeed(&mut *self.0));
            self.0.path.pop();
            match element? {
                Some(node) => array.push(node),
                None => return Ok(Node::Array(array)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut members = IndexMap::new();
        // Read as text whatever it looks like: a response code may stand unquoted.
        while let Some(Key(key)) = entries.next_key()? {
            self.0.path.push(key.clone());
            let value = entries.next_value_seed(NodeSeed(&mut *self.0));
            if members.contains_key(&key) {
                self.0.duplicates.push(self.0.path.clone());
            }
            self.0.path.pop();
            members.insert(key, value?);
        }
        if self.0.merge_keys {
            merge(&mut members);
        }
        Ok(Node::Object(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom(
            "YAML tags are not part of OpenAPI: remove the tag",
        ))
    }
}

struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(Key)
    }
}

/// Members of the mapping itself win over merged ones; of several merged mappings the first wins.
fn merge(members: &mut IndexMap<String, Node>) {
    let Some(Node::Object(_) | Node::Array(_)) = members.get("<<") else {
        return;
    };
    let Some(merged) = members.shift_remove("<<") else {
        return;
    };
    let sources = match merged {
        Node::Array(elements) => elements,
        single => vec![single],
    };
    for source in sources {
        if let Node::Object(entries) = source {
            for (key, value) in entries {
                members.entry(key).or_insert(value);
            }
        }
    }
}
