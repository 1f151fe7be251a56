//! Lists whose records are partial, and completed one by one.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::{ItemStream, PageItems, PagePosition, PagedOperation};
use crate::error::Result;
use crate::transport::BoxFuture;

type ItemOf<P> = <<P as PagedOperation>::Items as PageItems>::Item;

type Completion<T> = BoxFuture<'static, Result<T>>;

/// The items of a list, each completed by a call of its own. Made by
/// [`ItemStream::complete_with`].
///
/// - The items come in the order of the list, however long each call takes.
/// - So many calls as were asked for are under way at once, and no more: a call is begun when
///   the one that many places before it has been given out. So many records are held, and the
///   pages that the list itself holds.
/// - Calls go through the client as any do: its rate limit, its retries and its timeouts hold
///   for them.
/// - A record that cannot be completed is an error in its own place; the others follow. So is
///   one that could not be read from its page. When a page cannot be had, the records before
///   it come first; asking again after the error asks for that page again.
/// - [`position`](Self::position) is a place to resume from that skips nothing.
/// - Dropping it stops it, and aborts the requests under way.
///
/// ```
/// # use oas_runtime::page::{ItemStream, PagedOperation};
/// # use oas_runtime::{Client, Result};
/// # async fn whole<I>(client: Client, item: I) -> Result<I> { Ok(item) }
/// # async fn each<P: PagedOperation>(client: Client, operation: P) -> Result<()> {
/// let mut items = ItemStream::new(operation).complete_with(4, move |item| whole(client.clone(), item));
/// while let Some(item) = items.try_next().await? {
///     // ...
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing until it is polled"]
pub struct CompletedStream<P: PagedOperation, T> {
    items: ItemStream<P>,
    complete: Box<dyn FnMut(ItemOf<P>) -> Completion<T> + Send>,
    concurrency: usize,
    queue: VecDeque<Entry<T>>,
    /// A page could not be had. It is not asked for again before that has been told.
    holds: bool,
    items_yielded: u64,
    items_failed: u64,
}

/// A record that has been taken from the list and not been given out.
struct Entry<T> {
    /// The page that it stands on.
    position: PagePosition,
    state: State<T>,
}

enum State<T> {
    Pending(Completion<T>),
    /// Boxed, so that what waits for its turn does not make what is under way large.
    Ready(Box<Result<T>>),
}

impl<P: PagedOperation> ItemStream<P> {
    /// Completes each item by a call, so many at a time; at least one. For a list with partial
    /// records: see [`CompletedStream`] for what it promises.
    ///
    /// A call that has nothing to do, because the record is whole, may return its item at once.
    pub fn complete_with<T, F, C>(
        self,
        concurrency: usize,
        mut complete: C,
    ) -> CompletedStream<P, T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
        C: FnMut(ItemOf<P>) -> F + Send + 'static,
    {
        CompletedStream {
            items: self,
            complete: Box::new(move |item| Box::pin(complete(item))),
            concurrency: concurrency.max(1),
            queue: VecDeque::new(),
            holds: false,
            items_yielded: 0,
            items_failed: 0,
        }
    }
}

impl<P: PagedOperation, T> CompletedStream<P, T> {
    /// The items from this position on, in place of the list's own cursor.
    pub fn resume_at(self, position: PagePosition) -> Self {
        Self {
            items: self.items.resume_at(position),
            queue: VecDeque::new(),
            holds: false,
            items_yielded: 0,
            items_failed: 0,
            ..self
        }
    }

    /// Where to resume so that no item is skipped: the page of the next item. Items of that
    /// page that were had already come again.
    #[must_use]
    pub fn position(&self) -> &PagePosition {
        match self.queue.front() {
            Some(entry) => &entry.position,
            None => self.items.position(),
        }
    }

    /// The list that the items are taken from: how many pages it has had, and the like. It is
    /// as many items ahead as are being completed.
    #[must_use]
    pub fn items(&self) -> &ItemStream<P> {
        &self.items
    }

    /// How many items were given out whole.
    #[must_use]
    pub fn items_yielded(&self) -> u64 {
        self.items_yielded
    }

    /// How many errors were given out: records that could not be read or completed, and pages
    /// that could not be had.
    #[must_use]
    pub fn items_failed(&self) -> u64 {
        self.items_failed
    }

    /// The next item, or an error in its place. Safe to cancel: nothing is lost.
    pub async fn next(&mut self) -> Option<Result<T>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next item; `None` at the end.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next) gives them; the stream can be used on.
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        self.next().await.transpose()
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// The first one that comes.
    pub async fn collect_all(mut self) -> Result<Vec<T>> {
        let mut all = Vec::new();
        while let Some(item) = self.try_next().await? {
            all.push(item);
        }
        Ok(all)
    }

    /// Begins as many calls as there is room for, and lets all of them make headway. Whether
    /// the list is at its end.
    fn advance(&mut self, context: &mut Context<'_>) -> bool {
        let mut is_over = false;
        while self.queue.len() < self.concurrency && !self.holds && !is_over {
            let item = match Pin::new(&mut self.items).poll_next(context) {
                Poll::Pending => break,
                Poll::Ready(None) => {
                    is_over = true;
                    break;
                }
                Poll::Ready(Some(item)) => item,
            };
            let state = match item {
                Ok(item) => State::Pending((self.complete)(item)),
                Err(error) => {
                    self.holds = error.record_index().is_none();
                    State::Ready(Box::new(Err(error)))
                }
            };
            self.queue.push_back(Entry {
                position: self.items.page_position().clone(),
                state,
            });
        }
        for entry in &mut self.queue {
            if let State::Pending(completion) = &mut entry.state
                && let Poll::Ready(result) = completion.as_mut().poll(context)
            {
                entry.state = State::Ready(Box::new(result));
            }
        }
        is_over
    }

    /// Takes the first record, if its turn has come.
    fn take_first(&mut self) -> Option<Result<T>> {
        let entry = self.queue.pop_front()?;
        match entry.state {
            State::Ready(result) => Some(*result),
            State::Pending(_) => {
                self.queue.push_front(entry);
                None
            }
        }
    }
}

// Nothing in it is pinned in place: the calls under way are on the heap.
impl<P: PagedOperation, T> Unpin for CompletedStream<P, T> {}

impl<P: PagedOperation, T> Stream for CompletedStream<P, T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let is_over = this.advance(context);
        let Some(item) = this.take_first() else {
            return if is_over && this.queue.is_empty() {
                Poll::Ready(None)
            } else {
                Poll::Pending
            };
        };
        match &item {
            Ok(_) => this.items_yielded += 1,
            Err(_) => this.items_failed += 1,
        }
        if this.queue.is_empty() && this.holds {
            // The error of the page is the last in the queue, and goes out now. Whoever asks
            // on wants the page once more; whoever does not has sent nothing in vain.
            this.holds = false;
        } else {
            // The call that there is room for now leaves before this item is worked on.
            this.advance(context);
        }
        Poll::Ready(Some(item))
    }
}

impl<P: PagedOperation, T> fmt::Debug for CompletedStream<P, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CompletedStream")
            .field("position", self.position())
            .field("concurrency", &self.concurrency)
            .field("items_yielded", &self.items_yielded)
            .finish_non_exhaustive()
    }
}
