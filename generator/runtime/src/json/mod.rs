//! What the models of an emitted crate are made of.
//!
//! The models do not derive `Deserialize` and `Serialize`: a derive costs compile time
//! for each of hundreds of structs, and it cannot remember that a field was `null`
//! rather than absent. Emitted code lists the fields of a struct and calls
//! [`deserialize_object`] and [`ObjectWriter`], which do the rest.
//!
//! Nothing that a server sent is lost between reading and writing back: fields that the
//! specification does not know are kept in [`UnknownFields`], date-times keep their text
//! ([`DateTime`]), values without a schema keep theirs ([`RawJson`]), and a [`FieldSet`]
//! remembers which optional fields were an explicit `null`.

mod alternatives;
mod boolean_or_string;
mod date;
mod date_time;
mod field_set;
mod kind;
mod number;
mod object;
mod open_enum;
mod raw;
mod redact;
mod rfc3339;
mod tuple;
mod unknown;
mod writer;

pub use alternatives::{Alternative, Form, ObjectForm, alternatives};
pub use boolean_or_string::BooleanOrString;
pub use date::Date;
pub use date_time::DateTime;
pub use field_set::{FieldSet, SeenFields};
pub use kind::Kind;
pub use number::{InvalidNumber, Number};
pub use object::{FieldReader, Object, deserialize_object};
pub use open_enum::{OpenEnum, deserialize_open_enum, serialize_open_enum};
pub use raw::RawJson;
pub use redact::{ObjectFormatter, Redact, Revealed};
pub use rfc3339::InvalidDateTime;
pub use tuple::{TrailingNulls, TupleReader, TupleWriter};
pub use unknown::UnknownFields;
pub use writer::ObjectWriter;

pub(crate) use date_time::DATE_TIME_NAME;
pub(crate) use raw::{RAW_JSON_NAME, RawView};
pub(crate) use rfc3339::validate_date_time;
