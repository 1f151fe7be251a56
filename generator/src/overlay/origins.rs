//! Where each part of a corrected document comes from.
//!
//! A tree beside the document's, as deep as corrections reach: what it has no entry for comes
//! from where the nearest entry above comes from.

use indexmap::IndexMap;

use crate::source::Pointer;

/// The place that a value was written at.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Origin {
    /// In the document, as it is without its corrections.
    Document(Pointer),
    /// In the overlay of that number.
    Overlay(usize, Pointer),
}

impl Origin {
    pub(super) fn child(&self, key: &str) -> Self {
        match self {
            Origin::Document(place) => Origin::Document(place.child(key)),
            Origin::Overlay(overlay, place) => Origin::Overlay(*overlay, place.child(key)),
        }
    }
}

#[derive(Debug)]
pub(super) struct Origins {
    origin: Origin,
    /// Members, or elements of an array as long as it has all its elements, that have an entry.
    members: IndexMap<String, Origins>,
    /// All elements of an array that lost some or got new ones: their indices are others than
    /// in the text.
    elements: Option<Vec<Origins>>,
}

impl Origins {
    pub(super) fn of(origin: Origin) -> Self {
        Self {
            origin,
            members: IndexMap::new(),
            elements: None,
        }
    }

    /// The entry of a member or an element.
    pub(super) fn child(&mut self, key: &str) -> Option<&mut Origins> {
        if let Some(elements) = &mut self.elements {
            return elements.get_mut(key.parse::<usize>().ok()?);
        }
        let origin = &self.origin;
        let entry = self.members.entry(key.to_owned());
        Some(entry.or_insert_with(|| Origins::of(origin.child(key))))
    }

    /// A member that is new, or has another value.
    pub(super) fn set(&mut self, key: &str, origin: Origin) {
        self.members.insert(key.to_owned(), Origins::of(origin));
    }

    /// A member that is gone: one that gets its name later is another one.
    pub(super) fn remove(&mut self, key: &str) {
        self.members.swap_remove(key);
    }

    /// The value itself is another one.
    pub(super) fn replace(&mut self, origin: Origin) {
        *self = Origins::of(origin);
    }

    /// The elements of an array that has `length` of them.
    pub(super) fn elements(&mut self, length: usize) -> &mut Vec<Origins> {
        let (origin, members) = (&self.origin, &mut self.members);
        self.elements.get_or_insert_with(|| {
            let element = |index: usize| {
                let key = index.to_string();
                let known = members.swap_remove(&key);
                known.unwrap_or_else(|| Origins::of(origin.child(&key)))
            };
            (0..length).map(element).collect()
        })
    }

    /// Where what stands at a place of the corrected document was written.
    pub(super) fn find(&self, place: &Pointer) -> Origin {
        let mut found = self;
        let segments = place.segments();
        let mut rest = segments.iter();
        for segment in rest.by_ref() {
            let next = match &found.elements {
                Some(elements) => segment.parse().ok().and_then(|at: usize| elements.get(at)),
                None => found.members.get(*segment),
            };
            match next {
                Some(next) => found = next,
                None => {
                    let here = found.origin.child(segment);
                    return rest.fold(here, |place, segment| place.child(segment));
                }
            }
        }
        found.origin.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    fn document(text: &str) -> Origin {
        Origin::Document(pointer(text))
    }

    #[test]
    fn what_has_no_entry_comes_from_where_its_holder_does() {
        let mut origins = Origins::of(document(""));
        assert_eq!(origins.find(&pointer("/a/b")), document("/a/b"));
        let update = Origin::Overlay(1, pointer("/actions/0/update/b"));
        origins.child("a").unwrap().set("b", update);
        assert_eq!(
            origins.find(&pointer("/a/b/c/d")),
            Origin::Overlay(1, pointer("/actions/0/update/b/c/d"))
        );
        assert_eq!(origins.find(&pointer("/a/x")), document("/a/x"));
        origins.child("a").unwrap().remove("b");
        assert_eq!(origins.find(&pointer("/a/b")), document("/a/b"));
    }

    #[test]
    fn elements_keep_their_place_in_the_text_when_others_go() {
        let mut origins = Origins::of(document(""));
        let list = origins.child("list").unwrap();
        // Known by its number before the array loses one.
        let update = Origin::Overlay(0, pointer("/actions/0/update/x"));
        list.child("2").unwrap().set("x", update.clone());
        list.elements(4).remove(1);
        assert_eq!(origins.find(&pointer("/list/0")), document("/list/0"));
        assert_eq!(origins.find(&pointer("/list/1/y")), document("/list/2/y"));
        assert_eq!(origins.find(&pointer("/list/1/x")), update);
        assert_eq!(origins.find(&pointer("/list/2")), document("/list/3"));
        let list = origins.child("list").unwrap();
        assert!(list.child("3").is_none());
        list.child("2").unwrap().replace(update.clone());
        assert_eq!(origins.find(&pointer("/list/2")), update);
    }
}
