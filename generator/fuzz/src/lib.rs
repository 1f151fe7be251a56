//! The fuzz target of the generator, as a function that takes bytes and panics at a finding.

#![forbid(unsafe_code)]

use oas_codegen::diagnostics::render;
use oas_codegen::{Options, Severity, Source, generate};

/// Takes the bytes for a document: the first decides how it is read, the rest is the text.
///
/// Whatever it holds, the generator must not panic, what it emits must be Rust, what it finds
/// must have a place, and without an error there is a crate.
pub fn run(data: &[u8]) {
    let Some((how, text)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(text);
    let name = if how & 1 == 0 { "a.yaml" } else { "a.json" };
    let source = Source::new(name, text);
    let options = Options::new("subject").lenient(how & 2 == 0);
    let outcome = generate(&source, &options, &|_| {
        Err("there is no such file".to_owned())
    });
    for diagnostic in &outcome.diagnostics {
        let shown = render(diagnostic, &source);
        assert!(shown.line > 0 && shown.column > 0 && !shown.text.is_empty());
    }
    let mut diagnostics = outcome.diagnostics.iter();
    let refused = diagnostics.any(|it| it.severity == Severity::Error);
    let Some(tree) = outcome.tree else {
        assert!(refused, "neither a crate nor a reason");
        return;
    };
    assert!(!refused, "a crate in spite of an error");
    for (path, bytes) in tree.iter() {
        assert!(!path.contains("..") && !path.starts_with('/'), "{path}");
        let text = std::str::from_utf8(bytes).expect("emitted files are text");
        if path.ends_with(".rs") {
            if let Err(error) = syn::parse_file(text) {
                panic!("{path}: {error}\n{text}");
            }
        }
    }
}
