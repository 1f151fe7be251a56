//! Reads `encoding`: how the fields of a form, or the parts of a multipart body, are written.

use indexmap::IndexMap;

use super::Context;
use super::reader::ObjectReader;
use super::types::{Encoding, Style};
use crate::diagnostics::Code;

/// The styles of query parameters, which are those of forms.
const STYLES: [(&str, Style); 4] = [
    ("form", Style::Form),
    ("spaceDelimited", Style::SpaceDelimited),
    ("pipeDelimited", Style::PipeDelimited),
    ("deepObject", Style::DeepObject),
];

/// What of the document the media type belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The body of a request, which the emitted crate writes.
    RequestBody,
    /// Anything else.
    Elsewhere,
}

/// The encodings of a media type by property.
pub(super) fn encodings<'a>(
    context: &'a Context<'a>,
    media_type: &mut ObjectReader<'a>,
    name: &str,
    place: Place,
) -> IndexMap<String, Encoding> {
    let essence = name.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let is_written = matches!(
        essence.as_str(),
        "multipart/form-data" | "application/x-www-form-urlencoded"
    );
    if place == Place::Elsewhere || !is_written {
        media_type.unsupported(
            "encoding",
            "only forms and `multipart/form-data` that are sent are written part by part",
        );
        return IndexMap::new();
    }
    let is_form = essence != "multipart/form-data";
    let mut encodings = IndexMap::new();
    for (property, node, pointer) in media_type.entries("encoding") {
        if let Some(object) = ObjectReader::of(context, node, &pointer, "an encoding") {
            encodings.insert(property.to_owned(), encoding(context, object, is_form));
        }
    }
    encodings
}

fn encoding<'a>(context: &'a Context<'a>, mut object: ObjectReader<'a>, is_form: bool) -> Encoding {
    let pointer = object.pointer().clone();
    let content_type = object.string("contentType");
    let (style, explode) = if is_form {
        let style = object.word("style", &STYLES);
        (style, object.boolean("explode"))
    } else {
        let why = "a part is written as its media type says";
        object.unsupported("style", why);
        object.unsupported("explode", why);
        (None, None)
    };
    if object.boolean("allowReserved") == Some(true) {
        context.diagnostics.warning(
            Code::UnsupportedKeyword,
            &pointer.child("allowReserved"),
            "`allowReserved` has no effect: reserved characters are always percent-encoded",
            "what reads a form decodes them",
        );
    }
    object.unsupported(
        "headers",
        "a part has the headers that tell its name and its type, and no others",
    );
    object.finish();
    Encoding {
        pointer,
        content_type,
        style,
        explode,
    }
}
