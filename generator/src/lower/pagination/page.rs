//! A page as the crate's types have it: where its items are, and what they are.

use crate::api::{Field, Presence, ResponseBody, Type};
use crate::lower::roles::{structure_of, without_aliases};
use crate::lower::types::Types;

/// The items of a page.
pub(super) struct Items {
    /// The type of one.
    pub(super) item: Type,
    /// Whether a page may come without them.
    pub(super) may_be_absent: bool,
}

/// The type of the page, if what a plain call returns can be one.
pub(super) fn type_of(response: &ResponseBody) -> Option<&Type> {
    match response {
        ResponseBody::Json(page) => Some(page),
        _ => None,
    }
}

/// Whether a type has properties, or is an array.
pub(super) fn can_be_page(types: &mut Types<'_>, page: &Type) -> bool {
    match without_aliases(types, page) {
        Type::List(_) => true,
        Type::Named(name) => structure_of(types, &name).is_some(),
        _ => false,
    }
}

/// The items at the end of a path, if they are an array.
pub(super) fn items(types: &mut Types<'_>, page: &Type, path: &[String]) -> Option<Items> {
    let found = follow(types, page, path)?;
    match found.value {
        Type::List(item) => Some(Items {
            item: *item,
            may_be_absent: found.may_be_absent,
        }),
        _ => None,
    }
}

/// A value inside a page.
pub(super) struct Found {
    pub(super) value: Type,
    pub(super) may_be_absent: bool,
}

/// Follows a path from property to property.
pub(super) fn follow(types: &mut Types<'_>, page: &Type, path: &[String]) -> Option<Found> {
    let mut value = page.clone();
    let mut may_be_absent = false;
    let mut left = path.iter();
    loop {
        value = without_aliases(types, &value);
        if let Type::Nullable(inner) = value {
            may_be_absent = true;
            value = *inner;
            continue;
        }
        let Some(name) = left.next() else {
            return Some(Found {
                value,
                may_be_absent,
            });
        };
        let Type::Named(structure) = &value else {
            return None;
        };
        let field = field(types, structure, name)?;
        may_be_absent |= field.presence != Presence::Required;
        value = field.value.clone();
    }
}

fn field<'t>(types: &'t mut Types<'_>, structure: &str, wire_name: &str) -> Option<&'t Field> {
    structure_of(types, structure)?
        .fields
        .iter()
        .find(|field| field.wire_name == wire_name)
}

/// Makes a page's struct generic over its items. Only one property can be that, and it must
/// always be there.
pub(super) fn open(types: &mut Types<'_>, page: &Type, items: &[String]) -> Option<String> {
    let (Type::Named(name), [wire_name]) = (page, items) else {
        return None;
    };
    let structure = structure_of(types, name)?;
    let index = structure.fields.iter().position(|field| {
        field.wire_name == *wire_name
            && field.presence == Presence::Required
            && matches!(field.value, Type::List(_))
    })?;
    if structure.items.is_some_and(|other| other != index) {
        return None;
    }
    structure.items = Some(index);
    Some(name.clone())
}
