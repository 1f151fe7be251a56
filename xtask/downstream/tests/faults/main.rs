//! A client against a server that misbehaves, over real connections.
//!
//! `FAULTS.md` beside the manifest is the table of what is tested where; the module `table`
//! holds it against the tests.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod decode;
mod pager;
mod retries;
mod safety;
mod server;
mod streams;
mod support;
mod table;
mod transport;
mod waits;
mod words;
