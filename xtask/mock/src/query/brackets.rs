//! Nested brackets of a query string into JSON, as the `qs` parser of Truto's side reads them.
//!
//! - `a=1` is a string, `a=1&a=2` and `a[]=1` are arrays, `a[b][c]=1` is an object.
//! - Numbers up to 20 are positions of an array (`a[0][b]=1`), and gaps close up; larger ones
//!   are names of an object, so that nobody can ask for a billion empty elements.
//! - `a[][b]=1&a[][c]=2` is one object in an array; the documented form of Truto's arrays.
//! - Five levels below the first name are read; what is deeper stays one name, brackets and all.
//! - A name whose brackets do not match is a name like any other. Nothing here is an error.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use url::form_urlencoded;

const MAXIMUM_PAIRS: usize = 1_000;
const MAXIMUM_DEPTH: usize = 5;
const MAXIMUM_POSITION: usize = 20;

/// A segment of a path, percent-encoded, as it was meant.
pub(crate) fn unescaped(segment: &str) -> String {
    // What has a meaning in a query has none in a path.
    let whole = segment
        .replace('+', "%2B")
        .replace('&', "%26")
        .replace('=', "%3D");
    let mut pairs = form_urlencoded::parse(whole.as_bytes());
    pairs
        .next()
        .map(|(text, _)| text.into_owned())
        .unwrap_or_default()
}

/// Reads a query string, percent-encoded, without its `?`.
pub(crate) fn read(query: &str) -> Map<String, Value> {
    let mut root = Node::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()).take(MAXIMUM_PAIRS) {
        if !name.is_empty() {
            let segments = segments(&name);
            root.insert(&segments, value.into_owned());
        }
    }
    root.children
        .into_iter()
        .map(|(name, node)| (name, node.into_value()))
        .collect()
}

/// The first name and what stands in each pair of brackets after it.
fn segments(name: &str) -> Vec<String> {
    let whole = || vec![name.to_owned()];
    let Some((first, mut rest)) = name
        .find('[')
        .filter(|at| *at > 0)
        .map(|at| name.split_at(at))
    else {
        return whole();
    };
    let mut segments = vec![first.to_owned()];
    while !rest.is_empty() {
        let inner = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let Some((inner, after)) = inner.filter(|(inner, _)| !inner.contains('[')) else {
            return whole();
        };
        if segments.len() > MAXIMUM_DEPTH {
            segments.push(rest.to_owned());
            break;
        }
        segments.push(inner.to_owned());
        rest = after;
    }
    segments
}

/// All that was said about one name.
#[derive(Debug, Default)]
struct Node {
    /// `a=1`
    values: Vec<String>,
    /// `a[]=1`
    pushed: Vec<String>,
    /// `a[b]=1`, `a[0]=1`
    children: BTreeMap<String, Node>,
}

impl Node {
    /// As deep as the segments are many, which the depth bounds.
    fn insert(&mut self, segments: &[String], value: String) {
        match segments {
            [] => self.values.push(value),
            [last] if last.is_empty() => self.pushed.push(value),
            [first, rest @ ..] => {
                let name = if first.is_empty() { "0" } else { first };
                self.children
                    .entry(name.to_owned())
                    .or_default()
                    .insert(rest, value);
            }
        }
    }

    fn into_value(mut self) -> Value {
        if let ([_], [], true) = (&self.values[..], &self.pushed[..], self.children.is_empty()) {
            return self.values.pop().map_or(Value::Null, Value::String);
        }
        let mut array: Vec<Value> = self.values.into_iter().map(Value::String).collect();
        let positions: Option<BTreeMap<usize, &str>> = self
            .children
            .keys()
            .map(|name| Some((position(name)?, name.as_str())))
            .collect();
        if let Some(positions) = positions {
            // By number, not by text: "10" comes after "2".
            let order: Vec<String> = positions.into_values().map(str::to_owned).collect();
            array.extend(
                order
                    .iter()
                    .filter_map(|name| self.children.remove(name))
                    .map(Node::into_value),
            );
            array.extend(self.pushed.into_iter().map(Value::String));
            return Value::Array(array);
        }
        let mut object: Map<String, Value> = self
            .children
            .into_iter()
            .map(|(name, node)| (name, node.into_value()))
            .collect();
        for (index, value) in self.pushed.into_iter().enumerate() {
            object
                .entry(index.to_string())
                .or_insert(Value::String(value));
        }
        if array.is_empty() {
            return Value::Object(object);
        }
        array.push(Value::Object(object));
        Value::Array(array)
    }
}

/// The position that a name stands for; `01` and `+1` stand for none.
fn position(name: &str) -> Option<usize> {
    let number: usize = name.parse().ok()?;
    (number <= MAXIMUM_POSITION && number.to_string() == name).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn value(query: &str) -> Value {
        Value::Object(read(query))
    }

    #[test]
    fn the_ordinary_forms() {
        assert_eq!(value(""), json!({}));
        assert_eq!(value("a=1&b=x%20y+z"), json!({"a": "1", "b": "x y z"}));
        assert_eq!(
            value("a%5Bb%5D%5Bc%5D=1&a[b][d]=2"),
            json!({"a": {"b": {"c": "1", "d": "2"}}})
        );
        assert_eq!(value("a[]=1"), json!({"a": ["1"]}));
        assert_eq!(value("a[]=1&a[]=2"), json!({"a": ["1", "2"]}));
        assert_eq!(value("a=1&a=2"), json!({"a": ["1", "2"]}));
        assert_eq!(
            value("a[0][b]=1&a[0][c]=2&a[1][b]=3"),
            json!({"a": [{"b": "1", "c": "2"}, {"b": "3"}]})
        );
        assert_eq!(
            value("t[gt]=2024&t[lte]=2025"),
            json!({"t": {"gt": "2024", "lte": "2025"}})
        );
        assert_eq!(
            value("a[][b]=1&a[][c]=2"),
            json!({"a": [{"b": "1", "c": "2"}]})
        );
        assert_eq!(
            value("a[][b]=1&a[][b]=2"),
            json!({"a": [{"b": ["1", "2"]}]})
        );
        assert_eq!(value("a="), json!({"a": ""}));
        assert_eq!(value("a"), json!({"a": ""}));
    }

    #[test]
    fn positions_are_numbers_and_gaps_close() {
        assert_eq!(value("a[10]=x&a[2]=y"), json!({"a": ["y", "x"]}));
        assert_eq!(value("a[20]=x"), json!({"a": ["x"]}));
        assert_eq!(value("a[21]=x"), json!({"a": {"21": "x"}}));
        assert_eq!(
            value("a[99999999999999999999999]=x"),
            json!({"a": {"99999999999999999999999": "x"}})
        );
        assert_eq!(value("a[01]=x"), json!({"a": {"01": "x"}}));
        assert_eq!(value("a[-1]=x"), json!({"a": {"-1": "x"}}));
        assert_eq!(value("a[0]=x&a[b]=y"), json!({"a": {"0": "x", "b": "y"}}));
    }

    #[test]
    fn brackets_that_do_not_match_are_part_of_the_name() {
        for name in [
            "[", "]", "[]", "[a]", "a[", "a[b", "a]b", "a[b]c", "a[b]c[d]", "a[[b]]", "a[b[c]]",
            "a[b]]",
        ] {
            let query: String = form_urlencoded::Serializer::new(String::new())
                .append_pair(name, "1")
                .finish();
            assert_eq!(value(&query), json!({name: "1"}), "{name}");
        }
    }

    #[test]
    fn awkward_text() {
        assert_eq!(value("&&=x&=&a=1&"), json!({"a": "1"}));
        assert_eq!(value("a=b=c"), json!({"a": "b=c"}));
        assert_eq!(value("a=%"), json!({"a": "%"}));
        assert_eq!(value("a=%zz%4"), json!({"a": "%zz%4"}));
        assert_eq!(value("a=%ff"), json!({"a": "\u{fffd}"}));
        assert_eq!(value("a=%00%0d%0a"), json!({"a": "\0\r\n"}));
        assert_eq!(
            value("%E6%9D%B1[%E4%BA%AC]=%F0%9F%A6%8A"),
            json!({"東": {"京": "🦊"}})
        );
        assert_eq!(
            value("a[b%20c]=1&a[d%26e%3Df]=2"),
            json!({"a": {"b c": "1", "d&e=f": "2"}})
        );
        assert_eq!(value("__proto__[x]=1"), json!({"__proto__": {"x": "1"}}));
    }

    #[test]
    fn mixed_shapes_lose_nothing() {
        assert_eq!(value("a=1&a[]=2"), json!({"a": ["1", "2"]}));
        assert_eq!(value("a=1&a[b]=2"), json!({"a": ["1", {"b": "2"}]}));
        assert_eq!(value("a[]=1&a[0]=2"), json!({"a": ["2", "1"]}));
        assert_eq!(value("a[b]=1&a[]=2"), json!({"a": {"0": "2", "b": "1"}}));
    }

    #[test]
    fn depth_and_number_are_bounded() {
        assert_eq!(
            value("a[b][c][d][e][f]=1"),
            json!({"a": {"b": {"c": {"d": {"e": {"f": "1"}}}}}})
        );
        assert_eq!(
            value("a[b][c][d][e][f][g][h]=1"),
            json!({"a": {"b": {"c": {"d": {"e": {"f": {"[g][h]": "1"}}}}}}})
        );
        let deep = format!("a{}=1", "[b]".repeat(20_000));
        assert_eq!(read(&deep).len(), 1);
        let many: String = (0..5_000).map(|number| format!("k{number}=1&")).collect();
        assert_eq!(read(&many).len(), MAXIMUM_PAIRS);
    }
}
