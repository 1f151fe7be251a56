//! `x-completed-by`: which operation gives the whole of a partial record.

use super::Context;
use super::reader::ObjectReader;
use crate::source::Pointer;

/// `x-completed-by`.
#[derive(Debug, Clone)]
pub struct CompletedBy {
    /// Its place.
    pub pointer: Pointer,
    /// The id of the operation that answers with one whole record.
    pub operation: String,
    /// The parameter of that operation that says which one.
    pub parameter: String,
    /// The property of the partial record that it is taken from.
    pub from: String,
    /// Parameters that both operations have, and that go over from one to the other.
    pub parameters: Vec<String>,
}

pub(super) fn of_operation(
    context: &Context<'_>,
    object: &mut ObjectReader<'_>,
) -> Option<CompletedBy> {
    let (members, pointer) = object.optional_object("x-completed-by")?;
    let mut entry = ObjectReader::new(context, members, &pointer);
    let operation = entry.required_string("operation");
    let parameter = entry.required_string("parameter");
    let from = entry.required_string("from");
    let parameters = entry.strings("parameters");
    entry.finish();
    Some(CompletedBy {
        pointer,
        operation: operation?,
        parameter: parameter?,
        from: from?,
        parameters,
    })
}
