//! Requests as tests kept them, sent again to a server on this machine.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use serde_json::Value;

/// How long the server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request that was kept.
#[derive(Debug, PartialEq)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query, as they were sent.
    pub(super) address: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// The requests of a file, a line each.
pub(super) fn kept(file: &Path) -> anyhow::Result<Vec<Request>> {
    let name = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read `{name}`"))?;
    text.lines()
        .map(|line| {
            request(line).with_context(|| format!("`{name}` holds a line that is no request"))
        })
        .collect()
}

fn request(line: &str) -> Option<Request> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| Some(value.get(key)?.as_str()?.to_owned());
    let headers = value.get("headers")?.as_array()?.iter().map(|pair| {
        let part = |index: usize| Some(pair.get(index)?.as_str()?.to_owned());
        Some((part(0)?, part(1)?))
    });
    let bytes = value.get("body")?.as_array()?.iter();
    Some(Request {
        method: text("method")?,
        address: text("address")?,
        headers: headers.collect::<Option<_>>()?,
        body: bytes
            .map(|byte| u8::try_from(byte.as_u64()?).ok())
            .collect::<Option<_>>()?,
    })
}

/// Sends a request, byte for byte as it was but for the headers of the connection: the answer,
/// head and body.
pub(super) fn send(request: &Request, port: u16) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).context("the server is gone")?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut head = format!(
        "{} {} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\ncontent-length: {}\r\n",
        request.method,
        request.address,
        request.body.len()
    );
    for (name, value) in &request.headers {
        if !["host", "connection", "content-length"].contains(&name.as_str()) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(&request.body)?;
    let mut answer = Vec::new();
    stream
        .read_to_end(&mut answer)
        .context("the server does not answer")?;
    let text = String::from_utf8_lossy(&answer);
    if !text.starts_with("HTTP/1.1 ") {
        bail!("the server does not speak HTTP");
    }
    Ok(text.into_owned())
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    const LINE: &str = r#"{"method":"PUT","address":"/a?b=%20","headers":[["x-a","1"],["host","x"]],"body":[104,105]}"#;

    #[test]
    fn a_request_is_sent_as_it_was() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut seen = vec![0; 4096];
            let mut length = 0;
            while !seen[..length].ends_with(b"hi") {
                length += stream.read(&mut seen[length..]).unwrap();
            }
            stream
                .write_all(b"HTTP/1.1 422 Unprocessable\r\n\r\nno")
                .unwrap();
            String::from_utf8(seen[..length].to_vec()).unwrap()
        });
        let answer = send(&request(LINE).unwrap(), port).unwrap();
        assert!(
            answer.starts_with("HTTP/1.1 422 ") && answer.ends_with("no"),
            "{answer}"
        );
        let seen = server.join().unwrap();
        assert!(seen.starts_with("PUT /a?b=%20 HTTP/1.1\r\n"), "{seen}");
        assert!(
            seen.contains("x-a: 1\r\n") && seen.contains("content-length: 2\r\n"),
            "{seen}"
        );
        assert_eq!(seen.matches("host: ").count(), 1, "{seen}");
    }

    #[test]
    fn a_line_that_is_no_request_is_named() {
        for line in [
            "",
            "{}",
            r#"{"method":"GET","address":"/","headers":[],"body":[256]}"#,
        ] {
            assert_eq!(request(line), None, "{line}");
        }
    }
}
