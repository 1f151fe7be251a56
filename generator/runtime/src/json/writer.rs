//! Writing a model back as a JSON object.

use indexmap::IndexMap;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{FieldSet, UnknownFields};

/// Writes the fields of a model in order. Emitted code calls one method for each field.
#[derive(Debug)]
pub struct ObjectWriter<S: Serializer> {
    map: S::SerializeMap,
}

impl<S: Serializer> ObjectWriter<S> {
    /// Begins an object.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn new(serializer: S) -> Result<Self, S::Error> {
        Ok(Self {
            map: serializer.serialize_map(None)?,
        })
    }

    /// Writes a field that is always there.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn required<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        self.map.serialize_entry(name, value)
    }

    /// Writes a field that may be missing: `None` is left out, or written as `null` when
    /// it is marked in `nulls`.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn optional<T: Serialize, const WORDS: usize>(
        &mut self,
        index: usize,
        name: &'static str,
        value: &Option<T>,
        nulls: &FieldSet<WORDS>,
    ) -> Result<(), S::Error> {
        if value.is_some() || nulls.contains(index) {
            self.map.serialize_entry(name, value)
        } else {
            Ok(())
        }
    }

    /// Writes a required field that was possibly missing: a default value is left out when
    /// it is marked in `absent`, and written as `null` when it is marked in `nulls`.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn tolerant<T: Serialize + Default + PartialEq, const A: usize, const N: usize>(
        &mut self,
        index: usize,
        name: &'static str,
        value: &T,
        absent: &FieldSet<A>,
        nulls: &FieldSet<N>,
    ) -> Result<(), S::Error> {
        let is_absent = absent.contains(index);
        // Both marks are looked at before the value: a default is rarely built.
        if (is_absent || nulls.contains(index)) && *value == T::default() {
            return if is_absent {
                Ok(())
            } else {
                self.map.serialize_entry(name, &())
            };
        }
        self.map.serialize_entry(name, value)
    }

    /// Writes the members that have no name of their own.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn additional<T: Serialize>(
        &mut self,
        fields: &IndexMap<String, T>,
    ) -> Result<(), S::Error> {
        for (name, value) in fields {
            self.map.serialize_entry(name, value)?;
        }
        Ok(())
    }

    /// Writes the fields that the specification does not know.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn unknown(&mut self, fields: &UnknownFields) -> Result<(), S::Error> {
        for (name, value) in fields {
            self.map.serialize_entry(name, value)?;
        }
        Ok(())
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// Whatever the serializer says.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.map.end()
    }
}
