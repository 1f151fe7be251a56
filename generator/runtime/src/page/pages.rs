//! All pages.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::fetch::Fetcher;
use super::progress::{Progress, ProgressHook};
use super::{PagePosition, PagedOperation, RepeatedCursor};
use crate::error::Result;
use crate::response::{Response, ResponseInfo, decode};

/// All pages of a list, each in full. See the [module](super) for what it promises.
///
/// A page is read strictly: one bad record fails it. Asking again asks for that page again;
/// [`ItemStream`](super::ItemStream) gets past such a record.
pub struct PageStream<P: PagedOperation> {
    fetcher: Fetcher<P>,
    on_progress: ProgressHook,
}

impl<P: PagedOperation> PageStream<P> {
    /// The pages from the operation's own cursor on. Nothing is sent before the first poll.
    #[must_use]
    pub fn new(operation: P) -> Self {
        Self {
            fetcher: Fetcher::new(operation),
            on_progress: ProgressHook::default(),
        }
    }

    /// The pages from this position on, in place of the operation's own cursor.
    #[must_use]
    pub fn resume_at(self, position: PagePosition) -> Self {
        Self {
            fetcher: self.fetcher.resume_at(position),
            on_progress: self.on_progress,
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

    /// Called whenever a page is given out.
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
            items: 0,
            failed_records: 0,
            bytes: self.bytes_received(),
            last_info: self.last_info(),
            is_over: self.fetcher.is_over(),
        }
    }

    /// Where to resume so that no page is skipped: the next page.
    #[must_use]
    pub fn position(&self) -> &PagePosition {
        self.fetcher.position()
    }

    /// How many pages were given out.
    #[must_use]
    pub fn pages_fetched(&self) -> u64 {
        self.fetcher.pages_fetched()
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

    /// The next page, or an error in its place. Safe to cancel: nothing is lost.
    pub async fn next(&mut self) -> Option<Result<Response<P::Page>>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next page; `None` at the end.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next) gives them; the stream can be used on.
    pub async fn try_next(&mut self) -> Result<Option<Response<P::Page>>> {
        self.next().await.transpose()
    }

    /// All pages that are left.
    ///
    /// # Errors
    ///
    /// The first one that comes.
    pub async fn collect_all(mut self) -> Result<Vec<Response<P::Page>>> {
        let mut all = Vec::new();
        while let Some(page) = self.try_next().await? {
            all.push(page);
        }
        Ok(all)
    }
}

// Nothing in it is pinned in place: the request under way is on the heap.
impl<P: PagedOperation> Unpin for PageStream<P> {}

impl<P: PagedOperation> Stream for PageStream<P> {
    type Item = Result<Response<P::Page>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = match ready!(self.fetcher.poll_page(context)) {
            Some(Ok(page)) => page,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        // It leaves before the page is read. Should this page fail, it is thrown away.
        self.fetcher.prefetch(&page, context);
        // The bytes are counted by reference: a clone of the body copies nothing.
        let decoded = decode(page.response.clone(), page.operation);
        if decoded.is_ok() {
            self.fetcher.accept(&page);
            let mut hook = std::mem::take(&mut self.on_progress);
            hook.call(&self.progress());
            self.on_progress = hook;
        }
        Poll::Ready(Some(decoded))
    }
}

impl<P: PagedOperation> fmt::Debug for PageStream<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PageStream")
            .field("position", self.position())
            .field("pages_fetched", &self.pages_fetched())
            .finish_non_exhaustive()
    }
}
