//! The built-in transport over TLS on loopback, with a certificate made for the test.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(feature = "rustls")]

mod common;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use oas_runtime::client::Timeouts;
use oas_runtime::transport::ReqwestTransport;
use oas_runtime::{Client, Request, RetryPolicy};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use common::LIST;

type Heads = Arc<Mutex<Vec<String>>>;

/// A server that gives the same answer to every request. Its certificate is its own root.
async fn serve(answer: String) -> (SocketAddr, Vec<u8>, Heads) {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let root = certified.cert.der().to_vec();
    let key = PrivateKeyDer::try_from(certified.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let heads = Heads::default();
    let seen = heads.clone();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            // Who does not trust the certificate goes away.
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            seen.lock().unwrap().push(String::from_utf8(head).unwrap());
            stream.write_all(answer.as_bytes()).await.unwrap();
            stream.shutdown().await.unwrap();
        }
    });
    (address, root, heads)
}

fn client(address: SocketAddr, root: &[u8]) -> Client {
    let root = ::reqwest::Certificate::from_der(root).unwrap();
    let builder = ::reqwest::Client::builder()
        .no_proxy()
        .resolve("localhost", address)
        .tls_certs_only([root]);
    Client::builder()
        .base_url(format!("https://localhost:{}", address.port()))
        .bearer_token("tok_1")
        .retry(RetryPolicy::none())
        .transport(ReqwestTransport::from_builder(builder, &Timeouts::default()).unwrap())
        .build()
        .unwrap()
}

#[tokio::test]
async fn with_a_root_certificate_of_ones_own() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_owned();
    let (address, root, heads) = serve(answer).await;
    let client = client(address, &root);
    let response = client.send(Request::new(&LIST)).await.unwrap();
    assert_eq!(response.body, "{}");
    let heads = heads.lock().unwrap().clone();
    assert!(heads.concat().contains("Bearer tok_1"), "{heads:?}");
}

#[tokio::test]
async fn an_unknown_certificate_is_refused_before_anything_is_sent() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_owned();
    let (address, _, heads) = serve(answer).await;
    let (_, other_root, _) = serve(String::new()).await;
    let client = client(address, &other_root);
    let error = client.send(Request::new(&LIST)).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(heads.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_redirect_to_plain_http_is_refused() {
    let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = plain.local_addr().unwrap().port();
    let to = format!("http://localhost:{port}/");
    let answer = format!("HTTP/1.1 307 Moved\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
    let (address, root, _) = serve(answer).await;
    let client = client(address, &root);
    let error = client.send(Request::new(&LIST)).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 307);
    let sentence = format!("redirects to http://localhost:{port},");
    assert!(error.to_string().contains(&sentence), "{error}");
    // Nobody has come to the other door.
    let visit = std::future::poll_fn(|context| std::task::Poll::Ready(plain.poll_accept(context)));
    assert!(visit.await.is_pending());
}
