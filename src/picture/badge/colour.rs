//! The colours of badges: few, each with its shades, each legible.

/// A colour of badges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Blue with a little violet.
    Indigo,
    /// Blue with green.
    Teal,
    /// Dark red.
    Crimson,
    /// Green.
    Forest,
    /// Brown with orange.
    Amber,
    /// Blue.
    Ocean,
    /// Violet with red.
    Plum,
    /// Grey with blue.
    Slate,
}

/// The shades of a colour, as they are written in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// The face's edge; also letters on `pale`.
    pub deep: Rgb,
    /// The face's middle; also letters and lines on white.
    pub strong: Rgb,
    /// The rim.
    pub bright: Rgb,
    /// The band, behind letters in `deep`.
    pub pale: Rgb,
}

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl std::fmt::Display for Rgb {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Colour {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Indigo,
        Self::Teal,
        Self::Crimson,
        Self::Forest,
        Self::Amber,
        Self::Ocean,
        Self::Plum,
        Self::Slate,
    ];

    /// The colour of whatever has a name of its own, such as the slug of a stack: always the same one, on every machine
    /// and in every version.
    #[must_use]
    pub fn of(seed: &str) -> Self {
        // FNV-1a; the hasher of the standard library may change.
        let hash = seed.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        // The low bits of this hash are its weakest.
        let mixed = (hash ^ (hash >> 15)) % 8;
        Self::ALL[mixed as usize]
    }

    /// How the colour is called inside a picture.
    pub(in crate::picture) const fn name(self) -> &'static str {
        match self {
            Self::Indigo => "indigo",
            Self::Teal => "teal",
            Self::Crimson => "crimson",
            Self::Forest => "forest",
            Self::Amber => "amber",
            Self::Ocean => "ocean",
            Self::Plum => "plum",
            Self::Slate => "slate",
        }
    }

    /// The shades of the colour.
    #[must_use]
    pub const fn shades(self) -> Shades {
        let (deep, strong, bright, pale) = match self {
            Self::Indigo => (0x23_2a6b, 0x3f_4bb0, 0x8f_9bea, 0xe6_e9fb),
            Self::Teal => (0x0b_434a, 0x0f_6f76, 0x5f_bfc0, 0xdb_f3f1),
            Self::Crimson => (0x6a_1029, 0xae_2147, 0xea_8ba1, 0xfb_e5ea),
            Self::Forest => (0x12_4426, 0x24_7544, 0x78_c091, 0xe0_f3e6),
            Self::Amber => (0x5e_3105, 0xa0_560d, 0xe6_ab5b, 0xfb_eed8),
            Self::Ocean => (0x0b_3a66, 0x15_65a3, 0x74_b4e6, 0xdf_eefa),
            Self::Plum => (0x4b_1657, 0x86_2f96, 0xcf_91db, 0xf6_e6f9),
            Self::Slate => (0x23_3042, 0x48_5b73, 0x9b_aec5, 0xe6_ebf1),
        };
        Shades {
            deep: rgb(deep),
            strong: rgb(strong),
            bright: rgb(bright),
            pale: rgb(pale),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the bytes are taken one by one"
)]
const fn rgb(hex: u32) -> Rgb {
    Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2, relative luminance.
    fn luminance(Rgb(red, green, blue): Rgb) -> f64 {
        let part = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    }

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_letter_stands_out_from_what_is_behind_it() {
        let white = Rgb(255, 255, 255);
        for colour in Colour::ALL {
            let shades = colour.shades();
            for (letters, behind) in [
                (white, shades.deep),
                (white, shades.strong),
                (shades.deep, shades.pale),
                (shades.strong, white),
            ] {
                assert!(
                    contrast(letters, behind) >= 4.5,
                    "{colour:?} {letters} {behind}"
                );
            }
        }
    }

    #[test]
    fn a_seed_keeps_its_colour_and_seeds_spread_over_all_colours() {
        assert_eq!(
            Colour::of("inclusive-classrooms"),
            Colour::of("inclusive-classrooms")
        );
        let seeds = (0..200).map(|number| Colour::of(&format!("stack-{number}")));
        let seen: Vec<Colour> = seeds.collect();
        for colour in Colour::ALL {
            let count = seen.iter().filter(|other| **other == colour).count();
            assert!(count > 10, "{colour:?} {count}");
        }
        // Written down, because a change would recolour what is there.
        assert_eq!(Colour::of("data-literacy"), Colour::Teal);
    }
}
