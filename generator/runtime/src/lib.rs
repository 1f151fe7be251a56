//! What a crate emitted by `oas-codegen` links against.
//!
//! Nothing in here knows an endpoint. The rooms, and what each holds:
//!
//! | module | holds |
//! |---|---|
//! | [`request`] | an operation and its parameters as a value that makes an [`http::Request`] |
//! | [`query`] | the encoder of query strings, and the one table of how each shape is written |
//! | [`response`], [`body`] | reading an [`http::Response`]: JSON, the rate limit, byte streams |
//! | [`body`] | what is sent: files and streams, and bodies of several parts |
//! | [`json`] | what models are made of: nothing that a server sent is lost |
//! | [`page`] | lists that come in pages, as streams of items and of pages |
//! | [`error`] | one error, which always has the server's words |
//! | [`auth`] | the token, which is never shown |
//! | [`client`] | base URL, token, limits; sends and turns what is not a success into an error |
//! | [`retry`] | when a request is sent again, and how long to wait before |
//! | [`limiter`] | holding requests back so that a rate limit is not met |
//! | [`timer`] | telling the time and waiting, so that tests take none |
//! | [`transport`] | the trait that does the I/O, and its implementation on `reqwest` |
//! | [`coverage`] | which integrations behind an API support what |
//! | `blocking` | a client that waits, and lists as iterators (feature `blocking`) |
//! | `testing` | a transport that follows a script (feature `testing`) |
//!
//! Requests and answers are values (`request`, `response`): only a [`Transport`] does I/O.

pub mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod body;
pub mod client;
pub mod coverage;
pub mod error;
pub mod json;
pub mod limiter;
pub mod page;
pub mod query;
pub mod request;
pub mod response;
pub mod retry;
mod telemetry;
#[cfg(feature = "testing")]
pub mod testing;
pub mod timer;
pub mod transport;

pub use bytes;
pub use futures_core;
pub use http;
pub use indexmap;
pub use serde;
pub use serde_json;

pub use auth::Secret;
pub use client::{Client, ClientBuilder};
pub use error::{Error, ErrorKind, Result};
pub use limiter::RateLimiter;
pub use query::Range;
pub use request::{Request, RequestOptions};
pub use response::{RateLimit, Response, ResponseInfo};
pub use retry::RetryPolicy;
pub use transport::Transport;
