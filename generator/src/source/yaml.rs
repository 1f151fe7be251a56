//! YAML, by `serde_yaml`; where things stand in it, by `saphyr-parser`. No other module knows
//! these crates.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser};

use super::node::{Node, NodeReader};
use super::places::{Index, Places};
use super::{Place, SyntaxError};

pub(super) fn read(text: &str, reader: &mut NodeReader) -> Result<Node, SyntaxError> {
    reader.merge_keys = true;
    reader
        .read(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| SyntaxError {
            place: place_of(&error),
            message: without_position(&error.to_string()),
        })
}

/// The parser ends its messages with the position, which a diagnostic shows in its own way.
fn without_position(message: &str) -> String {
    message
        .find(" at line ")
        .and_then(|end| message.get(..end))
        .unwrap_or(message)
        .to_owned()
}

fn place_of(error: &serde_yaml::Error) -> Option<Place> {
    error.location().map(|location| Place {
        line: location.line(),
        column: location.column(),
    })
}

/// The places of everything in the text, as far as it can be read.
///
/// `serde_yaml` keeps no positions with its values; the events of a second parser have them.
pub(super) fn places(text: &str) -> Places<Place> {
    let mut places = Places::new();
    let mut anchors: HashMap<usize, Index> = HashMap::new();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let mark = Place {
            line: span.start.line(),
            column: span.start.col() + 1,
        };
        let (added, anchor, text, opened) = match event {
            Event::Scalar(text, _, anchor, _) => {
                (places.add(mark), anchor, Some(text.into_owned()), None)
            }
            Event::Alias(anchor) => {
                let meant = anchors.get(&anchor).copied();
                (places.add_alias(mark, meant), 0, None, None)
            }
            Event::SequenceStart(anchor, _) => (
                places.add(mark),
                anchor,
                None,
                Some(Content::Elements(Vec::new())),
            ),
            Event::MappingStart(anchor, _) => {
                let entries = Content::Entries(Vec::new(), None);
                (places.add(mark), anchor, None, Some(entries))
            }
            Event::SequenceEnd | Event::MappingEnd => {
                close(&mut places, open.pop());
                continue;
            }
            // Only the first document is read.
            Event::DocumentEnd => break,
            _ => continue,
        };
        // Anchors are numbered from 1.
        if anchor > 0 {
            anchors.insert(anchor, added);
        }
        if let Some(parent) = open.last_mut() {
            parent.content.take(added, mark, text);
        }
        if let Some(content) = opened {
            open.push(Open { of: added, content });
        }
    }
    // What was open where the text could not be read any further.
    while let Some(unfinished) = open.pop() {
        close(&mut places, Some(unfinished));
    }
    places
}

/// A collection whose end has not come yet.
struct Open {
    of: Index,
    content: Content,
}

enum Content {
    Elements(Vec<Index>),
    /// The entries, and the key whose value comes next.
    Entries(Vec<(String, Place, Index)>, Option<(String, Place)>),
}

impl Content {
    fn take(&mut self, value: Index, mark: Place, text: Option<String>) {
        match self {
            Self::Elements(elements) => elements.push(value),
            Self::Entries(entries, key) => match key.take() {
                None => *key = Some((text.unwrap_or_default(), mark)),
                Some((name, place)) => entries.push((name, place, value)),
            },
        }
    }
}

fn close(places: &mut Places<Place>, open: Option<Open>) {
    match open {
        Some(Open {
            of,
            content: Content::Elements(elements),
        }) => places.set_elements(of, elements),
        Some(Open {
            of,
            content: Content::Entries(entries, _),
        }) => places.set_entries(of, entries),
        None => {}
    }
}
