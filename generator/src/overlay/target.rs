//! The target of an action: JSONPath (RFC 9535), and what it costs to follow it.
//!
//! The library that reads and follows it has no bounds of its own: a short path can ask for
//! more steps than there is time. So the path is looked at before it is read, and what it may
//! cost in a document of this size before it is followed.

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

/// The most bytes of a target.
const LONGEST: usize = 4_000;

/// How deep brackets and parentheses may nest: the time to read them doubles with each.
const DEEPEST: usize = 8;

/// One step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Step {
    Index(usize),
    Name(String),
}

/// The way from the root to a value.
pub(super) type Way = Vec<Step>;

#[derive(Debug)]
pub(super) struct Target {
    text: String,
    path: JsonPath,
    shape: Shape,
}

/// What a path asks for, as far as it tells the cost.
#[derive(Debug, Default, PartialEq)]
struct Shape {
    /// `..`: everything below.
    descents: i32,
    /// Queries from the root in a filter that select many: again for each value that is tried.
    from_root: i32,
    /// Further selectors in the same brackets: each may select all again.
    alternatives: i32,
    /// How deep it leads at most, if it has no `..`.
    steps: usize,
    /// Whether it can select more than one value.
    selects_many: bool,
}

impl Target {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("it has more than {LONGEST} bytes"));
        }
        let shape = shape(&skeleton(text))?;
        let path = JsonPath::parse(text).map_err(|error| error.to_string())?;
        Ok(Self {
            text: text.to_owned(),
            path,
            shape,
        })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// An upper bound of the steps it takes, in a document with so many values at each depth.
    pub(super) fn cost(&self, depths: &[usize]) -> f64 {
        let shape = &self.shape;
        if !shape.selects_many {
            return 1.0;
        }
        let all: usize = depths.iter().sum();
        let reached: usize = depths.iter().take(shape.steps + 1).sum();
        let reached = if shape.descents > 0 { all } else { reached } as f64;
        reached
            * (shape.steps.max(1) as f64)
            * (depths.len() as f64).powi((shape.descents - 1).max(0))
            * (all as f64).powi(shape.from_root)
            * 2_f64.powi(shape.alternatives)
    }

    /// The ways to what it selects, in the order of the document, each once.
    pub(super) fn find(&self, document: &Value) -> Vec<Way> {
        let step = |element: &PathElement<'_>| match element {
            PathElement::Name(name) => Step::Name((*name).to_owned()),
            PathElement::Index(index) => Step::Index(*index),
        };
        let found = self.path.query_located(document).dedup();
        found
            .iter()
            .map(|node| node.location().iter().map(step).collect())
            .collect()
    }
}

/// The path without blanks and without what stands in quotes.
fn skeleton(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match quote {
            Some(_) if character == '\\' => {
                characters.next();
            }
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if matches!(character, '\'' | '"') => quote = Some(character),
            None if character.is_whitespace() => {}
            None => bare.push(character),
        }
    }
    bare
}

fn shape(bare: &str) -> Result<Shape, String> {
    let mut shape = Shape::default();
    let mut depth = 0_usize;
    for character in bare.chars() {
        match character {
            '[' | '(' => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(format!(
                        "its brackets nest deeper than {DEEPEST}, which takes too long to read"
                    ));
                }
                shape.steps += 1;
            }
            ']' | ')' => depth = depth.saturating_sub(1),
            '.' => shape.steps += 1,
            ',' => shape.alternatives += 1,
            _ => {}
        }
    }
    shape.descents = i32::try_from(bare.matches("..").count()).unwrap_or(i32::MAX);
    let many = |text: &str| text.contains(['*', '?', ':', ',']) || text.contains("..");
    shape.selects_many = many(bare);
    // The first `$` is the path itself.
    for query in bare.split('$').skip(2) {
        let ends = query.find([')', '=', '<', '>', '!', '&', '|']);
        shape.from_root += i32::from(many(
            query.get(..ends.unwrap_or(query.len())).unwrap_or(query),
        ));
    }
    Ok(shape)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn shape_of(text: &str) -> Shape {
        shape(&skeleton(text)).unwrap()
    }

    #[test]
    fn what_stands_in_quotes_asks_for_nothing() {
        let shape = shape_of(r#"$ .paths['/a/{*..?,$\'[[[[[[[[[']["x\"*"].get"#);
        assert!(!shape.selects_many, "{shape:?}");
        assert_eq!((shape.descents, shape.alternatives), (0, 0));
    }

    #[test]
    fn the_cost_is_that_of_what_is_asked() {
        let depths = [1, 10, 100, 1_000];
        let cost = |text: &str| Target::parse(text).unwrap().cost(&depths);
        assert_eq!(cost("$.a['b'].c[0]"), 1.0);
        assert!(cost("$.a[*]") < cost("$.a[*].b"));
        assert!(cost("$..a") < cost("$..a..b"));
        assert!(cost("$[?@.a == $.b]") < cost("$[?$.b[*]]"));
        assert_eq!(shape_of("$[?$ ..b]").from_root, 1);
        assert_eq!(shape_of("$[?@.a == $.b]").from_root, 0);
        assert!(cost("$[*,*]") > cost("$[*]"));
    }

    /// A target that is refused is refused at once, and one that is read is read soon.
    #[test]
    fn no_target_takes_long_to_read() {
        let began = Instant::now();
        for text in [
            format!("$[{}?@.a{}", "?@[".repeat(7), "]".repeat(8)),
            format!("$[?{}@.a{}]", "!(".repeat(7), ")".repeat(7)),
            format!("$[?{}@.a]", "@.a||".repeat(700)),
            format!("$[?{}@.a]", "@.a==1&&".repeat(450)),
            format!("$[{}1]", "*,".repeat(1_900)),
            format!("$[?{}", "@[?".repeat(1_000)),
            format!("$[?{}", "(".repeat(3_000)),
            format!("$[?length({}", "length(".repeat(500)),
            format!("$['{}", "\\u00e9".repeat(600)),
            format!("${}", "[*]".repeat(1_300)),
            format!("${}", "..a".repeat(1_300)),
            "$.".repeat(1_000_000),
        ] {
            let _ = Target::parse(&text);
        }
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "{:?}",
            began.elapsed()
        );
    }
}
