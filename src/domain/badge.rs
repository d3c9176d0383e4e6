//! What badges are called by in addresses and on paper. Owns their codes and the names of issuers in addresses; the documents are
//! the badge library's.

use std::fmt;

use super::UnknownCode;

/// The letters of a code: digits and letters that are not mistaken for one another.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How many letters a code has: 80 bits, which nobody guesses.
const LENGTH: usize = 16;
/// How many of them stand together.
const GROUP: usize = 4;
/// The longest name of an issuer in addresses.
const LONGEST_SLUG: usize = 40;

/// The code of a badge, such as `7k3m-q9tx-h2vd-8w5n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code([u8; LENGTH]);

impl Code {
    /// The code that random bytes make.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 10]) -> Self {
        let mut all = bytes
            .iter()
            .fold(0_u128, |all, byte| (all << 8) | u128::from(*byte));
        let mut letters = [0; LENGTH];
        for letter in letters.iter_mut().rev() {
            *letter = LETTERS[(all % 32) as usize];
            all /= 32;
        }
        Self(letters)
    }

    /// Reads what somebody typed: in any case, with or without hyphens and blanks, with the letters that look like digits.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let mut letters = [0; LENGTH];
        let mut places = letters.iter_mut();
        for typed in typed.bytes() {
            let letter = match typed.to_ascii_lowercase() {
                b'-' | b' ' => continue,
                b'o' => b'0',
                b'i' | b'l' => b'1',
                letter => letter,
            };
            *places.next().filter(|_| LETTERS.contains(&letter))? = letter;
        }
        places.next().is_none().then_some(Self(letters))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.0.iter().enumerate() {
            if at > 0 && at % GROUP == 0 {
                formatter.write_str("-")?;
            }
            write!(formatter, "{}", char::from(*letter))?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Code {
    type Error = UnknownCode;

    fn try_from(code: String) -> Result<Self, UnknownCode> {
        Self::read(&code).ok_or(UnknownCode { kind: "Code", code })
    }
}

/// The name of an issuer in addresses: lower-case letters, digits and hyphens of its name, `issuer` where it has none of those.
#[must_use]
pub fn issuer_slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars().map(|letter| letter.to_ascii_lowercase()) {
        let is_plain = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        match letter {
            _ if slug.len() == LONGEST_SLUG => break,
            _ if is_plain => slug.push(letter),
            '\'' | '’' => {}
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_end_matches('-');
    String::from(if slug.is_empty() { "issuer" } else { slug })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let code = Code::read("7k3m-q9tx-h2vd-8w10").unwrap();
        for typed in [
            "7K3M Q9TX H2VD 8W10",
            "7k3mq9txh2vd8w1o",
            " 7k3m-q9tx-h2vd-8wlO ",
        ] {
            assert_eq!(Code::read(typed), Some(code), "{typed}");
        }
        for typed in ["", "7k3m", "7k3m-q9tx-h2vd-8w10-7", "7k3m-q9tx-h2vd-8wü0"] {
            assert_eq!(Code::read(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_code_reads_back_and_no_two_are_alike(one: [u8; 10], other: [u8; 10]) {
            let code = Code::from_bytes(one);
            prop_assert_eq!(Code::read(&code.to_string()), Some(code));
            prop_assert_eq!(code == Code::from_bytes(other), one == other);
        }
    }

    #[test]
    fn an_issuer_has_a_plain_name_in_addresses() {
        for (name, slug) in [
            ("Riverbend School District", "riverbend-school-district"),
            (
                "Fernleigh Teachers’ Association, Inc.",
                "fernleigh-teachers-association-inc",
            ),
            ("École Élémentaire", "cole-l-mentaire"),
            ("北京", "issuer"),
            ("--- ", "issuer"),
        ] {
            assert_eq!(issuer_slug(name), slug);
        }
        assert!(issuer_slug(&"a b".repeat(60)).len() <= LONGEST_SLUG);
    }
}
