//! What the programs and tests of this package share.

mod connection;

pub use connection::Connection;
