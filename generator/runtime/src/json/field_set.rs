//! Sets of field numbers: one of a fixed size that models carry, one that grows while
//! an object is read.

use std::fmt;
use std::hash::{Hash, Hasher};

/// Marks some of the fields of a model, by their number. `WORDS` times 64 fields fit.
///
/// Models use it to remember which optional fields were an explicit `null`, so that
/// writing the model back gives the same JSON.
///
/// Two sets are always equal. To whoever reads a model `null` and absent mean the same,
/// so the mark must not make two models differ; it serves only writing back.
#[derive(Clone, Copy)]
pub struct FieldSet<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> FieldSet<WORDS> {
    /// A set without a mark.
    #[must_use]
    pub const fn new() -> Self {
        Self([0; WORDS])
    }

    /// Marks the field. A number that does not fit is ignored.
    pub fn insert(&mut self, index: usize) {
        if let Some(word) = self.0.get_mut(index / 64) {
            *word |= 1 << (index % 64);
        }
    }

    /// Takes the mark away.
    pub fn remove(&mut self, index: usize) {
        if let Some(word) = self.0.get_mut(index / 64) {
            *word &= !(1 << (index % 64));
        }
    }

    /// Whether the field is marked.
    #[must_use]
    pub fn contains(&self, index: usize) -> bool {
        self.0
            .get(index / 64)
            .is_some_and(|word| word & (1 << (index % 64)) != 0)
    }

    /// Whether no field is marked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }
}

impl<const WORDS: usize> Default for FieldSet<WORDS> {
    fn default() -> Self {
        Self::new()
    }
}

/// Always equal: see the type's description.
impl<const WORDS: usize> PartialEq for FieldSet<WORDS> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<const WORDS: usize> Eq for FieldSet<WORDS> {}

/// Adds nothing, as all sets are equal.
impl<const WORDS: usize> Hash for FieldSet<WORDS> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl<const WORDS: usize> fmt::Debug for FieldSet<WORDS> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_set()
            .entries((0..WORDS * 64).filter(|index| self.contains(*index)))
            .finish()
    }
}

/// The fields that were met while an object was read, by their number. Of any size; the
/// first 64 need no allocation.
#[derive(Clone, Debug, Default)]
pub struct SeenFields {
    first: u64,
    rest: Vec<u64>,
}

impl SeenFields {
    /// Whether the field was met.
    #[must_use]
    pub fn contains(&self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => Some(&self.first),
            Some(place) => self.rest.get(place),
        };
        word.is_some_and(|word| word & (1 << (index % 64)) != 0)
    }

    pub(crate) fn insert(&mut self, index: usize) {
        let bit = 1 << (index % 64);
        let Some(place) = (index / 64).checked_sub(1) else {
            self.first |= bit;
            return;
        };
        if self.rest.len() <= place {
            self.rest.resize(place + 1, 0);
        }
        if let Some(word) = self.rest.get_mut(place) {
            *word |= bit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FieldSet, SeenFields};

    #[test]
    fn marks_within_its_size_and_ignores_the_rest() {
        let mut set = FieldSet::<2>::new();
        for index in [0, 63, 64, 127, 128, 4096] {
            set.insert(index);
        }
        for index in [0, 63, 64, 127] {
            assert!(set.contains(index), "{index}");
        }
        assert!(!set.contains(1) && !set.contains(128) && !set.contains(4096));
        set.remove(64);
        assert!(!set.contains(64) && set.contains(63));
        let mut none = FieldSet::<0>::new();
        none.insert(0);
        assert!(none.is_empty());
    }

    #[test]
    fn all_sets_are_equal() {
        let mut marked = FieldSet::<1>::new();
        marked.insert(3);
        assert_eq!(marked, FieldSet::new());
        assert_eq!(format!("{marked:?}"), "{3}");
    }

    #[test]
    fn seen_fields_grow() {
        let mut seen = SeenFields::default();
        for index in [0, 63, 64, 200, 1000] {
            assert!(!seen.contains(index));
            seen.insert(index);
            assert!(seen.contains(index), "{index}");
        }
        assert!(!seen.contains(1) && !seen.contains(999) && !seen.contains(usize::MAX));
    }
}
