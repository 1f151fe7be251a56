//! Arbitrary answers.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| oas_runtime_fuzz::response::run(data));
