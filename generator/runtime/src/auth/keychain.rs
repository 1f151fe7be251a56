//! Which of a client's credentials go with a call.

use crate::body::RequestBody;
use http::header::AUTHORIZATION;

use super::prepared::{Addition, Bearer, Prepared, is_taken};
use super::{Alternatives, Credentials, SecurityScheme, Tokens};
use crate::error::{Error, Result};
use crate::request::Operation;
use crate::timer::Timer;

/// All that a client authenticates with.
pub(crate) struct Keychain {
    /// For operations of which nothing is known, and for every bearer scheme that has no
    /// token of its own.
    general: Option<Bearer>,
    /// Whether the general token only stands where others would be, as it does in tests: then
    /// nothing is missing.
    is_placeholder: bool,
    own: Vec<(&'static SecurityScheme, Prepared)>,
}

/// A token that a provider gave, to be refused by its number.
pub(crate) struct UsedToken<'a> {
    pub(crate) tokens: &'a Tokens,
    pub(crate) number: u64,
}

impl Keychain {
    /// Checks the credentials.
    pub(crate) fn new(
        general: Option<Bearer>,
        is_placeholder: bool,
        credentials: Credentials,
    ) -> Result<Self> {
        let own = credentials
            .given
            .into_iter()
            .map(|(scheme, credential)| Ok((scheme, Prepared::new(scheme, credential)?)))
            .collect::<Result<_>>()?;
        Ok(Self {
            general,
            is_placeholder,
            own,
        })
    }

    /// Whether there is a token that serves every bearer scheme.
    pub(crate) fn has_token(&self) -> bool {
        self.general.is_some()
    }

    /// The names of the schemes that there is a credential of their own for.
    pub(crate) fn schemes(&self) -> impl Iterator<Item = &'static str> {
        self.own.iter().map(|(scheme, _)| scheme.name())
    }

    /// Whether there is what an operation asks for.
    pub(crate) fn check(
        &self,
        operation: &'static Operation,
        request: &http::Request<RequestBody>,
    ) -> Result<()> {
        match operation.security {
            Some(alternatives) => self.chosen(alternatives, operation, request).map(|_| ()),
            None => Ok(()),
        }
    }

    /// Adds to a request what its operation asks for.
    ///
    /// What the request has in the place of a credential stays: it was said for this call.
    pub(crate) async fn sign<'a>(
        &'a self,
        operation: &'static Operation,
        request: &mut http::Request<RequestBody>,
        timer: &dyn Timer,
    ) -> Result<Option<UsedToken<'a>>> {
        let Some(alternatives) = operation.security else {
            return match &self.general {
                Some(bearer) => bear(bearer, operation, request, timer).await,
                None => Ok(None),
            };
        };
        let mut used = None;
        for scheme in self.chosen(alternatives, operation, request)? {
            if is_taken(scheme, request) {
                continue;
            }
            match self.of(scheme) {
                Some(Found::Bearer(bearer)) => {
                    used = bear(bearer, operation, request, timer).await?;
                }
                Some(Found::Addition(addition)) => addition.add_to(request).map_err(|reason| {
                    let name = scheme.name();
                    let message = format!("the credential for `{name}` cannot be sent: {reason}");
                    Error::invalid_request(operation, message)
                })?,
                None => {}
            }
        }
        Ok(used)
    }

    /// The first alternative of which nothing is missing. That nothing at all is sent is the
    /// last resort, wherever it stands among them.
    fn chosen(
        &self,
        alternatives: Alternatives,
        operation: &'static Operation,
        request: &http::Request<RequestBody>,
    ) -> Result<&'static [&'static SecurityScheme]> {
        let is_there =
            |scheme: &SecurityScheme| self.of(scheme).is_some() || is_taken(scheme, request);
        let mut some = alternatives.iter().filter(|schemes| !schemes.is_empty());
        let complete = some.find(|schemes| {
            schemes.iter().all(|scheme| {
                // Of those that go to the same place only one can be sent.
                let mut same = schemes
                    .iter()
                    .filter(|other| other.shares_place_with(scheme));
                same.any(|scheme| is_there(scheme))
            })
        });
        if let Some(schemes) = complete {
            return Ok(schemes);
        }
        let is_open = alternatives.iter().any(|schemes| schemes.is_empty());
        let has_none = self.own.is_empty() && (self.general.is_none() || self.is_placeholder);
        // Without any credentials, who sends the requests may be who authenticates them.
        if is_open || has_none || alternatives.is_empty() {
            return Ok(&[]);
        }
        let had = self.words();
        let needed = needed(alternatives);
        Err(Error::missing_credentials(
            operation,
            format!(
                "it needs {needed}, and the client has {had} only; give it what is missing when it is built"
            ),
        ))
    }

    fn of(&self, scheme: &SecurityScheme) -> Option<Found<'_>> {
        let own = self.own.iter().find(|(other, _)| *other == scheme);
        match (own, &self.general) {
            (Some((_, Prepared::Addition(addition))), _) => Some(Found::Addition(addition)),
            (Some((_, Prepared::Bearer(bearer))), _) => Some(Found::Bearer(bearer)),
            (None, Some(bearer)) if scheme.is_bearer() => Some(Found::Bearer(bearer)),
            (None, _) => None,
        }
    }

    fn words(&self) -> String {
        let own = self.schemes().map(|name| format!("`{name}`"));
        let general = self.general.iter().map(|_| "a bearer token".to_owned());
        own.chain(general).collect::<Vec<_>>().join(" and ")
    }
}

/// A credential that was found for a scheme.
enum Found<'a> {
    Bearer(&'a Bearer),
    Addition(&'a Addition),
}

/// Sets the token, which may have to be asked for first.
async fn bear<'a>(
    bearer: &'a Bearer,
    operation: &'static Operation,
    request: &mut http::Request<RequestBody>,
    timer: &dyn Timer,
) -> Result<Option<UsedToken<'a>>> {
    let (header, used) = match bearer {
        Bearer::Fixed(header) => (header.clone(), None),
        Bearer::Provided(tokens) => {
            let given = tokens.header(timer).await;
            let (header, number) = given.map_err(|error| error.of(operation))?;
            (header, Some(UsedToken { tokens, number }))
        }
    };
    request.headers_mut().insert(AUTHORIZATION, header);
    Ok(used)
}

/// The alternatives in words: `a` or (`b` and `c`).
fn needed(alternatives: Alternatives) -> String {
    let alternatives = alternatives.iter().map(|schemes| {
        let names = schemes.iter().map(|scheme| format!("`{}`", scheme.name()));
        let names = names.collect::<Vec<_>>().join(" and ");
        if schemes.len() > 1 {
            format!("({names})")
        } else {
            names
        }
    });
    alternatives.collect::<Vec<_>>().join(" or ")
}
