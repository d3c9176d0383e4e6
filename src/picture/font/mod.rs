//! The letters of badges and certificates: which font has them, how wide they are, what their outlines are. Owns the
//! fonts; knows no lines and no pages.
//!
//! A text is a sequence of runs in the order in which the eye meets them: each of one font and one direction.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Direction, UnicodeBuffer};
use unicode_bidi::BidiInfo;

/// What stands for a letter that no font has.
pub const MISSING: char = '□';

/// The two weights of Latin, Greek and Cyrillic; other scripts have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For text.
    Regular,
    /// For titles.
    Bold,
}

/// One of the fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typeface {
    /// Inter Regular.
    Regular,
    /// Inter Bold.
    Bold,
    /// Noto Sans Arabic.
    Arabic,
    /// Droid Sans Fallback: Chinese, Japanese, Korean.
    EastAsian,
}

impl Typeface {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Arabic, Self::EastAsian];

    /// The file of the font.
    pub fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("Inter-Regular.ttf"),
            Self::Bold => include_bytes!("Inter-Bold.ttf"),
            Self::Arabic => include_bytes!("NotoSansArabic-Regular.ttf"),
            Self::EastAsian => include_bytes!("DroidSansFallback.ttf"),
        }
    }

    fn face(self) -> &'static rustybuzz::Face<'static> {
        static FACES: OnceLock<[rustybuzz::Face<'static>; 4]> = OnceLock::new();
        let faces = FACES.get_or_init(|| {
            Self::ALL.map(|font| {
                rustybuzz::Face::from_slice(font.file(), 0).expect("the bundled fonts are whole")
            })
        });
        &faces[self as usize]
    }

    fn has(self, letter: char) -> bool {
        self.face().glyph_index(letter).is_some()
    }

    /// The first font that has a letter.
    fn of(letter: char, weight: Weight) -> Option<Self> {
        let main = match weight {
            Weight::Regular => Self::Regular,
            Weight::Bold => Self::Bold,
        };
        let mut all = [main, Self::Arabic, Self::EastAsian].into_iter();
        all.find(|font| font.has(letter))
    }
}

/// A shape of a font, placed after its predecessor. Measures are in parts of the size of the letters.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// How far the next one is.
    pub advance: f32,
    /// How far it is moved to the right.
    pub right: f32,
    /// How far it is moved up.
    pub up: f32,
    /// The bytes of the text that it shows.
    pub text: Range<usize>,
}

/// Shapes of one font, from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Their font.
    pub typeface: Typeface,
    /// The shapes.
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// How wide the run is, in parts of the size of the letters.
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// A text on one line, without what is invisible.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_whitespace() {
            if !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else if !is_invisible(letter) {
            plain.push(letter);
        }
    }
    plain.trim().to_owned()
}

/// A [`plain`] text as it can be shown: letters that no font has are boxes.
pub fn printable(text: &str) -> String {
    let shown = |letter| match Typeface::of(letter, Weight::Regular) {
        Some(_) => letter,
        None => MISSING,
    };
    plain(text).chars().map(shown).collect()
}

/// Letters that only steer others: controls, joiners, marks of direction, variants, tags.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1f3fb}'..='\u{1f3ff}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The runs of a [`printable`] text, from left to right.
pub fn shape(text: &str, weight: Weight) -> Vec<Run> {
    if !text.chars().any(is_right_to_left) {
        return runs(text, 0..text.len(), weight, Direction::LeftToRight);
    }
    let bidi = BidiInfo::new(text, None);
    let Some(paragraph) = bidi.paragraphs.first() else {
        return Vec::new();
    };
    let (levels, ranges) = bidi.visual_runs(paragraph, paragraph.range.clone());
    let mut all = Vec::new();
    for range in ranges {
        if levels[range.start].is_rtl() {
            let mut reversed = runs(text, range, weight, Direction::RightToLeft);
            reversed.reverse();
            all.append(&mut reversed);
        } else {
            all.append(&mut runs(text, range, weight, Direction::LeftToRight));
        }
    }
    all
}

/// Hebrew, Arabic and the scripts beside them.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// The runs of a part of a text in its own order.
fn runs(text: &str, part: Range<usize>, weight: Weight, direction: Direction) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut start = part.start;
    let mut current = None;
    for (at, letter) in text[part.clone()].char_indices() {
        let at = part.start + at;
        // Spaces and marks stay with what they follow, where its font has them.
        let kept = current.filter(|font: &Typeface| !letter.is_alphanumeric() && font.has(letter));
        let font = kept.or_else(|| Typeface::of(letter, weight));
        // A text that is not printable must not end the work: its unknown letters are left to the main font.
        let font = font.unwrap_or(Typeface::Regular);
        if let Some(before) = current
            && before != font
        {
            runs.push(run(text, start..at, before, direction));
            start = at;
        }
        current = Some(font);
    }
    if let Some(font) = current {
        runs.push(run(text, start..part.end, font, direction));
    }
    runs
}

fn run(text: &str, part: Range<usize>, typeface: Typeface, direction: Direction) -> Run {
    let face = typeface.face();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&text[part.clone()]);
    buffer.set_direction(direction);
    buffer.guess_segment_properties();
    buffer.set_direction(direction);
    let shaped = rustybuzz::shape(face, &[], buffer);
    let infos = shaped.glyph_infos();
    let mut ends: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    ends.sort_unstable();
    ends.dedup();
    #[expect(
        clippy::cast_precision_loss,
        reason = "units of a font are small numbers"
    )]
    let parts = |units: i32| units as f32 / face.units_per_em() as f32;
    let glyphs = infos.iter().zip(shaped.glyph_positions());
    let glyphs = glyphs.map(|(info, position)| {
        let begin = info.cluster as usize;
        let after = ends.get(ends.partition_point(|end| *end <= begin));
        Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or_default(),
            advance: parts(position.x_advance),
            right: parts(position.x_offset),
            up: parts(position.y_offset),
            text: part.start + begin..part.start + after.copied().unwrap_or(part.len()),
        }
    });
    Run {
        typeface,
        glyphs: glyphs.collect(),
    }
}

/// How wide a [`printable`] text is, in parts of the size of its letters.
pub fn width(text: &str, weight: Weight) -> f32 {
    shape(text, weight).iter().map(Run::width).sum()
}

/// The outlines of a text as the data of an SVG path, its base line beginning at a point.
pub fn outline(text: &str, weight: Weight, size: f32, (x, y): (f32, f32)) -> String {
    let mut pen = Pen {
        data: String::new(),
        x,
        y,
        scale: 0.0,
    };
    let mut at = x;
    for run in shape(text, weight) {
        let face = run.typeface.face();
        #[expect(
            clippy::cast_precision_loss,
            reason = "units of a font are small numbers"
        )]
        let units = face.units_per_em() as f32;
        pen.scale = size / units;
        for glyph in &run.glyphs {
            pen.x = at + glyph.right * size;
            pen.y = y - glyph.up * size;
            // A space has no outline.
            let _ = face.outline_glyph(GlyphId(glyph.id), &mut pen);
            at += glyph.advance * size;
        }
    }
    pen.data
}

/// Writes outlines with two decimals: a hundredth of the size of a pixel is finer than anyone sees.
struct Pen {
    data: String,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen {
    fn point(&mut self, (x, y): (f32, f32)) {
        let x = decimal(self.x + x * self.scale);
        let y = decimal(self.y - y * self.scale);
        // Writing to a string cannot fail.
        let _ = write!(self.data, "{x} {y} ");
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.data.push('M');
        self.point((x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.data.push('L');
        self.point((x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.data.push('Q');
        self.point((x1, y1));
        self.point((x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.data.push('C');
        self.point((x1, y1));
        self.point((x2, y2));
        self.point((x, y));
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}

/// A number as it is written into a picture.
pub fn decimal(number: f32) -> f32 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests;
