//! Kinds of failure.

/// The kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be built as it was set up.
    Configuration,
    /// A parameter has a value that cannot be sent.
    InvalidParameter,
    /// The body of the request could not be read: a file or a stream failed.
    RequestBody,
    /// There is no token to send: its provider failed.
    NoToken,
    /// The client has credentials, but not those that the operation asks for.
    MissingCredentials,
    /// No connection could be made.
    Connect,
    /// Something took longer than it was allowed to.
    Timeout,
    /// The connection failed after it was made.
    Transport,
    /// The server answered with a status that is not a success.
    Status,
    /// The answer is larger than it may be.
    TooLarge,
    /// The answer is not what it should be.
    Decode,
    /// The server's cursors lead nowhere.
    Pagination,
}

/// How an answer differs from what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeProblem {
    /// The status says that there is no content.
    NoContent,
    /// The body is empty.
    Empty,
    /// The body is HTML or XML: a page of some server in between.
    Markup,
    /// The body is not UTF-8.
    NotUtf8,
    /// The JSON ends early.
    Truncated,
    /// The body is not JSON.
    NotJson,
    /// The JSON has another shape than the specification says.
    Shape,
    /// The status is a success, but none of those that the specification has.
    Status,
}
