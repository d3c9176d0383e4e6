//! How long a text is (B.4.1). Owns the one counting function; the browser counts with the same tables, which
//! [`script_table`] writes from the very classification that is used here.
//!
//! A text is split where Unicode has white space. A piece is a word when it has a letter or a digit: a hyphenated word is
//! one, an address is one, a lone dash or bullet is none. Scripts that put no space between words (Chinese and Japanese
//! characters, kana, Thai, Lao, Khmer, Burmese) are counted by their letters instead, each as one; in a mixed text, what
//! stands between such letters counts as before, and the number is the sum of both. It is shown as a number of characters
//! when at least half of it is.

use std::fmt::Write as _;

use super::coded;

coded! {
    /// What a number counts.
    Unit {
        /// Words.
        Words = "words",
        /// Characters of scripts without spaces.
        Characters = "characters",
    }
}

/// How long a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub number: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a character does to a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Neither makes nor ends a word.
    Other,
    /// Ends a word.
    Space,
    /// Makes a word.
    Word,
    /// Counts by itself.
    Character,
}

/// Where scripts without spaces have their letters. The blocks hold punctuation too, which is no letter and counts nothing.
const WITHOUT_SPACES: [(u32, u32); 19] = [
    (0x0E00, 0x0E7F),   // Thai
    (0x0E80, 0x0EFF),   // Lao
    (0x1000, 0x109F),   // Myanmar
    (0x1780, 0x17FF),   // Khmer
    (0x19E0, 0x19FF),   // Khmer symbols
    (0x2E80, 0x2FDF),   // radicals
    (0x3005, 0x3007),   // iteration mark, closing mark, zero
    (0x3021, 0x3029),   // numerals
    (0x3031, 0x303C),   // repeat marks and numerals
    (0x3040, 0x30FF),   // kana
    (0x31F0, 0x31FF),   // kana for other languages
    (0x3400, 0x4DBF),   // Han
    (0x4E00, 0x9FFF),   // Han
    (0xA9E0, 0xA9FF),   // Myanmar
    (0xAA60, 0xAA7F),   // Myanmar
    (0xF900, 0xFAFF),   // Han
    (0xFF66, 0xFF9D),   // narrow kana
    (0x1AFF0, 0x1B16F), // kana
    (0x20000, 0x3FFFF), // Han
];

fn class(letter: char) -> Class {
    let point = u32::from(letter);
    if letter.is_whitespace() {
        Class::Space
    } else if !letter.is_alphanumeric() {
        Class::Other
    } else if WITHOUT_SPACES
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&point))
    {
        Class::Character
    } else {
        Class::Word
    }
}

/// How long a text is.
#[must_use]
pub fn count(text: &str) -> Count {
    let (mut words, mut characters) = (0_u32, 0_u32);
    let mut is_in_word = false;
    for letter in text.chars() {
        match class(letter) {
            Class::Space => is_in_word = false,
            Class::Character => {
                characters = characters.saturating_add(1);
                is_in_word = false;
            }
            Class::Word if !is_in_word => {
                words = words.saturating_add(1);
                is_in_word = true;
            }
            Class::Word | Class::Other => {}
        }
    }
    let unit = if characters > 0 && characters >= words {
        Unit::Characters
    } else {
        Unit::Words
    };
    Count {
        number: words.saturating_add(characters),
        unit,
    }
}

/// The classification of all characters for the browser: runs of one class, each as the class (0 to 3: other, space, word,
/// character) and the length in base 36, joined by commas.
#[must_use]
pub fn script_table() -> String {
    let class_of = |point: u32| char::from_u32(point).map_or(Class::Other, class);
    let mut runs: Vec<(Class, u32)> = vec![];
    for point in 0..=u32::from(char::MAX) {
        let class = class_of(point);
        match runs.last_mut() {
            Some((last, length)) if *last == class => *length += 1,
            _ => runs.push((class, 1)),
        }
    }
    let mut table = String::new();
    for (class, length) in runs {
        if !table.is_empty() {
            table.push(',');
        }
        write!(table, "{}{}", class as u8, base_36(length))
            .expect("a text takes any amount of writing");
    }
    table
}

fn base_36(mut number: u32) -> String {
    let mut digits = vec![];
    while number > 0 || digits.is_empty() {
        digits.extend(char::from_digit(number % 36, 36));
        number /= 36;
    }
    digits.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_people_count_them() {
        for (text, number, unit) in [
            ("", 0, Unit::Words),
            ("  \n\t ", 0, Unit::Words),
            ("one", 1, Unit::Words),
            ("one two\u{a0}three\u{2003}four", 4, Unit::Words),
            ("wait-time is one", 3, Unit::Words),
            ("see https://example.org/a?b=c,d now", 3, Unit::Words),
            ("• first\n• second", 2, Unit::Words),
            ("— – - … *", 0, Unit::Words),
            ("1. start 2) go", 4, Unit::Words),
            ("don't can’t", 2, Unit::Words),
            ("Grüße aus Köln", 3, Unit::Words),
            ("مرحبا بكم في الصف", 4, Unit::Words),
            ("नमस्ते दुनिया", 2, Unit::Words),
            ("안녕하세요 여러분", 2, Unit::Words),
            ("我有两只猫。", 5, Unit::Characters),
            ("私はネコが好き", 7, Unit::Characters),
            ("สวัสดี", 6, Unit::Characters),
            ("我有2只cat", 5, Unit::Characters),
            ("the word 猫 means cat", 5, Unit::Words),
            ("zero\u{200b}width", 1, Unit::Words),
        ] {
            assert_eq!(count(text), Count { number, unit }, "{text:?}");
        }
    }

    #[test]
    fn the_table_covers_every_character_once_and_is_short() {
        let table = script_table();
        let mut point = 0;
        for run in table.split(',') {
            let class: u8 = run[..1].parse().unwrap();
            let length = u32::from_str_radix(&run[1..], 36).unwrap();
            for at in [point, point + length - 1] {
                let expected = char::from_u32(at).map_or(Class::Other, super::class) as u8;
                assert_eq!(class, expected, "{at:x}");
            }
            point += length;
        }
        assert_eq!(point, 0x0011_0000);
        assert!(table.len() < 16_000, "{}", table.len());
    }
}
