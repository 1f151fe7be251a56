//! Documents made to hurt: each ends in bounded time and memory, with a clear word.
//!
//! Each runs in a process of its own, which is killed if it does not come to an end and which
//! says at its end how much memory it had at most.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use oas_codegen::diagnostics::{Code, render};
use oas_codegen::{Severity, Source};

/// Says which document the process is to take.
const VARIABLE: &str = "OAS_CODEGEN_HOSTILE";

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Hostile, version: 1.0.0}\n";

/// A document, what must be found in it, and the bounds.
struct Attack {
    name: &'static str,
    document: fn() -> (&'static str, String),
    /// The other files.
    files: fn(&str) -> Result<String, String>,
    /// An error or warning that is there; none if the document is in order.
    finds: Option<Code>,
    /// Whether a crate comes of it.
    gives_a_crate: bool,
    /// Mebibytes, beyond ten times the text.
    memory: u64,
    seconds: u64,
}

const USUAL: Attack = Attack {
    name: "",
    document: || ("a.yaml", String::new()),
    files: |path| Err(format!("there is no file `{path}` here")),
    finds: Some(Code::Syntax),
    gives_a_crate: false,
    memory: 128,
    seconds: 30,
};

const ATTACKS: &[Attack] = &[
    Attack {
        name: "arrays nested in JSON",
        document: || ("a.json", "[".repeat(10_000) + &"]".repeat(10_000)),
        ..USUAL
    },
    Attack {
        name: "objects nested in JSON",
        document: || {
            (
                "a.json",
                "{\"a\":".repeat(10_000) + "1" + &"}".repeat(10_000),
            )
        },
        ..USUAL
    },
    Attack {
        name: "flow collections nested in YAML",
        document: || ("a.yaml", "[".repeat(10_000) + &"]".repeat(10_000)),
        ..USUAL
    },
    Attack {
        name: "block sequences nested in YAML",
        document: || ("a.yaml", "- ".repeat(10_000) + "x\n"),
        ..USUAL
    },
    Attack {
        name: "schemas nested",
        document: || {
            let open = "{\"type\":\"array\",\"items\":".repeat(10_000);
            let text = format!(
                "{{\"openapi\":\"3.1.0\",\"info\":{{\"title\":\"x\",\"version\":\"1\"}},\"components\":{{\"schemas\":{{\"A\":{open}{{}}{}}}}}}}",
                "}".repeat(10_000)
            );
            ("a.json", text)
        },
        ..USUAL
    },
    Attack {
        name: "a hundred million aliases",
        document: || {
            let mut text = format!("{HEAD}x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
            for level in 1..9 {
                let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
                let _ = writeln!(text, "x-{level}: &a{level} [{aliases}]");
            }
            ("a.yaml", text)
        },
        ..USUAL
    },
    Attack {
        name: "an alias of itself",
        document: || ("a.yaml", format!("{HEAD}components: &a {{schemas: *a}}\n")),
        ..USUAL
    },
    Attack {
        name: "a schema that refers to itself",
        document: || {
            (
                "a.yaml",
                format!(
                    "{HEAD}components: {{schemas: {{A: {{$ref: '#/components/schemas/B'}}, B: {{$ref: '#/components/schemas/A'}}}}}}\n"
                ),
            )
        },
        finds: Some(Code::ReferenceCycle),
        gives_a_crate: true,
        ..USUAL
    },
    Attack {
        name: "a parameter that refers to itself",
        document: || {
            (
                "a.yaml",
                format!(
                    "{HEAD}components: {{parameters: {{A: {{$ref: '#/components/parameters/B'}}, B: {{$ref: '#/components/parameters/A'}}}}}}\n"
                ),
            )
        },
        finds: Some(Code::ReferenceCycle),
        ..USUAL
    },
    Attack {
        name: "a chain of twenty thousand references",
        document: || {
            let mut text = format!("{HEAD}components:\n  schemas:\n");
            for index in 0..20_000 {
                let next = index + 1;
                let _ = writeln!(
                    text,
                    "    A{index}: {{$ref: '#/components/schemas/A{next}'}}"
                );
            }
            text.push_str("    A20000: {type: string}\n");
            ("a.yaml", text)
        },
        finds: None,
        gives_a_crate: true,
        files: USUAL.files,
        memory: 1024,
        seconds: 90,
    },
    Attack {
        name: "a file outside the folder",
        document: || {
            (
                "a.yaml",
                format!(
                    "{HEAD}components: {{schemas: {{A: {{$ref: '../../../etc/passwd#/root'}}}}}}\n"
                ),
            )
        },
        finds: Some(Code::OutsideFile),
        ..USUAL
    },
    Attack {
        name: "files without end",
        document: || {
            (
                "a.yaml",
                format!("{HEAD}components: {{schemas: {{A: {{$ref: 0.yaml}}}}}}\n"),
            )
        },
        files: |path| {
            let number: u64 = path.trim_end_matches(".yaml").parse().unwrap();
            let next = number + 1;
            Ok(format!(
                "properties: {{next: {{$ref: {next}.yaml}}, same: {{$ref: ./x/../{next}.yaml}}}}"
            ))
        },
        finds: Some(Code::TooManyFiles),
        seconds: 60,
        ..USUAL
    },
    Attack {
        name: "large files without end",
        document: || {
            let mut text = format!("{HEAD}components:\n  schemas:\n");
            for index in 0..100 {
                let _ = writeln!(text, "    A{index}: {{$ref: {index}.json}}");
            }
            ("a.yaml", text)
        },
        files: |_| {
            Ok(format!(
                "{{\"description\": \"{}\"}}",
                "x".repeat(16_000_000)
            ))
        },
        finds: Some(Code::TooManyFiles),
        memory: 800,
        ..USUAL
    },
    Attack {
        name: "files that refer to one another",
        document: || {
            (
                "a.yaml",
                format!("{HEAD}components: {{schemas: {{A: {{$ref: b.yaml}}}}}}\n"),
            )
        },
        files: |path| {
            let other = if path == "b.yaml" {
                "c.yaml"
            } else {
                "a.yaml#/components/schemas/A"
            };
            Ok(format!("{{$ref: '{other}'}}"))
        },
        finds: Some(Code::ReferenceCycle),
        gives_a_crate: true,
        ..USUAL
    },
    Attack {
        name: "a map that stands in itself",
        document: || {
            let mut text = format!("{HEAD}components:\n  schemas:\n");
            for index in 0..100 {
                let next = (index + 1) % 100;
                let _ = writeln!(
                    text,
                    "    A{index}: {{properties: {{x: {{properties: {{$ref: '#/components/schemas/A{next}/properties'}}}}}}}}"
                );
            }
            ("a.yaml", text)
        },
        finds: Some(Code::ReferenceCycle),
        ..USUAL
    },
    Attack {
        name: "a map that stands in itself many times",
        document: || {
            let mut text = format!("{HEAD}components:\n  schemas:\n    A:\n      properties:\n");
            for index in 0..10 {
                let _ = writeln!(
                    text,
                    "        p{index}: {{properties: {{$ref: '#/components/schemas/A/properties'}}}}"
                );
            }
            ("a.yaml", text)
        },
        finds: Some(Code::ReferenceCycle),
        memory: 1024,
        ..USUAL
    },
    Attack {
        name: "a large path item for many paths",
        document: || {
            let mut text = format!(
                "{HEAD}components:\n  pathItems:\n    A:\n      get:\n        responses:\n          200:\n            description: Fine.\n            content:\n              application/json:\n                schema:\n                  type: object\n                  properties:\n"
            );
            for index in 0..2_000 {
                let _ = writeln!(text, "                    p{index}: {{type: string}}");
            }
            text.push_str("paths:\n");
            for index in 0..20_000 {
                let _ = writeln!(text, "  /p{index}: {{$ref: '#/components/pathItems/A'}}");
            }
            ("a.yaml", text)
        },
        finds: Some(Code::ReferenceCycle),
        memory: 1024,
        seconds: 60,
        ..USUAL
    },
    Attack {
        name: "five thousand schemas of one name",
        document: || {
            let mut text = format!(
                "{HEAD}components:\n  schemas:\n    A:\n      type: object\n      properties:\n"
            );
            for index in 0..5_000 {
                let _ = writeln!(text, "        p{index}: {{$ref: '{index}/same.yaml'}}");
            }
            ("a.yaml", text)
        },
        files: |_| Ok("type: string".to_owned()),
        finds: None,
        gives_a_crate: true,
        memory: 1024,
        seconds: 90,
    },
    Attack {
        name: "a reference of two hundred thousand steps",
        document: || {
            let steps = "/a".repeat(200_000);
            (
                "a.yaml",
                format!(
                    "{HEAD}components: {{schemas: {{A: {{$ref: '#{steps}'}}, B: {{$ref: 'b.yaml#{steps}'}}}}}}\n"
                ),
            )
        },
        files: |_| Ok("a: {}".to_owned()),
        finds: Some(Code::DanglingReference),
        memory: 600,
        ..USUAL
    },
    Attack {
        name: "keys and references that look like those of the generator",
        document: || {
            (
                "a.json",
                "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"x\", \"version\": \"1\"}, \"\\u0000b.yaml\": {\"a\": {\"tpye\": 1}}, \"components\": {\"schemas\": {\"A\": {\"$ref\": \"#/\\u0000b.yaml/a\"}, \"B\": {\"$ref\": \"#/\\u0000c.yaml\"}, \"C\": {\"$ref\": \"b.yaml\"}, \"D\": {\"$ref\": \"\\u0000b.yaml\"}}}}".to_owned(),
            )
        },
        files: |_| Ok("type: object".to_owned()),
        finds: Some(Code::DanglingReference),
        ..USUAL
    },
    Attack {
        name: "a scalar of a hundred megabytes",
        document: || {
            (
                "a.yaml",
                format!(
                    "{HEAD}tags: [{{name: x, description: \"{}\"}}]\n",
                    "long ".repeat(20_000_000)
                ),
            )
        },
        finds: None,
        gives_a_crate: true,
        files: USUAL.files,
        memory: 256,
        seconds: 120,
    },
    Attack {
        name: "a hundred faults in thirteen megabytes",
        document: || {
            let mut text = format!("{HEAD}components:\n  schemas:\n");
            let words = "word ".repeat(2_600);
            for index in 0..1_000 {
                let fault = if index % 10 == 0 { "tpye" } else { "type" };
                let _ = writeln!(
                    text,
                    "    A{index}:\n      {fault}: string\n      description: {words}"
                );
            }
            ("a.yaml", text)
        },
        finds: Some(Code::MisspelledKeyword),
        memory: 256,
        seconds: 60,
        ..USUAL
    },
];

#[test]
fn every_attack_ends_within_its_bounds() {
    let program = std::env::current_exe().unwrap();
    for attack in ATTACKS {
        let began = Instant::now();
        let mut child = Command::new(&program)
            .args(["--exact", "one_attack", "--nocapture"])
            .env(VARIABLE, attack.name)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let limit = Duration::from_secs(attack.seconds);
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if began.elapsed() > limit {
                child.kill().unwrap();
                panic!("{}: no end after {limit:?}", attack.name);
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        assert!(status.success(), "{}: {status}", attack.name);
        println!("{}: {} ms", attack.name, began.elapsed().as_millis());
    }
}

/// What a process of its own does; without the variable, nothing.
#[test]
fn one_attack() {
    let Some(name) = std::env::var_os(VARIABLE) else {
        return;
    };
    let attack = ATTACKS.iter().find(|attack| attack.name == name).unwrap();
    let (file, text) = (attack.document)();
    let size = text.len() as u64 / (1024 * 1024);
    let source = Source::new(file, text);
    let options = oas_codegen::Options::new("subject");
    let outcome = oas_codegen::generate(&source, &options, &attack.files);
    let mut found = 0;
    for diagnostic in &outcome.diagnostics {
        // Looking up the place must not hurt either.
        let text = render(diagnostic, &source).text;
        assert!(text.len() < 20_000, "{}", text.len());
        found += usize::from(Some(diagnostic.code) == attack.finds);
    }
    let bad = |it: &oas_codegen::Diagnostic| it.severity == Severity::Error;
    match attack.finds {
        Some(code) => assert!(found > 0, "no {code} in {:?}", outcome.diagnostics),
        None => assert!(
            !outcome.diagnostics.iter().any(bad),
            "{:?}",
            outcome.diagnostics
        ),
    }
    assert_eq!(outcome.tree.is_some(), attack.gives_a_crate);
    if attack.name.starts_with("a hundred faults") {
        assert_eq!(found, 100);
    }
    if let Some(peak) = peak_memory() {
        let bound = attack.memory + 10 * size;
        assert!(peak < bound, "{peak} MiB of {bound}");
    }
}

/// The most memory that this process had, in mebibytes, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1024)
}
