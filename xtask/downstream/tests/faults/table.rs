//! The table in `FAULTS.md` against the faults that there are and the tests that there are.

use truto_mock::Fault;

const TABLE: &str = include_str!("../../FAULTS.md");
const SOURCES: [&str; 9] = [
    include_str!("server.rs"),
    include_str!("retries.rs"),
    include_str!("transport.rs"),
    include_str!("decode.rs"),
    include_str!("pager.rs"),
    include_str!("safety.rs"),
    include_str!("streams.rs"),
    include_str!("waits.rs"),
    include_str!("words.rs"),
];

/// The cells of the rows, without head and rule.
fn rows() -> Vec<Vec<&'static str>> {
    TABLE
        .lines()
        .filter(|line| line.starts_with('|') && !line.starts_with("|---"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .filter(|cells: &Vec<_>| cells.last() != Some(&"test"))
        .collect()
}

/// The tests that a row names.
fn tests(row: &[&'static str]) -> Vec<&'static str> {
    let named = row.last().unwrap().split(',');
    named.map(|test| test.trim().trim_matches('`')).collect()
}

/// The text of a function, up to the brace that ends it.
fn body(name: &str) -> Option<&'static str> {
    let function = format!("fn {name}(");
    let source = SOURCES.iter().find(|source| source.contains(&function))?;
    let (_, rest) = source.split_once(&function)?;
    Some(rest.split("\n}\n").next().unwrap_or(rest))
}

#[test]
fn every_test_that_the_table_names_is_there() {
    let rows = rows();
    assert!(rows.len() > 60, "{}", rows.len());
    for row in rows {
        for name in tests(&row) {
            assert!(body(name).is_some(), "no test `{name}`");
        }
    }
}

#[test]
fn every_test_has_a_row() {
    let rows = rows();
    for source in SOURCES {
        for rest in source.split("test]\n").skip(1) {
            let (_, name) = rest.split_once("fn ").unwrap();
            let (name, _) = name.split_once('(').unwrap();
            let is_named = rows.iter().any(|row| tests(row).contains(&name));
            assert!(is_named, "no row for the test `{name}`");
        }
    }
}

#[test]
fn every_fault_has_its_row_and_is_served_in_a_test_that_it_names() {
    for (fault, _) in Fault::all() {
        let name = format!("`{}`", fault.name());
        let rows: Vec<_> = rows()
            .into_iter()
            .filter(|row| row[0].starts_with(&name) || row[0].contains(&format!(", {name}")))
            .collect();
        assert!(!rows.is_empty(), "no row for {name}");
        let quoted = format!("\"{}", fault.name());
        let served = rows
            .iter()
            .flat_map(|row| tests(row))
            .any(|test| body(test).is_some_and(|body| body.contains(&quoted)));
        assert!(served, "no test of its row serves {name}");
    }
}
