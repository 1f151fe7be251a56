//! Sends with an HTTP client of one's own, through a middleware of one's own.
//!
//! For programs that share one connection pool, that need a proxy or a certificate of their
//! company, or that must log each request in their own way.
//!
//! ```sh
//! cargo run --example own_http_client -- --account ID
//! ```

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clap::Parser;
use truto_ats::Transport;
use truto_ats::oas_runtime::body::{Body, RequestBody};
use truto_ats::oas_runtime::http::{Request, Response};
use truto_ats::oas_runtime::transport::{BoxFuture, ReqwestTransport, TransportError};
use truto_downstream::Connection;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    connection: Connection,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();

    // A client that comes ready-made keeps its own rules. Two of them guard the token and
    // have to be set here: no redirects, which could lead to another host, and no referer,
    // which would tell the filters there.
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(Duration::from_secs(5))
        .pool_max_idle_per_host(4)
        .build()?;

    let sent = Arc::new(AtomicU64::new(0));
    let client = arguments
        .connection
        .builder()?
        .transport(Logged {
            inner: ReqwestTransport::from_client(http),
            sent: Arc::clone(&sent),
        })
        .build()?;

    let request = client.candidates().list(&arguments.connection.account);
    let candidates = request.stream().collect_all().await?;
    let (count, sent) = (candidates.len(), sent.load(Ordering::Relaxed));
    println!("{count} candidates, {sent} requests");
    Ok(())
}

/// Writes a line for each request, and hands it on.
///
/// It stands below the retries, so it sees every attempt. Any HTTP stack fits in its place:
/// all there is to do is to turn an `http::Request` into an `http::Response`.
struct Logged<T> {
    inner: T,
    sent: Arc<AtomicU64>,
}

impl<T: Transport> Transport for Logged<T> {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        // The path only: the query may hold names and addresses of people.
        let name = format!("{} {}", request.method(), request.uri().path());
        let began = Instant::now();
        // Counted now and not when the answer is there: the future may be dropped before.
        self.sent.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            let answer = self.inner.send(request).await;
            // The time until the head is there; the body is still on its way.
            let milliseconds = began.elapsed().as_millis();
            match &answer {
                Ok(answer) => eprintln!("{name}: {} in {milliseconds} ms", answer.status()),
                Err(error) => eprintln!("{name}: {error} in {milliseconds} ms"),
            }
            answer
        })
    }
}
