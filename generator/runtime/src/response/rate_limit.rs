//! What the headers say of the rate limit.

use std::time::Duration;

use http::HeaderMap;

/// The rate limit that a server tells of. Any part may be missing: not every server says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests fit in the window.
    pub limit: Option<u64>,
    /// How long the window is.
    pub window: Option<Duration>,
    /// How many requests are left.
    pub remaining: Option<u64>,
    /// How long it is until the count begins anew.
    pub reset: Option<Duration>,
    /// The text of the limit as it came, such as `110;w=10`.
    pub raw_limit: Option<String>,
}

impl RateLimit {
    /// Reads `ratelimit-limit`, `ratelimit-remaining` and `ratelimit-reset`.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
        let raw_limit = text("ratelimit-limit").map(str::to_owned);
        let (limit, window) = raw_limit.as_deref().map(parse_limit).unwrap_or_default();
        Self {
            limit,
            window,
            remaining: text("ratelimit-remaining").and_then(whole),
            reset: text("ratelimit-reset").and_then(seconds),
            raw_limit,
        }
    }

    /// Whether the headers said nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// `110`, `110;w=10` or `110, 110;w=10`: the first number, the first window.
fn parse_limit(text: &str) -> (Option<u64>, Option<Duration>) {
    let mut parts = text.split([',', ';']).map(str::trim);
    let limit = parts.next().and_then(whole);
    let window = parts
        .filter_map(|part| part.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("w"))
        .and_then(|(_, value)| seconds(value.trim()));
    (limit, window)
}

/// A number of whole units; a fraction is cut off.
fn whole(text: &str) -> Option<u64> {
    let digits = text.split_once('.').map_or(text, |(whole, _)| whole);
    // `parse` would take a plus sign.
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
}

/// Seconds, with a fraction or without.
pub(super) fn seconds(text: &str) -> Option<Duration> {
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return None;
    }
    match text.parse::<u64>() {
        // A year: what is longer is no wait but a mistake.
        Ok(seconds) if seconds <= 31_536_000 => Some(Duration::from_secs(seconds)),
        Ok(_) => None,
        Err(_) => text
            .parse::<f64>()
            .ok()
            .filter(|seconds| *seconds <= 31_536_000.0)
            .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn forms_of_the_limit() {
        for (text, limit, window) in [
            ("110;w=10", Some(110), Some(10)),
            ("110; w=10;burst=5", Some(110), Some(10)),
            ("100, 100;w=60", Some(100), Some(60)),
            ("110", Some(110), None),
            ("w=10", None, None),
            ("", None, None),
            ("+5", None, None),
            ("99999999999999999999999", None, None),
            ("5;w=99999999999999999999999", Some(5), None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("ratelimit-limit", HeaderValue::from_str(text).unwrap());
            let rate_limit = RateLimit::of(&headers);
            assert_eq!(rate_limit.limit, limit, "{text}");
            assert_eq!(rate_limit.window, window.map(Duration::from_secs), "{text}");
            assert_eq!(rate_limit.raw_limit.as_deref(), Some(text));
        }
    }

    #[test]
    fn the_other_two_and_none_at_all() {
        let mut headers = HeaderMap::new();
        assert!(RateLimit::of(&headers).is_empty());
        headers.insert("ratelimit-remaining", HeaderValue::from_static("3"));
        headers.insert("ratelimit-reset", HeaderValue::from_static("1.5"));
        let rate_limit = RateLimit::of(&headers);
        assert_eq!(rate_limit.remaining, Some(3));
        assert_eq!(rate_limit.reset, Some(Duration::from_millis(1500)));
        headers.insert("ratelimit-reset", HeaderValue::from_bytes(b"\xff").unwrap());
        assert_eq!(RateLimit::of(&headers).reset, None);
    }
}
