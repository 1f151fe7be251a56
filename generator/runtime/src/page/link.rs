//! The `Link` header of RFC 8288, and the address that a link leads to.

use std::borrow::Cow;

use http::header::LINK;
use http::uri::{Authority, Scheme};
use http::{HeaderMap, Uri};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What cannot stand in a query as it is, though some servers put it there.
const NOT_IN_A_QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'#');

/// The target of the first link with the relation `next`.
pub(super) fn next_target(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(LINK)
        .iter()
        .find_map(|value| next_of(&String::from_utf8_lossy(value.as_bytes())))
}

/// Reads `<target>; name=value; name="value", <target> ...`. What is not of that form ends
/// the reading: a link after it cannot be told from a part of it.
fn next_of(header: &str) -> Option<String> {
    let mut left = header;
    loop {
        left = left.trim_start_matches([' ', '\t', ',']);
        let (target, rest) = left.strip_prefix('<')?.split_once('>')?;
        left = rest;
        let mut relation: Option<String> = None;
        // With an anchor it is a link of something else.
        let mut is_of_page = true;
        loop {
            left = left.trim_start_matches([' ', '\t']);
            let Some(rest) = left.strip_prefix(';') else {
                break;
            };
            let (name, value, rest) = parameter(rest);
            // Of several, the first counts.
            if name.eq_ignore_ascii_case("rel") && relation.is_none() {
                relation = Some(value.into_owned());
            } else if name.eq_ignore_ascii_case("anchor") {
                is_of_page = false;
            }
            left = rest;
        }
        let is_next = relation.is_some_and(|relation| {
            relation
                .split_ascii_whitespace()
                .any(|word| word.eq_ignore_ascii_case("next"))
        });
        if is_next && is_of_page {
            return Some(target.trim().to_owned());
        }
        if !left.starts_with(',') {
            return None;
        }
    }
}

/// A parameter of a link: its name, its value, and what comes after it.
fn parameter(text: &str) -> (&str, Cow<'_, str>, &str) {
    let text = text.trim_start_matches([' ', '\t']);
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let name = name.trim();
    let Some(value) = rest.strip_prefix('=') else {
        return (name, Cow::Borrowed(""), rest);
    };
    let value = value.trim_start_matches([' ', '\t']);
    match value.strip_prefix('"') {
        Some(quoted) => {
            let (value, rest) = unquoted(quoted);
            (name, Cow::Owned(value), rest)
        }
        None => {
            let end = value.find([';', ',']).unwrap_or(value.len());
            let (value, rest) = value.split_at(end);
            (name, Cow::Borrowed(value.trim()), rest)
        }
    }
}

/// The text up to the closing quotation mark, and what comes after it.
fn unquoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return (value, text.get(index + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

/// The query of the address that a link leads to, if that is the same operation as the one
/// that was asked for; otherwise why it is not. No reason quotes the link: it may hold
/// personal values.
pub(super) fn query_of(target: &str, asked: &Uri) -> Result<String, &'static str> {
    let target = target.split('#').next().unwrap_or_default();
    let (place, query) = match target.split_once('?') {
        Some((place, query)) => (place, Some(query)),
        None => (target, None),
    };
    let path = if let Some(after) = after_scheme(place) {
        let (scheme, after) = after;
        if !same_word(scheme, asked.scheme_str().unwrap_or_default()) {
            return Err("it has another scheme than the address that was asked for");
        }
        path_at_same_host(after, asked)?
    } else if let Some(after) = place.strip_prefix("//") {
        path_at_same_host(after, asked)?
    } else if place.is_empty() {
        Cow::Borrowed(asked.path())
    } else if place.starts_with('/') {
        Cow::Borrowed(place)
    } else {
        let folder = asked
            .path()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        Cow::Owned(format!("{folder}/{place}"))
    };
    if !same_path(&path, asked.path()) {
        return Err("it has another path than the address that was asked for");
    }
    match query.filter(|query| !query.is_empty()) {
        Some(query) => Ok(utf8_percent_encode(query, NOT_IN_A_QUERY).to_string()),
        None => Err("it has no query, so it leads to no page in particular"),
    }
}

/// Whether a cursor is none but an address: whole, or a path with a query.
pub(super) fn is_url(text: &str) -> bool {
    if text.starts_with('/') && text.contains('?') {
        return true;
    }
    after_scheme(text)
        .is_some_and(|(scheme, _)| same_word(scheme, "https") || same_word(scheme, "http"))
}

/// The value of a parameter in the query of a URL; an empty one is none.
pub(super) fn parameter_of(url: &str, parameter: &str) -> Option<String> {
    let url = url.split('#').next()?;
    let (_, query) = url.split_once('?')?;
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .find(|(name, _)| decoded(name) == parameter)
        .map(|(_, value)| decoded(value))
        .filter(|value| !value.is_empty())
}

/// The scheme and what follows `://`, if the text begins with a scheme.
fn after_scheme(place: &str) -> Option<(&str, &str)> {
    let (scheme, after) = place.split_once("://")?;
    let is_scheme = !scheme.is_empty()
        && scheme
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
    is_scheme.then_some((scheme, after))
}

fn path_at_same_host<'a>(after: &'a str, asked: &Uri) -> Result<Cow<'a, str>, &'static str> {
    let (authority, path) = match after.find('/') {
        Some(index) => after.split_at(index),
        None => (after, "/"),
    };
    let is_same = authority.parse::<Authority>().is_ok_and(|authority| {
        asked.authority().is_some_and(|own| {
            let scheme = asked.scheme();
            same_word(authority.host(), own.host())
                && port(&authority, scheme) == port(own, scheme)
                && !authority.as_str().contains('@')
        })
    });
    if is_same {
        Ok(Cow::Borrowed(path))
    } else {
        Err("it leads to another host than the one that was asked")
    }
}

fn port(authority: &Authority, scheme: Option<&Scheme>) -> Option<u16> {
    let usual = match scheme.map(Scheme::as_str) {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    };
    authority.port_u16().or(usual)
}

fn same_word(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Whether two paths have the same segments, however these are encoded.
fn same_path(one: &str, other: &str) -> bool {
    fn segments(path: &str) -> Vec<Vec<u8>> {
        let mut segments: Vec<Vec<u8>> = Vec::new();
        for segment in path.split('/') {
            match segment {
                "." => {}
                ".." => drop(segments.pop()),
                _ => segments.push(percent_decode_str(segment).collect()),
            }
        }
        // A slash at the end makes no other place of it.
        while segments.last().is_some_and(Vec::is_empty) {
            segments.pop();
        }
        segments
    }
    segments(one) == segments(other)
}

#[cfg(test)]
mod tests {
    use http::Uri;
    use proptest::prelude::*;

    use super::{is_url, next_of, parameter_of, query_of};

    #[test]
    fn a_parameter_of_a_url() {
        let url = "https://a/b?x=1&page%5Bcursor%5D=c%2Bd+e&cursor=#cursor=f";
        assert_eq!(parameter_of(url, "page[cursor]").as_deref(), Some("c+d e"));
        assert_eq!(parameter_of(url, "cursor"), None);
        assert_eq!(parameter_of("https://a/b", "cursor"), None);
        assert!(is_url("HTTPS://a") && is_url("http://a") && is_url("/a?b"));
        assert!(
            !is_url("https") && !is_url("/a+b/c==") && !is_url("a b://c") && !is_url("ftp://a")
        );
    }

    #[test]
    fn the_next_of_several_links_is_found() {
        for (header, expected) in [
            (
                r#"<https://a/b?page=2>; rel="next""#,
                Some("https://a/b?page=2"),
            ),
            (
                r#"<https://a/b?page=1>; rel="prev", <https://a/b?page=3>; rel="next", <https://a/b?page=9>; rel="last""#,
                Some("https://a/b?page=3"),
            ),
            // Commas and semicolons stand in targets and in quotation marks.
            (
                r#"<?a=1,2;3>; title="a, <b>; rel=\"next\""; rel=last, <?c=4>;rel=next"#,
                Some("?c=4"),
            ),
            ("<?x=1>;REL=Next", Some("?x=1")),
            (r#"<?x=1>; rel="last next""#, Some("?x=1")),
            (r#"<?x=1> ; foo ; rel = next"#, Some("?x=1")),
            // Of two relations the first counts.
            ("<?x=1>; rel=prev; rel=next", None),
            ("<?x=1>; rel=nexts", None),
            ("<?x=1>", None),
            (r##"<?x=1>; rel=next; anchor="#part""##, None),
            ("<?x=1; rel=next", None),
            ("", None),
            ("rel=next", None),
            (r#"<?x=1>; rel="next"#, Some("?x=1")),
        ] {
            assert_eq!(next_of(header).as_deref(), expected, "{header}");
        }
    }

    #[test]
    fn a_link_leads_to_the_same_operation_or_nowhere() {
        let asked: Uri = "https://api.example.com/v1/things%7E?page=1"
            .parse()
            .unwrap();
        for target in [
            "https://api.example.com/v1/things%7E?page=2",
            "https://API.example.com:443/v1/things~?page=2#top",
            "HTTPS://api.example.com/v1/./things~/?page=2",
            "//api.example.com/v1/things~?page=2",
            "/v1/things~?page=2",
            "/v1/others/../things~?page=2",
            "things~?page=2",
            "?page=2",
        ] {
            assert_eq!(
                query_of(target, &asked).as_deref(),
                Ok("page=2"),
                "{target}"
            );
        }
        for target in [
            "http://api.example.com/v1/things~?page=2",
            "https://evil.example.com/v1/things~?page=2",
            "https://api.example.com@evil.example.com/v1/things~?page=2",
            "https://user@api.example.com/v1/things~?page=2",
            "https://api.example.com:444/v1/things~?page=2",
            "https://api.example.com/v1/other?page=2",
            "/v1/things%7E%2Fx?page=2",
            "/v1/things~",
            "",
            "?",
        ] {
            assert!(query_of(target, &asked).is_err(), "{target}");
        }
        assert_eq!(
            query_of("?a=b c\"<ü>", &asked).as_deref(),
            Ok("a=b%20c%22%3C%C3%BC%3E")
        );
    }

    proptest! {
        /// Whatever stands in targets and in quotation marks, the link that is meant is found.
        #[test]
        fn a_link_is_found_among_any_others(
            before in prop::collection::vec(("[^<>\\x00-\\x1f\\x7f]{0,12}", "[^\\x00-\\x1f\\x7f]{0,12}"), 0..4),
            target in "[!-;=?-~]{0,20}",
            title in "[^\\x00-\\x1f\\x7f]{0,12}",
        ) {
            let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
            let mut header = String::new();
            for (other, words) in &before {
                header.push_str(&format!("<{other}>; rel=prev; title={}, ", quoted(words)));
            }
            header.push_str(&format!("<{target}> ; title={} ; rel=\"start next\"", quoted(&title)));
            prop_assert_eq!(next_of(&header), Some(target));
        }

        #[test]
        fn any_header_is_read_to_its_end(header in ".*", asked in "https://a/[a-z/]{0,8}") {
            let asked: Uri = asked.parse().unwrap();
            if let Some(target) = next_of(&header) {
                let _ = query_of(&target, &asked);
            }
        }
    }
}
