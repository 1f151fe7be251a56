//! Fields of an object that the specification does not name.

use std::fmt;

use indexmap::IndexMap;

use super::RawJson;

/// The fields that came with an object and that its type does not know, in the order they
/// came. An empty one costs a pointer.
#[derive(Clone, Default, PartialEq)]
pub struct UnknownFields(Option<Box<IndexMap<String, RawJson>>>);

impl UnknownFields {
    /// None at all.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&RawJson> {
        self.0.as_ref()?.get(name)
    }

    /// The fields in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.0.as_ref().map(|fields| fields.iter()))
    }

    /// Puts a field in, and gives back the value it replaces.
    pub fn insert(&mut self, name: impl Into<String>, value: RawJson) -> Option<RawJson> {
        self.0.get_or_insert_default().insert(name.into(), value)
    }

    /// Takes a field out; the order of the others stays.
    pub fn remove(&mut self, name: &str) -> Option<RawJson> {
        let fields = self.0.as_mut()?;
        let removed = fields.shift_remove(name);
        if fields.is_empty() {
            self.0 = None;
        }
        removed
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |fields| fields.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// Shows the names only: what is not in the specification may well be about a person.
impl fmt::Debug for UnknownFields {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_set()
            .entries(self.iter().map(|(name, _)| name))
            .finish()
    }
}

impl<'a> IntoIterator for &'a UnknownFields {
    type Item = (&'a str, &'a RawJson);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl FromIterator<(String, RawJson)> for UnknownFields {
    fn from_iter<I: IntoIterator<Item = (String, RawJson)>>(fields: I) -> Self {
        let fields: IndexMap<_, _> = fields.into_iter().collect();
        Self((!fields.is_empty()).then(|| Box::new(fields)))
    }
}

/// The fields of an [`UnknownFields`], in order.
#[derive(Clone, Debug)]
pub struct Iter<'a>(Option<indexmap::map::Iter<'a, String, RawJson>>);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a RawJson);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, value) = self.0.as_mut()?.next()?;
        Some((name, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0
            .as_ref()
            .map_or((0, Some(0)), |iter| iter.size_hint())
    }
}

impl ExactSizeIterator for Iter<'_> {}
