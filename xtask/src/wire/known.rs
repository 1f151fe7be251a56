//! Requests that prism refuses, or falls over, although they are what is meant. Each has its
//! reason, and one that is no longer needed is a fault.

/// Requests of which prism's word does not count.
pub(super) struct Known {
    /// The document, without `.yaml`.
    pub(super) document: &'static str,
    /// How the method and the address begin.
    pub(super) request: &'static str,
    /// What prism's word holds; nothing if it falls.
    pub(super) word: &'static str,
    /// Why its word does not count.
    pub(super) why: &'static str,
}

/// It makes a list of what has commas before it reads it by its style, and falls over the list.
const LISTS_IN_PATHS: &str = "it takes what has commas for a list, and falls over it";
/// It knows the styles with spaces and pipes for arrays; OpenAPI has them for objects, too.
const DELIMITED_OBJECTS: &str = "it knows this style for arrays only";

/// It reads an array of a form only where `encoding` says what is the rule anyway.
const FORMS_BY_ENCODING: &str = "it reads no array of a form without `encoding`";
/// It keeps the last of several parts of a name, and never reads the JSON of a part.
const PARTS: &str = "it keeps one part of a name, and takes JSON for a text";

const fn falls(document: &'static str, request: &'static str, why: &'static str) -> Known {
    Known {
        document,
        request,
        word: "",
        why,
    }
}

const fn refuses(
    document: &'static str,
    request: &'static str,
    word: &'static str,
    why: &'static str,
) -> Known {
    Known {
        document,
        request,
        word,
        why,
    }
}

pub(super) const KNOWN: &[Known] = &[
    falls(
        "answers",
        "GET /kinds",
        "it falls over a header of an answer that is a list",
    ),
    refuses(
        "bodies",
        "POST /charges",
        "expand must be array",
        FORMS_BY_ENCODING,
    ),
    refuses(
        "bodies",
        "PUT /orders",
        "codes must be array",
        FORMS_BY_ENCODING,
    ),
    refuses(
        "bodies",
        "POST /orders",
        "Cannot deserialize JSON object array",
        "it has no reading of `deepObject` with arrays of objects, which OpenAPI leaves open",
    ),
    refuses(
        "bodies",
        "PUT /images",
        "Supported content types: image/*",
        "right: the caller did not say which image it is, so that bytes of any type are sent",
    ),
    refuses(
        "multipart",
        "POST /documents",
        "details must be object",
        PARTS,
    ),
    refuses(
        "multipart",
        "PATCH /documents",
        "files must be array",
        PARTS,
    ),
    refuses(
        "security",
        "GET /basic",
        "UNAUTHORIZED",
        "it takes a password apart at its colons, which RFC 7617 allows there",
    ),
    refuses(
        "security",
        "GET /digest",
        "UNAUTHORIZED",
        "right: to answer a digest is left to the transport, as a warning says",
    ),
    falls(
        "parameters",
        "GET /things",
        "it falls over an optional array header that is not sent",
    ),
    falls("path_styles", "GET /simple/", LISTS_IN_PATHS),
    falls("path_styles", "GET /simpleExploded/", LISTS_IN_PATHS),
    falls("path_styles", "GET /label/", LISTS_IN_PATHS),
    falls("path_styles", "GET /matrix/", LISTS_IN_PATHS),
    falls("path_styles", "GET /files/", LISTS_IN_PATHS),
    falls(
        "path_styles",
        "GET /matrixExploded/;color/",
        "it wants a `=` for an empty value, where RFC 6570 writes none",
    ),
    refuses(
        "path_styles",
        "GET /labelExploded/",
        "must have required property",
        "it looks for commas between the fields of an object, where the style has dots",
    ),
    falls("query_styles", "GET /spaceJoinedObjects", DELIMITED_OBJECTS),
    falls("query_styles", "GET /pipeJoinedObjects", DELIMITED_OBJECTS),
    falls(
        "query_styles",
        "GET /spaceExplodedObjects",
        DELIMITED_OBJECTS,
    ),
    falls(
        "query_styles",
        "GET /pipeExplodedObjects",
        DELIMITED_OBJECTS,
    ),
];
