//! One text for one value: JSON with sorted members and no spaces (RFC 8785), so that two who write the same value get the
//! same bytes and the same hash. Our values have whole numbers only, which is where that RFC is simple.

use serde::Serialize;
use serde_json::Value;

/// The canonical JSON of a value.
///
/// # Panics
/// Never for plain data with text keys, which is all that is handed in.
#[must_use]
pub fn json(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).expect("plain data with text keys can be written");
    let mut text = String::new();
    write(&value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            // RFC 8785 sorts by UTF-16 code units, which differs from UTF-8 beyond the basic plane.
            members.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
            text.push('{');
            for (number, (name, member)) in members.into_iter().enumerate() {
                if number > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(member, text);
            }
            text.push('}');
        }
        // Texts are escaped as the RFC wants it, and whole numbers are written plainly.
        scalar => text.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn members_are_sorted_at_every_depth_and_nothing_is_spaced() {
        let value = json!({"b": [1, {"z": null, "a": true}], "a": "é\"\u{7}\n", "\u{10000}": 1, "\u{ffff}": 2});
        assert_eq!(
            super::json(&value),
            "{\"a\":\"é\\\"\\u0007\\n\",\"b\":[1,{\"a\":true,\"z\":null}],\"\u{10000}\":1,\"\u{ffff}\":2}"
        );
    }

    proptest! {
        #[test]
        fn it_reads_as_the_value_and_writes_the_same_again(
            members in proptest::collection::btree_map(any::<String>(), any::<i64>(), 0..20),
        ) {
            let text = super::json(&members);
            let back: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&back, &serde_json::to_value(&members).unwrap());
            prop_assert_eq!(super::json(&back), text);
        }
    }
}
