//! What stands where on a certificate: lines with their places, in the order in which they are read. The first sheet
//! has everything that a certificate must show; claim and standards go on to further sheets when they are long.

use super::super::badge::Rgb;
use super::super::font::{Weight, printable, width};
use super::super::lines;
use super::first::First;
use super::flow::{Flow, Room};
use super::{Certificate, Paper};

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its letters, all of them in the fonts.
    pub text: String,
    /// What it stands for, when some of its letters are in no font.
    pub original: Option<String>,
    /// The weight of its letters.
    pub weight: Weight,
    /// Their size.
    pub size: f32,
    /// Their colour.
    pub colour: Rgb,
    /// Where its base line begins.
    pub at: (f32, f32),
}

impl Line {
    pub const fn new(
        text: String,
        (weight, size): (Weight, f32),
        colour: Rgb,
        at: (f32, f32),
    ) -> Self {
        Self {
            text,
            original: None,
            weight,
            size,
            colour,
            at,
        }
    }

    /// How wide it is on paper.
    pub fn width(&self) -> f32 {
        width(&self.text, self.weight) * self.size
    }
}

/// What stands on a sheet, in the order of reading.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A heading of a level.
    Heading(u16, Vec<Line>),
    /// A paragraph.
    Paragraph(Vec<Line>),
    /// Facts, each after its label.
    Facts(Vec<(Vec<Line>, Vec<Line>)>),
    /// Items of a list, each with its bullet; one that began on an earlier sheet has none.
    Items(Vec<(Option<Line>, Vec<Line>)>),
    /// The badge in a square.
    Badge(Square),
    /// The code in a square, its quiet edge outside of it.
    Code(Square),
    /// The address, which can be followed.
    Link(Vec<Line>),
}

/// A place for a picture: left, top and side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Square(pub f32, pub f32, pub f32);

/// One side of paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What stands on it.
    pub parts: Vec<Part>,
    /// Which of how many it is, where there are several.
    pub number: Option<Line>,
    /// A line between what is told and the facts: left, right and height.
    pub rule: Option<(f32, f32, f32)>,
}

/// Colours of letters, and edges in points of 1/72 inch.
pub const INK: Rgb = Rgb(27, 31, 42);
pub const GREY: Rgb = Rgb(88, 94, 107);
pub const LEFT: f32 = 66.0;
pub const TOP: f32 = 74.0;
pub const BOTTOM: f32 = 62.0;
/// How many sheets a certificate has at most; what is longer is cut.
const MOST_SHEETS: usize = 6;

impl Paper {
    /// Width and height.
    #[must_use]
    pub const fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (841.89, 595.28),
            Self::Letter => (792.0, 612.0),
        }
    }
}

/// The sheets of a certificate.
pub fn sheets(certificate: &Certificate) -> Vec<Sheet> {
    let mut flow = Flow::of(certificate);
    let mut sheets = vec![First::of(certificate, &mut flow)];
    while !flow.is_done() && sheets.len() < MOST_SHEETS {
        let is_last = sheets.len() + 1 == MOST_SHEETS;
        sheets.push(further(certificate, &mut flow, is_last));
    }
    let count = sheets.len();
    if count > 1 {
        let (_, height) = certificate.paper.size();
        for (place, sheet) in sheets.iter_mut().enumerate() {
            let text = format!("{} / {count}", place + 1);
            let at = (LEFT, height - BOTTOM + 22.0);
            sheet.number = Some(Line::new(text, (Weight::Regular, 8.0), GREY, at));
        }
    }
    sheets
}

/// A sheet after the first one.
fn further(certificate: &Certificate, flow: &mut Flow, is_last: bool) -> Sheet {
    const SIZE: (Weight, f32) = (Weight::Regular, 9.0);
    let (width, height) = certificate.paper.size();
    let room = Room {
        left: LEFT,
        width: width - 2.0 * LEFT,
        top: TOP + 18.0,
        bottom: height - BOTTOM - 4.0,
    };
    let words = [
        certificate.heading,
        certificate.person,
        certificate.labels.continued,
    ];
    let words = lines::cut(&printable(&words.join(" · ")), SIZE.0, SIZE.1, room.width);
    let head = Line::new(words, SIZE, GREY, (LEFT, TOP));
    let mut parts = flow.next(room);
    if is_last {
        flow.cut(&mut parts);
    }
    parts.insert(0, Part::Paragraph(vec![head]));
    Sheet {
        parts,
        number: None,
        rule: None,
    }
}
