//! Ids in a product's handwriting, and secrets. Ids of what a site begins with are the same at every start, so that
//! a tool meets the same people again; secrets never are.

use aws_lc_rs::{digest, rand};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::practice::profile::{IdForm, Profile};

/// The id of the `number`-th thing of a kind.
pub fn id(profile: &Profile, form: IdForm, kind: &str, number: u32) -> String {
    let hash = digest::digest(
        &digest::SHA256,
        format!("{}/{kind}/{number}", profile.name).as_bytes(),
    );
    let hash = hash.as_ref();
    match form {
        IdForm::Uuid => {
            let mut bytes = [0; 16];
            bytes.copy_from_slice(&hash[..16]);
            uuid::Builder::from_random_bytes(bytes)
                .into_uuid()
                .to_string()
        }
        IdForm::Hex => hex(&hash[..20]),
        IdForm::Number(base) => (base + u64::from(number)).to_string(),
        IdForm::NumberAndHex(base) => format!("{}:{}", base + u64::from(number), hex(&hash[..20])),
    }
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String takes all that is written to it");
        text
    })
}

/// An unguessable text of 43 characters.
pub fn secret() -> String {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).expect("the machine's source of randomness answers");
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::profile;

    #[test]
    fn ids_are_the_same_at_every_start_and_differ_between_sites() {
        let [canvas, moodle, ..] = profile::ALL;
        let first = id(canvas, IdForm::Uuid, "person", 1);
        assert_eq!(first, id(canvas, IdForm::Uuid, "person", 1));
        assert_ne!(first, id(canvas, IdForm::Uuid, "person", 2));
        assert_ne!(first, id(moodle, IdForm::Uuid, "person", 1));
        assert_eq!(id(moodle, IdForm::Number(2), "person", 1), "3");
    }

    #[test]
    fn no_secret_comes_twice() {
        assert_ne!(secret(), secret());
        assert_eq!(secret().len(), 43);
    }
}
