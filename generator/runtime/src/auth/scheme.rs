//! The ways to authenticate that a document declares.

use http::header::AUTHORIZATION;

/// The alternatives of which a call needs one, each a list of schemes that go together. An
/// empty list among them: it may also be called without credentials.
pub type Alternatives = &'static [&'static [&'static SecurityScheme]];

/// A way to authenticate that a document declares. Emitted code has one `static` for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    name: &'static str,
    kind: SchemeKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SchemeKind {
    Bearer,
    Basic,
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl SecurityScheme {
    /// A token in `Authorization: Bearer`, which OAuth 2 and OpenID Connect end in too.
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        let kind = SchemeKind::Bearer;
        Self { name, kind }
    }

    /// A user name and a password in `Authorization: Basic`.
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        let kind = SchemeKind::Basic;
        Self { name, kind }
    }

    /// A key in a header of its own.
    #[must_use]
    pub const fn key_in_header(name: &'static str, header: &'static str) -> Self {
        let kind = SchemeKind::Header(header);
        Self { name, kind }
    }

    /// A key in the query.
    #[must_use]
    pub const fn key_in_query(name: &'static str, parameter: &'static str) -> Self {
        let kind = SchemeKind::Query(parameter);
        Self { name, kind }
    }

    /// A key as a cookie.
    #[must_use]
    pub const fn key_in_cookie(name: &'static str, cookie: &'static str) -> Self {
        let kind = SchemeKind::Cookie(cookie);
        Self { name, kind }
    }

    /// Its name in the document.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn kind(&self) -> SchemeKind {
        self.kind
    }

    pub(super) fn is_bearer(&self) -> bool {
        self.kind == SchemeKind::Bearer
    }

    /// Whether two schemes are sent in the same place, so that one request carries one of them.
    pub(super) fn shares_place_with(&self, other: &Self) -> bool {
        let header = |kind| match kind {
            SchemeKind::Bearer | SchemeKind::Basic => Some(AUTHORIZATION.as_str()),
            SchemeKind::Header(name) => Some(name),
            SchemeKind::Query(_) | SchemeKind::Cookie(_) => None,
        };
        match (header(self.kind), header(other.kind)) {
            (Some(one), Some(another)) => one.eq_ignore_ascii_case(another),
            _ => self.kind == other.kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SecurityScheme;

    #[test]
    fn a_header_has_room_for_one() {
        let bearer = SecurityScheme::bearer("a");
        let same = [
            SecurityScheme::bearer("b"),
            SecurityScheme::basic("c"),
            SecurityScheme::key_in_header("d", "authorization"),
        ];
        for other in same {
            assert!(bearer.shares_place_with(&other), "{other:?}");
        }
        let others = [
            SecurityScheme::key_in_header("e", "X-Key"),
            SecurityScheme::key_in_query("f", "Authorization"),
            SecurityScheme::key_in_cookie("g", "Authorization"),
        ];
        for other in others {
            assert!(!bearer.shares_place_with(&other), "{other:?}");
        }
        // Names of parameters and cookies heed their letters' case.
        let (upper, lower) = (
            SecurityScheme::key_in_query("h", "Key"),
            SecurityScheme::key_in_query("i", "key"),
        );
        assert!(!upper.shares_place_with(&lower));
        assert!(!lower.shares_place_with(&SecurityScheme::key_in_cookie("j", "key")));
    }
}
