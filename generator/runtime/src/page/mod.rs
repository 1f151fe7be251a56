//! Lists that come in pages: one page, all pages, or all items, as streams.
//!
//! Emitted code implements [`PagedOperation`] for the builder of a list operation. That is
//! all it takes:
//!
//! ```
//! # use oas_runtime::{Client, Request, Result, http::Method};
//! # use oas_runtime::query::{QueryParameter, QueryStyle};
//! # use oas_runtime::request::Operation;
//! # use oas_runtime::page::{PageShape, PagedOperation};
//! # type Candidate = oas_runtime::json::RawJson;
//! # type CandidatePage = oas_runtime::json::RawJson;
//! # static LIST_CANDIDATES: Operation = Operation::new("listCandidates", Method::GET, "/candidates");
//! # static NEXT_CURSOR: QueryParameter =
//! #     QueryParameter::new("next_cursor", QueryStyle::BRACKETS);
//! # struct ListCandidates { client: Client, next_cursor: Option<String> }
//! impl PagedOperation for ListCandidates {
//!     type Items = Vec<Candidate>; // or `IndexMap<String, Candidate>`
//!     type Page = CandidatePage;
//!     const SHAPE: PageShape = PageShape { items: "result", next_cursor: "next_cursor" };
//!
//!     fn client(&self) -> &Client {
//!         &self.client
//!     }
//!
//!     fn start_cursor(&self) -> Option<&str> {
//!         self.next_cursor.as_deref()
//!     }
//!
//!     fn request(&self, cursor: Option<&str>) -> Result<Request> {
//!         let mut request = Request::new(&LIST_CANDIDATES);
//!         // ... all filters, and:
//!         request.query(&NEXT_CURSOR, &cursor)?;
//!         Ok(request)
//!     }
//! }
//! ```
//!
//! What the pager promises:
//!
//! - The filters go with every page; it begins at the request's own cursor.
//! - A cursor of `null`, an absent one and an empty one are the end. An empty page with a
//!   cursor is not.
//! - A cursor that was seen before is one error and then the end, or just the end.
//! - When a page fails, the pager stays where it was: asking again asks for that page again.
//!   (A request that cannot be built is one error and then the end.)
//! - A record that cannot be read is an error in its own place; the others arrive.
//! - [`ItemStream::position`] is a place to resume from that skips nothing.
//! - The next page is asked for as soon as its cursor is known, before the records of the
//!   page at hand are read. It is never more than one page ahead, and that can be switched
//!   off; [`ItemStream::limit_items`] asks for no page that is not needed.
//! - Dropping it stops it, and aborts the request under way.

mod fetch;
mod items;
mod lenient;
mod pages;
mod progress;
mod record;
mod scan;

use std::future::Future;

use indexmap::IndexMap;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::error::Result;
use crate::request::{Operation, Request};
use crate::response::{RawResponse, Response, decode};

pub use items::ItemStream;
pub use lenient::{LenientPage, decode_page_leniently, fetch_page_leniently};
pub use pages::PageStream;
pub use progress::Progress;

/// Where a page holds what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageShape {
    /// The field with the items.
    pub items: &'static str,
    /// The field with the cursor of the next page.
    pub next_cursor: &'static str,
}

/// A list operation with all its parameters, able to ask for any of its pages.
pub trait PagedOperation: Send + 'static {
    /// The items of a page: a `Vec`, or an `IndexMap` for a page that is keyed.
    type Items: PageItems;
    /// A page in full.
    type Page: DeserializeOwned + Send + 'static;
    /// Where a page holds what.
    const SHAPE: PageShape;

    /// The client that sends the requests.
    fn client(&self) -> &Client;

    /// The cursor at which to begin; `None` is the beginning.
    fn start_cursor(&self) -> Option<&str>;

    /// The request for a page.
    ///
    /// # Errors
    ///
    /// A parameter cannot be sent.
    fn request(&self, cursor: Option<&str>) -> Result<Request>;
}

/// The items of a page. Implemented for `Vec<T>` and for `IndexMap<String, T>`.
pub trait PageItems: Send + 'static {
    /// What one step of an [`ItemStream`] gives.
    type Item: Send + 'static;
    /// What stands in the page for one item.
    type Record: DeserializeOwned;
    /// Whether the items are an object, by key, and not an array.
    const KEYED: bool;

    /// An item of a record and its key; the key is empty in an array.
    fn item(key: String, record: Self::Record) -> Self::Item;
}

impl<T: DeserializeOwned + Send + 'static> PageItems for Vec<T> {
    type Item = T;
    type Record = T;
    const KEYED: bool = false;

    fn item(_: String, record: T) -> T {
        record
    }
}

impl<T: DeserializeOwned + Send + 'static> PageItems for IndexMap<String, T> {
    type Item = (String, T);
    type Record = T;
    const KEYED: bool = true;

    fn item(key: String, record: T) -> (String, T) {
        (key, record)
    }
}

/// A place in a list, between pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PagePosition {
    /// Before the first page.
    First,
    /// Before the page of this cursor.
    Cursor(String),
    /// After the last page.
    End,
}

impl PagePosition {
    /// The cursor, if there is one.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        match self {
            Self::Cursor(cursor) => Some(cursor),
            Self::First | Self::End => None,
        }
    }

    fn from_cursor(cursor: Option<&str>) -> Self {
        match cursor {
            None | Some("") => Self::First,
            Some(cursor) => Self::Cursor(cursor.to_owned()),
        }
    }
}

/// What to do when the server gives a cursor that was seen before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RepeatedCursor {
    /// One error, then the end.
    #[default]
    Error,
    /// The end.
    Stop,
}

/// Asks for the page at the operation's own cursor.
///
/// # Errors
///
/// The page could not be had, or one of its records cannot be read.
pub fn fetch_page<P: PagedOperation>(
    operation: &P,
) -> impl Future<Output = Result<Response<P::Page>>> + Send + use<P> {
    let client = operation.client().clone();
    let request = first_request(operation);
    async move {
        let request = request?;
        let operation = request.operation();
        let response = client.send(request).await?;
        decode_page::<P>(response, operation)
    }
}

fn first_request<P: PagedOperation>(operation: &P) -> Result<Request> {
    let cursor = operation.start_cursor().filter(|cursor| !cursor.is_empty());
    operation.request(cursor)
}

/// Reads a page in full: strictly, so that one bad record fails it.
///
/// # Errors
///
/// The answer is not a page, the field of its items is missing or of another type, or one of
/// its records cannot be read.
pub fn decode_page<P: PagedOperation>(
    response: RawResponse,
    operation: &'static Operation,
) -> Result<Response<P::Page>> {
    match scan::scan(&response, operation, P::SHAPE, P::Items::KEYED) {
        Ok(_) => decode(response, operation),
        Err(error) => Err(error.with_info(response.info).with_body(response.body)),
    }
}
