//! The fuzz targets of oas-runtime, as functions that take bytes and panic at a finding. They
//! need no fuzzer: the tests call them with the seeds and with bytes of chance.

#![forbid(unsafe_code)]

pub mod operations;
pub mod pager;
pub mod query;
pub mod response;
