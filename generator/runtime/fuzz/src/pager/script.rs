//! What a server answers, and what it looks like on the wire.

use std::fmt::Write as _;

use arbitrary::Arbitrary;
use oas_runtime::testing::Answer;
use oas_runtime::transport::TransportErrorKind;

/// What the server does, and how the pager is set.
#[derive(Arbitrary, Debug)]
pub struct Script {
    /// Pages of objects, not of arrays.
    pub is_keyed: bool,
    /// Pages are asked for, not items.
    pub is_by_page: bool,
    /// Where it begins.
    pub start: Option<Cursor>,
    /// How many items are wanted.
    pub limit: Option<u8>,
    /// Whether it looks one page ahead.
    pub prefetch: bool,
    /// Whether a cursor that comes again is the end, not an error.
    pub stop: bool,
    /// How often a call is tried again.
    pub retries: u8,
    /// What the server answers.
    pub steps: Vec<Step>,
}

/// One answer.
#[derive(Arbitrary, Debug, Clone)]
pub enum Step {
    /// A page.
    Page {
        /// Its records.
        records: Vec<Record>,
        /// What stands in `next_cursor`.
        next: Next,
        /// Whether the cursor stands before the records.
        is_cursor_first: bool,
        /// In how many pieces it comes.
        pieces: u8,
    },
    /// An answer that is no page.
    NoPage(NoPage),
    /// A status, and what `Retry-After` says.
    Status(u16, Option<u8>),
    /// No answer.
    Failure(Failure),
    /// No answer, ever.
    Silence,
    /// Half a page.
    Cut,
}

/// A record.
#[derive(Arbitrary, Debug, Clone, Copy, PartialEq)]
pub enum Record {
    /// It can be read.
    Good,
    /// With fields that nobody knows.
    Odd,
    /// Without what is required.
    Incomplete,
    /// Of another type.
    Null,
    /// Deeper than is read.
    Deep,
}

/// What stands in `next_cursor`.
#[derive(Arbitrary, Debug, Clone)]
pub enum Next {
    /// Nothing.
    Absent,
    /// `null`.
    Null,
    /// An empty text.
    Empty,
    /// A cursor.
    Cursor(Cursor),
    /// A number.
    Number(u8),
}

/// One of few, so that they come again, or any.
#[derive(Arbitrary, Debug, Clone)]
pub enum Cursor {
    /// One of few.
    Numbered(u8),
    /// Any text.
    Text(String),
}

/// What is no page.
#[derive(Arbitrary, Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names say it")]
pub enum NoPage {
    Empty,
    NoContent,
    Markup,
    NoItems,
    WrongItems,
    WrongCursor,
    Truncated,
    NotUtf8,
}

/// How a transport fails.
#[derive(Arbitrary, Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Failure {
    Connect,
    Timeout,
    Redirect,
    Other,
}

impl Script {
    pub(super) fn retries(&self) -> u32 {
        u32::from(self.retries % 3)
    }
}

impl Cursor {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Numbered(number) => format!("c{}", number % 16),
            Self::Text(text) => text.clone(),
        }
    }
}

impl Next {
    pub(super) fn cursor(&self) -> Option<String> {
        match self {
            Self::Absent | Self::Null | Self::Empty => None,
            Self::Cursor(cursor) => Some(cursor.text()).filter(|text| !text.is_empty()),
            Self::Number(number) => Some(number.to_string()),
        }
    }

    /// As it stands in the page.
    fn json(&self) -> Option<String> {
        match self {
            Self::Absent => None,
            Self::Null => Some("null".to_owned()),
            Self::Empty => Some("\"\"".to_owned()),
            Self::Cursor(cursor) => {
                Some(oas_runtime::serde_json::to_string(&cursor.text()).expect("a text"))
            }
            Self::Number(number) => Some(number.to_string()),
        }
    }
}

impl Record {
    pub(super) fn is_good(self) -> bool {
        matches!(self, Self::Good | Self::Odd)
    }

    fn json(self, id: &str) -> String {
        match self {
            Self::Good => format!(r#"{{"id":"{id}","name":"n"}}"#),
            Self::Odd => format!(r#"{{"x":[1,{{}}],"id":"{id}","name":null}}"#),
            Self::Incomplete => r#"{"name":"no identifier"}"#.to_owned(),
            Self::Null => "null".to_owned(),
            Self::Deep => {
                let (open, close) = ("[".repeat(200), "]".repeat(200));
                format!(r#"{{"id":"{id}","tags":{open}{close}}}"#)
            }
        }
    }
}

impl Step {
    /// Whether a call tries again after it at once.
    pub(super) fn is_retried_at_once(&self) -> bool {
        self.is_retried() && matches!(self, Self::Status(_, Some(0)))
    }

    pub(super) fn answer(&self, number: usize, is_keyed: bool) -> Answer {
        match self {
            Self::Page {
                records,
                next,
                is_cursor_first,
                pieces,
            } => page(number, records, next, *is_cursor_first, is_keyed, *pieces),
            Self::NoPage(kind) => kind.answer(is_keyed),
            Self::Status(status, retry_after) => {
                let answer = Answer::json(failing(*status), r#"{"message":"no"}"#);
                match retry_after {
                    Some(seconds) => answer.header("retry-after", &seconds.to_string()),
                    None => answer,
                }
            }
            Self::Failure(kind) => Answer::failure(match kind {
                Failure::Connect => TransportErrorKind::Connect,
                Failure::Timeout => TransportErrorKind::Timeout,
                Failure::Redirect => TransportErrorKind::Redirect,
                Failure::Other => TransportErrorKind::Other,
            }),
            Self::Silence => Answer::silence(),
            Self::Cut => Answer::json(200, r#"{"result":["#).cut(),
        }
    }

    /// Whether a call tries again after it.
    pub(super) fn is_retried(&self) -> bool {
        match self {
            Self::Page { .. } | Self::NoPage(_) => false,
            Self::Status(status, retry_after) => match failing(*status) {
                408 | 425 | 429 | 500 | 502 | 504 => true,
                503 => retry_after.is_some(),
                _ => false,
            },
            Self::Failure(kind) => !matches!(kind, Failure::Redirect),
            Self::Silence | Self::Cut => true,
        }
    }
}

pub(super) fn identifier(page: usize, place: usize) -> String {
    format!("{page}.{place}")
}

/// A status that is no success. Statuses before 200 are none that a call ends with.
fn failing(status: u16) -> u16 {
    300 + status % 300
}

fn page(
    number: usize,
    records: &[Record],
    next: &Next,
    is_cursor_first: bool,
    is_keyed: bool,
    pieces: u8,
) -> Answer {
    let mut items = String::new();
    for (place, record) in records.iter().enumerate() {
        if place > 0 {
            items.push(',');
        }
        let id = identifier(number, place);
        if is_keyed {
            let _ = write!(items, "\"{id}\":");
        }
        items.push_str(&record.json(&id));
    }
    let items = match is_keyed {
        true => format!("\"result\":{{{items}}}"),
        false => format!("\"result\":[{items}]"),
    };
    let cursor = next.json().map(|json| format!("\"next_cursor\":{json}"));
    let mut fields = vec![items];
    if let Some(cursor) = cursor {
        fields.insert(usize::from(!is_cursor_first), cursor);
    }
    let text = format!("{{{}}}", fields.join(","));
    let mut answer = Answer::status(200);
    let mut left = text.into_bytes();
    for _ in 0..pieces % 4 {
        let rest = left.split_off(left.len() / 2);
        answer = answer.piece(left);
        left = rest;
    }
    answer.piece(left)
}

impl NoPage {
    fn answer(self, is_keyed: bool) -> Answer {
        let (array, object) = (r#"{"result":[]}"#, r#"{"result":{}}"#);
        match self {
            Self::Empty => Answer::status(200),
            Self::NoContent => Answer::status(204),
            Self::Markup => Answer::json(200, "<html>"),
            Self::NoItems => Answer::json(200, r#"{"next_cursor":"c1"}"#),
            Self::WrongItems if is_keyed => Answer::json(200, array),
            Self::WrongItems => Answer::json(200, object),
            Self::WrongCursor if is_keyed => Answer::json(200, r#"{"result":{},"next_cursor":{}}"#),
            Self::WrongCursor => Answer::json(200, r#"{"result":[],"next_cursor":[]}"#),
            Self::Truncated => Answer::json(200, r#"{"result":["#),
            Self::NotUtf8 => Answer::status(200).piece(&b"{\"result\":[\"\xff\"]}"[..]),
        }
    }
}
