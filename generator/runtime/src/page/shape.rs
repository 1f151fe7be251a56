//! Where a page holds what, and how the next one is found.

/// The names that lead to a field: `["meta", "next_cursor"]`. None is the body itself.
pub type Path = &'static [&'static str];

/// Where a page holds its items, and what leads to the next page.
///
/// Emitted code has one constant of it for each list operation. The constructors name the
/// forms of paging; the methods add what else a server says of its end.
///
/// ```
/// use oas_runtime::page::PageShape;
///
/// const BY_CURSOR: PageShape = PageShape::cursor(&["result"], &["next_cursor"]);
/// const BY_LAST_ITEM: PageShape = PageShape::last_item(&["data"], &["id"]).with_has_more(&["has_more"]);
/// // The body is an array, and a header leads on.
/// const BY_LINK: PageShape = PageShape::link_header(&[]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageShape {
    pub(super) items: Path,
    pub(super) items_may_be_absent: bool,
    pub(super) next: Next,
    pub(super) has_more: Option<Path>,
    pub(super) total: Option<Path>,
    pub(super) total_pages: Option<Path>,
    pub(super) in_urls: Option<&'static str>,
    pub(super) link_is_more: bool,
}

/// What leads to the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A cursor in the body.
    Cursor(Path),
    /// The header `Link` with the relation `next`.
    LinkHeader,
    /// A URL in the body.
    Link(Path),
    /// The number of the page, counted up from this one.
    PageNumber(u64),
    /// The number of items before the page, counted up from this one.
    Offset(u64),
    /// This field of the last item.
    LastItem(Path),
}

impl PageShape {
    const fn new(items: Path, next: Next) -> Self {
        Self {
            items,
            items_may_be_absent: false,
            next,
            has_more: None,
            total: None,
            total_pages: None,
            in_urls: None,
            link_is_more: false,
        }
    }

    /// The body holds the cursor of the next page.
    #[must_use]
    pub const fn cursor(items: Path, cursor: Path) -> Self {
        Self::new(items, Next::Cursor(cursor))
    }

    /// The header `Link` of RFC 8288 leads to the next page.
    #[must_use]
    pub const fn link_header(items: Path) -> Self {
        Self::new(items, Next::LinkHeader)
    }

    /// The body holds the URL of the next page.
    #[must_use]
    pub const fn link(items: Path, link: Path) -> Self {
        Self::new(items, Next::Link(link))
    }

    /// Pages have numbers; the first one has this.
    #[must_use]
    pub const fn page_number(items: Path, first: u64) -> Self {
        Self::new(items, Next::PageNumber(first))
    }

    /// A page is asked for by the number of items before it; before the first one it is this.
    #[must_use]
    pub const fn offset(items: Path, first: u64) -> Self {
        Self::new(items, Next::Offset(first))
    }

    /// The next page is asked for by this field of the last item, its identifier.
    #[must_use]
    pub const fn last_item(items: Path, id: Path) -> Self {
        Self::new(items, Next::LastItem(id))
    }

    /// Where the body says whether there are more pages: a boolean.
    #[must_use]
    pub const fn with_has_more(mut self, has_more: Path) -> Self {
        self.has_more = Some(has_more);
        self
    }

    /// Where the body says how many items there are in all.
    #[must_use]
    pub const fn with_total(mut self, total: Path) -> Self {
        self.total = Some(total);
        self
    }

    /// Where the body says how many pages there are in all.
    #[must_use]
    pub const fn with_total_pages(mut self, total_pages: Path) -> Self {
        self.total_pages = Some(total_pages);
        self
    }

    /// A page without the field of the items, or with `null` there, has no items. Otherwise it
    /// is an error.
    #[must_use]
    pub const fn with_items_that_may_be_absent(mut self) -> Self {
        self.items_may_be_absent = true;
        self
    }

    /// Where the body holds a URL in place of the cursor, the cursor is this parameter of its
    /// query.
    #[must_use]
    pub const fn with_cursor_in_urls(mut self, parameter: &'static str) -> Self {
        self.in_urls = Some(parameter);
        self
    }

    /// There are more pages exactly where the header `Link` has a next one, wherever that
    /// leads.
    #[must_use]
    pub const fn with_link_header_if_more(mut self) -> Self {
        self.link_is_more = true;
        self
    }

    /// Whether a position is the query of a link.
    pub(super) const fn is_by_link(&self) -> bool {
        matches!(self.next, Next::LinkHeader | Next::Link(_))
    }

    /// Whether a position is a number; with the first one.
    pub(super) const fn counts_from(&self) -> Option<u64> {
        match self.next {
            Next::PageNumber(first) | Next::Offset(first) => Some(first),
            _ => None,
        }
    }
}

/// A path as errors show it: `meta.next_cursor`.
pub(super) fn shown(path: Path) -> String {
    path.join(".")
}
