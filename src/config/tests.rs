//! Claims about the settings as a whole.

use super::*;

#[test]
fn without_any_source_the_defaults_hold() {
    let (config, origins) = Config::load(&Sources::default()).unwrap();
    assert_eq!(config, Config::default());
    assert!(origins.iter().all(|origin| origin.place == "default"));
    assert_eq!(origins.len(), keys().count());
}
