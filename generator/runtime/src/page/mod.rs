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
//!     const SHAPE: PageShape = PageShape::cursor(&["result"], &["next_cursor"]);
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
//! A [`PageShape`] says which form of paging it is: by a cursor or a link in the body, by the
//! `Link` header, by page number, by offset, or by the last item's identifier. A position is an
//! opaque text in each: the cursor, the query of the link, the number, the identifier.
//!
//! What the pager promises, whatever the form:
//!
//! - The filters go with every page; it begins at the request's own cursor.
//! - A cursor of `null`, an absent one and an empty one are the end. An empty page with a
//!   cursor is not.
//! - A cursor that was seen before is one error and then the end, or just the end. So is, where
//!   pages are counted, the same page again under the next number.
//! - A link leads to the same operation, of which only the query changes; to another place it is
//!   an error, after the items of the page that held it.
//! - Where pages are counted, the end is where the server says so (by the number of items or of
//!   pages in all, or by a flag), and otherwise at a page without items.
//! - When a page fails, the pager stays where it was: asking again asks for that page again.
//!   (A request that cannot be built is one error and then the end.)
//! - A record that cannot be read is an error in its own place; the others arrive.
//! - [`ItemStream::position`] is a place to resume from that skips nothing.
//! - The next page is asked for as soon as its cursor is known, before the records of the
//!   page at hand are read. It is never more than one page ahead, and that can be switched
//!   off; [`ItemStream::limit_items`] asks for no page that is not needed.
//! - Dropping it stops it, and aborts the request under way.
//!
//! Where the records of a list are partial, [`ItemStream::complete_with`] completes them, some at
//! a time and in their order.

mod complete;
mod fetch;
mod items;
mod lenient;
mod link;
mod next;
mod pages;
mod position;
mod progress;
mod record;
mod scan;
mod shape;

use std::future::Future;

use indexmap::IndexMap;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::error::Result;
use crate::request::{Operation, Request};
use crate::response::{RawResponse, Response, decode};

pub use complete::CompletedStream;
pub use items::ItemStream;
pub use lenient::{LenientPage, decode_page_leniently, fetch_page_leniently};
pub use pages::PageStream;
pub use position::PagePosition;
pub use progress::Progress;
pub use shape::{PageShape, Path};

/// A list operation with all its parameters, able to ask for any of its pages.
pub trait PagedOperation: Send + 'static {
    /// The items of a page: a `Vec`, or an `IndexMap` for a page that is keyed.
    type Items: PageItems;
    /// A page in full.
    type Page: DeserializeOwned + Send + 'static;
    /// Where a page holds what, and how the next one is found.
    const SHAPE: PageShape;

    /// The client that sends the requests.
    fn client(&self) -> &Client;

    /// The cursor at which to begin; `None` is the beginning.
    fn start_cursor(&self) -> Option<&str> {
        None
    }

    /// The position at which to begin: that of the cursor, unless it is no text.
    fn start_position(&self) -> PagePosition {
        PagePosition::from_cursor(self.start_cursor())
    }

    /// The request for a page. Where links lead from page to page, it is called without a
    /// cursor, and the query of the link is put in place of the request's own.
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
    request_at(operation, &operation.start_position())
}

/// The request for the page at a position.
fn request_at<P: PagedOperation>(operation: &P, position: &PagePosition) -> Result<Request> {
    let cursor = position.cursor().filter(|cursor| !cursor.is_empty());
    if P::SHAPE.is_by_link() {
        let mut request = operation.request(None)?;
        if let Some(query) = cursor {
            request.replace_query(query);
        }
        return Ok(request);
    }
    let request = operation.request(cursor)?;
    let counts = P::SHAPE.counts_from().is_some();
    if counts && cursor.is_some_and(|cursor| cursor.parse::<u64>().is_err()) {
        let message = "the position to go on from is no number, as this list has them";
        return Err(crate::error::Error::pagination(
            request.operation(),
            message,
        ));
    }
    Ok(request)
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
