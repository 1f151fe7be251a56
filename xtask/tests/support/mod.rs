//! Runs the built program on folders of its own.

#![allow(dead_code, reason = "no test needs all of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A small document without faults.
pub const PETS: &str = r"openapi: 3.1.0
info:
  title: Pets
  version: 1.0.0
servers:
  - url: https://pets.example
paths:
  /pets:
    get:
      operationId: listPets
      summary: Lists all pets.
      parameters:
        - name: limit
          in: query
          schema:
            type: integer
      responses:
        '200':
          description: The pets.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Pets'
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
      responses:
        '200':
          description: The pet.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Pet'
components:
  schemas:
    Pets:
      type: object
      properties:
        pets:
          type: array
          items:
            $ref: '#/components/schemas/Pet'
    Pet:
      type: object
      required:
        - id
      properties:
        id:
          type: string
        name:
          type: string
";

/// A folder with a document, and beside it the place for its crate.
pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn new(document: &str) -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        place.set_document(document);
        place
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn set_document(&self, text: &str) {
        fs::write(self.root().join("pets.yaml"), text).unwrap();
    }

    /// The folder of the crate.
    pub fn out(&self) -> PathBuf {
        self.root().join("out")
    }

    pub fn file(&self, path: &str) -> PathBuf {
        self.out().join(path)
    }

    /// `codegen` for the document, with more flags.
    pub fn codegen(&self, flags: &[&str]) -> Ended {
        let mut command = xtask();
        command
            .current_dir(self.root())
            .args([
                "codegen",
                "--spec",
                "pets.yaml",
                "--out",
                "out",
                "--name",
                "pets",
            ])
            .args(flags);
        Ended::of(command)
    }

    /// Writes the crate, which must succeed.
    pub fn written(document: &str) -> Self {
        let place = Self::new(document);
        place.codegen(&[]).succeeded();
        place
    }
}

/// The program itself.
pub fn xtask() -> Command {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
}

/// What a run left behind.
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    pub fn of(mut command: Command) -> Self {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().unwrap();
        Self {
            code: status.code(),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }

    #[track_caller]
    pub fn succeeded(self) -> Self {
        self.ended_with(0)
    }

    #[track_caller]
    pub fn ended_with(self, code: i32) -> Self {
        assert_eq!(
            self.code,
            Some(code),
            "stdout:\n{}\nstderr:\n{}",
            self.stdout,
            self.stderr
        );
        self
    }

    #[track_caller]
    pub fn printed(self, text: &str) -> Self {
        assert!(
            self.stdout.contains(text),
            "no `{text}` in stdout:\n{}",
            self.stdout
        );
        self
    }

    #[track_caller]
    pub fn told(self, text: &str) -> Self {
        assert!(
            self.stderr.contains(text),
            "no `{text}` in stderr:\n{}",
            self.stderr
        );
        self
    }
}

/// Every file below a folder with its bytes.
pub fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            } else {
                let path = entry
                    .path()
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                files.insert(path, fs::read(entry.path()).unwrap_or_default());
            }
        }
    }
    files
}
