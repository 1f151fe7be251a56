//! Arbitrary values in a query.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| oas_runtime_fuzz::query::run(data));
