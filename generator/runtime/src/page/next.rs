//! From a page at hand to the one after it.

use http::{HeaderMap, Uri};

use super::scan::{Scanned, field_text};
use super::shape::{Next, PageShape, shown};
use super::{PagePosition, link};

/// Where a page leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Onward {
    /// It is the last one.
    End,
    /// To the page at this position.
    To(String),
    /// On, but nobody can tell where: why.
    Lost(String),
}

/// What is known when a page has arrived, beside the page.
pub(super) struct Arrived<'a> {
    pub(super) position: &'a PagePosition,
    /// The address that was asked; only for links.
    pub(super) address: Option<&'a Uri>,
    pub(super) headers: &'a HeaderMap,
    /// How many items stand before the page, if all of them were counted.
    pub(super) items_before: Option<u64>,
}

/// Which page comes after this one.
pub(super) fn onward(shape: PageShape, scanned: &Scanned, arrived: &Arrived<'_>) -> Onward {
    let has_more = if shape.link_is_more {
        Some(link::next_target(arrived.headers).is_some())
    } else {
        scanned.has_more
    };
    if has_more == Some(false) {
        return Onward::End;
    }
    let says_more = has_more == Some(true);
    let records = u64::try_from(scanned.records.len()).unwrap_or(u64::MAX);
    match shape.next {
        Next::Cursor(path) => match &scanned.next {
            Some(cursor) => match shape.in_urls.filter(|_| link::is_url(cursor)) {
                Some(parameter) => match link::parameter_of(cursor, parameter) {
                    Some(cursor) => Onward::To(cursor),
                    None => Onward::Lost(format!(
                        "the URL of the next page has no parameter `{parameter}`"
                    )),
                },
                None => Onward::To(cursor.clone()),
            },
            None if says_more => Onward::Lost(format!(
                "the server says that there are more pages, but gives no `{}`",
                shown(path)
            )),
            None => Onward::End,
        },
        Next::Link(_) => by_link(scanned.next.as_deref(), arrived),
        Next::LinkHeader => by_link(link::next_target(arrived.headers).as_deref(), arrived),
        Next::LastItem(id) => by_last_item(id, scanned, says_more),
        Next::PageNumber(first) => by_page_number(first, records, scanned, arrived, says_more),
        Next::Offset(first) => by_offset(first, records, scanned, arrived, says_more),
    }
}

fn by_link(target: Option<&str>, arrived: &Arrived<'_>) -> Onward {
    let (Some(target), Some(address)) = (target, arrived.address) else {
        return Onward::End;
    };
    match link::query_of(target, address) {
        Ok(query) => Onward::To(query),
        Err(reason) => Onward::Lost(format!(
            "the link to the next page cannot be followed: {reason}"
        )),
    }
}

fn by_last_item(id: super::Path, scanned: &Scanned, says_more: bool) -> Onward {
    match scanned.records.last() {
        None if says_more => Onward::Lost(
            "the server says that there are more pages, but this one has no item to go on from"
                .to_owned(),
        ),
        None => Onward::End,
        Some((_, record)) => match field_text(record, id) {
            Some(text) => Onward::To(text),
            None => Onward::Lost(format!(
                "the last item has no `{}` to go on from",
                shown(id)
            )),
        },
    }
}

/// A server that says nothing of its end is asked until a page has no items.
fn by_page_number(
    first: u64,
    records: u64,
    scanned: &Scanned,
    arrived: &Arrived<'_>,
    says_more: bool,
) -> Onward {
    let Some(number) = number_of(arrived.position, first) else {
        return Onward::End;
    };
    let is_before_last = scanned
        .total_pages
        .map(|total| number < first.saturating_add(total).saturating_sub(1));
    let is_before_end = match (scanned.total, arrived.items_before) {
        (Some(total), Some(before)) => Some(before.saturating_add(records) < total),
        _ => None,
    };
    let goes_on = match (is_before_last, is_before_end) {
        (Some(goes_on), _) => goes_on,
        (None, Some(false)) => false,
        (None, _) => records > 0 || says_more,
    };
    match number.checked_add(1) {
        Some(next) if goes_on => Onward::To(next.to_string()),
        _ => Onward::End,
    }
}

fn by_offset(
    first: u64,
    records: u64,
    scanned: &Scanned,
    arrived: &Arrived<'_>,
    says_more: bool,
) -> Onward {
    let Some(offset) = number_of(arrived.position, first) else {
        return Onward::End;
    };
    if records == 0 {
        return if says_more {
            Onward::Lost(
                "the server says that there are more items, but gives none to count on from"
                    .to_owned(),
            )
        } else {
            Onward::End
        };
    }
    let Some(next) = offset.checked_add(records) else {
        return Onward::End;
    };
    let is_complete = scanned
        .total
        .is_some_and(|total| next.saturating_sub(first) >= total);
    if is_complete {
        Onward::End
    } else {
        Onward::To(next.to_string())
    }
}

/// The number that a position stands for.
pub(super) fn number_of(position: &PagePosition, first: u64) -> Option<u64> {
    match position {
        PagePosition::First => Some(first),
        PagePosition::Cursor(text) => text.parse().ok(),
        PagePosition::End => None,
    }
}
