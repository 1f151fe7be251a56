//! What is told of a change of a document, and that the listing it is told from says what the
//! code says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{all_rendered, document, file, run, tests_folder, tree_of};
use oas_codegen::changes::{Class, compare};
use oas_codegen::listing::{FILE, Item, Kind, Listing};
use oas_codegen::{Source, Tree};

fn listing_of(name: &str) -> Listing {
    let source = Source::new(name, document(name));
    let outcome = run(&source);
    match outcome.listing {
        Some(listing) => listing,
        None => panic!("{}", all_rendered(&outcome.diagnostics, &source)),
    }
}

#[track_caller]
fn is_golden(name: &str, text: &str) {
    let path = tests_folder().join("golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == text,
        "{name} is not what it was; UPDATE_GOLDEN=1 writes it:\n{text}"
    );
}

#[test]
fn the_report_is_the_golden_one() {
    let report = compare(
        &listing_of("changes/old.yaml"),
        &listing_of("changes/new.yaml"),
    );
    is_golden("changes.txt", &report.to_string());
    is_golden("changes.md", &report.to_markdown());
    is_golden("changelog.md", &report.to_changelog());
    for class in Class::ALL {
        assert!(report.of_class(class).next().is_some(), "{class}");
    }
}

#[test]
fn a_table_has_as_many_cells_in_each_line() {
    let report = compare(
        &listing_of("changes/old.yaml"),
        &listing_of("changes/new.yaml"),
    );
    let markdown = report.to_markdown();
    assert!(markdown.contains("sort\\|by"), "{markdown}");
    for line in markdown.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 6, "{line}");
    }
}

/// Documents that have everything between them.
const DOCUMENTS: [&str; 12] = [
    "answers.yaml",
    "bodies.yaml",
    "every-use.yaml",
    "every-object.json",
    "incoming.yaml",
    "multipart.yaml",
    "pagination.yaml",
    "parameters.yaml",
    "schemas.yaml",
    "security.yaml",
    "servers.yaml",
    "tokens.yaml",
];

fn trees() -> impl Iterator<Item = (&'static str, Tree, Listing)> {
    DOCUMENTS.into_iter().map(|name| {
        let tree = tree_of(&Source::new(name, document(name)));
        let listing = Listing::parse(file(&tree, FILE)).unwrap();
        (name, tree, listing)
    })
}

#[test]
fn the_listing_is_read_back_as_it_was() {
    for (name, tree, listing) in trees() {
        assert_eq!(listing, listing_of(name), "{name}");
        assert_eq!(listing.to_string(), file(&tree, FILE), "{name}");
        assert!(compare(&listing, &listing).is_empty(), "{name}");
        // Two items of one path and kind could not be told apart.
        let paths: BTreeSet<(Kind, &str)> = listing
            .items()
            .iter()
            .map(|item| (item.kind, item.path.as_str()))
            .collect();
        assert_eq!(paths.len(), listing.items().len(), "{name}");
    }
}

/// What every crate, every builder or every model has, whatever the document says.
const FIXED: [&str; 28] = [
    "Client",
    "ClientBuilder",
    "DEFAULT",
    "INTEGRATIONS",
    "KNOWN",
    "Other",
    "TypedErrorBody",
    "Unknown",
    "additional_part",
    "as_str",
    "builder",
    "extra_parameter",
    "extra_part",
    "integration",
    "new",
    "of",
    "rest",
    "reveal_personal_data",
    "runtime",
    "send_with_info",
    "set_additional_properties",
    "set_rest",
    "to_request",
    "typed_body",
    "unknown_fields",
    "value",
    "with_boundary",
    "with_options",
];

/// The public names of a file: those of items, and with their owner those inside of them.
fn public_names(text: &str) -> Vec<(String, String)> {
    let mut names = Vec::new();
    let mut items = syn::parse_file(text).unwrap().items;
    while let Some(item) = items.pop() {
        match item {
            syn::Item::Mod(module) => items.extend(module.content.into_iter().flat_map(|it| it.1)),
            syn::Item::Struct(item) if is_public(&item.vis) => {
                names.push((String::new(), item.ident.to_string()));
                for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                    if let Some(name) = &field.ident {
                        names.push((item.ident.to_string(), name.to_string()));
                    }
                }
            }
            syn::Item::Enum(item) if is_public(&item.vis) => {
                names.push((String::new(), item.ident.to_string()));
                for variant in &item.variants {
                    names.push((item.ident.to_string(), variant.ident.to_string()));
                }
            }
            syn::Item::Type(item) => names.push((String::new(), item.ident.to_string())),
            syn::Item::Const(item) if is_public(&item.vis) => {
                names.push((String::new(), item.ident.to_string()));
            }
            syn::Item::Static(item) if is_public(&item.vis) => {
                names.push((String::new(), item.ident.to_string()));
            }
            syn::Item::Impl(block) if block.trait_.is_none() => {
                let syn::Type::Path(owner) = &*block.self_ty else {
                    continue;
                };
                let owner = owner.path.segments.last().unwrap().ident.to_string();
                for inside in block.items {
                    if let syn::ImplItem::Fn(method) = inside
                        && is_public(&method.vis)
                    {
                        names.push((owner.clone(), method.sig.ident.to_string()));
                    }
                }
            }
            _ => {}
        }
    }
    let bare = |name: String| name.trim_start_matches("r#").to_owned();
    names
        .into_iter()
        .map(|(owner, name)| (bare(owner), bare(name)))
        .collect()
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// The last name of a path in Rust: `a::b::C` is `C`.
fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// The names that the listing has, by the Rust item that they are in.
fn listed_names(listing: &Listing) -> BTreeMap<String, BTreeSet<String>> {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |owner: &str, name: &str| {
        names
            .entry(owner.to_owned())
            .or_default()
            .insert(name.to_owned());
    };
    let builder =
        |item: &Item| last(item.rust.rsplit(" -> ").next().unwrap_or_default()).to_owned();
    let builders: BTreeMap<&str, String> = listing
        .items()
        .iter()
        .filter(|item| item.kind == Kind::Operation)
        .map(|item| (item.path.as_str(), builder(item)))
        .collect();
    let groups: BTreeMap<&str, &str> = listing
        .items()
        .iter()
        .filter(|item| item.kind == Kind::Group)
        .map(|item| (item.path.as_str(), last(&item.rust)))
        .collect();
    for item in listing.items() {
        match item.kind {
            Kind::Group => {
                add("", last(&item.rust));
                add("Client", item.name().trim_end_matches("()"));
            }
            Kind::Operation => {
                add("", &builder(item));
                add(groups[item.parent()], item.name());
            }
            Kind::Parameter | Kind::Body | Kind::Answer | Kind::Method => {
                let of = &builders[item.parent()];
                add(of, item.name());
                if item.kind == Kind::Method && item.rust.contains(" -> operations::") {
                    // A token's method stands in the group; the others give a builder around.
                    let (group, _) = item.parent().rsplit_once('.').unwrap();
                    add(groups[group], item.name());
                    let around = builder(item);
                    add("", &around);
                    for name in ["send", "stream", "pages"] {
                        add(&around, name);
                    }
                }
            }
            Kind::Type | Kind::Server | Kind::Integration | Kind::Coverage => {
                add("", last(&item.path));
            }
            Kind::Credential => {
                add("", "Credentials");
                add("Credentials", item.name());
            }
            Kind::Field => {
                let of = last(item.parent());
                add(of, item.name());
                add(of, &format!("set_{}", item.name()));
                if item.has("null") {
                    add(of, &format!("set_null_{}", item.name()));
                    add(of, &format!("is_null_{}", item.name()));
                }
            }
            _ => {
                add(last(item.parent()), item.name());
                if let Some(accessor) = item.get("accessor") {
                    add(last(item.parent()), accessor);
                }
            }
        }
    }
    names
}

#[test]
fn every_public_item_of_the_code_is_listed() {
    let mut seen = 0;
    for (document, tree, listing) in trees() {
        let listed = listed_names(&listing);
        for (path, bytes) in tree.iter().filter(|(path, _)| path.starts_with("src/")) {
            for (owner, name) in public_names(std::str::from_utf8(bytes).unwrap()) {
                let is_listed = listed
                    .get(&owner)
                    .is_some_and(|names| names.contains(&name));
                assert!(
                    is_listed || FIXED.contains(&name.as_str()),
                    "{document}: `{owner}::{name}` of {path} is not listed"
                );
                seen += usize::from(is_listed);
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn fields_have_the_types_of_the_code() {
    let bare = |text: &str| -> String { text.split_whitespace().collect() };
    let mut seen = 0;
    for (document, tree, listing) in trees() {
        for item in listing.items() {
            if item.kind != Kind::Field || item.path.contains("::") {
                continue;
            }
            let name = item.parent();
            let is_here = |text: &str| {
                text.contains(&format!("pub struct {name} {{"))
                    || text.contains(&format!("pub struct {name}<"))
            };
            let mut files = tree
                .iter()
                .filter(|(path, _)| path.starts_with("src/models/"));
            let text = files
                .find_map(|(_, bytes)| std::str::from_utf8(bytes).ok().filter(|text| is_here(text)))
                .unwrap_or_else(|| panic!("{document}: {name}"));
            let code = bare(text)
                .replace("super::", "")
                .replace("r#", "")
                .replace(",>", ">");
            let field = bare(&format!("pub {}: {},", item.name(), item.rust));
            // The items of a page are `R`, which is their type unless another is asked for.
            let of_page = bare(&format!("pub {}: R,", item.name()));
            let page = bare(&format!("pub struct {name}<R = {}> {{", item.rust));
            assert!(
                code.contains(&field) || code.contains(&of_page) && code.contains(&page),
                "{document}: {item}"
            );
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}
