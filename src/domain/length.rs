//! How long a recording is, as people write it: `6:30`, `12 min`, `1 h 5 min`, `90 s`, in English or in Spanish. Owns the
//! reading; `templates/assets/length.js` reads the same while somebody types, and a test compares the two.
//!
//! A number without a unit is none: nobody can tell minutes from seconds.

use super::credential::Seconds;

/// The longest that is read.
const LONGEST: u64 = 999 * 3600;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Second,
    Minute,
    Hour,
}

impl Unit {
    const fn seconds(self) -> u64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3600,
        }
    }

    /// What this unit is divided into.
    const fn below(self) -> Option<Self> {
        match self {
            Self::Second => None,
            Self::Minute => Some(Self::Second),
            Self::Hour => Some(Self::Minute),
        }
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "h" | "hr" | "hrs" | "hour" | "hours" | "hora" | "horas" => Self::Hour,
            "m" | "min" | "mins" | "minute" | "minutes" | "minuto" | "minutos" | "'" | "’"
            | "′" => Self::Minute,
            "s" | "sec" | "secs" | "second" | "seconds" | "seg" | "segs" | "segundo"
            | "segundos" | "\"" | "”" | "″" | "''" => Self::Second,
            _ => return None,
        })
    }
}

/// A length of time; `None` where it cannot be told.
#[must_use]
pub fn read(text: &str) -> Option<Seconds> {
    let text = text.trim().to_lowercase();
    let total = if text.contains(':') {
        with_colons(&text)
    } else {
        with_units(&text)
    };
    let total = total.filter(|total| *total <= LONGEST)?;
    u32::try_from(total).ok().map(Seconds)
}

/// `6:30`, `1:15:00`, with a word behind it that says what was meant: `1:15 h`.
fn with_colons(text: &str) -> Option<u64> {
    let end = text
        .find(|letter: char| !letter.is_ascii_digit() && letter != ':')
        .unwrap_or(text.len());
    let (time, rest) = text.split_at(end);
    let word = rest.trim().trim_end_matches('.');
    let unit = if word.is_empty() {
        None
    } else {
        Some(Unit::named(word)?)
    };
    let Seconds(seconds) = Seconds::try_from(time.to_owned()).ok()?;
    let colons = time.matches(':').count();
    match (colons, unit) {
        (1, None | Some(Unit::Minute)) | (2, None | Some(Unit::Hour)) => Some(seconds.into()),
        (1, Some(Unit::Hour)) => Some(u64::from(seconds) * 60),
        _ => None,
    }
}

/// Numbers with units, from the largest to the smallest. The last number may do without: `1h05`, `12 min 30`.
fn with_units(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut total = 0;
    let mut before: Option<Unit> = None;
    while !rest.is_empty() {
        let (number, after) = number(rest)?;
        let after = after.trim_start();
        let end = after
            .find(|letter: char| {
                letter.is_whitespace() || letter.is_ascii_digit() || ".,".contains(letter)
            })
            .unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        let unit = match word {
            "" => before?.below()?,
            word => Unit::named(word)?,
        };
        if before.is_some_and(|before| unit >= before || number >= limit(before, unit)) {
            return None;
        }
        if word.is_empty() && (!after.is_empty() || number % HUNDRED != 0) {
            return None;
        }
        total += number * unit.seconds() / HUNDRED;
        before = Some(unit);
        rest = between(after);
    }
    before.is_some().then_some(total)
}

/// Numbers are counted in hundredths.
const HUNDRED: u64 = 100;

/// How much of a unit there can be below a larger one, in hundredths: 59 minutes below an hour.
const fn limit(before: Unit, unit: Unit) -> u64 {
    before.seconds() / unit.seconds() * HUNDRED
}

/// A number, in hundredths, with what follows it: `12`, `1.5`, `1,5`.
fn number(text: &str) -> Option<(u64, &str)> {
    let digits = |text: &str| {
        text.find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(text.len())
    };
    let (whole, mut rest) = text.split_at(digits(text));
    if whole.is_empty() || whole.len() > 6 {
        return None;
    }
    let mut hundredths = whole.parse::<u64>().ok()? * HUNDRED;
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        let (places, after) = fraction.split_at(digits(fraction));
        match places.len() {
            0 => {}
            1 | 2 => {
                let value: u64 = places.parse().ok()?;
                hundredths += if places.len() == 1 { value * 10 } else { value };
                rest = after;
            }
            _ => return None,
        }
    }
    Some((hundredths, rest))
}

/// What follows a unit, without what people put between: `min.`, `, `, `and`, `y`.
fn between(text: &str) -> &str {
    let text = text.strip_prefix('.').unwrap_or(text).trim_start();
    let text = text.strip_prefix(',').unwrap_or(text).trim_start();
    for word in ["and ", "y ", "con "] {
        if let Some(rest) = text.strip_prefix(word) {
            return rest.trim_start();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_length_is_read_however_people_write_it() {
        for (text, seconds) in [
            ("6:30", 390),
            (" 12:30 ", 750),
            ("1:15:00", 4500),
            ("6:30 min", 390),
            ("1:15 h", 4500),
            ("12 min", 720),
            ("12 min.", 720),
            ("12min", 720),
            ("12 Minutes", 720),
            ("12 minutos", 720),
            ("1 h 5 min", 3900),
            ("1h05", 3900),
            ("1h5m10s", 3910),
            ("1 hour and 5 minutes", 3900),
            ("1 hora y 5 minutos", 3900),
            ("12 min 30", 750),
            ("12 min 30 s", 750),
            ("12 minutes, 30 seconds", 750),
            ("12 minutos con 30 segundos", 750),
            ("12'30\"", 750),
            ("12′ 30″", 750),
            ("90 s", 90),
            ("90 sec", 90),
            ("90 segundos", 90),
            ("90 seg.", 90),
            ("75 min", 4500),
            ("1.5 h", 5400),
            ("1,5 horas", 5400),
            ("2.25 min", 135),
        ] {
            assert_eq!(read(text), Some(Seconds(seconds)), "{text}");
        }
    }

    #[test]
    fn what_can_mean_several_things_is_not_guessed() {
        for text in [
            "",
            "12",
            "6.30",
            "6:75",
            "1:2:3:4",
            "6:30 s",
            "long",
            "about 12 min",
            "12 min or so",
            "5 min 1 h",
            "5 min 5 min",
            "1 h 75 min",
            "12 min 75",
            "12 s 30",
            "12 km",
            "-5 min",
            "1 h 5.5",
            "1.234 h",
            "5 min,,",
            "12 min and",
            "99999 h",
            "½ h",
            "1:15:00 min",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in any::<String>()) {
            let _ = read(&text);
        }

        #[test]
        fn what_we_write_we_read(seconds in 0_u32..360_000) {
            prop_assert_eq!(read(&Seconds(seconds).to_string()), Some(Seconds(seconds)));
        }
    }
}
