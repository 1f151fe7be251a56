//! All items of all pages.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use bytes::Bytes;
use futures_core::Stream;

use super::fetch::{FetchedPage, Fetcher, poll_accepted};
use super::{PageItems, PagePosition, PagedOperation, RepeatedCursor};
use crate::error::{DecodeProblem, Error, Result};
use crate::json::RawJson;
use crate::request::Operation;
use crate::response::{ResponseInfo, shape_error};

/// All items of a list, page after page. See the [module](super) for what it promises.
///
/// It is a [`Stream`], and has methods of its own, so that no further crate is needed:
///
/// ```
/// # use oas_runtime::page::{ItemStream, PagedOperation};
/// # async fn each<P: PagedOperation>(operation: P) -> oas_runtime::Result<()> {
/// let mut items = ItemStream::new(operation);
/// while let Some(item) = items.try_next().await? {
///     // ...
/// }
/// # Ok(())
/// # }
/// ```
pub struct ItemStream<P: PagedOperation> {
    fetcher: Fetcher<P>,
    page: Option<CurrentPage>,
    items_yielded: u64,
    records_failed: u64,
}

struct CurrentPage {
    position: PagePosition,
    records: vec::IntoIter<(String, Bytes)>,
    next_index: u64,
    info: ResponseInfo,
    operation: &'static Operation,
}

impl<P: PagedOperation> ItemStream<P> {
    /// The items from the operation's own cursor on. Nothing is sent before the first poll.
    #[must_use]
    pub fn new(operation: P) -> Self {
        Self::with(Fetcher::new(operation))
    }

    fn with(fetcher: Fetcher<P>) -> Self {
        Self {
            fetcher,
            page: None,
            items_yielded: 0,
            records_failed: 0,
        }
    }

    /// The items from this position on, in place of the operation's own cursor.
    #[must_use]
    pub fn resume_at(self, position: PagePosition) -> Self {
        Self::with(self.fetcher.resume_at(position))
    }

    /// What to do when the server gives a cursor that was seen before.
    #[must_use]
    pub fn on_repeated_cursor(mut self, what: RepeatedCursor) -> Self {
        self.fetcher.set_on_repeated_cursor(what);
        self
    }

    /// Where to resume so that no item is skipped: the page of the next item. Items of that
    /// page that were had already come again.
    #[must_use]
    pub fn position(&self) -> &PagePosition {
        match &self.page {
            Some(page) if !page.records.as_slice().is_empty() => &page.position,
            _ => self.fetcher.position(),
        }
    }

    /// How many pages have arrived.
    #[must_use]
    pub fn pages_fetched(&self) -> u64 {
        self.fetcher.pages_fetched()
    }

    /// How many items were given out.
    #[must_use]
    pub fn items_yielded(&self) -> u64 {
        self.items_yielded
    }

    /// How many records could not be read.
    #[must_use]
    pub fn records_failed(&self) -> u64 {
        self.records_failed
    }

    /// How many bytes of bodies have arrived.
    #[must_use]
    pub fn bytes_received(&self) -> u64 {
        self.fetcher.bytes_received()
    }

    /// What came with the last page: the rate limit, for one.
    #[must_use]
    pub fn last_info(&self) -> Option<&ResponseInfo> {
        self.fetcher.last_info()
    }

    /// The next item, or an error in its place. Safe to cancel: nothing is lost.
    pub async fn next(&mut self) -> Option<Result<<P::Items as PageItems>::Item>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next item; `None` at the end.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next) gives them; the stream can be used on.
    pub async fn try_next(&mut self) -> Result<Option<<P::Items as PageItems>::Item>> {
        self.next().await.transpose()
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// The first one that comes.
    pub async fn collect_all(mut self) -> Result<Vec<<P::Items as PageItems>::Item>> {
        let mut all = Vec::new();
        while let Some(item) = self.try_next().await? {
            all.push(item);
        }
        Ok(all)
    }

    fn begin(&mut self, position: PagePosition, page: FetchedPage) {
        self.page = Some(CurrentPage {
            position,
            records: page.scanned.records.into_iter(),
            next_index: 0,
            info: page.response.info,
            operation: page.operation,
        });
    }
}

impl CurrentPage {
    /// Decodes the next record: only now, so that what stands before it has been given out.
    fn next<I: PageItems>(&mut self, shape_items: &str) -> Option<Result<I::Item>> {
        let (key, text) = self.records.next()?;
        let index = self.next_index;
        self.next_index += 1;
        Some(self.decode::<I>(shape_items, index, key, &text))
    }

    fn decode<I: PageItems>(
        &self,
        shape_items: &str,
        index: u64,
        key: String,
        text: &[u8],
    ) -> Result<I::Item> {
        let error = match serde_json::from_slice(text) {
            Ok(record) => return Ok(I::item(key, record)),
            Err(error) => error,
        };
        let prefix = if I::KEYED {
            format!("{shape_items}.{key}")
        } else {
            format!("{shape_items}[{index}]")
        };
        // A slice of a body that was read as UTF-8 already.
        let text = String::from_utf8_lossy(text);
        let error = if error.is_data() {
            shape_error::<I::Record>(self.operation, &self.info, &text, &prefix, error)
        } else {
            // Syntax that the first look passes over: a number past all ranges, or a depth
            // past all bounds.
            let message = format!("the record at `{prefix}` cannot be read: {error}");
            Error::decode(self.operation, DecodeProblem::Shape, message).at_path(prefix)
        };
        let raw = RawJson::from_text(text).unwrap_or_default();
        Err(error.of_record(index, raw).with_info(self.info.clone()))
    }
}

// Nothing in it is pinned in place: the request under way is on the heap.
impl<P: PagedOperation> Unpin for ItemStream<P> {}

impl<P: PagedOperation> Stream for ItemStream<P> {
    type Item = Result<<P::Items as PageItems>::Item>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(page) = &mut this.page {
                if let Some(item) = page.next::<P::Items>(P::SHAPE.items) {
                    match &item {
                        Ok(_) => this.items_yielded += 1,
                        Err(_) => this.records_failed += 1,
                    }
                    return Poll::Ready(Some(item));
                }
                this.page = None;
            }
            let position = this.fetcher.position().clone();
            match ready!(poll_accepted(&mut this.fetcher, context)) {
                Some(Ok(page)) => this.begin(position, page),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P: PagedOperation> fmt::Debug for ItemStream<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ItemStream")
            .field("position", self.position())
            .field("pages_fetched", &self.pages_fetched())
            .field("items_yielded", &self.items_yielded)
            .finish_non_exhaustive()
    }
}
