//! Reading one record of a page.

use super::PageItems;
use super::shape::{Path, shown};
use crate::error::{DecodeProblem, Error, Result};
use crate::json::RawJson;
use crate::request::Operation;
use crate::response::{ResponseInfo, shape_error};

/// The page that a record comes from.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) operation: &'static Operation,
    pub(super) info: ResponseInfo,
    /// The field with the items.
    pub(super) items: Path,
}

impl Origin {
    /// Reads a record. An error has its place, its path and its text.
    pub(super) fn read<I: PageItems>(
        &self,
        index: u64,
        key: String,
        text: &[u8],
    ) -> Result<I::Item> {
        let error = match serde_json::from_slice(text) {
            Ok(record) => return Ok(I::item(key, record)),
            Err(error) => error,
        };
        let items = shown(self.items);
        let prefix = if !I::KEYED {
            format!("{items}[{index}]")
        } else if items.is_empty() {
            key.clone()
        } else {
            format!("{items}.{key}")
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
