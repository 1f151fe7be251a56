//! Real servers on loopback.

#![allow(dead_code, reason = "each test file uses its part")]

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use http_body_util::Full;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use oas_runtime::bytes::Bytes;
use oas_runtime::client::Timeouts;
use oas_runtime::transport::ReqwestTransport;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};

pub type Answer = hyper::Response<Full<Bytes>>;

/// What a server has seen of each request: address and token.
pub type Seen = Arc<Mutex<Vec<(String, Option<String>)>>>;

/// A server that answers each address (path and query) as `answer` says.
pub async fn serve(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> (SocketAddr, Seen) {
    serve_either(false, answer).await
}

/// The same with the first or the second version of HTTP.
pub async fn serve_either(
    is_second_version: bool,
    answer: impl Fn(&str) -> Answer + Send + Sync + 'static,
) -> (SocketAddr, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let seen = Seen::default();
    let recorded = seen.clone();
    let answer = Arc::new(answer);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (recorded, answer) = (recorded.clone(), answer.clone());
            let service = service_fn(move |request: hyper::Request<Incoming>| {
                let address = request.uri().to_string();
                let token = request.headers().get("authorization");
                let token = token.map(|value| value.to_str().unwrap().to_owned());
                let response = answer(&address);
                recorded.lock().unwrap().push((address, token));
                async move { Ok::<_, Infallible>(response) }
            });
            let stream = TokioIo::new(stream);
            if is_second_version {
                let connection = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
                tokio::spawn(connection.serve_connection(stream, service));
            } else {
                let connection = hyper::server::conn::http1::Builder::new();
                tokio::spawn(connection.serve_connection(stream, service));
            }
        }
    });
    (address, seen)
}

/// A server for one connection, which it handles byte by byte once the request is in.
pub async fn serve_raw<F>(handle: impl FnOnce(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        handle(stream).await;
    });
    address
}

pub fn answer(status: u16, body: impl Into<Bytes>) -> Answer {
    let mut response = hyper::Response::new(Full::new(body.into()));
    *response.status_mut() = hyper::StatusCode::from_u16(status).unwrap();
    response
}

pub fn redirect(to: String) -> Answer {
    let mut response = answer(307, "moved");
    response
        .headers_mut()
        .insert("location", to.parse().unwrap());
    response
}

/// The transport as it is by default, but for proxies that the environment may name.
pub fn transport(timeouts: Timeouts) -> ReqwestTransport {
    let builder = ::reqwest::Client::builder().no_proxy();
    ReqwestTransport::from_builder(builder, &timeouts).unwrap()
}
