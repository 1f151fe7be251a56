//! Answers, and reading them.

mod decode;
mod headers;
mod rate_limit;
mod text;

use std::ops::{Deref, DerefMut};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, StatusCode};

pub use decode::decode;
pub use headers::{header_json, header_list, header_value};
pub use rate_limit::RateLimit;
pub use text::{decode_text, undescribed};

pub(crate) use decode::{json_text, shape_error, without_byte_order_mark, without_values};

/// What came with a body.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ResponseInfo {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// What the headers say of the rate limit.
    pub rate_limit: RateLimit,
    /// How many times the request was sent to get this answer.
    pub attempts: u32,
}

impl ResponseInfo {
    /// Reads the head of an answer.
    #[must_use]
    pub fn new(status: StatusCode, headers: HeaderMap) -> Self {
        let rate_limit = RateLimit::of(&headers);
        Self {
            status,
            headers,
            rate_limit,
            attempts: 1,
        }
    }

    /// The content type.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// How long the server asks to wait, reckoned from the time given: `Retry-After` in
    /// seconds or as a date, or on a 429 without it the time until the rate limit is reset.
    #[must_use]
    pub fn retry_after_at(&self, now: SystemTime) -> Option<Duration> {
        let from_header = self
            .headers
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| parse_retry_after(text.trim(), now));
        if from_header.is_none() && self.status == StatusCode::TOO_MANY_REQUESTS {
            return self.rate_limit.reset;
        }
        from_header
    }
}

/// A date that has passed asks for no wait.
fn parse_retry_after(text: &str, now: SystemTime) -> Option<Duration> {
    if let Some(delay) = rate_limit::seconds(text) {
        return Some(delay);
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// A body with what came with it. It can be used as the body itself.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The body.
    pub body: T,
    /// Status, headers and rate limit.
    pub info: ResponseInfo,
}

/// An answer whose body has not been read yet.
pub type RawResponse = Response<Bytes>;

impl<T> Response<T> {
    /// Puts the two together.
    pub const fn new(body: T, info: ResponseInfo) -> Self {
        Self { body, info }
    }

    /// The body alone.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The same answer with another body.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            body: change(self.body),
            info: self.info,
        }
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(status: u16, headers: &[(&'static str, &str)]) -> ResponseInfo {
        let headers = headers
            .iter()
            .map(|(name, value)| {
                (
                    http::HeaderName::from_static(name),
                    http::HeaderValue::from_str(value).unwrap(),
                )
            })
            .collect();
        ResponseInfo::new(StatusCode::from_u16(status).unwrap(), headers)
    }

    #[test]
    fn retry_after_in_both_forms() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770);
        for (text, expected) in [
            ("0", Some(0)),
            (" 10 ", Some(10)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(7)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some(7)),
            ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0)),
            ("-1", None),
            ("soon", None),
            ("99999999999999999999999999", None),
        ] {
            let info = info(503, &[("retry-after", text)]);
            assert_eq!(
                info.retry_after_at(now),
                expected.map(Duration::from_secs),
                "{text}"
            );
        }
    }

    #[test]
    fn reset_counts_only_on_429_without_retry_after() {
        let now = SystemTime::UNIX_EPOCH;
        let seconds = |info: ResponseInfo| info.retry_after_at(now).map(|delay| delay.as_secs());
        assert_eq!(seconds(info(429, &[("ratelimit-reset", "7")])), Some(7));
        assert_eq!(seconds(info(500, &[("ratelimit-reset", "7")])), None);
        assert_eq!(
            seconds(info(429, &[("ratelimit-reset", "7"), ("retry-after", "0")])),
            Some(0)
        );
    }
}
