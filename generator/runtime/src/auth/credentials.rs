//! What a client authenticates with, by scheme.

use std::fmt;
use std::sync::Arc;

use super::{Secret, SecurityScheme, TokenProvider, Tokens};

/// What a client authenticates with: a credential for each of a document's schemes that the
/// caller has one for. An emitted crate has a type of its own for it, with a method for each.
#[derive(Clone, Default)]
pub struct Credentials {
    pub(super) given: Vec<(&'static SecurityScheme, Credential)>,
}

impl Credentials {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With a credential for a scheme, in place of one that it had.
    #[must_use]
    pub fn with(mut self, scheme: &'static SecurityScheme, credential: Credential) -> Self {
        self.given.retain(|(other, _)| *other != scheme);
        self.given.push((scheme, credential));
        self
    }

    /// With all of the others, which replace those of the same schemes.
    pub(crate) fn overlay(self, others: Self) -> Self {
        let others = others.given.into_iter();
        others.fold(self, |all, (scheme, credential)| {
            all.with(scheme, credential)
        })
    }
}

/// Shows for which schemes there is a credential.
impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_map()
            .entries(
                self.given
                    .iter()
                    .map(|(scheme, credential)| (scheme.name(), credential)),
            )
            .finish()
    }
}

/// What is sent for one scheme.
#[derive(Clone)]
pub struct Credential(pub(super) Given);

#[derive(Clone)]
pub(super) enum Given {
    Token(Secret),
    Tokens(Arc<Tokens>),
    Password(Secret, Secret),
    Key(Secret),
}

impl Credential {
    /// A bearer token.
    #[must_use]
    pub fn token(token: impl Into<Secret>) -> Self {
        Self(Given::Token(token.into()))
    }

    /// Bearer tokens that expire. Clones share the token that was given last.
    #[must_use]
    pub fn tokens(provider: impl TokenProvider) -> Self {
        Self(Given::Tokens(Arc::new(Tokens::new(provider))))
    }

    /// A user name and a password, which may be empty.
    #[must_use]
    pub fn password(user: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        Self(Given::Password(user.into(), password.into()))
    }

    /// A key.
    #[must_use]
    pub fn key(key: impl Into<Secret>) -> Self {
        Self(Given::Key(key.into()))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[secret]")
    }
}
