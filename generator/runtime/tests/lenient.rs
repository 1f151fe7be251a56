//! A page of which a bad record does not lose the others.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use oas_runtime::error::DecodeProblem;
use oas_runtime::page::{LenientPage, fetch_page, fetch_page_leniently};
use oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use oas_runtime::{Response, Result};

use common::{Candidate, ListAll, ListKeyed, Page};

fn fetch(answer: Answer) -> Result<Response<LenientPage<Page<Vec<Candidate>>>>> {
    let transport = ScriptedTransport::new([answer]);
    let list = ListAll::new(&transport.client().unwrap()).starting_at("here");
    let answer = block_on(fetch_page_leniently(&list));
    let requests = transport.requests();
    assert_eq!(requests[0].query(), "job_id=j%201&next_cursor=here");
    answer
}

#[test]
fn good_records_arrive_and_bad_ones_are_told_of() {
    let bad = r#"{"id":"2","tags":[{"id":"t"},{"id":43123456789}]}"#;
    let body = format!(
        "\u{feff}{{\"prev\":[1],\"result\" : [ {{\"id\":\"1\"}} , {bad} , {{\"id\":\"3\"}} ,7 ],\"next_cursor\":\"n\"}}"
    );
    let answer = fetch(Answer::json(200, body).header("ratelimit-remaining", "9")).unwrap();
    let ids: Vec<_> = answer
        .page
        .result
        .iter()
        .map(|item| item.id.as_str())
        .collect();
    assert_eq!(ids, ["1", "3"]);
    assert_eq!(
        answer.next_cursor.as_deref(),
        Some("n"),
        "usable as the page itself"
    );
    assert_eq!(answer.info.rate_limit.remaining, Some(9));
    let errors = &answer.errors;
    assert_eq!(errors.len(), 2);
    assert_eq!(errors[0].record_index(), Some(1));
    assert_eq!(errors[0].json_path(), Some("result[1].tags[1].id"));
    assert_eq!(errors[0].raw_record().unwrap().get(), bad);
    assert!(!format!("{} {:?}", errors[0], errors[0]).contains("43123456789"));
    assert_eq!(errors[1].record_index(), Some(3));
    assert_eq!(errors[1].raw_record().unwrap().get(), "7");
    assert!(errors.iter().all(|error| error.is_decode()));
    let (page, errors) = answer.into_body().into_parts();
    assert_eq!((page.result.len(), errors.len()), (2, 2));
}

#[test]
fn a_good_page_is_the_same_as_the_strict_one() {
    let body = r#"{"result":[{"id":"1"}],"next_cursor":null}"#;
    let answer = fetch(Answer::json(200, body)).unwrap();
    assert_eq!((answer.result.len(), answer.errors.len()), (1, 0));
    let all_bad = fetch(Answer::json(200, r#"{"result":[1,2]}"#)).unwrap();
    assert_eq!((all_bad.result.len(), all_bad.errors.len()), (0, 2));
    let one_good = fetch(Answer::json(200, r#"{"result":[1,{"id":"2"}]}"#)).unwrap();
    assert_eq!((one_good.result.len(), one_good.errors.len()), (1, 1));
    let transport = ScriptedTransport::new([Answer::json(200, r#"{"result":[1,{"id":"2"}]}"#)]);
    let list = ListAll::new(&transport.client().unwrap());
    assert!(block_on(fetch_page(&list)).is_err(), "the strict form");
}

#[test]
fn keyed_pages_too() {
    let body = r#"{"result":{"b":{"id":"1"},"a \"q\"":{"id":5},"c":{"id":"3"}},"next_cursor":"n"}"#;
    let transport = ScriptedTransport::new([Answer::json(200, body)]);
    let list = ListKeyed::new(&transport.client().unwrap());
    let answer = block_on(fetch_page_leniently(&list)).unwrap();
    let keys: Vec<_> = answer.result.keys().map(String::as_str).collect();
    assert_eq!(keys, ["b", "c"]);
    assert_eq!(answer.errors[0].json_path(), Some("result.a \"q\".id"));
}

#[test]
fn what_is_no_page_is_an_error_all_the_same() {
    for (answer, problem) in [
        (Answer::status(204), DecodeProblem::NoContent),
        (Answer::status(200), DecodeProblem::Empty),
        (Answer::json(200, "<html>"), DecodeProblem::Markup),
        (
            Answer::json(200, "{\"result\":[{"),
            DecodeProblem::Truncated,
        ),
        (Answer::json(200, "{}"), DecodeProblem::Shape),
        (Answer::json(200, r#"{"result":{}}"#), DecodeProblem::Shape),
        (
            Answer::json(200, r#"{"result":[1],"next_cursor":[]}"#),
            DecodeProblem::Shape,
        ),
    ] {
        let error = fetch(answer).unwrap_err();
        assert_eq!(error.decode_problem(), Some(problem), "{error}");
        assert!(error.body().is_some());
    }
    // Not for a record: the model of the page takes no number here, though a pager does.
    for result in ["[]", "[1]"] {
        let body = format!(r#"{{"result":{result},"next_cursor":5}}"#);
        let error = fetch(Answer::json(200, body.clone())).unwrap_err();
        assert_eq!(error.json_path(), Some("next_cursor"));
        assert_eq!(error.body().unwrap(), &body);
    }
    assert!(fetch(Answer::status(500)).unwrap_err().is_status());
}
