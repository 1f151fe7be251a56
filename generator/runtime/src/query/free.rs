//! Values whose shape only the caller knows.

use std::fmt;

use serde::ser::{Error as _, Serialize, Serializer};

use crate::json::RawJson;

/// A parameter of any shape: whatever the caller's type serialises to.
///
/// A value that cannot be serialised is kept as the reason why, and is an error when the
/// request is made: a setter has no way to fail.
#[derive(Clone)]
pub struct FreeValue(Result<RawJson, String>);

impl FreeValue {
    /// Takes what `value` serialises to, with its keys in their order.
    pub fn new<T: Serialize + ?Sized>(value: &T) -> Self {
        Self(RawJson::from_value(value).map_err(|error| error.to_string()))
    }
}

impl Serialize for FreeValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Ok(value) => value.serialize(serializer),
            Err(reason) => Err(S::Error::custom(reason)),
        }
    }
}

impl fmt::Debug for FreeValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(value) => fmt::Debug::fmt(value, formatter),
            Err(_) => formatter.write_str("[a value that cannot be serialised]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::FreeValue;

    #[test]
    fn keys_keep_their_order_and_failures_their_reason() {
        let value = FreeValue::new(&serde_json::json!({"z": 1, "a": u64::MAX}));
        assert_eq!(
            serde_json::to_string(&value).unwrap(),
            r#"{"z":1,"a":18446744073709551615}"#
        );
        let failed = FreeValue::new(&HashMap::from([((1, 2), 3)]));
        let error = serde_json::to_string(&failed).unwrap_err();
        assert!(error.to_string().contains("key must be a string"));
    }
}
