use super::{Action, Class, Report, compare};
use crate::listing::Listing;

const BASE: &str = "\
crate pets: 1.4.0  (Pets, personal-data)
client Client.new: fn(token: impl Into<Secret>) -> Client  (-, address https://pets.example) #00000001
server servers::MAIN: const  (https://pets.example, default https://pets.example)
group pets(): operations::pets::Pets  (pets)
operation pets().find: fn(owner: impl Into<String>, kind: impl Into<Kind>) -> operations::pets::FindPets  (findPets, method GET, path /owners/{owner}/pets) #00000002
parameter pets().find.color: impl Into<String>  (color, in query, optional) #00000003
parameter pets().find.kind: impl Into<Kind>  (kind, in query, required, argument 2)
parameter pets().find.owner: impl Into<String>  (owner, in path, required, argument 1)
answer pets().find.send: PetList
method pets().find.stream: ItemStream<Pet>
operation pets().get: fn(id: impl Into<String>) -> operations::pets::GetPet  (getPet, method GET, path /pets/{id})
parameter pets().get.id: impl Into<String>  (id, in path, required, argument 1)
answer pets().get.send: Pet
type Animal: enum of types
alternative Animal.Pet: Pet  (-, from)
alternative Animal.Wild: String  (-, from)
type Kind: enum
value Kind.Cat  (cat)
value Kind.Dog  (dog)
type Name: String  (-, alias)
type Pet: struct #00000004
field Pet.age: Option<i64>  (age, optional, null) #00000005
field Pet.id: String  (id, required)
field Pet.kind: Option<Kind>  (kind, optional)
field Pet.name: Option<String>  (name, optional, personal) #00000006
type PetList: struct<R = Vec<Pet>>
field PetList.items: R  (items, required)
type operations::pets::Upload: struct of parts
part operations::pets::Upload.file: impl Into<FileContent>  (file, required, argument 1, file)
part operations::pets::Upload.note: impl Into<String>  (note, optional, value)
";

fn with(changes: &[(&str, &str)]) -> Report {
    let mut text = BASE.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    compare(
        &Listing::parse(BASE).unwrap(),
        &Listing::parse(&text).unwrap(),
    )
}

/// `class action facet path` of each change.
fn told(report: &Report) -> Vec<String> {
    let changes = report.changes.iter().map(|change| {
        let action = match change.action {
            Action::Renamed { guess: true } => "guessed",
            other => other.word(),
        };
        let facet = change.facet.as_deref().map(|facet| format!("{facet} of "));
        let facet = facet.unwrap_or_default();
        format!("{} {action} {facet}{}", change.class, change.path)
    });
    changes.collect()
}

#[track_caller]
fn is(changes: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(told(&with(changes)), expected, "{changes:?}");
}

#[test]
fn nothing_is_no_change() {
    let report = with(&[]);
    assert!(report.is_empty());
    assert_eq!(report.verdict.class, None);
    assert_eq!(report.verdict.needed.as_deref(), Some("1.4.0"));
    assert_eq!(report.verdict.is_enough(), Some(true));
}

#[test]
fn fields() {
    let age = "field Pet.age: Option<i64>  (age, optional, null) #00000005\n";
    is(&[(age, "")], &["breaking removed Pet.age"]);
    is(
        &[(
            age,
            "field Pet.age: Option<i64>  (age, optional, null) #00000005\nfield Pet.born: Option<json::Date>  (born, optional)\n",
        )],
        &["additive added Pet.born"],
    );
    // A field that is required is none that a caller must give.
    is(
        &[(
            age,
            &format!("{age}field Pet.born: json::Date  (born, required)\n"),
        )],
        &["additive added Pet.born"],
    );
    is(
        &[("Option<i64>  (age", "Option<f64>  (age")],
        &["breaking changed type of Pet.age"],
    );
    is(
        &[(
            "Pet.id: String  (id, required)",
            "Pet.id: Option<String>  (id, optional)",
        )],
        &["breaking changed presence of Pet.id"],
    );
    is(
        &[(
            "Pet.id: String  (id, required)",
            "Pet.id: String  (id, may-be-absent)",
        )],
        &["additive changed presence of Pet.id"],
    );
    is(
        &[("optional, null", "optional")],
        &["breaking changed null of Pet.age"],
    );
    is(
        &[("(kind, optional", "(kind, optional, null")],
        &["additive changed null of Pet.kind"],
    );
    is(
        &[("(id, required)", "(ID, required)")],
        &["additive changed name in the document of Pet.id"],
    );
    is(
        &[("#00000005", "#00000009")],
        &["documentation changed documentation of Pet.age"],
    );
    is(
        &[(" #00000005", "")],
        &["documentation changed documentation of Pet.age"],
    );
    is(
        &[("optional, personal)", "optional)")],
        &["additive changed personal data of Pet.name"],
    );
    is(
        &[("(age, optional", "(age, optional, deprecated")],
        &["additive changed deprecation of Pet.age"],
    );
}

#[test]
fn parameters() {
    let color =
        "parameter pets().find.color: impl Into<String>  (color, in query, optional) #00000003\n";
    is(&[(color, "")], &["breaking removed pets().find.color"]);
    is(
        &[(
            color,
            &format!("{color}parameter pets().find.limit: i64  (limit, in query, optional)\n"),
        )],
        &["additive added pets().find.limit"],
    );
    is(
        &[
            (
                color,
                &format!(
                    "{color}parameter pets().find.limit: i64  (limit, in query, required, argument 3)\n"
                ),
            ),
            (
                "kind: impl Into<Kind>) ->",
                "kind: impl Into<Kind>, limit: i64) ->",
            ),
        ],
        &["breaking added pets().find.limit"],
    );
    is(
        &[(
            "(color, in query, optional)",
            "(color, in query, required, argument 1)",
        )],
        &["breaking changed presence of pets().find.color"],
    );
    is(
        &[(
            "(kind, in query, required, argument 2)",
            "(kind, in query, optional)",
        )],
        &["breaking changed presence of pets().find.kind"],
    );
    is(
        &[("color: impl Into<String>", "color: i64")],
        &["breaking changed type of pets().find.color"],
    );
    is(
        &[("(color, in query", "(color, in header")],
        &["additive changed place of pets().find.color"],
    );
    is(
        &[(
            "(color, in query, optional",
            "(color, in query, optional, style deepobject",
        )],
        &["additive changed writing of pets().find.color"],
    );
    // What methods set has no name in Rust.
    let key = "parameter pets().find.key  (key, in query, optional)\n";
    is(
        &[(color, &format!("{color}{key}"))],
        &["additive added pets().find.key"],
    );
}

#[test]
fn arguments_in_another_order() {
    is(
        &[
            (
                "(kind, in query, required, argument 2)",
                "(kind, in query, required, argument 1)",
            ),
            (
                "(owner, in path, required, argument 1)",
                "(owner, in path, required, argument 2)",
            ),
            (
                "owner: impl Into<String>, kind: impl Into<Kind>",
                "kind: impl Into<Kind>, owner: impl Into<String>",
            ),
        ],
        &["breaking changed order of arguments of pets().find"],
    );
    // One before the others moves them, and is told by itself.
    is(
        &[
            ("argument 2", "argument 3"),
            (
                "(owner, in path, required, argument 1)",
                "(owner, in path, required, argument 2)",
            ),
            (
                "parameter pets().find.owner",
                "parameter pets().find.a: bool  (a, in query, required, argument 1)\nparameter pets().find.owner",
            ),
        ],
        &["breaking added pets().find.a"],
    );
}

#[test]
fn a_part_of_the_path_has_no_name_for_callers() {
    is(
        &[
            (
                "pets().get.id: impl Into<String>  (id,",
                "pets().get.number: impl Into<String>  (number,",
            ),
            ("/pets/{id}", "/pets/{number}"),
        ],
        &[
            "documentation changed path of pets().get",
            "documentation guessed pets().get.number",
        ],
    );
    is(
        &[("path /pets/{id}", "path /v2/pets/{id}")],
        &["additive changed path of pets().get"],
    );
}

#[test]
fn operations_are_known_by_their_id() {
    is(
        &[("pets().get", "pets().fetch")],
        &["breaking renamed pets().fetch"],
    );
    let (_, get) = BASE.split_once("operation pets().get").unwrap();
    let (get, _) = get.split_once("type Animal").unwrap();
    let get = format!("operation pets().get{get}");
    is(&[(&get, "")], &["breaking removed pets().get"]);
    let more = get
        .replace("pets().get", "pets().peek")
        .replace("(getPet", "(peekPet");
    let more = more.replace("GET", "HEAD").replace("GetPet", "PeekPet");
    is(
        &[(&get, &format!("{get}{more}"))],
        &["additive added pets().peek"],
    );
    // The same request by another id.
    is(
        &[
            ("pets().get", "pets().load"),
            ("getPet", "loadPet"),
            ("GetPet", "LoadPet"),
        ],
        &[
            "breaking guessed pets().load",
            "breaking changed builder of pets().load",
        ],
    );
    is(
        &[("send: PetList", "send: Vec<Pet>")],
        &["breaking changed result of pets().find.send"],
    );
    is(
        &[("method pets().find.stream: ItemStream<Pet>\n", "")],
        &["breaking removed pets().find.stream"],
    );
    is(
        &[("(getPet, method GET", "(getPet, method POST")],
        &["additive changed method of pets().get"],
    );
}

#[test]
fn a_group_of_another_name_is_told_once() {
    is(
        &[
            ("pets()", "animals()"),
            ("operations::pets::", "operations::animals::"),
            ("(pets)", "(animals)"),
        ],
        &["breaking guessed animals()"],
    );
    // By its tag, that is no guess.
    is(
        &[
            ("pets()", "animals()"),
            ("operations::pets::", "operations::animals::"),
        ],
        &["breaking renamed animals()"],
    );
}

#[test]
fn values_and_alternatives() {
    is(
        &[("value Kind.Dog  (dog)\n", "")],
        &["breaking removed Kind.Dog"],
    );
    is(
        &[(
            "value Kind.Dog  (dog)\n",
            "value Kind.Dog  (dog)\nvalue Kind.Horse  (horse)\n",
        )],
        &["additive added Kind.Horse"],
    );
    is(
        &[("Kind.Dog  (dog)", "Kind.Dog  (DOG)")],
        &["additive changed name in the document of Kind.Dog"],
    );
    is(
        &[("Kind.Dog  (dog)", "Kind.Hound  (dog)")],
        &["breaking renamed Kind.Hound"],
    );
    is(
        &[("Kind.Dog  (dog)", "Kind.Dogs  (dogs)")],
        &["breaking guessed Kind.Dogs"],
    );
    is(
        &[("Kind.Dog  (dog)", "Kind.Parrot  (parrot)")],
        &["breaking removed Kind.Dog", "additive added Kind.Parrot"],
    );
    is(
        &[("alternative Animal.Wild: String  (-, from)\n", "")],
        &["breaking removed Animal.Wild"],
    );
    // Another of the same type takes the conversion from the first.
    is(
        &[(
            "Animal.Wild: String  (-, from)\n",
            "Animal.Wild: String\nalternative Animal.Zoo: String\n",
        )],
        &[
            "breaking changed conversion of Animal.Wild",
            "additive added Animal.Zoo",
        ],
    );
}

#[test]
fn types() {
    is(
        &[("type Kind: enum\n", "type Kind: enum\ntype Toy: struct\n")],
        &["additive added Toy"],
    );
    is(
        &[("type Name: String  (-, alias)\n", "")],
        &["breaking removed Name"],
    );
    is(
        &[("Name: String  (-, alias)", "Name: i64  (-, alias)")],
        &["breaking changed type of Name"],
    );
    is(
        &[("Name: String  (-, alias)", "Name: struct")],
        &["breaking changed kind of Name"],
    );
    // Where it is used is not told again.
    is(
        &[
            ("type Kind", "type Sort"),
            ("value Kind.", "value Sort."),
            ("Into<Kind>", "Into<Sort>"),
            ("Option<Kind>", "Option<Sort>"),
        ],
        &["breaking guessed Sort"],
    );
    let report = with(&[(
        "type Kind: enum\nvalue Kind.Cat  (cat)\nvalue Kind.Dog  (dog)\n",
        "",
    )]);
    assert_eq!(told(&report), ["breaking removed Kind"]);
    assert!(
        report.changes[0].reason.ends_with("; with 2 values"),
        "{report}"
    );
}

#[test]
fn parts_of_bodies() {
    is(
        &[(
            "Upload.note: impl Into<String>  (note, optional, value)",
            "Upload.note: impl Into<String>  (note, required, argument 2, value)",
        )],
        &["breaking changed presence of operations::pets::Upload.note"],
    );
    is(
        &[(
            "part operations::pets::Upload.note",
            "part operations::pets::Upload.tag: bool  (tag, optional, json)\npart operations::pets::Upload.note",
        )],
        &["additive added operations::pets::Upload.tag"],
    );
}

#[test]
fn the_root_of_the_crate() {
    is(
        &[(", personal-data", "")],
        &["breaking changed personal data of pets"],
    );
    is(
        &[(
            "fn(token: impl Into<Secret>)",
            "fn(credentials: Credentials)",
        )],
        &["breaking changed signature of Client.new"],
    );
    is(
        &[(
            "address https://pets.example)",
            "address https://pets.test)",
        )],
        &["additive changed address of Client.new"],
    );
    is(
        &[("(Pets,", "(Pets API,")],
        &["documentation changed name in the document of pets"],
    );
    // A name that another crate has does not make it another.
    is(&[("crate pets:", "crate cats:")], &[]);
}

#[test]
fn a_name_alike_with_another_type_is_another_field() {
    is(
        &[(
            "Pet.age: Option<i64>  (age, optional, null)",
            "Pet.ages: Option<Vec<i64>>  (ages, optional)",
        )],
        &["breaking removed Pet.age", "additive added Pet.ages"],
    );
    // The same words are the same thing, whatever it is called.
    is(
        &[(
            "Pet.age: Option<i64>  (age,",
            "Pet.years: Option<i64>  (years,",
        )],
        &["breaking guessed Pet.years"],
    );
    let report = with(&[(
        "Pet.age: Option<i64>  (age,",
        "Pet.years: Option<i64>  (years,",
    )]);
    let change = &report.changes[0];
    assert_eq!(change.old.as_deref(), Some("Pet.age (age)"));
    assert_eq!(change.new.as_deref(), Some("Pet.years (years)"));
    assert_eq!(change.class, Class::Breaking);
}

#[test]
fn the_version_is_the_documents_or_higher() {
    let report = with(&[("value Kind.Dog  (dog)\n", ""), ("1.4.0", "1.5.0")]);
    assert_eq!(report.verdict.needed.as_deref(), Some("2.0.0"));
    assert_eq!(report.verdict.is_enough(), Some(false));
    assert!(
        report.to_string().starts_with(
            "pets: breaking: after 1.4.0 the crate should be 2.0.0, but the document's `info.version` is 1.5.0\n"
        ),
        "{report}"
    );
    let report = with(&[("#00000005", "#00000009"), ("1.4.0", "1.4.1")]);
    assert_eq!(report.verdict.is_enough(), Some(true));
}

#[test]
fn features_of_groups() {
    let some = |features: &str| format!("type Pet: struct  (-{features}) #00000004");
    let compared = |old: &str, new: &str| {
        let listing = |features: &str| {
            let text = BASE.replace("type Pet: struct #00000004", &some(features));
            Listing::parse(&text).unwrap()
        };
        told(&compare(&listing(old), &listing(new)))
    };
    let of = |class: &str| vec![format!("{class} changed features of Pet")];
    assert_eq!(compared("", ", features pets"), of("breaking"));
    assert_eq!(compared(", features pets", ""), of("additive"));
    assert_eq!(
        compared(", features pets", ", features \"pets, toys\""),
        of("additive")
    );
    assert_eq!(
        compared(", features \"pets, toys\"", ", features toys"),
        of("breaking")
    );
}
