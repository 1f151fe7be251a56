//! The query string: how values of any shape become `name=value` pairs.
//!
//! [`QueryStyle`] holds the one table of how each shape is written; the encoder follows it.
//! What a server would read differently from what was meant is refused before it is sent.

mod encoder;
mod escape;
mod flat;
mod free;
mod leaf;
mod range;
mod style;

pub use free::FreeValue;
pub use range::Range;
pub use style::{ArrayForm, NestedForm, QueryParameter, QueryStyle};

pub(crate) use encoder::{Encoded, MAX_PAIRS, encode, encode_field, encode_parameter, flatten};
pub(crate) use escape::Escape;
pub(crate) use flat::{Flat, json_text};
pub(crate) use leaf::{EncodeError, Leaf, leaf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

/// Everything but the unreserved characters of RFC 3986.
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
