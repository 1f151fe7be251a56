//! Objects that references reach elsewhere than under `components`: below a path, in the
//! middle of a schema, in another file.
//!
//! Such an object is read where a reference to it says what it is, once for each place.

use indexmap::{IndexMap, IndexSet};

use super::components::item_or_reference;
use super::schema_types::Schema;
use super::types::{
    Example, Header, Loose, Operation, Parameter, ReferenceOr, RequestBody, Response,
    SecurityScheme,
};
use super::{Context, incoming, operation, schema, security};
use crate::bundle::{Bundle, Kind};
use crate::source::Pointer;

/// What may stand elsewhere, with a reference in its place.
pub(super) trait Referable {
    const KIND: Kind;
}

macro_rules! referable {
    ($($kind:ident),+) => {
        $(impl Referable for $kind {
            const KIND: Kind = Kind::$kind;
        })+
    };
}

referable!(
    Parameter,
    RequestBody,
    Response,
    Header,
    Example,
    SecurityScheme
);

/// Remembers that a reference was met, unless it leads to a named component.
pub(super) fn note(context: &Context<'_>, kind: Kind, target: &str) {
    if target.starts_with('#') && component_of(kind, target).is_none() {
        let mut pending = context.loose_references.borrow_mut();
        pending.push((kind, target.to_owned()));
    }
}

/// The name in a reference of the form `#/components/KIND/NAME`.
pub(crate) fn component_of(kind: Kind, target: &str) -> Option<String> {
    let key = kind.component_key()?;
    let pointer = Pointer::parse(target)?;
    match pointer.segments().as_slice() {
        ["components", found, name] if *found == key => Some((*name).to_owned()),
        _ => None,
    }
}

/// The requests of callbacks, by the places of these.
type Callbacks = IndexMap<Pointer, Vec<Operation>>;

/// Reads what the references lead to, and what is referred to there. Callbacks are read in
/// the same way: the operations of one may have others.
pub(super) fn read<'a>(context: &'a Context<'a>, bundle: &'a Bundle) -> (Loose, Callbacks) {
    let mut callbacks = Callbacks::new();
    let mut loose = Loose {
        unreadable: bundle.unreadable().clone(),
        ..Loose::default()
    };
    let mut done: IndexSet<(Kind, String)> = IndexSet::new();
    loop {
        let pending = context.loose_references.take();
        let places = context.pending_callbacks.take();
        if pending.is_empty() && places.is_empty() {
            return (loose, callbacks);
        }
        for place in places {
            if !callbacks.contains_key(&place)
                && let Some((_, node)) = bundle.get(&place)
            {
                let operations = incoming::callback(context, node, &place);
                callbacks.insert(place, operations);
            }
        }
        for (kind, target) in pending {
            if done.insert((kind, target.clone())) {
                read_one(context, bundle, &mut loose, kind, target);
            }
        }
    }
}

/// Places that do not exist are left to the next stage to report.
fn read_one<'a>(
    context: &'a Context<'a>,
    bundle: &'a Bundle,
    loose: &mut Loose,
    kind: Kind,
    target: String,
) {
    let Some((place, node)) = Pointer::parse(&target).and_then(|pointer| bundle.get(&pointer))
    else {
        return;
    };
    let found = bundle.kind(&place);
    if found != Kind::Unknown && found != kind {
        loose.misplaced.insert((kind, target), found);
        return;
    }
    fn insert<T>(
        map: &mut IndexMap<Pointer, ReferenceOr<T>>,
        place: &Pointer,
        read: impl FnOnce() -> Option<ReferenceOr<T>>,
    ) {
        if !map.contains_key(place)
            && let Some(item) = read()
        {
            map.insert(place.clone(), item);
        }
    }
    match kind {
        Kind::Schema => {
            if !loose.schemas.contains_key(&place) {
                let schema: Schema = schema::schema(context, node, &place);
                if let Some(written) = bundle.written(&place) {
                    loose.written.insert(place.clone(), written);
                }
                loose.schemas.insert(place.clone(), schema);
            }
        }
        Kind::Parameter => insert(&mut loose.parameters, &place, || {
            item_or_reference(context, node, &place, operation::parameter)
        }),
        Kind::RequestBody => insert(&mut loose.request_bodies, &place, || {
            item_or_reference(context, node, &place, operation::request_body)
        }),
        Kind::Response => insert(&mut loose.responses, &place, || {
            item_or_reference(context, node, &place, operation::response)
        }),
        Kind::Header => insert(&mut loose.headers, &place, || {
            item_or_reference(context, node, &place, operation::header)
        }),
        Kind::Example => insert(&mut loose.examples, &place, || {
            item_or_reference(context, node, &place, operation::example)
        }),
        Kind::SecurityScheme => insert(&mut loose.security_schemes, &place, || {
            item_or_reference(context, node, &place, security::security_scheme)
        }),
        _ => return,
    }
    loose.places.insert(target, place);
}
