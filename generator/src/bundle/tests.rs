use indexmap::IndexMap;

use super::*;
use crate::diagnostics::Code;

/// Bundles `openapi.yaml` with the other files; the second part says which were read.
fn bundled(files: &[(&str, &str)], allow: bool) -> (Bundle, Vec<Diagnostic>, Vec<String>) {
    let texts: IndexMap<&str, &str> = files.iter().copied().collect();
    let diagnostics = Diagnostics::new();
    let source = Source::new("spec/openapi.yaml", texts["openapi.yaml"]);
    let read = std::cell::RefCell::new(Vec::new());
    let root = source.read(&diagnostics).unwrap();
    let reader = |path: &str| {
        read.borrow_mut().push(path.to_owned());
        texts
            .get(path)
            .map(|text| (*text).to_owned())
            .ok_or_else(|| "no such file".to_owned())
    };
    let bundle = bundle(root, &source, allow, &reader, &diagnostics);
    let mut found = diagnostics.into_vec();
    for diagnostic in &mut found {
        bundle.attach(diagnostic);
    }
    (bundle, found, read.into_inner())
}

fn reference_at(bundle: &Bundle, place: &str) -> String {
    let node = bundle
        .trees
        .root
        .get(Pointer::parse(place).unwrap().segments())
        .unwrap();
    node.as_str().unwrap().replace('\0', "!")
}

#[test]
fn references_lead_to_the_places_where_files_hang() {
    let (bundle, found, read) = bundled(
        &[
            (
                "openapi.yaml",
                "openapi: 3.1.0\ncomponents:\n  schemas:\n    Pet: {$ref: ./schemas/pet.yaml}\n    Again: {$ref: 'x/../schemas/pet.yaml'}\n    Own: {$ref: '#/components/schemas/Pet'}\n    Mixed: {type: object, properties: {a: {$ref: 'schemas/pet.yaml'}, $ref: {type: string}}}\n    Value: {example: {$ref: no.yaml}, x-value: {$ref: no.yaml}}\n",
            ),
            (
                "schemas/pet.yaml",
                "type: object\nproperties:\n  tag: {$ref: '#/definitions/Tag'}\n  back: {$ref: '../openapi.yaml#/components/schemas/Own'}\n  self: {$ref: pet.yaml}\ndefinitions:\n  Tag: {$ref: 'tag%2Eyaml'}\nother: {$ref: no.yaml}\n",
            ),
            ("schemas/tag.yaml", "type: string\n"),
        ],
        false,
    );
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(read, ["schemas/pet.yaml", "schemas/tag.yaml"]);
    for (place, target) in [
        ("Pet", "#/!schemas~1pet.yaml"),
        ("Again", "#/components/schemas/Pet"),
        ("Own", "#/components/schemas/Pet"),
        ("Mixed/properties/a", "#/components/schemas/Pet"),
        ("Value/example", "no.yaml"),
        ("Value/x-value", "no.yaml"),
    ] {
        let found = reference_at(&bundle, &format!("#/components/schemas/{place}/$ref"));
        assert_eq!(found, target, "{place}");
    }
    let (place, pet) = bundle.adopted("Pet").unwrap();
    assert_eq!(place.to_string(), "schemas/pet.yaml#");
    for (key, target) in [
        ("tag", "#/!schemas~1pet.yaml/definitions/Tag"),
        ("back", "#/components/schemas/Own"),
        ("self", "#/components/schemas/Pet"),
    ] {
        let found = pet
            .get(["properties", key, "$ref"])
            .unwrap()
            .as_str()
            .unwrap();
        assert_eq!(found.replace('\0', "!"), target, "{key}");
    }
}

#[test]
fn what_cannot_be_read_is_said_at_each_reference() {
    let (_, found, _) = bundled(
        &[
            (
                "openapi.yaml",
                "components:\n  schemas:\n    A: {$ref: no.yaml}\n    B: {$ref: 'no.yaml#/a'}\n    C: {$ref: ../secret.yaml}\n    D: {$ref: /etc/passwd}\n    E: {$ref: 'bad.yaml#/a'}\n    F: {$ref: 'https://example.org/a.yaml'}\n    G: {$ref: 'good.yaml#anchor'}\n",
            ),
            ("bad.yaml", "a: [\n"),
            ("good.yaml", "a: 1\na: 2\n"),
        ],
        false,
    );
    let said: Vec<(Code, String, String)> = found
        .iter()
        .map(|it| {
            let file = it.file.as_ref().map_or("-", |file| file.name());
            (it.code, file.to_owned(), it.pointer.to_string())
        })
        .collect();
    let at = |code, name: &str| {
        (
            code,
            "-".to_owned(),
            format!("#/components/schemas/{name}/$ref"),
        )
    };
    for expected in [
        at(Code::UnreadableFile, "A"),
        at(Code::UnreadableFile, "B"),
        at(Code::OutsideFile, "C"),
        at(Code::OutsideFile, "D"),
        (Code::Syntax, "spec/bad.yaml".to_owned(), "#".to_owned()),
        (
            Code::DuplicateKey,
            "spec/good.yaml".to_owned(),
            "#/a".to_owned(),
        ),
        at(Code::DanglingReference, "G"),
    ] {
        let count = said.iter().filter(|one| **one == expected).count();
        assert_eq!(count, 1, "{expected:?} in {said:#?}");
    }
    assert_eq!(said.len(), 7, "{said:#?}");
}

#[test]
fn files_outside_are_read_where_that_is_allowed() {
    let files = [
        (
            "openapi.yaml",
            "components:\n  schemas:\n    A: {$ref: ../common/a.yaml}\n    B: {$ref: /b.yaml}\n",
        ),
        (
            "../common/a.yaml",
            "properties: {b: {$ref: b.yaml}, in: {$ref: '../spec/openapi.yaml'}}\n",
        ),
        ("../common/b.yaml", "{}\n"),
        ("/b.yaml", "{}\n"),
    ];
    let (_, found, read) = bundled(&files, true);
    assert_eq!(
        read,
        [
            "../common/a.yaml",
            "/b.yaml",
            "../common/b.yaml",
            "../spec/openapi.yaml"
        ]
    );
    assert_eq!(found.len(), 1, "{found:?}");
    let (_, found, read) = bundled(&files, false);
    assert!(read.is_empty(), "{read:?}");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn an_external_value_is_relative_to_the_file_it_stands_in() {
    let files = [
        ("openapi.yaml", "paths:\n  /a: {$ref: paths/a.yaml}\n"),
        (
            "paths/a.yaml",
            "get:\n  responses:\n    200:\n      content:\n        application/json:\n          examples: {a: {externalValue: ../a.json}, b: {externalValue: ../../b.json}, c: {externalValue: 'https://example.org/c.json'}}\n",
        ),
    ];
    let (bundle, found, _) = bundled(&files, false);
    assert!(found.is_empty(), "{found:?}");
    let place = Pointer::in_file("paths/a.yaml");
    let path = [
        "get",
        "responses",
        "200",
        "content",
        "application/json",
        "examples",
    ];
    let place = path.iter().fold(place, |place, key| place.child(key));
    let (_, examples) = bundle.get(&place).unwrap();
    for (name, path) in [
        ("a", "a.json"),
        ("b", "../b.json"),
        ("c", "https://example.org/c.json"),
    ] {
        let value = examples.get([name, "externalValue"]).unwrap();
        assert_eq!(value.as_str(), Some(path));
    }
}
