//! Percent-encoding: which characters of a value may stand as they are, and where.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::RESERVED;

/// Of the reserved characters of RFC 3986, those that mean nothing within a pair of a query.
/// `&`, `=` and `+` do; `#` ends the query; brackets are no part of one.
const OF_QUERY: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// The same where commas stand between the elements.
const OF_JOINED_QUERY: &AsciiSet = &OF_QUERY.add(b',');

/// What a segment of a path may hold, without what the styles of paths write between values.
const OF_PATH: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+');

/// The same two where dots stand between the elements as well.
const DOTTED: &AsciiSet = &RESERVED.add(b'.');
const OF_DOTTED_PATH: &AsciiSet = &OF_PATH.add(b'.');

/// What a cookie may hold (RFC 6265): no comma, no semicolon.
const OF_COOKIE: &AsciiSet = &OF_PATH
    .remove(b'/')
    .remove(b'?')
    .remove(b'#')
    .remove(b'[')
    .remove(b']')
    .remove(b'=');

/// How the characters of a value are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Escape {
    encoded: &'static AsciiSet,
    /// OpenAPI's `allowReserved` is the reserved expansion of RFC 6570: what is
    /// percent-encoded already stays as it is.
    keeps_triples: bool,
}

impl Escape {
    /// Everything but the unreserved characters is percent-encoded.
    pub(crate) const ALL: Self = Self {
        encoded: RESERVED,
        keeps_triples: false,
    };
    /// The same, and dots: in a path they can stand between values.
    pub(crate) const DOTS_TOO: Self = Self {
        encoded: DOTTED,
        keeps_triples: false,
    };
    /// `allowReserved` in a query.
    pub(crate) const QUERY: Self = Self::reserved(OF_QUERY);
    /// `allowReserved` in a query where commas stand between the elements.
    pub(crate) const JOINED_QUERY: Self = Self::reserved(OF_JOINED_QUERY);
    /// `allowReserved` in a path.
    pub(crate) const PATH: Self = Self::reserved(OF_PATH);
    /// `allowReserved` in a path where dots stand between the elements.
    pub(crate) const DOTTED_PATH: Self = Self::reserved(OF_DOTTED_PATH);
    /// `allowReserved` in a cookie.
    pub(crate) const COOKIE: Self = Self::reserved(OF_COOKIE);

    const fn reserved(encoded: &'static AsciiSet) -> Self {
        Self {
            encoded,
            keeps_triples: true,
        }
    }

    /// Appends a value.
    pub(crate) fn write(self, to: &mut String, text: &str) {
        let mut left = text;
        while self.keeps_triples
            && let Some((before, after)) = left.split_once('%')
        {
            self.encode(to, before);
            let digits = after
                .get(..2)
                .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
            to.push_str(if digits.is_some() { "%" } else { "%25" });
            left = after;
        }
        self.encode(to, left);
    }

    fn encode(self, to: &mut String, text: &str) {
        let _ = write!(to, "{}", utf8_percent_encode(text, self.encoded));
    }
}

#[cfg(test)]
mod tests {
    use super::Escape;

    fn written(escape: Escape, text: &str) -> String {
        let mut to = String::new();
        escape.write(&mut to, text);
        to
    }

    #[test]
    fn what_stands_as_it_is() {
        let all = ":/?#[]@!$&'()*+,;= %|\"é";
        let sentence = "%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%20%25%7C%22%C3%A9";
        assert_eq!(written(Escape::ALL, all), sentence);
        assert_eq!(
            written(Escape::QUERY, all),
            ":/?%23%5B%5D@!$%26'()*%2B,;%3D%20%25%7C%22%C3%A9"
        );
        assert_eq!(
            written(Escape::JOINED_QUERY, all),
            ":/?%23%5B%5D@!$%26'()*%2B%2C;%3D%20%25%7C%22%C3%A9"
        );
        assert_eq!(
            written(Escape::PATH, all),
            ":%2F%3F%23%5B%5D@!$&'()*+%2C%3B%3D%20%25%7C%22%C3%A9"
        );
        assert_eq!(
            written(Escape::COOKIE, all),
            ":/?#[]@!$&'()*+%2C%3B=%20%25%7C%22%C3%A9"
        );
        assert_eq!(written(Escape::DOTS_TOO, "a.b-c"), "a%2Eb-c");
        assert_eq!(written(Escape::DOTTED_PATH, "a.b:c"), "a%2Eb:c");
    }

    #[test]
    fn triples_stay_only_where_reserved_characters_may() {
        for (text, kept) in [
            ("%2F", "%2F"),
            ("a%2fb%41", "a%2fb%41"),
            ("100%", "100%25"),
            ("%2", "%252"),
            ("%zz%20", "%25zz%20"),
            ("%%20", "%25%20"),
            ("%é1", "%25%C3%A91"),
        ] {
            assert_eq!(written(Escape::QUERY, text), kept);
        }
        assert_eq!(written(Escape::ALL, "%2F"), "%252F");
    }
}
