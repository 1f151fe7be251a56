//! JSON pointers (RFC 6901), cheap to extend and to share.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What the segment of a file begins with.
const FILE: char = '\0';

/// The place of a value in the document.
///
/// Children share their parents, so that every schema of a large document can
/// keep its place at the price of one allocation.
#[derive(Clone, Default)]
pub struct Pointer(Option<Arc<Link>>);

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

    /// A file beside the document, as a whole.
    ///
    /// It hangs below the root under its name after a NUL, which no document has for a key.
    #[must_use]
    pub(crate) fn in_file(path: &str) -> Self {
        Self::root().child(format!("{FILE}{path}"))
    }

    /// The file that the place is in, and the place in it; no file for the document itself.
    #[must_use]
    pub(crate) fn split_file(&self) -> (Option<&str>, Self) {
        let segments = self.segments();
        let file = segments.first().and_then(|first| first.strip_prefix(FILE));
        let rest = segments.iter().skip(usize::from(file.is_some()));
        let place = rest.fold(Self::root(), |place, segment| place.child(segment));
        (file, place)
    }

    /// The pointer as the text of a `$ref`, from which [`Pointer::parse`] reads it again.
    #[must_use]
    pub(crate) fn to_reference(&self) -> String {
        self.segments()
            .into_iter()
            .fold("#".to_owned(), |mut text, segment| {
                let escaped = segment.replace('~', "~0").replace('/', "~1");
                text.push('/');
                text.push_str(&escaped.replace('%', "%25"));
                text
            })
    }

    /// The place that holds this one; the root holds itself.
    #[must_use]
    pub fn parent(&self) -> Self {
        self.0
            .as_ref()
            .map_or_else(Self::root, |link| link.parent.clone())
    }
}

// A reference may be a path of a million segments: all of these go along it in a loop.
impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        let (mut one, mut two) = (self, other);
        loop {
            match (&one.0, &two.0) {
                (None, None) => return true,
                (Some(left), Some(right)) if Arc::ptr_eq(left, right) => return true,
                (Some(left), Some(right)) if left.segment == right.segment => {
                    (one, two) = (&left.parent, &right.parent);
                }
                _ => return false,
            }
        }
    }
}

impl Eq for Pointer {}

impl Hash for Pointer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut current = self;
        while let Some(link) = &current.0 {
            link.segment.hash(state);
            current = &link.parent;
        }
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

/// What `%41` and the like stand for; a text that is then no text is left as it is.
pub(crate) fn percent_decode(text: &str) -> String {
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
        let segments = self.segments();
        let file = segments.first().and_then(|first| first.strip_prefix(FILE));
        write!(f, "{}#", file.unwrap_or_default())?;
        for segment in segments.iter().skip(usize::from(file.is_some())) {
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
    fn a_place_in_a_file_says_so_and_can_be_read_again() {
        let pointer = Pointer::in_file("a/50%25~.yaml").child("x/y");
        assert_eq!(pointer.to_string(), "a/50%25~.yaml#/x~1y");
        assert_eq!(
            Pointer::parse(&pointer.to_reference()),
            Some(pointer.clone())
        );
        let (file, place) = pointer.split_file();
        assert_eq!(
            (file, place.to_string().as_str()),
            (Some("a/50%25~.yaml"), "#/x~1y")
        );
        let inside = Pointer::root().child("a");
        assert_eq!(inside.split_file(), (None, inside.clone()));
    }

    #[test]
    fn a_long_chain_is_compared_and_dropped_without_recursion() {
        let mut pointer = Pointer::root();
        for _ in 0..200_000 {
            pointer = pointer.child("x");
        }
        let other = Pointer::parse(&pointer.to_reference()).unwrap();
        let set = std::collections::HashSet::from([pointer, other]);
        assert_eq!(set.len(), 1);
    }
}
