//! One page, of which a bad record does not lose the others.

use std::future::Future;
use std::ops::{Deref, DerefMut};

use bytes::{Bytes, BytesMut};

use super::record::Origin;
use super::scan::{Scanned, scan};
use super::{PageItems, PagedOperation, first_request};
use crate::error::{Error, Result};
use crate::request::Operation;
use crate::response::{RawResponse, Response, decode};

/// A page with the records that could be read, and an error for each that could not. It can
/// be used as the page itself.
#[derive(Debug)]
#[non_exhaustive]
pub struct LenientPage<T> {
    /// The page with all its other fields; the bad records are left out of its items.
    pub page: T,
    /// What is wrong with the bad records, each with its index, its path and its raw JSON.
    pub errors: Vec<Error>,
}

impl<T> LenientPage<T> {
    /// Both parts.
    pub fn into_parts(self) -> (T, Vec<Error>) {
        (self.page, self.errors)
    }
}

impl<T> Deref for LenientPage<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.page
    }
}

impl<T> DerefMut for LenientPage<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.page
    }
}

/// Asks for the page at the operation's own cursor. A record that cannot be read is left out
/// and told of; [`fetch_page`](super::fetch_page) is the strict form.
///
/// # Errors
///
/// The page could not be had, or is none.
pub fn fetch_page_leniently<P: PagedOperation>(
    operation: &P,
) -> impl Future<Output = Result<Response<LenientPage<P::Page>>>> + Send + use<P> {
    let client = operation.client().clone();
    let request = first_request(operation);
    async move {
        let request = request?;
        let operation = request.operation();
        let response = client.send(request).await?;
        decode_page_leniently::<P>(response, operation)
    }
}

/// Reads a page, without the records that cannot be read.
///
/// # Errors
///
/// The answer is not a page, or something other than a record does not fit.
pub fn decode_page_leniently<P: PagedOperation>(
    response: RawResponse,
    operation: &'static Operation,
) -> Result<Response<LenientPage<P::Page>>> {
    let scanned = match scan(&response, operation, P::SHAPE, P::Items::KEYED) {
        Ok(scanned) => scanned,
        Err(error) => return Err(error.with_info(response.info).with_body(response.body)),
    };
    let strict = match decode::<P::Page>(response.clone(), operation) {
        Ok(page) => {
            let errors = Vec::new();
            return Ok(page.map(|page| LenientPage { page, errors }));
        }
        Err(error) => error,
    };
    let items = scanned.items.clone();
    let (good, errors) = sort::<P>(scanned, &response, operation);
    if errors.is_empty() {
        // It is not for a record.
        return Err(strict);
    }
    let body = [
        response.body.get(..items.start),
        response.body.get(items.end..),
    ];
    let [Some(before), Some(after)] = body else {
        return Err(strict);
    };
    let mut without_bad = BytesMut::with_capacity(response.body.len());
    without_bad.extend_from_slice(before);
    without_bad.extend_from_slice(&good);
    without_bad.extend_from_slice(after);
    let page = decode::<P::Page>(
        Response::new(without_bad.freeze(), response.info),
        operation,
    );
    match page {
        Ok(page) => Ok(page.map(|page| LenientPage { page, errors })),
        Err(error) => Err(error.with_body(response.body)),
    }
}

/// The JSON of the good records, and the errors of the others.
fn sort<P: PagedOperation>(
    scanned: Scanned,
    response: &RawResponse,
    operation: &'static Operation,
) -> (Bytes, Vec<Error>) {
    let origin = Origin {
        operation,
        info: response.info.clone(),
        items: P::SHAPE.items,
    };
    let is_keyed = P::Items::KEYED;
    let mut good = BytesMut::new();
    let mut errors = Vec::new();
    good.extend_from_slice(if is_keyed { b"{" } else { b"[" });
    for (index, (key, text)) in (0_u64..).zip(scanned.records) {
        let name = if is_keyed {
            serde_json::to_string(&key).unwrap_or_default()
        } else {
            String::new()
        };
        match origin.read::<P::Items>(index, key, &text) {
            Ok(_) => {
                if good.len() > 1 {
                    good.extend_from_slice(b",");
                }
                if is_keyed {
                    good.extend_from_slice(name.as_bytes());
                    good.extend_from_slice(b":");
                }
                good.extend_from_slice(&text);
            }
            Err(error) => errors.push(error),
        }
    }
    good.extend_from_slice(if is_keyed { b"}" } else { b"]" });
    (good.freeze(), errors)
}
