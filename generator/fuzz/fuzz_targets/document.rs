//! Any bytes as a document.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| oas_codegen_fuzz::run(data));
