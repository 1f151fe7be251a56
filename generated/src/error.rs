// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! The bodies of error responses.

use oas_runtime::Error;
use oas_runtime::error::ErrorBody;

use crate::models;

/// Which property of an error body says what.
pub(crate) const ERROR_BODY: ErrorBody = ErrorBody {
    message: &["message"],
    raw: Some("raw_response"),
    provider_fault: Some("truto_is_remote_error"),
};

/// The body of an error response, typed.
pub trait TypedErrorBody {
    /// What the server sent with the error, if that was an error body of this API.
    fn typed_body(&self) -> Option<models::ErrorBody>;
}

impl TypedErrorBody for Error {
    fn typed_body(&self) -> Option<models::ErrorBody> {
        self.body_as()?.ok()
    }
}
