//! One text for one value: JSON with sorted keys and no white space, so that equal values have equal fingerprints
//! whatever wrote them. Numbers in our data are whole, but for hours, whose shortest form is the only one written.

use serde::Serialize;
use serde_json::Value;

/// The canonical JSON of a value.
///
/// # Errors
/// When the value has no JSON, such as a map with keys that are no texts.
pub fn canonical(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = String::new();
    write(&serde_json::to_value(value)?, &mut text);
    Ok(text)
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            // Sorted here, because whether the map sorts depends on how the library was built.
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            text.push('{');
            for (at, (name, field)) in fields.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(field, text);
            }
            text.push('}');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn equal_values_have_one_text() {
        let value = json!({ "b": [1, 0.25, null], "a": { "d": "ü\n", "c": true } });
        assert_eq!(
            canonical(&value).unwrap(),
            r#"{"a":{"c":true,"d":"ü\n"},"b":[1,0.25,null]}"#
        );
    }
}
