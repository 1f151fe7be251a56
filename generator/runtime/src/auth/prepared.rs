//! Credentials in the form in which they are sent, checked once when the client is built.

use std::sync::Arc;

use crate::body::RequestBody;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderName, HeaderValue, Uri};
use percent_encoding::utf8_percent_encode;

use super::credentials::{Credential, Given};
use super::scheme::SchemeKind;
use super::{Secret, SecurityScheme, Tokens};
use crate::error::{Error, Result};
use crate::query::RESERVED;

/// Where a bearer token comes from.
pub(crate) enum Bearer {
    Fixed(HeaderValue),
    Provided(Arc<Tokens>),
}

/// A credential as it is sent.
pub(super) enum Prepared {
    Bearer(Bearer),
    Addition(Addition),
}

/// What is added to a request.
pub(super) enum Addition {
    Header(HeaderName, HeaderValue),
    /// The pair as it is sent.
    Query(Secret),
    /// The pair as it is sent, or several.
    Cookie(Secret),
}

impl Prepared {
    /// Checks a credential. What is wrong with it is said without quoting it.
    pub(super) fn new(scheme: &SecurityScheme, credential: Credential) -> Result<Self> {
        let name = scheme.name();
        let refuse = |reason: &str| {
            Error::configuration(format!(
                "the credential for `{name}` cannot be sent: {reason}"
            ))
        };
        match (scheme.kind(), credential.0) {
            (SchemeKind::Bearer, Given::Token(token)) => {
                Ok(Self::Bearer(Bearer::Fixed(token.bearer()?)))
            }
            (SchemeKind::Bearer, Given::Tokens(tokens)) => {
                Ok(Self::Bearer(Bearer::Provided(tokens)))
            }
            (SchemeKind::Basic, Given::Password(user, password)) => {
                let value = basic(&user, &password).map_err(refuse)?;
                Ok(Self::Addition(Addition::Header(AUTHORIZATION, value)))
            }
            (SchemeKind::Header(header), Given::Key(key)) => {
                let header = HeaderName::from_bytes(header.as_bytes())
                    .map_err(|_| refuse("its header has a name that no header can have"))?;
                check_key(&key).map_err(refuse)?;
                let mut value = Some(key.expose())
                    .filter(|key| key.is_ascii() && key.trim() == *key)
                    .and_then(|key| HeaderValue::try_from(key).ok())
                    .ok_or_else(|| {
                        refuse(
                            "it has a character that a header cannot carry, or blanks at an end; \
                             was it read with the end of its line?",
                        )
                    })?;
                value.set_sensitive(true);
                // Cookies that are given as their header go with the others.
                Ok(Self::Addition(if header == COOKIE {
                    Addition::Cookie(key)
                } else {
                    Addition::Header(header, value)
                }))
            }
            (SchemeKind::Query(parameter), Given::Key(key)) => {
                check_key(&key).map_err(refuse)?;
                let key = utf8_percent_encode(key.expose(), RESERVED);
                let pair = format!("{}={key}", encoded_name(parameter));
                Ok(Self::Addition(Addition::Query(pair.into())))
            }
            (SchemeKind::Cookie(cookie), Given::Key(key)) => {
                // The names of cookies and of headers are made of the same characters.
                HeaderName::from_bytes(cookie.as_bytes())
                    .map_err(|_| refuse("its cookie has a name that no cookie can have"))?;
                check_key(&key).map_err(refuse)?;
                // A cookie comes from the server, and goes back as it is.
                if !key.expose().bytes().all(is_in_cookies) {
                    return Err(refuse(
                        "it has a blank, a comma, a semicolon, a quote or another character that \
                         a cookie cannot carry; give it as the server gave it, encoded",
                    ));
                }
                Ok(Self::Addition(Addition::Cookie(
                    format!("{cookie}={}", key.expose()).into(),
                )))
            }
            (SchemeKind::Bearer, _) => Err(refuse("this scheme wants a token")),
            (SchemeKind::Basic, _) => Err(refuse("this scheme wants a user name and a password")),
            (_, _) => Err(refuse("this scheme wants a key")),
        }
    }
}

impl Addition {
    pub(super) fn add_to(
        &self,
        request: &mut http::Request<RequestBody>,
    ) -> Result<(), &'static str> {
        match self {
            Self::Header(name, value) => {
                request.headers_mut().insert(name.clone(), value.clone());
            }
            Self::Query(pair) => {
                let uri = request.uri();
                let sign = if uri.query().is_some() { '&' } else { '?' };
                let longer = format!("{uri}{sign}{}", pair.expose()).parse::<Uri>();
                *request.uri_mut() = longer.map_err(|_| "the address would be too long with it")?;
            }
            Self::Cookie(pair) => {
                let mut cookies = Vec::new();
                if let Some(others) = request.headers().get(COOKIE) {
                    cookies.extend_from_slice(others.as_bytes());
                    cookies.extend_from_slice(b"; ");
                }
                cookies.extend_from_slice(pair.expose().as_bytes());
                let mut cookies = HeaderValue::from_bytes(&cookies)
                    .map_err(|_| "a header cannot carry it as a cookie")?;
                cookies.set_sensitive(true);
                request.headers_mut().insert(COOKIE, cookies);
            }
        }
        Ok(())
    }
}

/// Whether a request has something of its own in the place of a scheme.
pub(super) fn is_taken(scheme: &SecurityScheme, request: &http::Request<RequestBody>) -> bool {
    let headers = request.headers();
    match scheme.kind() {
        SchemeKind::Bearer | SchemeKind::Basic => headers.contains_key(AUTHORIZATION),
        SchemeKind::Header(name) => {
            headers.contains_key(name) && !name.eq_ignore_ascii_case(COOKIE.as_str())
        }
        SchemeKind::Query(name) => {
            let name = encoded_name(name);
            let pairs = request.uri().query().unwrap_or_default().split('&');
            pairs
                .into_iter()
                .any(|pair| pair.split('=').next() == Some(name.as_str()))
        }
        SchemeKind::Cookie(name) => {
            let cookies = headers
                .get(COOKIE)
                .and_then(|cookies| cookies.to_str().ok());
            let mut pairs = cookies.unwrap_or_default().split("; ");
            pairs.any(|pair| pair.split('=').next() == Some(name))
        }
    }
}

fn encoded_name(parameter: &str) -> String {
    utf8_percent_encode(parameter, RESERVED).to_string()
}

fn check_key(key: &Secret) -> Result<(), &'static str> {
    if key.expose().is_empty() {
        return Err("it is empty; is the variable that it comes from set?");
    }
    if key.expose().contains(char::is_control) {
        return Err(
            "it has a line break or another control character; was it read with the end of its \
             line?",
        );
    }
    Ok(())
}

/// RFC 7617, as UTF-8.
fn basic(user: &Secret, password: &Secret) -> Result<HeaderValue, &'static str> {
    let (user, password) = (user.expose(), password.expose());
    if user.is_empty() && password.is_empty() {
        return Err("user name and password are empty; are the variables that they come from set?");
    }
    if user.contains(':') {
        return Err("a user name cannot have a colon, at which the password begins");
    }
    if user.contains(char::is_control) || password.contains(char::is_control) {
        return Err(
            "user name or password has a line break or another control character; was it read \
             with the end of its line?",
        );
    }
    let encoded = STANDARD.encode(format!("{user}:{password}"));
    let mut value = HeaderValue::try_from(format!("Basic {encoded}"))
        .map_err(|_| "a header cannot carry them")?;
    value.set_sensitive(true);
    Ok(value)
}

/// `cookie-octet` of RFC 6265.
fn is_in_cookies(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::Prepared;
    use crate::auth::{Credential, SecurityScheme};
    use crate::body::RequestBody;

    static TOKEN: SecurityScheme = SecurityScheme::bearer("token");
    static LOGIN: SecurityScheme = SecurityScheme::basic("login");
    static HEADER: SecurityScheme = SecurityScheme::key_in_header("header", "X-Key");
    static QUERY: SecurityScheme = SecurityScheme::key_in_query("query", "key[id]");
    static COOKIE: SecurityScheme = SecurityScheme::key_in_cookie("cookie", "session");
    static COOKIES: SecurityScheme = SecurityScheme::key_in_header("cookies", "Cookie");

    fn request(
        scheme: &'static SecurityScheme,
        credential: Credential,
    ) -> http::Request<RequestBody> {
        let mut request = http::Request::get("http://host/path?a=b")
            .header("cookie", "x=y")
            .body(RequestBody::empty())
            .unwrap();
        let Ok(Prepared::Addition(addition)) = Prepared::new(scheme, credential) else {
            panic!("{scheme:?}");
        };
        addition.add_to(&mut request).unwrap();
        request
    }

    #[test]
    fn each_goes_to_its_place() {
        let sent = request(&LOGIN, Credential::password("Aladdin", "open sesame"));
        // The example of RFC 7617.
        assert_eq!(
            sent.headers()["authorization"],
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        );
        let sent = request(&LOGIN, Credential::password("test", "123\u{a3}"));
        assert_eq!(sent.headers()["authorization"], "Basic dGVzdDoxMjPCow==");
        let sent = request(&LOGIN, Credential::password("key", ""));
        assert_eq!(sent.headers()["authorization"], "Basic a2V5Og==");
        let sent = request(&HEADER, Credential::key("Bot a b"));
        assert_eq!(sent.headers()["x-key"], "Bot a b");
        assert!(sent.headers()["x-key"].is_sensitive());
        let sent = request(&QUERY, Credential::key("a&b=c#d%20 é"));
        assert_eq!(
            sent.uri().query(),
            Some("a=b&key%5Bid%5D=a%26b%3Dc%23d%2520%20%C3%A9")
        );
        let sent = request(&COOKIE, Credential::key("a%2Bb=="));
        assert_eq!(sent.headers()["cookie"], "x=y; session=a%2Bb==");
        assert!(sent.headers()["cookie"].is_sensitive());
        let sent = request(&COOKIES, Credential::key("a=b; c=d"));
        assert_eq!(sent.headers()["cookie"], "x=y; a=b; c=d");
        assert!(sent.headers()["cookie"].is_sensitive());
    }

    #[test]
    fn what_cannot_be_sent_is_refused_without_quoting_it() {
        let cases: Vec<(&'static SecurityScheme, Credential)> = vec![
            (&TOKEN, Credential::token("hunter2\n")),
            (&TOKEN, Credential::key("hunter2")),
            (&LOGIN, Credential::password("us:er", "hunter2")),
            (&LOGIN, Credential::password("user", "hunter2\n")),
            (&LOGIN, Credential::password("hunter2\0", "x")),
            (&LOGIN, Credential::password("", "")),
            (&LOGIN, Credential::token("hunter2")),
            (&HEADER, Credential::key("hunter2\r\nx-evil: 1")),
            (&HEADER, Credential::key("hunter2 ")),
            (&HEADER, Credential::key("hunter2é")),
            (&HEADER, Credential::key("")),
            (&HEADER, Credential::password("hunter2", "hunter2")),
            (&QUERY, Credential::key("hunter2\u{85}")),
            (&COOKIE, Credential::key("hunter2; x=y")),
            (&COOKIE, Credential::key("hunter2,")),
            (&COOKIE, Credential::key("hunter2é")),
        ];
        for (scheme, credential) in cases {
            let Err(error) = Prepared::new(scheme, credential) else {
                panic!("{scheme:?}");
            };
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
    }
}
