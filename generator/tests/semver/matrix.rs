//! The matrix: single changes to one document, what we say of each, and what others say. Shared
//! by the test, which compiles the program, and by `cargo xtask semver`, which asks the judge.

use std::fmt::Write as _;

use oas_codegen::changes::{Class, compare};
use oas_codegen::listing::Listing;
use oas_codegen::{GroupFeatures, Options, Outcome, RuntimeDependency, Source, generate};
use serde_json::Value;

const BASE: &str = include_str!("base.yaml");
const CHANGES: &str = include_str!("matrix.yaml");
const PROGRAM: &str = include_str!("downstream.rs.txt");

/// A change, as `matrix.yaml` says it.
pub struct Change {
    pub name: String,
    pub patch: Vec<Value>,
    /// `breaking`, `additive`, `documentation` or `none`.
    pub class: String,
    /// Why cargo-semver-checks says something else.
    pub lints: Option<String>,
    /// Why the program compiles although the change is breaking.
    pub compiles: Option<String>,
    /// More of a program.
    pub use_of: Option<String>,
}

impl Change {
    pub fn is_breaking(&self) -> bool {
        self.class == "breaking"
    }

    fn read(value: &Value) -> Result<Self, String> {
        const KEYS: [&str; 6] = ["change", "patch", "class", "lints", "compiles", "use"];
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let name = text("change").ok_or_else(|| format!("no `change` in {value}"))?;
        let unknown = value
            .as_object()
            .into_iter()
            .flat_map(|members| members.keys())
            .find(|key| !KEYS.contains(&key.as_str()));
        if let Some(key) = unknown {
            return Err(format!("{name}: `{key}` says nothing"));
        }
        let patch = value.get("patch").and_then(Value::as_array);
        let change = Self {
            patch: patch.cloned().ok_or_else(|| format!("{name}: no patch"))?,
            class: text("class").ok_or_else(|| format!("{name}: no class"))?,
            lints: text("lints"),
            compiles: text("compiles"),
            use_of: text("use"),
            name,
        };
        let known = ["breaking", "additive", "documentation", "none"];
        if !known.contains(&change.class.as_str()) {
            return Err(format!("{}: no class `{}`", change.name, change.class));
        }
        if !change.is_breaking() && (change.compiles.is_some() || change.use_of.is_some()) {
            return Err(format!("{}: its program compiles anyhow", change.name));
        }
        Ok(change)
    }

    /// The document with this change.
    pub fn applied(&self, base: &Value) -> Result<Value, String> {
        let mut document = base.clone();
        for step in &self.patch {
            patch(&mut document, step).map_err(|why| format!("{}: {why}", self.name))?;
        }
        // By their texts: the order of members is no matter to `==`.
        let (before, after) = (base.to_string(), document.to_string());
        if !self.patch.is_empty() && before == after {
            return Err(format!("{}: it changes nothing", self.name));
        }
        Ok(document)
    }
}

/// The document that is changed.
pub fn base() -> Result<Value, String> {
    serde_yaml::from_str(BASE).map_err(|error| error.to_string())
}

/// All changes; no two have one name.
pub fn changes() -> Result<Vec<Change>, String> {
    let values: Vec<Value> = serde_yaml::from_str(CHANGES).map_err(|error| error.to_string())?;
    let mut changes: Vec<Change> = Vec::new();
    for value in &values {
        let change = Change::read(value)?;
        if changes.iter().any(|other| other.name == change.name) {
            return Err(format!("{} is there twice", change.name));
        }
        changes.push(change);
    }
    Ok(changes)
}

/// The crate of a document, under a name of its own or under the one that all have.
pub fn crate_of(document: &Value, name: &str, runtime: &str) -> Result<Outcome, String> {
    let options = Options::new(name)
        .standalone(name == "pets")
        .with_group_features(GroupFeatures::WhenLarge)
        .with_runtime(RuntimeDependency::Path(runtime.to_owned()));
    let source = Source::new("pets.json", document.to_string());
    let outcome = generate(&source, &options, &|path| Err(format!("no `{path}`")));
    if outcome.tree.is_none() {
        let mut words = String::new();
        for diagnostic in &outcome.diagnostics {
            let rendered = oas_codegen::diagnostics::render(diagnostic, &source);
            let _ = writeln!(words, "{}", rendered.text);
        }
        return Err(words);
    }
    Ok(outcome)
}

/// Our class of a change, by the listings of the crates.
pub fn class(old: &Listing, new: &Listing) -> &'static str {
    compare(old, new).verdict.class.map_or("none", Class::word)
}

/// The program written against the crate of the base, with what a change adds to it.
pub fn program(library: &str, use_of: Option<&str>) -> String {
    let mut text = format!("extern crate {library} as pets;\n{PROGRAM}");
    if let Some(use_of) = use_of {
        let _ = write!(
            text,
            "\n#[allow(dead_code)]\nasync fn more(client: Client, pet: Pet, page: PetPage, new: NewPet) -> Result<()> {{\n    \
             let _ = (&client, &pet, &page, &new);\n    {use_of}\n    Ok(())\n}}\n"
        );
    }
    // Inner comments and attributes come first.
    let (head, body) = text
        .split_once("#![allow(deprecated)]\n")
        .unwrap_or(("", &text));
    let (name, comments) = head.split_once('\n').unwrap_or((head, ""));
    format!("{comments}#![allow(deprecated)]\n{name}\n{body}")
}

fn patch(document: &mut Value, step: &Value) -> Result<(), String> {
    let place = |key: &str| step.get(key).and_then(Value::as_str);
    let (how, pointer) = ["set", "remove", "rename", "first"]
        .into_iter()
        .find_map(|how| Some((how, place(how)?)))
        .ok_or_else(|| format!("no such step: {step}"))?;
    let (parent, last) = pointer
        .rsplit_once('/')
        .ok_or_else(|| format!("`{pointer}` is no place"))?;
    let key = last.replace("~1", "/").replace("~0", "~");
    let holder = document
        .pointer_mut(parent)
        .ok_or_else(|| format!("there is no `{parent}`"))?;
    let missing = || format!("there is no `{pointer}`");
    match (how, holder) {
        ("set", Value::Object(members)) => {
            members.insert(key, step.get("to").cloned().unwrap_or_default());
        }
        ("set", Value::Array(items)) => {
            let value = step.get("to").cloned().unwrap_or_default();
            match key.parse::<usize>().ok() {
                Some(index) => *items.get_mut(index).ok_or_else(missing)? = value,
                None => items.push(value),
            }
        }
        ("remove", Value::Object(members)) => {
            members.shift_remove(&key).ok_or_else(missing)?;
        }
        ("remove" | "first", Value::Array(items)) => {
            let index: usize = key.parse().map_err(|_| missing())?;
            if index >= items.len() {
                return Err(missing());
            }
            let item = items.remove(index);
            if how == "first" {
                items.insert(0, item);
            }
        }
        ("rename", Value::Object(members)) => {
            let to = place("to").ok_or_else(|| format!("`{pointer}` has no new name"))?;
            if !members.contains_key(&key) {
                return Err(missing());
            }
            *members = std::mem::take(members)
                .into_iter()
                .map(|(name, value)| (if name == key { to.to_owned() } else { name }, value))
                .collect();
        }
        ("first", Value::Object(members)) => {
            let value = members.shift_remove(&key).ok_or_else(missing)?;
            members.shift_insert(0, key, value);
        }
        _ => return Err(missing()),
    }
    Ok(())
}
