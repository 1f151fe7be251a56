//! Arbitrary answers: reading them, and the errors that are made of them.
//!
//! An input looks like HTTP, so that a seed can be read and written by hand: a line with the
//! status and, if its body is to break off, the word `cut`; a line for each header; an empty
//! line; the body.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::time::{Duration, SystemTime};

use oas_runtime::bytes::Bytes;
use oas_runtime::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use oas_runtime::json::RawJson;
use oas_runtime::page::{PagedOperation, decode_page, decode_page_leniently};
use oas_runtime::response::{
    RawResponse, decode, decode_text, header_json, header_list, header_value, undescribed,
};
use oas_runtime::serde_json::Value;
use oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use oas_runtime::{Client, Error, Response, ResponseInfo, RetryPolicy};

use crate::operations::{LIST, List, ListAll, ListKeyed, PERSONAL, TOKEN};

/// Longer than a server can make a wait by seconds; a date is capped by the policy only.
const YEAR: Duration = Duration::from_secs(31_536_000);

struct Input {
    status: StatusCode,
    is_cut: bool,
    headers: HeaderMap,
    body: Bytes,
}

/// Runs the target.
pub fn run(data: &[u8]) {
    let Some(input) = parse(data) else {
        return;
    };
    // What the server itself says may be shown.
    let is_told = contains(data, TOKEN) || contains(data, PERSONAL);
    let info = ResponseInfo::new(input.status, input.headers.clone());
    look_at_headers(&info);
    let whole = Response::new(input.body.clone(), info);
    if let Err(error) = decode::<Value>(whole.clone(), &LIST) {
        look_at_error(&error, is_told);
    }
    if let Err(error) = decode::<RawJson>(whole.clone(), &LIST) {
        look_at_error(&error, is_told);
    }
    match decode_text(whole.clone(), &LIST) {
        Ok(text) => assert!(input.body.ends_with(text.body.as_bytes())),
        Err(error) => look_at_error(&error, is_told),
    }
    look_at_error(&undescribed(whole.clone(), &LIST), is_told);
    look_at_pages::<ListAll>(&whole, "result", is_told);
    look_at_pages::<ListKeyed>(&whole, "result", is_told);
    send(&input, is_told);
}

fn contains(data: &[u8], text: &str) -> bool {
    data.windows(text.len()).any(|part| part == text.as_bytes())
}

fn parse(data: &[u8]) -> Option<Input> {
    let end = data.windows(2).position(|pair| pair == b"\n\n");
    let (head, body) = match end {
        Some(end) => (data.get(..end)?, data.get(end + 2..)?),
        None => (data, &[][..]),
    };
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = std::str::from_utf8(lines.next()?).ok()?;
    let mut words = first.split(' ');
    let status = StatusCode::from_bytes(words.next()?.as_bytes()).ok()?;
    let is_cut = words.next() == Some("cut");
    let mut headers = HeaderMap::new();
    for line in lines.take(50) {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            continue;
        };
        let name = HeaderName::from_bytes(line.get(..colon)?);
        let value = HeaderValue::from_bytes(line.get(colon + 1..)?);
        if let (Ok(name), Ok(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    let body = Bytes::copy_from_slice(body);
    Some(Input {
        status,
        is_cut,
        headers,
        body,
    })
}

fn look_at_headers(info: &ResponseInfo) {
    let limit = &info.rate_limit;
    assert!(limit.window.is_none_or(|window| window <= YEAR));
    assert!(limit.reset.is_none_or(|reset| reset <= YEAR));
    assert_eq!(limit.is_empty(), limit == &Default::default());
    let _ = info.content_type();
    for name in info.headers.keys() {
        let name = name.as_str();
        let text: Option<String> = header_value(info, name);
        let list: Option<Vec<String>> = header_list(info, name);
        assert_eq!(text.is_some(), list.is_some(), "a text is a list of texts");
        let _: Option<f64> = header_value(info, name);
        let _: Option<RawJson> = header_json(info, name);
    }
    let late = SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000);
    for now in [SystemTime::UNIX_EPOCH, late] {
        let _ = info.retry_after_at(now);
    }
}

/// Strictly, leniently, and that the two agree.
fn look_at_pages<P: PagedOperation>(whole: &RawResponse, items: &str, is_told: bool)
where
    P::Page: Debug,
{
    let strict = decode_page::<P>(whole.clone(), &LIST);
    let lenient = decode_page_leniently::<P>(whole.clone(), &LIST);
    match (&strict, &lenient) {
        (Ok(_), Ok(lenient)) => assert!(lenient.errors.is_empty()),
        (Ok(_), Err(error)) => panic!("only the lenient form fails: {error:?}"),
        (Err(_), Ok(lenient)) => assert!(!lenient.errors.is_empty()),
        (Err(_), Err(_)) => {}
    }
    if let Err(error) = &strict {
        look_at_error(error, is_told);
    }
    match lenient {
        Ok(page) => {
            for error in &page.errors {
                look_at_error(error, is_told);
                assert!(error.is_decode() && error.record_index().is_some());
                let path = error.json_path().unwrap_or_default();
                assert!(path.starts_with(items), "{path}");
                // A record is kept as it came.
                let raw = error.raw_record().map(RawJson::get).unwrap_or_default();
                assert!(contains(&whole.body, raw), "{raw}");
            }
        }
        Err(error) => look_at_error(&error, is_told),
    }
}

/// Everything that can be asked of an error.
fn look_at_error(error: &Error, is_told: bool) {
    let shown = error.to_string();
    let debug = format!("{error:?} {error:#?}");
    assert!(!shown.is_empty());
    assert!(
        !shown.contains(char::is_control),
        "a log would be torn: {shown:?}"
    );
    assert!(shown.chars().count() < 2000, "nobody reads that: {shown}");
    let mut source: Option<&(dyn StdError + 'static)> = Some(error);
    let mut depth = 0;
    while let Some(cause) = source {
        let words = format!("{cause} {cause:?}");
        assert!(is_told || !words.contains(TOKEN) && !words.contains(PERSONAL));
        source = cause.source();
        depth += 1;
        assert!(depth < 20, "the causes go round");
    }
    assert!(is_told || !debug.contains(TOKEN) && !debug.contains(PERSONAL));
    let kinds = [
        error.is_status(),
        error.is_timeout(),
        error.is_connect(),
        error.is_decode(),
        error.is_invalid_parameter(),
        error.is_pagination(),
    ];
    assert!(kinds.iter().filter(|is| **is).count() <= 1);
    assert_eq!(error.is_decode(), error.decode_problem().is_some());
    assert!(!error.is_rate_limited() || error.is_retryable());
    let _ = (
        error.message(),
        error.is_provider_fault(),
        error.operation(),
    );
    let _ = (error.retry_after(), error.attempts(), error.headers());
    let _ = (error.body_as::<Value>(), error.rate_limit(), error.kind());
    assert_eq!(error.status().is_some(), error.info().is_some());
    for asked in [0, 3] {
        let policy = RetryPolicy::default();
        let (elapsed, now) = (Duration::ZERO, SystemTime::UNIX_EPOCH);
        let wait = policy.wait_after(error, asked, elapsed, now, &|| 1.0);
        assert!(wait.is_none_or(|wait| wait <= policy.max_retry_after));
        assert!(asked == 0 || wait.is_none());
    }
}

/// The same answer through a client: whole, and as a stream.
fn send(input: &Input, is_told: bool) {
    let answer = || {
        let mut answer = Answer::status(input.status.as_u16());
        for (name, value) in &input.headers {
            if let Ok(value) = value.to_str() {
                answer = answer.header(name.as_str(), value);
            }
        }
        // Pieces of which none is a character.
        for piece in [0..1, 1..4, 4..usize::MAX] {
            let piece = piece.start.min(input.body.len())..piece.end.min(input.body.len());
            answer = answer.piece(input.body.slice(piece));
        }
        if input.is_cut { answer.cut() } else { answer }
    };
    let transport = ScriptedTransport::new([answer(), answer()]);
    let builder = transport.builder().bearer_token(TOKEN);
    let client: Client = builder.max_response_bytes(1024).build().expect("settings");
    let request = || ListAll::request(&List::new(&client, None), None).expect("a request");
    let outcome = block_on(client.send(request()));
    let is_short = input.body.len() <= 1024;
    match &outcome {
        Ok(response) => {
            assert!(input.status.is_success() && !input.is_cut && is_short);
            assert_eq!(response.body, input.body);
        }
        Err(error) => {
            look_at_error(error, is_told);
            // A status outlives whatever becomes of its body.
            assert_eq!(error.is_status(), !input.status.is_success());
            assert_eq!(error.status(), Some(input.status));
            let body = error.body().cloned().unwrap_or_default();
            assert!(input.body.starts_with(&body));
        }
    }
    match block_on(client.send_streaming(request())) {
        Ok(mut stream) => {
            assert!(input.status.is_success());
            let mut bytes = Vec::new();
            let mut is_broken = false;
            while let Some(piece) = block_on(stream.next()) {
                assert!(!is_broken, "after an error there is no more");
                match piece {
                    Ok(piece) => bytes.extend_from_slice(&piece),
                    Err(error) => {
                        look_at_error(&error, is_told);
                        is_broken = true;
                    }
                }
            }
            assert_eq!(
                (bytes.as_slice(), is_broken),
                (&input.body[..], input.is_cut)
            );
        }
        Err(error) => {
            look_at_error(&error, is_told);
            assert!(!input.status.is_success());
        }
    }
}
