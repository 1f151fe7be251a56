//! A parameter that a token implies is an argument of one method and absent from another.

mod common;

use common::{assert_holds, document, file, tree_of_yaml};

const GROUP: &str = "src/operations/accounts/mod.rs";

#[test]
fn both_methods_make_the_same_builder() {
    let tree = tree_of_yaml(&document("tokens.yaml"));
    assert_holds(
        &tree,
        GROUP,
        "pub fn list(&self, tenant: impl Into<String>) -> ListAccounts {",
    );
    // The document's own operation has the name already.
    assert_holds(
        &tree,
        GROUP,
        "pub fn list_for_token(&self) -> ListAccountsForToken {",
    );
    assert_holds(
        &tree,
        GROUP,
        "pub fn list_for_token_2(&self) -> ListAccounts {",
    );
    assert_holds(&tree, GROUP, "A tenant's token belongs to one tenant.");
    let list = "src/operations/accounts/list.rs";
    assert_holds(&tree, list, "tenant: Option<String>,");
    assert_holds(
        &tree,
        list,
        "Self { tenant: Some(tenant.into()), ..Self::for_token(client) }",
    );
    // A setter cannot have the name of the constructor.
    assert_holds(&tree, list, "pub fn for_token_2(mut self");
}

#[test]
fn what_no_token_implies_stays_an_argument() {
    let tree = tree_of_yaml(&document("tokens.yaml"));
    assert_holds(
        &tree,
        GROUP,
        "pub fn replace_for_token( &self, since: impl Into<json::DateTime>, id: impl Into<String>, \
         body: impl Into<models::Account>, ) -> ReplaceAccount {",
    );
    let replace = "src/operations/accounts/replace.rs";
    assert_holds(
        &tree,
        replace,
        "request.header(\"X-Tenant\", &self.x_tenant)?",
    );
    assert_holds(&tree, replace, "x_tenant: Option<i64>,");
}

#[test]
fn the_emitted_crate_tests_and_describes_it() {
    let tree = tree_of_yaml(&document("tokens.yaml"));
    let tests = file(&tree, "tests/tokens.rs");
    for operation in ["list_accounts", "replace_account"] {
        let test = format!("fn {operation}_leaves_out_what_the_token_says()");
        assert!(tests.contains(&test), "{tests}");
    }
    for path in ["README.md", "src/lib.rs"] {
        assert_holds(&tree, path, "list_for_token_2(..)` leaves out `tenant`");
        assert_holds(&tree, path, "Ok(Token::new(token).lasting(lifetime))");
    }
    // A crate without tokens, or without any that imply something, says nothing of them.
    let other = tree_of_yaml(&document("every-use.yaml"));
    assert!(other.get("tests/tokens.rs").is_none());
    assert!(!file(&other, "README.md").contains("Tokens that expire"));
}
