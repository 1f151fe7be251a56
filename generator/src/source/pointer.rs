//! JSON pointers (RFC 6901), cheap to extend and to share.

use std::fmt;
use std::sync::Arc;

/// The place of a value in the document.
///
/// Children share their parents, so that every schema of a large document can
/// keep its place at the price of one allocation.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Pointer(Option<Arc<Link>>);

#[derive(PartialEq, Eq, Hash)]
struct Link {
    parent: Pointer,
    segment: String,
}

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self(None)
    }

    /// The place of the member `key`, or of the element with that index, below this one.
    #[must_use]
    pub fn child(&self, key: impl fmt::Display) -> Self {
        Self(Some(Arc::new(Link {
            parent: self.clone(),
            segment: key.to_string(),
        })))
    }

    /// Reads `#/a/b` or `/a/b`; `None` if the text is not a JSON pointer.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('#').unwrap_or(text);
        if text.is_empty() {
            return Some(Self::root());
        }
        let mut pointer = Self::root();
        for segment in text.strip_prefix('/')?.split('/') {
            pointer = pointer.child(unescape(segment));
        }
        Some(pointer)
    }

    /// The keys from the root down.
    #[must_use]
    pub fn segments(&self) -> Vec<&str> {
        let mut segments = Vec::new();
        let mut current = self;
        while let Some(link) = &current.0 {
            segments.push(link.segment.as_str());
            current = &link.parent;
        }
        segments.reverse();
        segments
    }

    /// The place that holds this one; the root holds itself.
    #[must_use]
    pub fn parent(&self) -> Self {
        self.0
            .as_ref()
            .map_or_else(Self::root, |link| link.parent.clone())
    }
}

impl Drop for Link {
    // A document may nest deeply: the chain is taken apart in a loop, not by recursion.
    fn drop(&mut self) {
        let mut next = self.parent.0.take();
        while let Some(link) = next {
            match Arc::try_unwrap(link) {
                Ok(mut owned) => next = owned.parent.0.take(),
                Err(_) => break,
            }
        }
    }
}

/// `~1` and `~0` stand for `/` and `~`; a reference may also be percent-encoded.
fn unescape(segment: &str) -> String {
    let decoded = percent_decode(segment);
    decoded.replace("~1", "/").replace("~0", "~")
}

fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#")?;
        for segment in self.segments() {
            write!(f, "/{}", segment.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn escapes_survive_a_round_trip() {
        let pointer = Pointer::root().child("paths").child("/a~b/{c}").child(0);
        assert_eq!(pointer.to_string(), "#/paths/~1a~0b~1{c}/0");
        assert_eq!(Pointer::parse(&pointer.to_string()), Some(pointer));
    }

    #[test]
    fn percent_encoded_references_are_read() {
        let pointer = Pointer::parse("#/paths/~1pets~1%7Bid%7D").unwrap();
        assert_eq!(pointer.segments(), ["paths", "/pets/{id}"]);
        assert_eq!(Pointer::parse("%zz/%4"), None);
        assert_eq!(Pointer::parse("/%zz").unwrap().segments(), ["%zz"]);
    }

    #[test]
    fn a_long_chain_is_dropped_without_recursion() {
        let mut pointer = Pointer::root();
        for _ in 0..200_000 {
            pointer = pointer.child("x");
        }
        drop(pointer);
    }
}
