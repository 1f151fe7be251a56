//! How far a list has been read.

use std::fmt;

use crate::response::{RateLimit, ResponseInfo};

/// How far a list has been read. For a bar of progress, for one.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Progress<'a> {
    /// How many pages have arrived.
    pub pages: u64,
    /// How many items were given out. Of a [`PageStream`](super::PageStream) always 0: it
    /// does not look into its pages.
    pub items: u64,
    /// How many records could not be read.
    pub failed_records: u64,
    /// How many bytes of bodies have arrived.
    pub bytes: u64,
    /// What came with the last page.
    pub last_info: Option<&'a ResponseInfo>,
    /// Whether there is nothing more to come.
    pub is_over: bool,
}

impl<'a> Progress<'a> {
    /// The rate limit that came with the last page.
    #[must_use]
    pub fn rate_limit(&self) -> Option<&'a RateLimit> {
        self.last_info.map(|info| &info.rate_limit)
    }
}

type Listener = dyn FnMut(&Progress<'_>) + Send;

/// Told of every page and every item, if anyone listens.
#[derive(Default)]
pub(super) struct ProgressHook(Option<Box<Listener>>);

impl ProgressHook {
    pub(super) fn set(&mut self, hook: impl FnMut(&Progress<'_>) + Send + 'static) {
        self.0 = Some(Box::new(hook));
    }

    pub(super) fn call(&mut self, progress: &Progress<'_>) {
        if let Some(hook) = &mut self.0 {
            hook(progress);
        }
    }
}

impl fmt::Debug for ProgressHook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listens = self.0.is_some();
        formatter
            .debug_tuple("ProgressHook")
            .field(&listens)
            .finish()
    }
}
