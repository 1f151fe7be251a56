//! The words by which forms of paging are known. They are compared without case and signs, so
//! that `nextCursor`, `next_cursor` and `next-cursor` are one.

/// A name without case and signs.
pub(super) fn plain(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A parameter that takes a cursor, and the properties that hold the next one.
pub(super) struct Cursor {
    pub(super) parameter: &'static str,
    /// Names that say by themselves that they are for the next page.
    pub(super) next: &'static [&'static str],
    /// Names that do so inside of `next` or `cursors`.
    pub(super) inside: &'static [&'static str],
    /// Names that could be something else: what is said of them must leave no doubt.
    pub(super) described: &'static [&'static str],
    /// Whether `next` beside `previous` goes with it, whatever is said of them.
    pub(super) may_be_url: bool,
}

/// Which parameter goes with which property.
pub(super) const CURSORS: [Cursor; 14] = [
    Cursor {
        parameter: "cursor",
        next: &["nextcursor", "nextpagecursor", "cursornext", "endcursor"],
        inside: &["next", "cursor", "after"],
        described: &["next", "nextpage", "nexttoken"],
        may_be_url: true,
    },
    Cursor {
        parameter: "nextcursor",
        next: &["nextcursor", "nextpagecursor"],
        inside: &["next", "cursor"],
        described: &["next"],
        may_be_url: false,
    },
    Cursor {
        parameter: "pagecursor",
        next: &["nextpagecursor", "nextcursor", "endcursor"],
        inside: &["next", "cursor", "after"],
        described: &["next", "nextpage"],
        may_be_url: true,
    },
    Cursor {
        parameter: "startcursor",
        next: &["nextcursor", "nextstartcursor"],
        inside: &["next"],
        described: &["next"],
        may_be_url: false,
    },
    Cursor {
        parameter: "after",
        next: &["nextafter", "nextcursor", "endcursor", "aftercursor"],
        inside: &["after"],
        described: &["next", "after"],
        may_be_url: false,
    },
    Cursor {
        parameter: "pageafter",
        next: &["nextcursor", "endcursor", "aftercursor"],
        inside: &["after"],
        described: &["next", "after"],
        may_be_url: false,
    },
    Cursor {
        parameter: "startingafter",
        next: &["nextstartingafter"],
        inside: &["startingafter"],
        described: &[],
        may_be_url: false,
    },
    Cursor {
        parameter: "pagetoken",
        next: &["nextpagetoken"],
        inside: &["pagetoken", "token"],
        described: &["nexttoken", "next", "nextpage"],
        may_be_url: false,
    },
    Cursor {
        parameter: "nextpagetoken",
        next: &["nextpagetoken"],
        inside: &[],
        described: &[],
        may_be_url: false,
    },
    Cursor {
        parameter: "nexttoken",
        next: &["nexttoken", "nextpagetoken"],
        inside: &["token"],
        described: &[],
        may_be_url: false,
    },
    Cursor {
        parameter: "paginationtoken",
        next: &["nextpaginationtoken", "nexttoken"],
        inside: &["token"],
        described: &[],
        may_be_url: false,
    },
    Cursor {
        parameter: "continuationtoken",
        next: &["nextcontinuationtoken", "nexttoken"],
        inside: &["continuationtoken"],
        described: &[],
        may_be_url: false,
    },
    Cursor {
        parameter: "offset",
        next: &["nextoffset"],
        inside: &["offset"],
        described: &[],
        may_be_url: false,
    },
    Cursor {
        parameter: "marker",
        next: &["nextmarker"],
        inside: &["marker"],
        described: &[],
        may_be_url: false,
    },
];

/// Objects that hold what is said of the pages.
pub(super) const AROUND: [&str; 19] = [
    "meta",
    "metadata",
    "paging",
    "pagination",
    "pageinfo",
    "paginginfo",
    "paginationinfo",
    "responsemetadata",
    "links",
    "cursors",
    "cursor",
    "next",
    "nextpage",
    "page",
    "pages",
    "data",
    "result",
    "response",
    "resultinfo",
];

/// Objects inside of which a word such as `after` is that of the next page.
pub(super) const FORWARD: [&str; 3] = ["next", "nextpage", "cursors"];

/// Objects that hold nothing but the items and what is said of the pages.
pub(super) const WRAPPERS: [&str; 6] = [
    "data", "result", "results", "response", "payload", "embedded",
];

/// Arrays of objects that are not the items.
pub(super) const NOT_ITEMS: [&str; 6] = [
    "errors", "warnings", "messages", "included", "links", "facets",
];

/// Whether there is more.
pub(super) const HAS_MORE: [&str; 3] = ["hasmore", "hasnextpage", "hasnext"];

/// The number of items in all.
pub(super) const TOTAL: [&str; 7] = [
    "total",
    "totalcount",
    "totalitems",
    "totalresults",
    "totalrecords",
    "totalelements",
    "itemstotal",
];

/// The number of pages in all.
pub(super) const TOTAL_PAGES: [&str; 3] = ["totalpages", "pagestotal", "numpages"];

/// Parameters that take the number of a page.
pub(super) const PAGE: [&str; 4] = ["page", "pagenumber", "pagenum", "pageno"];

/// Parameters that take the number of items before the page.
pub(super) const OFFSET: [&str; 6] = [
    "offset",
    "skip",
    "start",
    "startat",
    "startindex",
    "pageoffset",
];

/// Of these it is clear without a default that they begin with 0.
pub(super) const FROM_ZERO: [&str; 3] = ["offset", "skip", "pageoffset"];

/// Parameters that take the number of items of a page.
pub(super) const SIZE: [&str; 13] = [
    "limit",
    "perpage",
    "pagesize",
    "pagelimit",
    "count",
    "size",
    "top",
    "take",
    "maxresults",
    "itemsperpage",
    "resultsperpage",
    "recordsperpage",
    "pageperpage",
];

/// Names of properties that are URLs of the next page.
pub(super) const NEXT_URL: [&str; 8] = [
    "nexturl",
    "nexturi",
    "nextpageuri",
    "nextpageurl",
    "nextlink",
    "nextpagelink",
    "nexthref",
    "odatanextlink",
];

/// Names that are so if something else says that they are URLs.
pub(super) const NEXT: [&str; 2] = ["next", "nextpage"];
