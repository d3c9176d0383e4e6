//! What holds for every page and every text.

use crate::domain::role::Role;
use crate::i18n::{self, Language};
use crate::templates::launch::role_key;

#[test]
fn every_role_has_its_name() {
    for role in Role::ALL {
        let key = role_key(role, "name");
        assert_ne!(i18n::text(Language::English, &key), key);
    }
}
