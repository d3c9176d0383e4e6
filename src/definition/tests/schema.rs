//! The schemas that editors read are the ones of the types.

use std::fs;

use super::root;
use crate::definition::{credential_schema, stack_schema};

#[test]
fn the_schemas_beside_the_catalogue_are_those_of_the_types() {
    let folder = root().join("catalog/schema");
    for (name, schema) in [
        ("credential.schema.json", credential_schema()),
        ("stack.schema.json", stack_schema()),
    ] {
        let text = format!("{schema:#}\n");
        let file = folder.join(name);
        let written = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(
            written, text,
            "{name} is older than the types: microcred credential schema --to catalog/schema"
        );
    }
}
