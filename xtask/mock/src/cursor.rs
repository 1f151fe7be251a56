//! The cursor: opaque to a client, bound to the filters of the request that gave it.

use std::hash::{DefaultHasher, Hash, Hasher};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The layout's number: a cursor of another layout does not decode.
const VERSION: u8 = 2;
const LENGTH: usize = 1 + 8 + 8 + 8 + 8;

/// Where the next page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// The first position of the page, in whatever order the filters and the sort give.
    pub(crate) position: u64,
    /// The fingerprint of the account, the filters and the sort.
    pub(crate) fingerprint: u64,
    /// 0, but for two cursors that lead to the same place and must not be the same text.
    pub(crate) serial: u64,
}

/// The text is not a cursor of this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotACursor;

impl Cursor {
    /// Base64 of the version, the position, the fingerprint, the serial and a check over them.
    pub(crate) fn encode(self) -> String {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.push(VERSION);
        bytes.extend_from_slice(&self.position.to_be_bytes());
        bytes.extend_from_slice(&self.fingerprint.to_be_bytes());
        bytes.extend_from_slice(&self.serial.to_be_bytes());
        bytes.extend_from_slice(&self.check().to_be_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    pub(crate) fn decode(text: &str) -> Result<Self, NotACursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotACursor)?;
        let (&version, rest) = bytes.split_first().ok_or(NotACursor)?;
        let (position, rest) = split_number(rest)?;
        let (fingerprint, rest) = split_number(rest)?;
        let (serial, rest) = split_number(rest)?;
        let (check, rest) = split_number(rest)?;
        let cursor = Self {
            position,
            fingerprint,
            serial,
        };
        if version == VERSION && rest.is_empty() && check == cursor.check() {
            Ok(cursor)
        } else {
            Err(NotACursor)
        }
    }

    /// Not a signature: it tells a mangled cursor from a whole one.
    fn check(self) -> u64 {
        fingerprint(&(VERSION, self.position, self.fingerprint, self.serial))
    }
}

/// A number for a value, the same in every process that runs the same build.
pub(crate) fn fingerprint(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn split_number(bytes: &[u8]) -> Result<(u64, &[u8]), NotACursor> {
    let (number, rest) = bytes.split_first_chunk().ok_or(NotACursor)?;
    Ok((u64::from_be_bytes(*number), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_back_what_it_wrote() {
        for (position, fingerprint) in [(0, 0), (25, 7), (u64::MAX, u64::MAX)] {
            let cursor = Cursor {
                position,
                fingerprint,
                serial: position,
            };
            let text = cursor.encode();
            assert_eq!(Cursor::decode(&text), Ok(cursor));
            assert!(
                text.bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'),
                "{text}"
            );
        }
    }

    #[test]
    fn every_changed_character_is_noticed() {
        let text = Cursor {
            position: 50,
            fingerprint: 123_456,
            serial: 0,
        }
        .encode();
        for at in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(
                Cursor::decode(&changed),
                Err(NotACursor),
                "at {at}: {changed}"
            );
        }
        for text in [
            "",
            "x",
            "!!!",
            "eyJwYWdlIjoyfQ==",
            "日本",
            &text[1..],
            &format!("{text}AAAA"),
        ] {
            assert_eq!(Cursor::decode(text), Err(NotACursor), "{text}");
        }
    }
}
