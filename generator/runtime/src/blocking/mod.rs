//! The same for programs without `async`: a client that waits, and lists as iterators.
//!
//! It waits on the calling thread. A thread of its own does the input and output, so that
//! the next page arrives while the items of this one are worked on.
//!
//! ```no_run
//! # fn example<P: oas_runtime::page::PagedOperation>(client: oas_runtime::Client, list: P)
//! # -> oas_runtime::Result<()> {
//! use oas_runtime::page::ItemStream;
//!
//! let blocking = oas_runtime::blocking::Client::new(client)?;
//! for item in blocking.items(ItemStream::new(list).limit_items(100)) {
//!     let item = item?;
//! }
//! # Ok(())
//! # }
//! ```

mod runtime;

use std::fmt;
use std::future::{Future, poll_fn};
use std::io;

use bytes::Bytes;

use crate::body::ByteStream;
use crate::error::Result;
use crate::page::{CompletedStream, ItemStream, PageItems, PageStream, PagedOperation};
use crate::request::Request;
use crate::response::{RawResponse, Response, ResponseInfo};
use runtime::Runtime;

/// A client that waits. Cloning it is cheap; clones share their connections.
#[derive(Clone)]
pub struct Client {
    client: crate::Client,
    runtime: Runtime,
}

impl Client {
    /// Makes a client one that waits.
    ///
    /// # Errors
    ///
    /// The system gives no thread.
    pub fn new(client: crate::Client) -> Result<Self> {
        let runtime = Runtime::new()?;
        Ok(Self { client, runtime })
    }

    /// The client that does not wait.
    #[must_use]
    pub fn client(&self) -> &crate::Client {
        &self.client
    }

    /// Waits for any call of an emitted crate, such as `request.send()`.
    pub fn wait<F: Future>(&self, call: F) -> F::Output {
        self.runtime.wait(call)
    }

    /// Sends a request and reads the answer whole.
    ///
    /// # Errors
    ///
    /// As [`Client::send`](crate::Client::send).
    pub fn send(&self, request: Request) -> Result<RawResponse> {
        self.wait(self.client.send(request))
    }

    /// Sends a request and gives the answer as it arrives.
    ///
    /// # Errors
    ///
    /// As [`Client::send_streaming`](crate::Client::send_streaming).
    pub fn send_streaming(&self, request: Request) -> Result<Reader> {
        let stream = self.wait(self.client.send_streaming(request))?;
        Ok(self.reader(stream))
    }

    /// A stream of bytes as a reader.
    #[must_use]
    pub fn reader(&self, stream: ByteStream) -> Reader {
        let runtime = self.runtime.clone();
        Reader { stream, runtime }
    }

    /// The items of a list, as an iterator.
    #[must_use]
    pub fn items<P: PagedOperation>(&self, stream: ItemStream<P>) -> Items<P> {
        let runtime = self.runtime.clone();
        Items { stream, runtime }
    }

    /// The items of a list of partial records, each completed, as an iterator.
    #[must_use]
    pub fn completed<P: PagedOperation, T>(
        &self,
        stream: CompletedStream<P, T>,
    ) -> Completed<P, T> {
        let runtime = self.runtime.clone();
        Completed { stream, runtime }
    }

    /// The pages of a list, as an iterator.
    #[must_use]
    pub fn pages<P: PagedOperation>(&self, stream: PageStream<P>) -> Pages<P> {
        let runtime = self.runtime.clone();
        Pages { stream, runtime }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("blocking::Client")
            .field(&self.client)
            .finish()
    }
}

/// All items of a list. After an error it can be asked on, as its stream can.
#[derive(Debug)]
pub struct Items<P: PagedOperation> {
    stream: ItemStream<P>,
    runtime: Runtime,
}

impl<P: PagedOperation> Items<P> {
    /// The stream, for its position and its progress.
    #[must_use]
    pub fn stream(&self) -> &ItemStream<P> {
        &self.stream
    }

    /// Ends after so many more items. In place of that of [`Iterator`], which knows nothing of
    /// pages: this asks for none that is not needed.
    #[must_use]
    pub fn take(self, items: usize) -> Self {
        let Self { stream, runtime } = self;
        let stream = stream.take(items);
        Self { stream, runtime }
    }
}

impl<P: PagedOperation> Iterator for Items<P> {
    type Item = Result<<P::Items as PageItems>::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        self.runtime.wait(self.stream.next())
    }
}

/// All items of a list of partial records, each completed. After an error it can be asked on,
/// as its stream can.
#[derive(Debug)]
pub struct Completed<P: PagedOperation, T> {
    stream: CompletedStream<P, T>,
    runtime: Runtime,
}

impl<P: PagedOperation, T> Completed<P, T> {
    /// The stream, for its position.
    pub fn stream(&self) -> &CompletedStream<P, T> {
        &self.stream
    }
}

impl<P: PagedOperation, T> Iterator for Completed<P, T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.runtime.wait(self.stream.next())
    }
}

/// All pages of a list. After an error it can be asked on, as its stream can.
#[derive(Debug)]
pub struct Pages<P: PagedOperation> {
    stream: PageStream<P>,
    runtime: Runtime,
}

impl<P: PagedOperation> Pages<P> {
    /// The stream, for its position and its progress.
    #[must_use]
    pub fn stream(&self) -> &PageStream<P> {
        &self.stream
    }
}

impl<P: PagedOperation> Iterator for Pages<P> {
    type Item = Result<Response<P::Page>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.runtime.wait(self.stream.next())
    }
}

/// An answer of any type as it arrives, as a reader and as an iterator of its pieces.
#[derive(Debug)]
pub struct Reader {
    stream: ByteStream,
    runtime: Runtime,
}

impl Reader {
    /// The content type that came with the answer.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.stream.content_type()
    }

    /// Status, headers and rate limit.
    #[must_use]
    pub fn info(&self) -> &ResponseInfo {
        self.stream.info()
    }
}

impl io::Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let stream = &mut self.stream;
        self.runtime
            .wait(poll_fn(|context| stream.poll_into(context, buffer)))
    }
}

impl Iterator for Reader {
    type Item = Result<Bytes>;

    fn next(&mut self) -> Option<Self::Item> {
        self.runtime.wait(self.stream.next())
    }
}
