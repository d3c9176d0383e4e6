//! What a schema asks of one value, in the few forms that the schemas of our types take.

use std::sync::LazyLock;

use serde_json::{Map, Value};

/// The definitions that a schema's parts refer to.
pub fn definitions_of(schema: &Value) -> &Map<String, Value> {
    static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
    schema
        .get("$defs")
        .and_then(Value::as_object)
        .unwrap_or(&NONE)
}

/// What a value has to be.
#[derive(Clone, Debug)]
pub enum Shape<'a> {
    /// Markdown, in place or in a file.
    Markdown,
    /// One of these words.
    Words(Vec<&'a str>),
    /// One of these words, or a table with one of these entries.
    Choice {
        /// The words.
        words: Vec<&'a str>,
        /// The entries with their schemas.
        variants: Vec<(&'a str, &'a Value)>,
    },
    /// A table.
    Table(Fields<'a>),
    /// A table whose `kind` decides what else it has.
    Tagged {
        /// What every kind has.
        common: Fields<'a>,
        /// What each kind has besides.
        kinds: Vec<(&'a str, Fields<'a>)>,
    },
    /// A list.
    List(&'a Value),
    /// A text, of the named form where it has one.
    Text(Option<&'a str>),
    /// A whole number.
    Integer {
        /// At most.
        max: i64,
    },
    /// A number, of the named form where it has one.
    Number(Option<&'a str>),
    /// Yes or no.
    Flag,
}

/// What a table has.
#[derive(Clone, Debug)]
pub struct Fields<'a> {
    /// Each field with its schema.
    pub all: Vec<(&'a str, &'a Value)>,
    /// Those that have to be there.
    pub required: Vec<&'a str>,
}

impl<'a> Fields<'a> {
    fn of(schema: &'a Value) -> Self {
        let properties = schema.get("properties").and_then(Value::as_object);
        let required = schema.get("required").and_then(Value::as_array);
        Self {
            all: properties
                .map(|all| {
                    all.iter()
                        .map(|(name, field)| (name.as_str(), field))
                        .collect()
                })
                .unwrap_or_default(),
            required: required
                .map(|all| all.iter().filter_map(Value::as_str).collect())
                .unwrap_or_default(),
        }
    }

    /// The schema of this field.
    pub fn field(&self, name: &str) -> Option<&'a Value> {
        let found = self.all.iter().find(|(one, _)| *one == name);
        found.map(|(_, schema)| *schema)
    }

    /// With these as well.
    pub fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.all.extend(&other.all);
        both.required.extend(&other.required);
        both
    }
}

impl<'a> Shape<'a> {
    /// What this schema asks for. `definitions` are the named ones that it may refer to.
    pub fn of(schema: &'a Value, definitions: &'a Map<String, Value>) -> Self {
        Self::named(schema, None, definitions)
    }

    fn named(
        schema: &'a Value,
        name: Option<&'a str>,
        definitions: &'a Map<String, Value>,
    ) -> Self {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let name = reference.rsplit('/').next().unwrap_or_default();
            if name == "Markdown" {
                return Self::Markdown;
            }
            return match definitions.get(name) {
                Some(schema) => Self::named(schema, Some(name), definitions),
                None => Self::Text(None),
            };
        }
        if let Some(all) = schema.get("anyOf").and_then(Value::as_array) {
            // An optional value: itself or null, which TOML does not have.
            let is_null = |one: &&Value| one.get("type").and_then(Value::as_str) == Some("null");
            if let Some(value) = all.iter().find(|one| !is_null(one)) {
                return Self::named(value, name, definitions);
            }
        }
        if let Some(all) = schema.get("enum").and_then(Value::as_array) {
            return Self::Words(all.iter().filter_map(Value::as_str).collect());
        }
        if let Some(all) = schema.get("oneOf").and_then(Value::as_array) {
            return Self::one_of(schema, all);
        }
        match kind(schema) {
            "object" => Self::Table(Fields::of(schema)),
            "array" => Self::List(schema.get("items").unwrap_or(&Value::Null)),
            "integer" => Self::Integer {
                max: schema
                    .get("maximum")
                    .and_then(Value::as_i64)
                    .unwrap_or(i64::from(u32::MAX)),
            },
            "number" => Self::Number(name),
            "boolean" => Self::Flag,
            _ => Self::Text(name),
        }
    }

    fn one_of(schema: &'a Value, all: &'a [Value]) -> Self {
        let constant = |one: &'a Value| one.get("const").and_then(Value::as_str);
        let words: Vec<_> = all.iter().filter_map(constant).collect();
        if words.len() == all.len() {
            return Self::Words(words);
        }
        let kinds: Vec<_> = all
            .iter()
            .filter_map(|one| {
                let fields = Fields::of(one);
                let kind = constant(fields.field("kind")?)?;
                Some((kind, fields))
            })
            .collect();
        if kinds.is_empty() {
            let variants = all.iter().filter(|one| constant(one).is_none());
            let variants = variants.filter_map(|one| Fields::of(one).all.first().copied());
            return Self::Choice {
                words,
                variants: variants.collect(),
            };
        }
        Self::Tagged {
            common: Fields::of(schema),
            kinds,
        }
    }
}

/// The JSON type that a schema asks for, besides null.
fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null")
            .unwrap_or_default(),
        _ => "",
    }
}
