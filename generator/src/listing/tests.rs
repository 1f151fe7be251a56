use proptest::prelude::*;

use super::{Fact, Item, Kind, Listing, digest};

fn any_item() -> impl Strategy<Value = Item> {
    (
        proptest::sample::select(Kind::ALL.to_vec()),
        "[a-z]{1,6}(\\(\\))?(::[A-Z][a-z]{0,4})?(\\.[a-z_]{1,5}){0,2}",
        "(fn\\(a: impl Into<String>, b: u32\\) -> X|Option<Vec<X>>|)",
        proptest::option::of("\\PC*|.*|[-,() \"#\n\r\u{2028}]{0,4}"),
        proptest::collection::vec(("[a-z-]{1,8}", "\\PC*|[-,() \"#\n]{0,4}"), 0..4),
        proptest::option::of(any::<u32>()),
    )
        .prop_map(|(kind, path, rust, spec, facts, docs)| Item {
            kind,
            path,
            rust,
            spec,
            facts: facts
                .into_iter()
                .map(|(key, value)| Fact { key, value })
                .collect(),
            docs,
        })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(items in proptest::collection::vec(any_item(), 0..8)) {
        let listing = Listing::new(items);
        let text = listing.to_string();
        prop_assert_eq!(Listing::parse(&text).unwrap(), listing.clone(), "{}", text);
        // A checkout may have turned the line ends.
        let turned = text.replace('\n', "\r\n");
        prop_assert_eq!(Listing::parse(&turned).unwrap(), listing, "{}", turned);
    }
}

#[test]
fn a_line_is_for_people() {
    let item = Item::new(Kind::Field, "Candidate.first_name")
        .rust("Option<String>")
        .spec("first_name")
        .flag("optional", true)
        .flag("deprecated", false)
        .fact("tags", "a, b")
        .docs(&["The first name."]);
    assert_eq!(
        item.to_string(),
        "field Candidate.first_name: Option<String>  (first_name, optional, tags \"a, b\") #2fca248b"
    );
}

#[test]
fn what_belongs_to_an_item_follows_it() {
    let items = ["Pet-Name", "Pet.name", "Pets", "Pet"].map(|path| Item::new(Kind::Type, path));
    let listing = Listing::new(items.to_vec());
    let paths: Vec<&str> = listing
        .items()
        .iter()
        .map(|item| item.path.as_str())
        .collect();
    assert_eq!(paths, ["Pet", "Pet.name", "Pet-Name", "Pets"]);
}

#[test]
fn digests_are_those_of_fnv_1a() {
    assert_eq!(digest::<&str>(&[]), None);
    assert_eq!(digest(&["", ""]), None);
    // Of `a` and a zero.
    assert_eq!(digest(&["a"]), Some(0x2b24_d044));
    assert_ne!(digest(&["a", "b"]), digest(&["ab"]));
}

#[test]
fn lines_of_another_kind_are_refused_with_their_number() {
    for (line, message) in [
        ("field", "there is no path"),
        ("thing A.b", "the first word is no kind of item"),
        ("field A.b  (b, optional", "the parenthesis has no end"),
        ("field A.b  (b", "the parenthesis has no end"),
        ("field A.b  (\"b)", "a text in quotation marks is no JSON"),
        ("field A.b  (b) x", "there is something after the `)`"),
        ("field A.b  (b) #x", "the digest is no hexadecimal number"),
        ("<<<<<<< HEAD", "the first word is no kind of item"),
    ] {
        let error = Listing::parse(&format!("# remark\n\n{line}\n")).unwrap_err();
        assert_eq!((error.line, error.message.as_str()), (3, message), "{line}");
    }
}
