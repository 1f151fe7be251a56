//! The table in `FAULTS.md` against the faults that there are and the tests that there are.

use truto_mock::Fault;

const TABLE: &str = include_str!("../../FAULTS.md");
const SOURCES: [&str; 6] = [
    include_str!("server.rs"),
    include_str!("retries.rs"),
    include_str!("transport.rs"),
    include_str!("decode.rs"),
    include_str!("pager.rs"),
    include_str!("safety.rs"),
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

#[test]
fn every_test_that_the_table_names_is_there() {
    let rows = rows();
    assert!(rows.len() > 40, "{}", rows.len());
    for row in rows {
        let tests = row.last().unwrap();
        for test in tests.split(',') {
            let name = test.trim().trim_matches('`');
            let function = format!("fn {name}(");
            assert!(
                SOURCES.iter().any(|source| source.contains(&function)),
                "no test `{name}`"
            );
        }
    }
}

#[test]
fn every_fault_has_its_row_and_is_served_in_a_test_that_it_names() {
    for (fault, _) in Fault::all() {
        let name = format!("`{}`", fault.name());
        let row = rows().into_iter().find(|row| row[0].contains(&name));
        assert!(row.is_some(), "no row for {name}");
        let quoted = format!("\"{}", fault.name());
        let served = SOURCES.iter().any(|source| source.contains(&quoted));
        assert!(served, "no test serves {name}");
    }
}
