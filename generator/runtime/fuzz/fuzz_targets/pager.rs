//! Arbitrary sequences of answers.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| oas_runtime_fuzz::pager::run(data));
