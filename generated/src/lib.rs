// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! Typed client of Truto Unified ATS API.
//!
//! An unofficial description of operations on candidates and applications of Truto's Unified ATS API. It
//! was written by hand from Truto's public documentation, not by Truto, and was not checked against the
//! live API.
//!
//! Names that no public page shows beside their description carry an `x-provenance` extension: how sure
//! the name is (`documented`, `matched`, `inferred`), where it comes from and why it was chosen.
//!
//! Answers are mapped live from 25 integrations. Every property except an `id` may therefore be absent or
//! null: absence is documented by the support counts, null is inferred. Unknown properties may appear and
//! known ones may vanish, because a mapping can be overridden per environment and per account. Enums are
//! to be read as open: a value that is not listed is no error.
//!
//! The page that this document follows: <https://www.truto.one/docs/api-reference/unified-ats-api/candidates/list>
//!
//! # Getting started
//!
//! ```no_run
//! # async fn example() -> Result<(), truto_ats::Error> {
//! let client = truto_ats::Client::new("the token")?;
//! let mut items = client.candidates().list("62f44730-dd91-461e-bd6a-aedd9e0ad79d").stream();
//! while let Some(item) = items.try_next().await? {
//!     println!("{item:?}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Tokens that expire
//!
//! A token that expires is given by a closure, which is asked for the next one shortly before the
//! last expires, and when the server refuses it: once for however many calls wait.
//!
//! Some tokens say by themselves what others need a parameter for:
//! `client.candidates().list_for_token(..)` leaves out `integrated_account_id`; `client.candidates().create_for_token(..)` leaves out `integrated_account_id`; `client.candidates().get_for_token(..)` leaves out `integrated_account_id`; `client.applications().list_for_token(..)` leaves out `integrated_account_id`; `client.applications().get_for_token(..)` leaves out `integrated_account_id`.
//!
//! ```rust
//! use std::io;
//! use std::time::Duration;
//! use truto_ats::oas_runtime::auth::Token;
//!
//! async fn new_token() -> Result<(String, Duration), io::Error> {
//!     // Whoever gives out the tokens is asked here.
//!     Ok(("the token".to_owned(), Duration::from_secs(15 * 60)))
//! }
//!
//! fn client_with_short_tokens() -> Result<truto_ats::Client, truto_ats::Error> {
//!     truto_ats::Client::builder()
//!         .token_provider(|| async {
//!             let (token, lifetime) = new_token().await?;
//!             Ok(Token::new(token).lasting(lifetime))
//!         })
//!         .build()
//! }
//! ```
//!
//! # Features
//!
//! | feature | what it brings |
//! |---|---|
//! | `reqwest`, `rustls` (default) | sends with `reqwest` over TLS by rustls; without them bring a `Transport` |
//! | `native-tls` | TLS by the platform in place of rustls |
//! | `http2`, `gzip`, `brotli`, `zstd` | what their names say |
//! | `system-proxy` | the proxy that the system is set to |
//! | `jiff`, `chrono`, `time` | conversions of date-times to and from these crates |
//! | `tracing` | a span for each call and an event for each attempt |
//! | `blocking` | a client that waits, and lists as iterators: `oas_runtime::blocking` |
//! | `futures-io` | `AsyncRead` of `futures` for byte streams; tokio's comes with `reqwest` |
//! | `testing` | a transport that follows a script, for tests |

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod client;
mod error;

pub mod coverage;
pub mod models;
pub mod operations;

pub use client::{Client, ClientBuilder};
pub use error::TypedErrorBody;
pub use oas_runtime;
pub use oas_runtime::page::{
    CompletedStream, ItemStream, PagePosition, PageStream, RepeatedCursor,
};
pub use oas_runtime::{
    Error, ErrorKind, RateLimit, Range, Response, ResponseInfo, Result, Secret,
    Transport, json,
};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
