//! Arrays whose first elements have types of their own.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, SerializeSeq, Serializer};
use std::fmt;

use super::RawJson;

/// How many elements of a tuple that may be missing came as `null` after the last one that did
/// not. Two are always equal: to whoever reads a tuple, `null` and a missing element are the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct TrailingNulls(usize);

impl PartialEq for TrailingNulls {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Reads the elements of an array one by one.
#[derive(Debug)]
pub struct TupleReader<E> {
    name: &'static str,
    items: std::iter::Enumerate<std::vec::IntoIter<RawJson>>,
    nulls: usize,
    error: std::marker::PhantomData<fn() -> E>,
}

impl<E: serde::de::Error> TupleReader<E> {
    /// Reads the array.
    ///
    /// # Errors
    ///
    /// The value is not an array.
    pub fn new<'de, D: Deserializer<'de, Error = E>>(
        name: &'static str,
        deserializer: D,
    ) -> Result<Self, E> {
        let items = Vec::<RawJson>::deserialize(deserializer)?;
        Ok(Self {
            name,
            items: items.into_iter().enumerate(),
            nulls: 0,
            error: std::marker::PhantomData,
        })
    }

    /// The next element, which must be there.
    ///
    /// # Errors
    ///
    /// It is not there, or does not fit its type.
    pub fn required<T: DeserializeOwned>(&mut self) -> Result<T, E> {
        match self.items.next() {
            Some((index, item)) => self.parse(index, &item),
            None => Err(E::custom(format_args!(
                "the array has too few elements for {}",
                self.name
            ))),
        }
    }

    /// The next element, which may be missing or null.
    ///
    /// # Errors
    ///
    /// It does not fit its type.
    pub fn optional<T: DeserializeOwned>(&mut self) -> Result<Option<T>, E> {
        match self.items.next() {
            None => Ok(None),
            Some((_, item)) if item.is_null() => {
                self.nulls += 1;
                Ok(None)
            }
            Some((index, item)) => {
                self.nulls = 0;
                self.parse(index, &item).map(Some)
            }
        }
    }

    /// How many nulls stood at the end of the typed elements.
    #[must_use]
    pub fn nulls(&self) -> TrailingNulls {
        TrailingNulls(self.nulls)
    }

    /// The elements that are left.
    ///
    /// # Errors
    ///
    /// One does not fit its type.
    pub fn rest<T: DeserializeOwned>(&mut self) -> Result<Vec<T>, E> {
        let mut rest = Vec::with_capacity(self.items.len());
        while let Some((index, item)) = self.items.next() {
            rest.push(self.parse(index, &item)?);
        }
        Ok(rest)
    }

    fn parse<T: DeserializeOwned>(&self, index: usize, item: &RawJson) -> Result<T, E> {
        item.parse()
            .map_err(|error| E::custom(format_args!("element {index} of {}: {error}", self.name)))
    }
}

/// Writes the elements of an array one by one.
pub struct TupleWriter<S: Serializer> {
    items: S::SerializeSeq,
    /// Elements without a value since the last one that had one.
    missing: usize,
}

impl<S: Serializer> fmt::Debug for TupleWriter<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TupleWriter")
            .finish_non_exhaustive()
    }
}

impl<S: Serializer> TupleWriter<S> {
    /// Begins an array.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn new(serializer: S) -> Result<Self, S::Error> {
        Ok(Self {
            items: serializer.serialize_seq(None)?,
            missing: 0,
        })
    }

    /// Writes an element.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn required<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.fill(self.missing)?;
        self.items.serialize_element(value)
    }

    /// Writes an element that may be missing: as `null` if others follow.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn optional<T: Serialize>(&mut self, value: &Option<T>) -> Result<(), S::Error> {
        match value {
            Some(value) => self.required(value),
            None => {
                self.missing += 1;
                Ok(())
            }
        }
    }

    /// Writes the elements after those, and ends the array.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn end<T: Serialize>(
        mut self,
        rest: &[T],
        nulls: TrailingNulls,
    ) -> Result<S::Ok, S::Error> {
        let written = if rest.is_empty() {
            nulls.0.min(self.missing)
        } else {
            self.missing
        };
        self.fill(written)?;
        for value in rest {
            self.items.serialize_element(value)?;
        }
        self.items.end()
    }

    fn fill(&mut self, count: usize) -> Result<(), S::Error> {
        for _ in 0..count {
            self.items.serialize_element(&())?;
        }
        self.missing = 0;
        Ok(())
    }
}
