//! `multipart/form-data`: texts, JSON and files in one body.

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;
use serde::Serialize;

use super::content::{Content, FileContent};
use crate::query::{EncodeError, Leaf, leaf};

/// What RFC 2046 allows at most.
const MAX_BOUNDARY: usize = 70;

/// Up to this size copying costs nothing that matters.
const SMALL: usize = 64 * 1024;

/// A body of `multipart/form-data`, part by part.
///
/// Files are not held: each is read while it is sent. The parts are told apart by a boundary
/// of 128 random bits, which no content can have in it but by knowing it.
///
/// ```
/// use oas_runtime::body::{FileContent, Multipart};
///
/// let body = Multipart::new()
///     .text("title", "A walk in the park")
///     .file("picture", FileContent::from_path("walk.jpg"));
/// ```
#[derive(Clone, Default)]
pub struct Multipart {
    parts: Vec<Part>,
    /// The names of parts in the order in which they are sent, where it matters.
    order: &'static [&'static str],
    boundary: Option<String>,
}

impl Multipart {
    /// A body without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A body without parts, of which those with these names are sent in this order, whatever
    /// the order in which they are [set](Self::set). Others come last.
    #[must_use]
    pub fn in_order(names: &'static [&'static str]) -> Self {
        Self {
            order: names,
            ..Self::default()
        }
    }

    /// With another part at the end.
    #[must_use]
    pub fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// With a text.
    #[must_use]
    pub fn text(self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.part(Part::text(name, text))
    }

    /// With a value as JSON. One that has no form in JSON is an error when the body is sent.
    #[must_use]
    pub fn json<T: Serialize + ?Sized>(self, name: impl Into<String>, value: &T) -> Self {
        self.part(Part::json(name, value))
    }

    /// With a file.
    #[must_use]
    pub fn file(self, name: impl Into<String>, file: impl Into<FileContent>) -> Self {
        self.part(Part::file(name, file))
    }

    /// Puts these parts in the place of all that have this name.
    pub fn set(&mut self, name: &str, parts: impl IntoIterator<Item = Part>) {
        self.parts.retain(|part| part.name != name);
        let rank = |name: &str| {
            let known = self.order.iter().position(|known| *known == name);
            known.unwrap_or(usize::MAX)
        };
        let own = rank(name);
        let after = self.parts.iter().position(|part| rank(&part.name) > own);
        let at = after.unwrap_or(self.parts.len());
        self.parts.splice(at..at, parts);
    }

    /// With a boundary of one's own, for tests that compare bytes: letters, digits and `-`, no
    /// more than 70. Content that has it in it is refused as far as it is held.
    #[must_use]
    pub fn with_boundary(mut self, boundary: impl Into<String>) -> Self {
        self.boundary = Some(boundary.into());
        self
    }

    /// The content type with its boundary, and what is sent. The reason why it cannot be says
    /// nothing of what is in a part.
    pub(crate) fn write(&self) -> Result<(String, Content), String> {
        let boundary = match &self.boundary {
            Some(boundary) => checked(boundary)?.to_owned(),
            None => format!("oas-{:032x}", fastrand::u128(..)),
        };
        let mut contents = Vec::new();
        let mut head = Vec::new();
        for part in &self.parts {
            let content = match &part.content {
                Ok(Some(content)) => content,
                Ok(None) => continue,
                Err(reason) => return Err(format!("the part `{}`: {reason}", part.name)),
            };
            head.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
            head.extend_from_slice(part.head()?.as_bytes());
            match content {
                // What is small and held anyway goes in one piece with what is around it.
                Content::Bytes(bytes) if bytes.len() < 1024 => head.extend_from_slice(bytes),
                _ => {
                    contents.push(Content::Bytes(std::mem::take(&mut head).into()));
                    contents.push(content.clone());
                }
            }
            if self.boundary.is_some() && holds(content, format!("--{boundary}").as_bytes()) {
                return Err(format!("the part `{}` has the boundary in it", part.name));
            }
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        contents.push(Content::Bytes(head.into()));
        let contents = whole(contents);
        let media_type = format!("multipart/form-data; boundary={boundary}");
        Ok((media_type, contents))
    }
}

/// In one piece where it is small and held anyway.
fn whole(contents: Vec<Content>) -> Content {
    let mut joined = Vec::new();
    for content in &contents {
        match content {
            Content::Bytes(bytes) if joined.len() + bytes.len() <= SMALL => {
                joined.extend_from_slice(bytes);
            }
            _ => return Content::Joined(contents.into()),
        }
    }
    Content::Bytes(joined.into())
}

fn checked(boundary: &str) -> Result<&str, String> {
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if boundary.is_empty() || boundary.len() > MAX_BOUNDARY || !boundary.bytes().all(is_fit) {
        return Err(format!(
            "a boundary has up to {MAX_BOUNDARY} letters, digits and hyphens; this one has others"
        ));
    }
    Ok(boundary)
}

fn holds(content: &Content, boundary: &[u8]) -> bool {
    match content {
        Content::Bytes(bytes) => bytes
            .windows(boundary.len())
            .any(|window| window == boundary),
        _ => false,
    }
}

/// Shows which parts there are, and nothing of what is in them.
impl fmt::Debug for Multipart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(&self.parts).finish()
    }
}

/// A part of a [`Multipart`] body.
#[derive(Clone)]
pub struct Part {
    name: String,
    /// Nothing is sent of a null. What has no form in a part is kept as the reason why, and is
    /// an error when the body is sent: a setter has no way to fail.
    content: Result<Option<Content>, String>,
    file_name: Option<String>,
    content_type: Option<String>,
}

impl Part {
    fn new(name: impl Into<String>, content: Result<Option<Bytes>, String>) -> Self {
        Self {
            name: name.into(),
            content: content.map(|bytes| bytes.map(Content::Bytes)),
            file_name: None,
            content_type: None,
        }
    }

    /// A text.
    #[must_use]
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(name, Ok(Some(text.into().into())))
    }

    /// A value as JSON. One that has no form in JSON is an error when the body is sent.
    #[must_use]
    pub fn json<T: Serialize + ?Sized>(name: impl Into<String>, value: &T) -> Self {
        let json = serde_json::to_vec(value)
            .map(|json| Some(json.into()))
            // What serde says may quote the value, which may be personal.
            .map_err(|_| "it cannot be written as JSON".to_owned());
        Self::new(name, json).with_content_type("application/json")
    }

    /// A value as OpenAPI has it: a text, a number or a boolean as a text, all else as JSON.
    /// Null is not sent.
    #[must_use]
    pub fn value<T: Serialize + ?Sized>(name: impl Into<String>, value: &T) -> Self {
        let text = match leaf(value) {
            Ok(Leaf::Text(text)) => Ok(Some(text.into())),
            Ok(Leaf::Null) => Ok(None),
            Err(EncodeError::Compound) => return Self::json(name, value),
            Err(EncodeError::Refused { reason, .. }) => Err(reason),
            Err(EncodeError::Custom(_)) => Err("its value cannot be serialised".to_owned()),
        };
        Self::new(name, text)
    }

    /// A file. Where its content has no name of its own it is called as the part is: servers
    /// know a file by having a name. Without a media type it is `application/octet-stream`.
    #[must_use]
    pub fn file(name: impl Into<String>, file: impl Into<FileContent>) -> Self {
        let name = name.into();
        let file = file.into();
        Self {
            file_name: Some(file.file_name.unwrap_or_else(|| name.clone())),
            content_type: file.content_type,
            content: Ok(Some(file.content)),
            name,
        }
    }

    /// With this media type.
    #[must_use]
    pub fn with_content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// With this media type, unless it has one already.
    #[must_use]
    pub fn or_content_type(mut self, media_type: &str) -> Self {
        self.content_type
            .get_or_insert_with(|| media_type.to_owned());
        self
    }

    /// With a file name.
    #[must_use]
    pub fn with_file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Its headers, and the empty line after them.
    fn head(&self) -> Result<String, String> {
        let mut head = format!(
            "Content-Disposition: form-data; name=\"{}\"",
            escaped(&self.name)
        );
        let mut content_type = self.content_type.as_deref();
        if let Some(file_name) = &self.file_name {
            head.push_str(&format!("; filename=\"{}\"", escaped(file_name)));
            content_type = content_type.or(Some("application/octet-stream"));
        }
        head.push_str("\r\n");
        if let Some(content_type) = content_type {
            if HeaderValue::from_str(content_type).is_err() {
                return Err(format!(
                    "the part `{}`: its content type has a character that no header can carry",
                    self.name
                ));
            }
            head.push_str(&format!("Content-Type: {content_type}\r\n"));
        }
        head.push_str("\r\n");
        Ok(head)
    }
}

/// A name between quotes, as browsers write it: nothing in it can end the quotes or the line.
fn escaped(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' => escaped.push_str("%22"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Shows which part it is, and neither what is in it nor what its file is called.
impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}: ", self.name)?;
        match &self.content {
            Ok(Some(content)) => write!(formatter, "{content:?}"),
            Ok(None) => formatter.write_str("nothing"),
            Err(_) => formatter.write_str("a value that cannot be sent"),
        }
    }
}
