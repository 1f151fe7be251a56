//! A real HTTP server on loopback that answers for Truto's candidates (list, get, create) and
//! applications (list, get) as its documentation says, with invented people.
//!
//! ```
//! use truto_mock::{MockConfig, MockServer};
//!
//! let server = MockServer::start_blocking(MockConfig { candidates: 60, ..MockConfig::default() })?;
//! println!("curl -H 'Authorization: Bearer any' '{}{}?integrated_account_id=1'", server.base_url(), truto_mock::PATH);
//! server.shutdown();
//! # Ok::<(), truto_mock::MockError>(())
//! ```
//!
//! What happens to a request, one way through:
//!
//! ```text
//! server ──► service ──► query ──► selection ──► answer
//! sockets    route, token typed     which ones,   envelope, keyed, record,
//!            and log      wishes    what order    raw, lines, problem
//! ```
//!
//! - Candidate number `i` is a function of the seed and `i`: nothing is stored, so a million
//!   of them cost no memory, and two servers with the same seed tell the same story.
//! - What the documentation leaves open is decided here and said where it is decided: how
//!   large a page may be ([`MAXIMUM_LIMIT`]), what `raw`, `normalized` and `stream` look like.
//! - The bearer token is looked at and dropped: no log, error or answer repeats it.
//!
//! It misbehaves when it is told to: [`MockConfig::faults`] says how, how likely and how often.

mod answer;
mod applications;
mod blocking;
mod body;
mod candidate;
mod config;
mod connection;
mod created;
mod cursor;
mod error;
mod fault;
mod filter;
mod log;
mod query;
mod rate;
mod route;
mod selection;
mod server;
mod service;
#[cfg(feature = "tls")]
mod tls;

pub use blocking::BlockingMockServer;
pub use config::{MAXIMUM_CANDIDATES, MAXIMUM_LIMIT, MockConfig};
pub use error::MockError;
pub use fault::{Fault, FaultName, FaultRule, InvalidRule, ProviderBody, RetryAfter};
pub use log::RecordedRequest;
pub use route::{APPLICATIONS_PATH, PATH};
pub use server::MockServer;
pub use service::{ACCOUNT_TOKEN, SANDBOX_ACCOUNT};
