//! Fetching one page after the other: the part that both streams share.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::task::{Context, Poll, ready};

use http::Uri;

use super::next::{Arrived, Onward, number_of, onward};
use super::scan::{Scanned, scan};
use super::{PageItems, PagePosition, PagedOperation, RepeatedCursor, request_at};
use crate::error::{Error, Result};
use crate::request::Operation;
use crate::response::{RawResponse, ResponseInfo};
use crate::transport::BoxFuture;

/// A page that has arrived and been looked at.
pub(super) struct FetchedPage {
    pub(super) scanned: Scanned,
    pub(super) response: RawResponse,
    pub(super) operation: &'static Operation,
    pub(super) next: Onward,
    /// A hash of its items, where the same page could come again unnoticed.
    fingerprint: Option<u64>,
}

/// A request under way, or its answer that nobody has asked for yet.
struct InFlight {
    position: PagePosition,
    operation: &'static Operation,
    /// The address that is asked, where links are read by it.
    address: Option<Uri>,
    response: Answer,
}

enum Answer {
    Pending(BoxFuture<'static, Result<RawResponse>>),
    /// Boxed, so that the rare state does not make the common one large.
    Ready(Box<Result<RawResponse>>),
}

impl InFlight {
    /// Lets the request make headway. Its answer is kept.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if let Answer::Pending(response) = &mut self.response {
            let response = ready!(response.as_mut().poll(context));
            self.response = Answer::Ready(Box::new(response));
        }
        Poll::Ready(())
    }
}

pub(super) struct Fetcher<P> {
    operation: P,
    position: PagePosition,
    seen: SeenCursors,
    on_repeated_cursor: RepeatedCursor,
    /// The request for the page at the position, or for the one after it.
    in_flight: Option<InFlight>,
    prefetches: bool,
    /// An error that comes once the page before it has been handed out.
    last_error: Option<Error>,
    is_over: bool,
    pages_fetched: u64,
    bytes_received: u64,
    /// How many items stand before the position, if all of them were counted.
    items_before: Option<u64>,
    /// A hash of the items of the last page, where pages are counted.
    last_items: Option<u64>,
    hasher: RandomState,
    last_info: Option<ResponseInfo>,
}

impl<P: PagedOperation> Fetcher<P> {
    pub(super) fn new(operation: P) -> Self {
        let position = operation.start_position();
        Self::at(operation, position)
    }

    fn at(operation: P, position: PagePosition) -> Self {
        let mut seen = SeenCursors::default();
        if let Some(cursor) = position.cursor() {
            seen.insert(cursor);
        }
        let first = P::SHAPE.counts_from();
        let is_at_first = first.is_some_and(|first| number_of(&position, first) == Some(first));
        Self {
            operation,
            position,
            seen,
            on_repeated_cursor: RepeatedCursor::default(),
            in_flight: None,
            prefetches: true,
            last_error: None,
            is_over: false,
            pages_fetched: 0,
            bytes_received: 0,
            items_before: is_at_first.then_some(0),
            last_items: None,
            hasher: RandomState::new(),
            last_info: None,
        }
    }

    pub(super) fn resume_at(self, position: PagePosition) -> Self {
        let (on_repeated_cursor, prefetches) = (self.on_repeated_cursor, self.prefetches);
        Self {
            on_repeated_cursor,
            prefetches,
            ..Self::at(self.operation, position)
        }
    }

    pub(super) fn set_on_repeated_cursor(&mut self, what: RepeatedCursor) {
        self.on_repeated_cursor = what;
    }

    pub(super) fn set_prefetches(&mut self, prefetches: bool) {
        self.prefetches = prefetches;
    }

    /// Whether nothing more is to come.
    pub(super) fn is_over(&self) -> bool {
        self.last_error.is_none() && (self.is_over || self.position == PagePosition::End)
    }

    /// The page that is asked for next, or being asked for.
    pub(super) fn position(&self) -> &PagePosition {
        &self.position
    }

    pub(super) fn pages_fetched(&self) -> u64 {
        self.pages_fetched
    }

    pub(super) fn bytes_received(&self) -> u64 {
        self.bytes_received
    }

    pub(super) fn last_info(&self) -> Option<&ResponseInfo> {
        self.last_info.as_ref()
    }

    /// The page at the position. The position moves only when the page is
    /// [accepted](Self::accept): after an error, and for a page that is not accepted, the
    /// next call asks for the same page again.
    pub(super) fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<FetchedPage>>> {
        if let Some(error) = self.last_error.take() {
            self.is_over = true;
            return Poll::Ready(Some(Err(error)));
        }
        if self.is_over || self.position == PagePosition::End {
            return Poll::Ready(None);
        }
        let usable = self.in_flight.take();
        // A page that failed and came again may lead elsewhere than it did.
        let usable = usable.filter(|in_flight| in_flight.position == self.position);
        let mut in_flight = match usable {
            Some(in_flight) => in_flight,
            None => match self.start(self.position.clone()) {
                Ok(in_flight) => in_flight,
                Err(error) => {
                    // It would be the same error again and again.
                    self.is_over = true;
                    return Poll::Ready(Some(Err(error)));
                }
            },
        };
        if in_flight.poll(context).is_pending() {
            self.in_flight = Some(in_flight);
            return Poll::Pending;
        }
        let (operation, address) = (in_flight.operation, in_flight.address);
        match in_flight.response {
            Answer::Ready(response) => {
                // An address that is too long, for one: it will not become shorter.
                let is_refused = |error: &Error| error.is_invalid_parameter();
                self.is_over = response.as_ref().as_ref().is_err_and(is_refused);
                let page = response.and_then(|response| self.look(response, operation, address));
                Poll::Ready(match page {
                    Ok(page) if self.is_same_again(&page) => self.repeated_page(&page).map(Err),
                    page => Some(page),
                })
            }
            Answer::Pending(_) => Poll::Pending,
        }
    }

    fn start(&self, position: PagePosition) -> Result<InFlight> {
        let request = request_at(&self.operation, &position)?;
        let operation = request.operation();
        let client = self.operation.client().clone();
        let address = if P::SHAPE.is_by_link() {
            Some(request.to_http(client.base_url())?.uri().clone())
        } else {
            None
        };
        Ok(InFlight {
            position,
            operation,
            address,
            response: Answer::Pending(Box::pin(async move { client.send(request).await })),
        })
    }

    /// Asks for the page after this one, which is not accepted yet. Only one request is under
    /// way at a time.
    pub(super) fn prefetch(&mut self, page: &FetchedPage, context: &mut Context<'_>) {
        let Onward::To(cursor) = &page.next else {
            return;
        };
        if !self.prefetches || self.in_flight.is_some() || self.seen.contains(cursor) {
            return;
        }
        // A request that cannot be built is an error when its turn comes.
        if let Ok(in_flight) = self.start(PagePosition::Cursor(cursor.clone())) {
            self.in_flight = Some(in_flight);
            self.poll_ahead(context);
        }
    }

    /// Lets the request for the page ahead make headway while items are given out.
    pub(super) fn poll_ahead(&mut self, context: &mut Context<'_>) {
        if let Some(in_flight) = &mut self.in_flight {
            // Its answer is kept until it is asked for.
            let _ = in_flight.poll(context);
        }
    }

    fn look(
        &mut self,
        response: RawResponse,
        operation: &'static Operation,
        address: Option<Uri>,
    ) -> Result<FetchedPage> {
        self.last_info = Some(response.info.clone());
        let length = u64::try_from(response.body.len()).unwrap_or(u64::MAX);
        self.bytes_received = self.bytes_received.saturating_add(length);
        let scanned = match scan(&response, operation, P::SHAPE, P::Items::KEYED) {
            Ok(scanned) => scanned,
            Err(error) => return Err(error.with_info(response.info).with_body(response.body)),
        };
        // A link from the first page to itself would not be noticed otherwise.
        if let Some(query) = address.as_ref().and_then(Uri::query) {
            self.seen.insert(query);
        }
        let arrived = Arrived {
            position: &self.position,
            address: address.as_ref(),
            headers: &response.info.headers,
            items_before: self.items_before,
        };
        let next = onward(P::SHAPE, &scanned, &arrived);
        let fingerprint = self.fingerprint(&scanned, &response);
        Ok(FetchedPage {
            scanned,
            response,
            operation,
            next,
            fingerprint,
        })
    }

    /// Numbers never repeat, but a server may answer one past the end with the last page.
    /// Records that are no objects may well be the same on two pages.
    fn fingerprint(&self, scanned: &Scanned, response: &RawResponse) -> Option<u64> {
        P::SHAPE.counts_from()?;
        let (_, record) = scanned.records.first()?;
        let items = response.body.get(scanned.items.clone())?;
        record
            .starts_with(b"{")
            .then(|| self.hasher.hash_one(items))
    }

    fn is_same_again(&self, page: &FetchedPage) -> bool {
        page.fingerprint.is_some() && page.fingerprint == self.last_items
    }

    /// The end, with or without an error.
    fn repeated_page(&mut self, page: &FetchedPage) -> Option<Error> {
        match self.on_repeated_cursor {
            RepeatedCursor::Stop => {
                self.position = PagePosition::End;
                None
            }
            RepeatedCursor::Error => {
                self.is_over = true;
                let message = format!(
                    "the server gave the same page again for another number, after {} pages; \
                     going on would never end, so the list may be incomplete",
                    self.pages_fetched
                );
                let info = page.response.info.clone();
                Some(Error::pagination(page.operation, message).with_info(info))
            }
        }
    }

    /// Moves on to the page after this one.
    pub(super) fn accept(&mut self, page: &FetchedPage) {
        self.pages_fetched += 1;
        self.last_items = page.fingerprint;
        let records = u64::try_from(page.scanned.records.len()).unwrap_or(u64::MAX);
        self.items_before = self
            .items_before
            .map(|before| before.saturating_add(records));
        let cursor = match &page.next {
            Onward::To(cursor) => cursor,
            Onward::End => {
                self.position = PagePosition::End;
                return;
            }
            // The position stays: there is no other to resume from.
            Onward::Lost(reason) => {
                let message = format!("{reason}; so the list may be incomplete");
                let info = page.response.info.clone();
                self.last_error = Some(Error::pagination(page.operation, message).with_info(info));
                return;
            }
        };
        if !self.seen.insert(cursor) {
            match self.on_repeated_cursor {
                RepeatedCursor::Stop => {
                    self.position = PagePosition::End;
                    return;
                }
                RepeatedCursor::Error => {
                    let message = format!(
                        "the server gave a cursor again that it had given before, after {} \
                         pages; following it would never end, so the list may be incomplete",
                        self.pages_fetched
                    );
                    self.last_error = Some(
                        Error::pagination(page.operation, message)
                            .with_info(page.response.info.clone()),
                    );
                }
            }
        }
        self.position = PagePosition::Cursor(cursor.clone());
    }
}

/// The cursors that were met. Only a hash of each is kept, so that a list of any length
/// takes little memory; two hashes of 64 bits with secret keys do not meet by chance.
#[derive(Default)]
struct SeenCursors {
    keys: (RandomState, RandomState),
    hashes: HashSet<(u64, u64)>,
}

impl SeenCursors {
    /// Whether the cursor is new.
    fn insert(&mut self, cursor: &str) -> bool {
        let hashes = self.hashes_of(cursor);
        self.hashes.insert(hashes)
    }

    fn contains(&self, cursor: &str) -> bool {
        self.hashes.contains(&self.hashes_of(cursor))
    }

    fn hashes_of(&self, cursor: &str) -> (u64, u64) {
        (self.keys.0.hash_one(cursor), self.keys.1.hash_one(cursor))
    }
}
