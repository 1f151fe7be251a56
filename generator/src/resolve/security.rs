//! What each operation asks its caller for, and which of it a client can give.

use indexmap::IndexMap;

use super::types::{Requirement, SchemeKind, Security, SecurityScheme};
use super::{Context, document};
use crate::diagnostics::{Code, Severity};
use crate::document::{SecurityRequirement, SecuritySchemeKind};
use crate::source::Pointer;

impl Context<'_> {
    /// The schemes that operations ask for, and what each operation asks for, in their order.
    pub(super) fn security(&self) -> (Security, Vec<Option<Vec<Requirement>>>) {
        let mut security = Security::default();
        let global = self.document.security.as_ref();
        let global = global.map(|requirements| self.requirements(requirements, &mut security));
        let mut operations: Vec<_> = self
            .document
            .operations
            .iter()
            .map(|operation| match &operation.security {
                Some(own) => self.requirements(own, &mut security),
                None => global.clone().flatten(),
            })
            .collect();
        if self.says_nothing() {
            self.take_all_schemes(&mut security, &mut operations);
        } else {
            self.note_unused(&security);
        }
        (security, operations)
    }

    /// The requirements that a client can have a part in. `None`: it is not known what is asked
    /// for, as none of the schemes is declared.
    fn requirements(
        &self,
        requirements: &[SecurityRequirement],
        security: &mut Security,
    ) -> Option<Vec<Requirement>> {
        let known: Vec<Requirement> = requirements
            .iter()
            .filter_map(|requirement| self.requirement(requirement, security))
            .collect();
        (requirements.is_empty() || !known.is_empty()).then_some(known)
    }

    fn requirement(
        &self,
        requirement: &SecurityRequirement,
        security: &mut Security,
    ) -> Option<Requirement> {
        let mut schemes = IndexMap::new();
        let mut is_known = true;
        for (name, scopes) in &requirement.schemes {
            let place = requirement.pointer.child(name);
            let Some(scheme) = self.references.security_scheme(name, &place) else {
                is_known = false;
                continue;
            };
            if self.take(name, scheme, security) {
                schemes.insert(name.clone(), scopes.clone());
            }
        }
        self.check_places(requirement, &schemes, security);
        is_known.then_some(Requirement { schemes })
    }

    /// Adds a scheme to those that are asked for. Whether a client can give what it wants.
    fn take(&self, name: &str, scheme: &document::SecurityScheme, security: &mut Security) -> bool {
        let kind = match &scheme.kind {
            SecuritySchemeKind::Bearer => {
                security.bearer = true;
                let description = || scheme.description.clone();
                security.description = security.description.take().or_else(description);
                SchemeKind::Bearer
            }
            SecuritySchemeKind::Basic => SchemeKind::Basic,
            SecuritySchemeKind::Key { place, name } => SchemeKind::Key {
                place: *place,
                name: name.clone(),
            },
            SecuritySchemeKind::Unusable => return false,
            SecuritySchemeKind::Other(kind) => {
                if !security.unsupported.contains(kind) {
                    security.unsupported.push(kind.clone());
                    self.diagnostics.warning(
                        Code::UnsupportedKeyword,
                        &scheme.pointer,
                        format!("the client does not authenticate by `{kind}` (scheme `{name}`)"),
                        "a transport of one's own can add what the server wants",
                    );
                }
                return false;
            }
        };
        let scheme = SecurityScheme {
            kind,
            description: scheme.description.clone(),
        };
        security.schemes.entry(name.to_owned()).or_insert(scheme);
        true
    }

    /// Two schemes that go together cannot go to the same place.
    fn check_places(
        &self,
        requirement: &SecurityRequirement,
        schemes: &IndexMap<String, Vec<String>>,
        security: &Security,
    ) {
        let mut places: IndexMap<(&str, String), &str> = IndexMap::new();
        for name in schemes.keys() {
            let Some(scheme) = security.schemes.get(name) else {
                continue;
            };
            if let Some(first) = places.insert(scheme.kind.place(), name) {
                self.diagnostics.warning(
                    Code::InvalidValue,
                    &requirement.pointer.child(name),
                    format!(
                        "`{first}` and `{name}` are sent in the same place, so a request carries one of them only"
                    ),
                    "schemes of which one is enough are entries of their own in the list",
                );
            }
        }
    }

    fn says_nothing(&self) -> bool {
        let mut operations = self.document.operations.iter();
        self.document.security.is_none() && operations.all(|operation| operation.security.is_none())
    }

    /// A document that declares how to authenticate and never says where it is needed: any of
    /// it may be sent with any operation. A bearer token is, without being told.
    fn take_all_schemes(
        &self,
        security: &mut Security,
        operations: &mut [Option<Vec<Requirement>>],
    ) {
        let names = || self.document.components.security_schemes.keys();
        let is_plain = names().all(|name| {
            let scheme = self.references.security_scheme(name, &Pointer::root());
            !matches!(
                scheme.map(|scheme| &scheme.kind),
                Some(SecuritySchemeKind::Basic | SecuritySchemeKind::Key { .. })
            )
        });
        if is_plain {
            return;
        }
        self.diagnostics.report(
            Severity::Note,
            Code::MissingField,
            &Pointer::root().child("components").child("securitySchemes"),
            "no operation says which of these it needs: what a client has is sent with all of them",
            "add `security` to the document or to its operations",
        );
        let mut alternatives = Vec::new();
        for name in names() {
            let scheme = self.references.security_scheme(name, &Pointer::root());
            if scheme.is_some_and(|scheme| self.take(name, scheme, security)) {
                let schemes = IndexMap::from([(name.clone(), Vec::new())]);
                alternatives.push(Requirement { schemes });
            }
        }
        alternatives.push(Requirement::default());
        operations.fill(Some(alternatives));
    }

    fn note_unused(&self, security: &Security) {
        for name in self.document.components.security_schemes.keys() {
            let place = Pointer::root();
            let scheme = self.references.security_scheme(name, &place);
            let Some(scheme) = scheme else { continue };
            let is_sent = !matches!(
                scheme.kind,
                SecuritySchemeKind::Other(_) | SecuritySchemeKind::Unusable
            );
            if is_sent && !security.schemes.contains_key(name) {
                self.diagnostics.report(
                    Severity::Note,
                    Code::UnsupportedKeyword,
                    &scheme.pointer,
                    format!("no operation asks for `{name}`, so it is not used"),
                    "",
                );
            }
        }
    }
}

impl SchemeKind {
    /// What a request has only one of.
    fn place(&self) -> (&'static str, String) {
        use crate::document::KeyPlace;
        match self {
            Self::Bearer | Self::Basic => ("header", "authorization".to_owned()),
            Self::Key { place, name } => match place {
                KeyPlace::Header => ("header", name.to_ascii_lowercase()),
                KeyPlace::Query => ("query", name.clone()),
                KeyPlace::Cookie => ("cookie", name.clone()),
            },
        }
    }
}
