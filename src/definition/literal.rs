//! Values as TOML writes them.

use serde_json::Value;

/// The order of keys. What is not named here comes last.
const ORDER: &[&str] = &[
    "slug",
    "version",
    "id",
    "kind",
    "language",
    "title",
    "issuer",
    "contact",
    "claim",
    "method",
    "framework",
    "code",
    "label",
    "authors",
    "year",
    "publisher",
    "min",
    "max",
    "outcome",
    "text",
    "earner_text",
    "prompt",
    "instructions",
    "audience",
    "tags",
    "students",
    "minutes",
    "hours",
    "evidence_languages",
    "valid_months",
    "requires",
    "badge",
    "ai",
    "change_note",
    "model",
    "pass",
    "required",
    "instead_of",
    "privacy",
    "components",
    "component",
    "parts",
];

/// Where a key comes among others.
pub fn order(name: &str) -> usize {
    let at = ORDER.iter().position(|one| *one == name);
    at.unwrap_or(ORDER.len())
}

/// Whether a text reads better in several lines.
pub fn is_for_several_lines(text: &str) -> bool {
    let is_plain = |letter: char| letter == '\n' || letter == '\t' || !letter.is_control();
    text.contains('\n') && text.chars().all(is_plain)
}

/// A text in several lines, as it stands.
pub fn several_lines(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace("\"\"\"", "\"\"\\\"");
    let escaped = match escaped.strip_suffix('"') {
        Some(rest) => format!("{rest}\\\""),
        None => escaped,
    };
    format!("\"\"\"\n{escaped}\"\"\"")
}

/// A value in one line.
pub fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields
                .iter()
                .filter(|(_, value)| !value.is_null())
                .collect();
            fields.sort_by_key(|(name, _)| order(name));
            if fields.is_empty() {
                return String::from("{}");
            }
            let fields: Vec<_> = fields
                .into_iter()
                .map(|(name, value)| format!("{name} = {}", inline(value)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        // A whole number of hours needs no fraction.
        Value::Number(number) => match number.as_f64() {
            Some(whole) if whole.fract() == 0.0 && number.is_f64() => format!("{whole:.0}"),
            _ => number.to_string(),
        },
        plain => plain.to_string(),
    }
}

/// A text in quotes, with all that TOML wants escaped.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() => {
                quoted.extend([String::from("\\u"), format!("{:04X}", u32::from(letter))]);
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
