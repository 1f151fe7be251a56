//! Faults of a document: all of them in one run, each with its place, and nothing written.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;

use support::{PETS, Place, snapshot};

/// Line and column, from 1, of the first occurrence of a text.
fn place_of(document: &str, text: &str) -> String {
    let offset = document.find(text).unwrap();
    let before = &document[..offset];
    let line = before.matches('\n').count() + 1;
    let column = offset - before.rfind('\n').map_or(0, |newline| newline + 1) + 1;
    format!("pets.yaml:{line}:{column}")
}

/// Runs on a faulty document where no crate is, and where one is.
#[track_caller]
fn refused(document: &str, sentences: &[&str]) {
    let place = Place::new(document);
    let mut ended = place
        .codegen(&[])
        .ended_with(1)
        .told("; nothing was written");
    assert!(!place.out().exists());
    for sentence in sentences {
        ended = ended.told(sentence);
    }

    let place = Place::written(PETS);
    let before = snapshot(&place.out());
    place.set_document(document);
    place.codegen(&[]).ended_with(1);
    assert_eq!(snapshot(&place.out()), before);
}

#[test]
fn a_broken_line_of_yaml() {
    let document = PETS.replace(
        "      summary: Lists all pets.",
        "      summary: 'Lists all pets.",
    );
    let ended = Place::new(&document).codegen(&[]).ended_with(1);
    assert!(ended.stderr.contains("error[syntax]"), "{}", ended.stderr);
    refused(
        &document,
        &["pets.yaml:", "1 error, 0 warnings; nothing was written"],
    );

    let document = PETS.replace("  version: 1.0.0", "  version: 1.0.0\n   oops: 1");
    refused(&document, &["error[syntax]", "pets.yaml:"]);

    let document = PETS.replace(
        "      summary: Lists all pets.",
        "\t  summary: Lists all pets.",
    );
    refused(&document, &["error[syntax]", "pets.yaml:11:"]);
}

#[test]
fn a_reference_that_leads_nowhere() {
    let document = PETS.replace("schemas/Pets'", "schemas/Petz'");
    let place = place_of(&document, "'#/components/schemas/Petz'");
    refused(
        &document,
        &["error[dangling-reference]", &place, "1 error, "],
    );
}

#[test]
fn an_operation_id_that_stands_twice() {
    let document = PETS.replace("operationId: getPet", "operationId: listPets");
    let offset = document.rfind("operationId: listPets").unwrap();
    let line = document[..offset].matches('\n').count() + 1;
    refused(
        &document,
        &[
            "error[duplicate-operation-id]",
            &format!("pets.yaml:{line}:"),
            "1 error, ",
        ],
    );
}

#[test]
fn a_misspelled_keyword() {
    let document = PETS.replace(
        "      parameters:\n        - name: limit",
        "      paramaters:\n        - name: limit",
    );
    let place = place_of(&document, "paramaters");
    refused(
        &document,
        &["error[misspelled-keyword]", &place, "1 error, "],
    );
}

#[test]
fn several_at_once_are_all_reported() {
    let document = PETS
        .replace("schemas/Pets'", "schemas/Petz'")
        .replace("operationId: getPet", "operationId: listPets")
        .replace("summary: Lists", "sumary: Lists")
        .replace(
            "      properties:\n        id:",
            "      propertys:\n        id:",
        );
    refused(
        &document,
        &[
            "error[dangling-reference]",
            "error[duplicate-operation-id]",
            "error[misspelled-keyword]",
            &place_of(&document, "'#/components/schemas/Petz'"),
            &place_of(&document, "sumary"),
            &place_of(&document, "propertys"),
        ],
    );
}

#[test]
fn a_document_that_cannot_be_read() {
    let place = Place::new(PETS);
    fs::write(
        place.root().join("pets.yaml"),
        b"openapi: 3.1.0\ninfo: \xff\n",
    )
    .unwrap();
    place
        .codegen(&[])
        .ended_with(1)
        .told("error: pets.yaml:2: this line is not UTF-8 text");
    fs::remove_file(place.root().join("pets.yaml")).unwrap();
    place
        .codegen(&[])
        .ended_with(1)
        .told("error: cannot read the document `pets.yaml`: ");
    fs::create_dir(place.root().join("pets.yaml")).unwrap();
    place
        .codegen(&[])
        .ended_with(1)
        .told("error: the document `pets.yaml` is not a file");
    assert!(!place.out().exists());
}

#[test]
fn a_warning_is_shown_and_can_be_denied() {
    let document = PETS.replace(
        "          type: string\n        name:",
        "          type: string\n          x-unheard-of: 1\n          unheardOf: 1\n        name:",
    );
    let place = Place::new(&document);
    place
        .codegen(&["--deny-warnings"])
        .ended_with(1)
        .told("warning[")
        .told(&place_of(&document, "unheardOf"))
        .told(", and warnings are denied; nothing was written");
    assert!(!place.out().exists());
    place.codegen(&[]).succeeded().told("warning[");
}

#[test]
fn an_example_outside_the_folder_is_refused() {
    let document = PETS.replacen(
        "              schema:\n                $ref: '#/components/schemas/Pets'",
        "              schema:\n                $ref: '#/components/schemas/Pets'\n              examples:\n                one:\n                  externalValue: EXAMPLE",
        1,
    );
    let place = Place::new(&document.replace("EXAMPLE", "examples/pets.json"));
    place
        .codegen(&[])
        .ended_with(1)
        .told("`examples/pets.json` cannot be read: ");
    fs::create_dir(place.root().join("examples")).unwrap();
    fs::write(
        place.root().join("examples/pets.json"),
        r#"{"pets": [{"id": "1"}]}"#,
    )
    .unwrap();
    place.codegen(&[]).succeeded();

    let parent = place.root().parent().unwrap();
    let secret = tempfile::NamedTempFile::new_in(parent).unwrap();
    fs::write(secret.path(), "{}").unwrap();
    let name = secret.path().file_name().unwrap().to_str().unwrap();
    for example in [format!("../{name}"), secret.path().display().to_string()] {
        place.set_document(&document.replace("EXAMPLE", &example));
        place
            .codegen(&[])
            .ended_with(1)
            .told("error[outside-file]")
            .told("externalValue");
    }
}
