//! The server as a client meets it: over a real socket.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking; clippy.toml says so for test functions but not for what they call"
)]

mod applications;
mod create;
mod errors;
mod fault_rules;
mod faults;
mod filters;
mod formats;
mod get;
mod lifecycle;
mod paging;
mod records;
mod support;
