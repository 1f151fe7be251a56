// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! The pagers keep their promises, against a transport that follows a script.

use truto_ats::oas_runtime::serde_json::{Value, json};
use truto_ats::oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use truto_ats::oas_runtime::transport::TransportErrorKind;
use truto_ats::{Client, PagePosition, RepeatedCursor};

fn client(transport: &ScriptedTransport) -> Client {
    Client::from(
        transport.client().expect("the settings of the scripted client are good"),
    )
}

mod list_candidates {
    use super::*;
    /// A page with as many items, and with this cursor.
    fn page(count: usize, next_cursor: Value) -> Answer {
        let mut page: Value = example();
        let items: Vec<Value> = page["result"]
            .as_array()
            .expect("the example is a page")
            .iter()
            .cycle()
            .take(count)
            .cloned()
            .collect();
        page["result"] = Value::Array(items);
        page["next_cursor"] = next_cursor;
        Answer::json(200, page.to_string())
    }
    fn example() -> Value {
        include_str!("fixtures/list_candidates_200_list.json")
            .parse()
            .expect("the example is JSON")
    }
    fn cursors(transport: &ScriptedTransport) -> Vec<String> {
        transport
            .requests()
            .iter()
            .map(|request| {
                request
                    .query()
                    .split('&')
                    .find(|pair| pair.starts_with("next_cursor="))
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect()
    }
    fn pair(cursor: &str) -> String {
        format!("next_cursor={cursor}")
    }
    #[test]
    fn every_item_of_every_page_arrives() {
        let transport = ScriptedTransport::new([
            page(2, json!("two")),
            page(0, json!("three")),
            page(1, Value::Null),
        ]);
        let stream = client(&transport).candidates().list("value").stream();
        let items = block_on(stream.collect_all()).expect("every page is good");
        assert_eq!(items.len(), 3);
        assert_eq!(cursors(& transport), [String::new(), pair("two"), pair("three")]);
    }
    #[test]
    fn an_absent_and_an_empty_cursor_are_the_end() {
        for last in [Value::Null, json!("")] {
            let transport = ScriptedTransport::new([page(2, last)]);
            let stream = client(&transport).candidates().list("value").stream();
            let items = block_on(stream.collect_all()).expect("the page is good");
            assert_eq!(items.len(), 2);
            assert_eq!(transport.requests().len(), 1);
        }
    }
    #[test]
    fn it_begins_at_the_cursor_of_the_request() {
        let transport = ScriptedTransport::new([page(1, Value::Null)]);
        let stream = client(&transport)
            .candidates()
            .list("value")
            .next_cursor("here")
            .stream();
        block_on(stream.collect_all()).expect("the page is good");
        assert_eq!(cursors(& transport), [pair("here")]);
    }
    #[test]
    fn a_repeated_cursor_is_one_error_and_then_the_end() {
        let script = || ScriptedTransport::new([
            page(1, json!("same")),
            page(1, json!("same")),
        ]);
        let transport = script();
        let mut stream = client(&transport).candidates().list("value").stream();
        assert!(matches!(block_on(stream.next()), Some(Ok(_))));
        assert!(matches!(block_on(stream.next()), Some(Ok(_))));
        let error = block_on(stream.next())
            .and_then(Result::err)
            .expect("the cursor repeats");
        assert!(error.is_pagination());
        assert!(block_on(stream.next()).is_none());
        let stream = client(&script())
            .candidates()
            .list("value")
            .stream()
            .on_repeated_cursor(RepeatedCursor::Stop);
        let items = block_on(stream.collect_all()).expect("stopping is no error");
        assert_eq!(items.len(), 2);
    }
    #[test]
    fn a_page_that_failed_is_asked_for_again() {
        let transport = ScriptedTransport::new([
            page(1, json!("two")),
            Answer::failure(TransportErrorKind::Connect),
            page(1, Value::Null),
        ]);
        let mut stream = client(&transport).candidates().list("value").stream();
        assert!(matches!(block_on(stream.next()), Some(Ok(_))));
        assert!(matches!(block_on(stream.next()), Some(Err(_))));
        assert_eq!(stream.position(), & PagePosition::Cursor("two".to_owned()));
        assert!(matches!(block_on(stream.next()), Some(Ok(_))));
        assert!(block_on(stream.next()).is_none());
        assert_eq!(cursors(& transport), [String::new(), pair("two"), pair("two")]);
    }
}

mod list_applications {
    use super::*;
    /// A page with as many items, and with this cursor.
    fn page(count: usize, next_cursor: Value) -> Answer {
        let mut page: Value = example();
        let items: Vec<Value> = page["result"]
            .as_array()
            .expect("the example is a page")
            .iter()
            .cycle()
            .take(count)
            .cloned()
            .collect();
        page["result"] = Value::Array(items);
        page["next_cursor"] = next_cursor;
        Answer::json(200, page.to_string())
    }
    fn example() -> Value {
        include_str!("fixtures/list_applications_200_list.json")
            .parse()
            .expect("the example is JSON")
    }
    fn cursors(transport: &ScriptedTransport) -> Vec<String> {
        transport
            .requests()
            .iter()
            .map(|request| {
                request
                    .query()
                    .split('&')
                    .find(|pair| pair.starts_with("next_cursor="))
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect()
    }
    fn pair(cursor: &str) -> String {
        format!("next_cursor={cursor}")
    }
    #[test]
    fn every_item_of_every_page_arrives() {
        let transport = ScriptedTransport::new([
            page(2, json!("two")),
            page(0, json!("three")),
            page(1, Value::Null),
        ]);
        let stream = client(&transport).applications().list("value").stream();
        let items = block_on(stream.collect_all()).expect("every page is good");
        assert_eq!(items.len(), 3);
        assert_eq!(cursors(& transport), [String::new(), pair("two"), pair("three")]);
    }
    #[test]
    fn an_absent_and_an_empty_cursor_are_the_end() {
        for last in [Value::Null, json!("")] {
            let transport = ScriptedTransport::new([page(2, last)]);
            let stream = client(&transport).applications().list("value").stream();
            let items = block_on(stream.collect_all()).expect("the page is good");
            assert_eq!(items.len(), 2);
            assert_eq!(transport.requests().len(), 1);
        }
    }
    #[test]
    fn it_begins_at_the_cursor_of_the_request() {
        let transport = ScriptedTransport::new([page(1, Value::Null)]);
        let stream = client(&transport)
            .applications()
            .list("value")
            .next_cursor("here")
            .stream();
        block_on(stream.collect_all()).expect("the page is good");
        assert_eq!(cursors(& transport), [pair("here")]);
    }
    #[test]
    fn a_repeated_cursor_is_one_error_and_then_the_end() {
        let script = || ScriptedTransport::new([
            page(1, json!("same")),
            page(1, json!("same")),
        ]);
        let transport = script();
        let mut stream = client(&transport).applications().list("value").stream();
        assert!(matches!(block_on(stream.next()), Some(Ok(_))));
        assert!(matches!(block_on(stream.next()), Some(Ok(_))));
        let error = block_on(stream.next())
            .and_then(Result::err)
            .expect("the cursor repeats");
        assert!(error.is_pagination());
        assert!(block_on(stream.next()).is_none());
        let stream = client(&script())
            .applications()
            .list("value")
            .stream()
            .on_repeated_cursor(RepeatedCursor::Stop);
        let items = block_on(stream.collect_all()).expect("stopping is no error");
        assert_eq!(items.len(), 2);
    }
    #[test]
    fn a_page_that_failed_is_asked_for_again() {
        let transport = ScriptedTransport::new([
            page(1, json!("two")),
            Answer::failure(TransportErrorKind::Connect),
            page(1, Value::Null),
        ]);
        let mut stream = client(&transport).applications().list("value").stream();
        assert!(matches!(block_on(stream.next()), Some(Ok(_))));
        assert!(matches!(block_on(stream.next()), Some(Err(_))));
        assert_eq!(stream.position(), & PagePosition::Cursor("two".to_owned()));
        assert!(matches!(block_on(stream.next()), Some(Ok(_))));
        assert!(block_on(stream.next()).is_none());
        assert_eq!(cursors(& transport), [String::new(), pair("two"), pair("two")]);
    }
}
