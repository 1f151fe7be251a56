//! What is told of calls, with the names of OpenTelemetry's conventions for HTTP clients. A
//! span for each call, an event for each attempt. Without the feature `tracing` nothing.
//!
//! No personal value is told, no token, no value of a path, and no words of an answer, as
//! they may quote any of these.

#[cfg(feature = "tracing")]
mod on {
    use std::future::Future;
    use std::time::Duration;

    use tracing::field::Empty;
    use tracing::instrument::Instrument;
    use tracing::{Span, debug, info_span};

    use crate::client::BaseUrl;
    use crate::error::{Error, Result};
    use crate::request::Request;
    use crate::response::ResponseInfo;

    pub(crate) struct CallSpan(Span);

    impl CallSpan {
        pub(crate) fn new(request: &Request, base_url: &BaseUrl) -> Self {
            let operation = request.operation();
            let span = info_span!(
                "http_call",
                otel.kind = "client",
                otel.name = Empty,
                otel.status_code = Empty,
                operation = operation.id,
                http.request.method = operation.method.as_str(),
                http.request.resend_count = Empty,
                http.response.status_code = Empty,
                url.template = operation.path,
                url.full = Empty,
                url.scheme = Empty,
                server.address = Empty,
                server.port = Empty,
                error.type = Empty,
            );
            if !span.is_disabled() {
                let name = format!("{} {}", operation.method, operation.path);
                span.record("otel.name", name.as_str());
                let mut full = format!("{base_url}{}", operation.path);
                let query = request.shown_query("REDACTED");
                if !query.is_empty() {
                    full.push('?');
                    full.push_str(&query);
                }
                span.record("url.full", full.as_str());
                if let Ok(uri) = base_url.as_str().parse::<http::Uri>() {
                    let scheme = uri.scheme_str().unwrap_or_default();
                    let usual = if scheme == "https" { 443 } else { 80 };
                    span.record("url.scheme", scheme);
                    span.record("server.address", uri.host().unwrap_or_default());
                    span.record("server.port", uri.port_u16().unwrap_or(usual));
                }
            }
            Self(span)
        }

        /// The work as part of the span, with its outcome.
        pub(crate) async fn around<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
            let outcome = work.instrument(self.0.clone()).await;
            if let Err(error) = &outcome {
                self.0.record("otel.status_code", "ERROR");
                self.0.record("error.type", kind(error).as_str());
                if let Some(status) = error.status() {
                    self.0.record("http.response.status_code", status.as_u16());
                }
            }
            outcome
        }

        /// The head of an answer has come.
        pub(crate) fn answered(&self, info: &ResponseInfo) {
            let status = info.status.as_u16();
            let resend_count = info.attempts.saturating_sub(1);
            self.0.record("http.response.status_code", status);
            if resend_count > 0 {
                self.0.record("http.request.resend_count", resend_count);
            }
            debug!(
                parent: &self.0,
                http.response.status_code = status,
                http.request.resend_count = resend_count,
                "answered"
            );
        }

        /// An attempt failed.
        pub(crate) fn failed(&self, error: &Error, attempts: u32, wait: Option<Duration>) {
            let wait = wait.map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
            debug!(
                parent: &self.0,
                error.type = kind(error).as_str(),
                http.request.resend_count = attempts.saturating_sub(1),
                wait_milliseconds = wait,
                is_sent_again = wait.is_some(),
                "attempt failed"
            );
        }
    }

    /// The status, or the kind of error.
    fn kind(error: &Error) -> String {
        match error.status() {
            Some(status) if error.is_status() => status.as_str().to_owned(),
            _ => format!("{:?}", error.kind()),
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use std::future::Future;
    use std::time::Duration;

    use crate::client::BaseUrl;
    use crate::error::{Error, Result};
    use crate::request::Request;
    use crate::response::ResponseInfo;

    pub(crate) struct CallSpan;

    impl CallSpan {
        pub(crate) fn new(_: &Request, _: &BaseUrl) -> Self {
            Self
        }

        pub(crate) async fn around<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
            work.await
        }

        pub(crate) fn answered(&self, _: &ResponseInfo) {}

        pub(crate) fn failed(&self, _: &Error, _: u32, _: Option<Duration>) {}
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) use off::CallSpan;
#[cfg(feature = "tracing")]
pub(crate) use on::CallSpan;
