//! JSON read with suspicion. Owns the limits on what a stranger may send us as JSON; knows nothing of what the
//! values mean.
//!
//! Ordinary readers keep the last of two members with one name, so two readers of one token can disagree about
//! who it speaks of. Here a repeated member is an error, and so are depth beyond [`MAX_DEPTH`], bytes that are not
//! UTF-8, and the character NUL, which databases and C programs cut texts at or refuse.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// How deep objects and arrays may nest. Launches nest four deep, badges ten.
pub const MAX_DEPTH: usize = 32;

/// Why a text was not accepted as JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// One object has two members of this name.
    #[error("a member occurs twice in one object")]
    DuplicateMember,
    /// Not JSON, not UTF-8, too deep, or with a NUL in it.
    #[error("not readable as JSON: {0}")]
    Unreadable(String),
}

const DUPLICATE: &str = "duplicate member";

/// Reads one JSON object.
///
/// # Errors
/// [`JsonError`] when a member is repeated, the nesting is too deep, or the bytes are no JSON object.
pub fn object(bytes: &[u8]) -> Result<Map<String, Value>, JsonError> {
    match value(bytes)? {
        Value::Object(members) => Ok(members),
        _ => Err(JsonError::Unreadable(String::from("not an object"))),
    }
}

/// Reads one JSON value.
///
/// # Errors
/// As [`object`], without the demand for an object.
pub fn value(bytes: &[u8]) -> Result<Value, JsonError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = Strict { depth: MAX_DEPTH }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        // serde offers no typed way to pass an error of our own through, so it travels as its message; the
        // position that serde_json adds is kept out of what we say, the message itself never quotes the input.
        let message = error.to_string();
        if message.starts_with(DUPLICATE) {
            JsonError::DuplicateMember
        } else {
            JsonError::Unreadable(format!("line {}, column {}", error.line(), error.column()))
        }
    })
}

#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
}

impl Strict {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        self.depth
            .checked_sub(1)
            .map(|depth| Self { depth })
            .ok_or_else(|| E::custom("nested too deeply"))
    }
}

fn without_nul<E: serde::de::Error>(text: String) -> Result<String, E> {
    if text.contains('\0') {
        return Err(E::custom("a NUL in a text"));
    }
    Ok(text)
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<Value, E> {
        without_nul(value).map(Value::String)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key()? {
            let name = without_nul(name)?;
            let value = members.next_value_seed(inner)?;
            if object.insert(name, value).is_some() {
                return Err(serde::de::Error::custom(DUPLICATE));
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_repeated_member_is_refused_at_any_depth() {
        for text in [
            r#"{"sub":"a","sub":"b"}"#,
            r#"{"a":[{"b":1,"b":1}]}"#,
            r#"{"a":1,"\u0061":2}"#,
        ] {
            assert_eq!(
                object(text.as_bytes()),
                Err(JsonError::DuplicateMember),
                "{text}"
            );
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        assert!(value(deep(MAX_DEPTH).as_bytes()).is_ok());
        assert!(value(deep(MAX_DEPTH + 1).as_bytes()).is_err());
        assert!(value("[".repeat(1_000_000).as_bytes()).is_err());
    }

    #[test]
    fn what_is_not_json_is_refused_without_being_quoted() {
        for bytes in [
            b"secret-value".as_slice(),
            b"{\"a\":\xff}",
            b"{} {}",
            b"",
            b"\"\\ud800\"",
        ] {
            let error = value(bytes).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_nul_is_refused_wherever_it_stands() {
        for text in [
            r#"{"sub":"a\u0000b"}"#,
            r#"{"a\u0000":1}"#,
            r#"{"a":[["\u0000"]]}"#,
        ] {
            assert!(object(text.as_bytes()).is_err(), "{text}");
        }
    }

    fn any_json() -> impl Strategy<Value = Value> {
        const TEXT: &str = "[^\u{0}]*";
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            TEXT.prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(TEXT, inner, 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_serde_json_writes_is_read_back_unchanged(json in any_json()) {
            let text = serde_json::to_vec(&json).unwrap();
            prop_assert_eq!(value(&text), Ok(json));
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
            let _ = value(&bytes);
        }
    }
}
