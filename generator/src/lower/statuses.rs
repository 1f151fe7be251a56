//! Names for statuses.

use super::names::{Case, Scope};
use crate::api::Status;

/// The status that a key of `responses` names.
pub(super) fn status(key: &str) -> Status {
    match (key.parse(), key.get(..1).map(str::parse)) {
        (Ok(code), _) => Status::Code(code),
        (_, Some(Ok(class))) => Status::Class(class),
        _ => Status::Default,
    }
}

/// A variant's name for each of these statuses.
pub(super) fn variant_names(statuses: &[Status]) -> Vec<String> {
    let mut scope = Scope::default();
    statuses
        .iter()
        .map(|status| scope.take(&name(*status), Case::UpperCamel))
        .collect()
}

/// `Created` for 201; what has no name has its number.
pub(super) fn name(status: Status) -> String {
    match status {
        Status::Code(code) => reason(code).map_or_else(|| format!("Status{code}"), str::to_owned),
        Status::Class(1) => "Informational".to_owned(),
        Status::Class(2) => "Success".to_owned(),
        Status::Class(3) => "Redirection".to_owned(),
        Status::Class(4) => "ClientError".to_owned(),
        Status::Class(5) => "ServerError".to_owned(),
        Status::Class(class) => format!("Status{class}Xx"),
        Status::Default => "Default".to_owned(),
    }
}

/// The registered words for a status, as one name.
fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        305 => "UseProxy",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        421 => "MisdirectedRequest",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        506 => "VariantAlsoNegotiates",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        511 => "NetworkAuthenticationRequired",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{name, status, variant_names};
    use crate::api::Status;

    #[test]
    fn every_key_is_a_status_with_a_name() {
        for (key, expected, words) in [
            ("200", Status::Code(200), "Ok"),
            ("299", Status::Code(299), "Status299"),
            ("4XX", Status::Class(4), "ClientError"),
            ("default", Status::Default, "Default"),
        ] {
            assert_eq!(status(key), expected, "{key}");
            assert_eq!(name(expected), words);
        }
        let all = [Status::Code(200), Status::Class(2), Status::Default];
        assert_eq!(variant_names(&all), ["Ok", "Success", "Default"]);
    }
}
