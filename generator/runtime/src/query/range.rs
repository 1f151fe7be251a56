//! A plain value, or bounds: `created_at=x`, or `created_at[gte]=x&created_at[lt]=y`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::json::DateTime;

/// The value of a filter that takes a plain value or bounds.
///
/// ```
/// use oas_runtime::{Range, json::DateTime};
///
/// let in_january: Range<DateTime> =
///     Range::gte("2024-01-01T00:00:00Z").and_lt("2024-02-01T00:00:00Z");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Range<T>(Form<T>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Form<T> {
    Equal(T),
    Bounds(Bounds<T>),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Bounds<T> {
    gt: Option<T>,
    gte: Option<T>,
    lt: Option<T>,
    lte: Option<T>,
}

impl<T> Default for Bounds<T> {
    fn default() -> Self {
        Self {
            gt: None,
            gte: None,
            lt: None,
            lte: None,
        }
    }
}

impl<T> Range<T> {
    /// Exactly this value.
    pub fn equal(value: impl Into<T>) -> Self {
        Self(Form::Equal(value.into()))
    }

    /// Greater than the value.
    pub fn gt(value: impl Into<T>) -> Self {
        Self(Form::Bounds(Bounds::default())).and_gt(value)
    }

    /// Greater than or equal to the value.
    pub fn gte(value: impl Into<T>) -> Self {
        Self(Form::Bounds(Bounds::default())).and_gte(value)
    }

    /// Less than the value.
    pub fn lt(value: impl Into<T>) -> Self {
        Self(Form::Bounds(Bounds::default())).and_lt(value)
    }

    /// Less than or equal to the value.
    pub fn lte(value: impl Into<T>) -> Self {
        Self(Form::Bounds(Bounds::default())).and_lte(value)
    }

    /// And greater than the value.
    ///
    /// A bound given twice counts as given last; a bound replaces a plain value. So do the
    /// other three.
    #[must_use]
    pub fn and_gt(self, value: impl Into<T>) -> Self {
        self.with(|bounds| bounds.gt = Some(value.into()))
    }

    /// And greater than or equal to the value.
    #[must_use]
    pub fn and_gte(self, value: impl Into<T>) -> Self {
        self.with(|bounds| bounds.gte = Some(value.into()))
    }

    /// And less than the value.
    #[must_use]
    pub fn and_lt(self, value: impl Into<T>) -> Self {
        self.with(|bounds| bounds.lt = Some(value.into()))
    }

    /// And less than or equal to the value.
    #[must_use]
    pub fn and_lte(self, value: impl Into<T>) -> Self {
        self.with(|bounds| bounds.lte = Some(value.into()))
    }

    fn with(self, set: impl FnOnce(&mut Bounds<T>)) -> Self {
        let mut bounds = match self.0 {
            Form::Equal(_) => Bounds::default(),
            Form::Bounds(bounds) => bounds,
        };
        set(&mut bounds);
        Self(Form::Bounds(bounds))
    }
}

impl<T> From<T> for Range<T> {
    fn from(value: T) -> Self {
        Self(Form::Equal(value))
    }
}

macro_rules! from_date_times {
    ($($(#[$condition:meta])? $type:ty),* $(,)?) => {
        $($(#[$condition])?
        impl From<$type> for Range<DateTime> {
            fn from(value: $type) -> Self {
                Self::equal(value)
            }
        })*
    };
}

from_date_times! {
    &str,
    String,
    std::time::SystemTime,
    #[cfg(feature = "jiff")] jiff::Timestamp,
    #[cfg(feature = "jiff")] jiff::ZonedDateTime,
    #[cfg(feature = "chrono")] chrono::DateTime<chrono::Utc>,
    #[cfg(feature = "chrono")] chrono::DateTime<chrono::FixedOffset>,
    #[cfg(feature = "time")] time::OffsetDateTime,
}

impl<T: Serialize> Serialize for Range<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bounds = match &self.0 {
            Form::Equal(value) => return value.serialize(serializer),
            Form::Bounds(bounds) => bounds,
        };
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in [
            ("gt", &bounds.gt),
            ("gte", &bounds.gte),
            ("lt", &bounds.lt),
            ("lte", &bounds.lte),
        ] {
            if let Some(value) = value {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Range<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RangeVisitor(PhantomData))
    }
}

struct RangeVisitor<T>(PhantomData<T>);

macro_rules! plain_values {
    ($($method:ident: $type:ty),* $(,)?) => {
        $(fn $method<E: Error>(self, value: $type) -> Result<Range<T>, E> {
            T::deserialize(value.into_deserializer()).map(Range::from)
        })*
    };
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for RangeVisitor<T> {
    type Value = Range<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a plain value, or an object of `gt`, `gte`, `lt` and `lte`")
    }

    plain_values! {
        visit_bool: bool,
        visit_i64: i64,
        visit_u64: u64,
        visit_f64: f64,
        visit_str: &str,
        visit_string: String,
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Range<T>, A::Error> {
        let mut bounds = Bounds::default();
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "gt" => bounds.gt = map.next_value()?,
                "gte" => bounds.gte = map.next_value()?,
                "lt" => bounds.lt = map.next_value()?,
                "lte" => bounds.lte = map.next_value()?,
                _ => return Err(A::Error::unknown_field(&name, &["gt", "gte", "lt", "lte"])),
            }
        }
        Ok(Range(Form::Bounds(bounds)))
    }
}
