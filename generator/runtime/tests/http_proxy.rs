//! The proxy that the environment names is used by default. The environment belongs to a whole
//! process, so the test starts itself once more.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(feature = "reqwest")]

mod common;

use std::io::{Read, Write};
use std::process::Command;

use oas_runtime::{Client, Request, RetryPolicy};

use common::LIST;

const IS_CHILD: &str = "OAS_RUNTIME_TEST_BEHIND_A_PROXY";

#[test]
fn the_proxy_of_the_environment_is_used() {
    if std::env::var_os(IS_CHILD).is_some() {
        return send();
    }
    let proxy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = proxy.local_addr().unwrap();
    let head = std::thread::spawn(move || {
        let (mut stream, _) = proxy.accept().unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.extend(byte);
        }
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
        stream.write_all(answer).unwrap();
        String::from_utf8(head).unwrap()
    });
    let name = "the_proxy_of_the_environment_is_used";
    let mut child = Command::new(std::env::current_exe().unwrap());
    for variable in [
        "http_proxy",
        "no_proxy",
        "NO_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        child.env_remove(variable);
    }
    let child = child
        .args(["--exact", name])
        .env(IS_CHILD, "1")
        .env("HTTP_PROXY", format!("http://{address}"))
        .output()
        .unwrap();
    assert!(child.status.success(), "{child:?}");
    let head = head.join().unwrap();
    assert!(
        head.starts_with("GET http://api.invalid/unified/ats/candidates HTTP/1.1\r\n"),
        "{head}"
    );
}

/// In the child: nothing but the proxy could answer for this name.
fn send() {
    let client = Client::builder()
        .base_url("http://api.invalid")
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_all().build().unwrap();
    let answer = runtime.block_on(client.send(Request::new(&LIST))).unwrap();
    assert_eq!(answer.body, "{}");
}
