//! The shape of definition files as JSON Schema, made from the types. Editors read it, and so does the reader of
//! this module, so that what is completed while typing is what is accepted.

use schemars::JsonSchema;
use serde_json::Value;

use crate::domain::credential::Definition;
use crate::domain::stack::Stack;

/// The schema of `credential.toml`.
#[must_use]
pub fn credential_schema() -> Value {
    schema_of::<Definition>("Micro-credential definition")
}

/// The schema of a stack's file.
#[must_use]
pub fn stack_schema() -> Value {
    schema_of::<Stack>("Stack definition")
}

fn schema_of<T: JsonSchema>(title: &str) -> Value {
    let mut schema = schemars::schema_for!(T).to_value();
    schema["title"] = Value::from(title);
    schema
}
