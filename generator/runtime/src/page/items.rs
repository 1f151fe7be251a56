//! All items of all pages.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use bytes::Bytes;
use futures_core::Stream;

use super::fetch::{FetchedPage, Fetcher};
use super::progress::{Progress, ProgressHook};
use super::record::Origin;
use super::{PageItems, PagePosition, PagedOperation, RepeatedCursor};
use crate::error::Result;
use crate::response::ResponseInfo;

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
    limit: Option<u64>,
    on_progress: ProgressHook,
}

struct CurrentPage {
    position: PagePosition,
    records: vec::IntoIter<(String, Bytes)>,
    next_index: u64,
    origin: Origin,
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
            limit: None,
            on_progress: ProgressHook::default(),
        }
    }

    /// The items from this position on, in place of the operation's own cursor.
    #[must_use]
    pub fn resume_at(self, position: PagePosition) -> Self {
        let (limit, on_progress) = (self.limit, self.on_progress);
        Self {
            limit,
            on_progress,
            ..Self::with(self.fetcher.resume_at(position))
        }
    }

    /// What to do when the server gives a cursor that was seen before.
    #[must_use]
    pub fn on_repeated_cursor(mut self, what: RepeatedCursor) -> Self {
        self.fetcher.set_on_repeated_cursor(what);
        self
    }

    /// Whether the next page is asked for before this one has been read: it is, unless this
    /// is called with `false`.
    #[must_use]
    pub fn prefetch(mut self, is_on: bool) -> Self {
        self.fetcher.set_prefetches(is_on);
        self
    }

    /// Ends after this many items in all. A page that is not needed for them is not asked
    /// for, so that this is better than taking as many from an endless stream.
    #[must_use]
    pub fn limit_items(mut self, limit: u64) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Ends after so many more items. In place of the `take` of stream libraries, which knows
    /// nothing of pages: this asks for none that is not needed, as
    /// [`limit_items`](Self::limit_items) does. A record that cannot be read does not count.
    #[must_use]
    pub fn take(self, items: usize) -> Self {
        let items = u64::try_from(items).unwrap_or(u64::MAX);
        let limit = self.items_yielded.saturating_add(items);
        let limit = self.limit.map_or(limit, |other| other.min(limit));
        self.limit_items(limit)
    }

    /// Called whenever a page has arrived, whenever an item is given out, and at the end.
    #[must_use]
    pub fn on_progress(mut self, hook: impl FnMut(&Progress<'_>) + Send + 'static) -> Self {
        self.on_progress.set(hook);
        self
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress<'_> {
        Progress {
            pages: self.pages_fetched(),
            items: self.items_yielded,
            failed_records: self.records_failed,
            bytes: self.bytes_received(),
            last_info: self.last_info(),
            is_over: self.is_over(),
        }
    }

    fn is_over(&self) -> bool {
        let has_more = self.page.as_ref().is_some_and(CurrentPage::has_more);
        self.is_full() || (self.fetcher.is_over() && !has_more)
    }

    fn is_full(&self) -> bool {
        self.limit.is_some_and(|limit| self.items_yielded >= limit)
    }

    fn tell(&mut self) {
        let mut hook = std::mem::take(&mut self.on_progress);
        hook.call(&self.progress());
        self.on_progress = hook;
    }

    /// Where to resume so that no item is skipped: the page of the next item. Items of that
    /// page that were had already come again.
    #[must_use]
    pub fn position(&self) -> &PagePosition {
        match &self.page {
            Some(page) if page.has_more() => &page.position,
            _ => self.fetcher.position(),
        }
    }

    /// The page of the item that was given out last; after an error, that which failed.
    pub(super) fn page_position(&self) -> &PagePosition {
        match &self.page {
            Some(page) => &page.position,
            None => self.fetcher.position(),
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

    /// Asks for the next page, unless the limit is reached with this one, and then begins
    /// with this one.
    fn begin(&mut self, page: FetchedPage, context: &mut Context<'_>) {
        let position = self.fetcher.position().clone();
        let records = u64::try_from(page.scanned.records.len()).unwrap_or(u64::MAX);
        let with_this_page = self.items_yielded.saturating_add(records);
        if self.limit.is_none_or(|limit| with_this_page < limit) {
            self.fetcher.prefetch(&page, context);
        }
        self.fetcher.accept(&page);
        self.page = Some(CurrentPage {
            position,
            records: page.scanned.records.into_iter(),
            next_index: 0,
            origin: Origin {
                operation: page.operation,
                info: page.response.info,
                items: P::SHAPE.items,
            },
        });
    }
}

impl CurrentPage {
    fn has_more(&self) -> bool {
        !self.records.as_slice().is_empty()
    }

    /// Decodes the next record: only now, so that what stands before it has been given out.
    fn next<I: PageItems>(&mut self) -> Option<Result<I::Item>> {
        let (key, text) = self.records.next()?;
        let index = self.next_index;
        self.next_index += 1;
        Some(self.origin.read::<I>(index, key, &text))
    }
}

// Nothing in it is pinned in place: the request under way is on the heap.
impl<P: PagedOperation> Unpin for ItemStream<P> {}

impl<P: PagedOperation> Stream for ItemStream<P> {
    type Item = Result<<P::Items as PageItems>::Item>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.page.is_some() {
            this.fetcher.poll_ahead(context);
        }
        loop {
            if this.is_full() {
                // The page stays: its position is where to resume.
                return Poll::Ready(None);
            }
            if let Some(page) = &mut this.page {
                if let Some(item) = page.next::<P::Items>() {
                    match &item {
                        Ok(_) => this.items_yielded += 1,
                        Err(_) => this.records_failed += 1,
                    }
                    this.tell();
                    return Poll::Ready(Some(item));
                }
                this.page = None;
            }
            match ready!(this.fetcher.poll_page(context)) {
                Some(Ok(page)) => {
                    this.begin(page, context);
                    this.tell();
                }
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
