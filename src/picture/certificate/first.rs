//! The first sheet: who earned what at the left, the facts below, badge and code at the right.

use super::super::badge::Rgb;
use super::super::font::{MISSING, Weight, plain, printable, width};
use super::super::lines::{self, Place, wrapped};
use super::Certificate;
use super::flow::{Flow, Room};
use super::layout::{BOTTOM, GREY, INK, LEFT, Line, Part, Sheet, Square, TOP};

const SIDE_COLUMN: f32 = 176.0;
const GAP: f32 = 44.0;
const CODE: f32 = 84.0;
const HEADING: (Weight, f32) = (Weight::Bold, 16.0);
const SMALL: (Weight, f32) = (Weight::Regular, 11.0);
const LABEL: (Weight, f32) = (Weight::Bold, 8.5);
const FACT: (f32, f32) = (11.0, 14.5);
const VERIFY: f32 = 8.5;
const ADDRESS: (f32, f32) = (8.0, 10.0);
/// How many lines of a fact, and of the address, are shown; longer ones are cut.
const FACT_LINES: usize = 2;
const ADDRESS_LINES: usize = 4;

/// The first sheet while it is filled, from the top and from the bottom.
pub struct First<'a> {
    certificate: &'a Certificate<'a>,
    parts: Vec<Part>,
    /// Where the next line may begin.
    y: f32,
    /// Where what is above the facts must end.
    bottom: f32,
    column: f32,
}

impl<'a> First<'a> {
    /// The first sheet, with as much of what flows as there is room for.
    pub fn of(certificate: &'a Certificate<'a>, flow: &mut Flow) -> Sheet {
        let (wide, height) = certificate.paper.size();
        let mut first = Self {
            certificate,
            parts: Vec::new(),
            y: TOP,
            bottom: height - BOTTOM,
            column: wide - 2.0 * LEFT - SIDE_COLUMN - GAP,
        };
        first.head();
        let facts = first.facts();
        let rule = (LEFT, LEFT + first.column, first.bottom);
        let mut flowing = flow.next(Room {
            left: LEFT,
            width: first.column,
            top: first.y,
            bottom: first.bottom - 8.0,
        });
        let side = first.side();
        let mut parts = first.parts;
        parts.append(&mut flowing);
        parts.push(facts);
        parts.extend(side);
        Sheet {
            parts,
            number: None,
            rule: Some(rule),
        }
    }

    /// Everything down to what was earned.
    fn head(&mut self) {
        let certificate = self.certificate;
        let shades = certificate.colour.shades();
        self.y += 4.0;
        let heading = self.cut(certificate.heading, HEADING);
        let heading = Line::new(heading, HEADING, shades.strong, (LEFT, self.y));
        self.parts.push(Part::Heading(1, vec![heading]));
        self.y += 36.0;
        self.small(certificate.labels.certifies);
        self.person();
        self.small(certificate.labels.earned);
        let title = self.large(certificate.title, (24.0, 15.0), 4, 96.0, shades.deep);
        self.parts.push(Part::Heading(2, title));
    }

    fn cut(&self, text: &str, (weight, size): (Weight, f32)) -> String {
        lines::cut(&printable(text), weight, size, self.column)
    }

    fn small(&mut self, text: &str) {
        self.y += 13.0;
        let line = Line::new(self.cut(text, SMALL), SMALL, GREY, (LEFT, self.y));
        self.parts.push(Part::Paragraph(vec![line]));
        self.y += 8.0;
    }

    fn person(&mut self) {
        const LARGE: (f32, f32) = (36.0, 20.0);
        const ONE_LINE: f32 = 26.0;
        let person = self.certificate.person;
        let shown = printable(person);
        // A name is read best on one line, even when its letters are smaller there.
        let is_short = width(&shown, Weight::Bold) * ONE_LINE <= self.column;
        let mut lines = if is_short {
            self.large(person, (LARGE.0, ONE_LINE), 1, 56.0, INK)
        } else {
            self.large(person, LARGE, 2, 56.0, INK)
        };
        // Software still finds the name under which the person is known.
        let boxes = |text: &str| text.matches(MISSING).count();
        let is_changed = boxes(&shown) > boxes(person);
        if let ([line], true) = (&mut *lines, is_changed) {
            line.original = Some(plain(person));
        }
        self.parts.push(Part::Paragraph(lines));
        self.y += 4.0;
    }

    /// A text as large as fits into some lines and a height.
    fn large(
        &mut self,
        text: &str,
        sizes: (f32, f32),
        most: usize,
        height: f32,
        colour: Rgb,
    ) -> Vec<Line> {
        let column = self.column;
        let place = Place {
            top: 0.0,
            bottom: height,
            room: |_, _| column,
            sizes,
            weight: Weight::Bold,
            most,
        };
        let placed = place.set(&printable(text));
        let size = placed.size;
        let first = placed.lines.first().map_or(0.0, |(_, base)| *base);
        // From the top of the capitals, wherever the lines were put in the place.
        let shift = self.y + size * 0.73 - first + 6.0;
        let lines = placed.lines.into_iter().map(|(text, base)| {
            Line::new(text, (Weight::Bold, size), colour, (LEFT, base + shift))
        });
        let lines: Vec<Line> = lines.collect();
        self.y = lines.last().map_or(self.y, |line| line.at.1) + size * 0.21 + 6.0;
        lines
    }

    /// The facts above the lower edge: the issuer, and below it dates, hours and number.
    fn facts(&mut self) -> Part {
        let certificate = self.certificate;
        let labels = &certificate.labels;
        let until = certificate
            .valid_until
            .map(|until| (labels.valid_until, until));
        let hours = certificate.hours.map(|hours| (labels.hours, hours));
        let mut narrow = vec![(labels.issued, certificate.issued)];
        narrow.extend(until.into_iter().chain(hours));
        narrow.push((labels.number, certificate.number));
        let below = self.row(&narrow);
        let mut rows = self.row(&[(labels.issuer, certificate.issuer)]);
        rows.extend(below);
        Part::Facts(rows)
    }

    /// A row of facts beside each other, right above the last one.
    fn row(&mut self, facts: &[(&str, &str)]) -> Vec<(Vec<Line>, Vec<Line>)> {
        let step = self.column / count(facts.len());
        let room = step - if facts.len() > 1 { 12.0 } else { 0.0 };
        let values = facts.iter().map(|(_, value)| {
            let mut lines = wrapped(&printable(value), Weight::Regular, FACT.0, room);
            if lines.len() > FACT_LINES {
                let rest = lines.split_off(FACT_LINES - 1).join(" ");
                lines.push(lines::cut(&rest, Weight::Regular, FACT.0, room));
            }
            lines
        });
        let values: Vec<Vec<String>> = values.collect();
        let most = values.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let top = self.bottom - 14.0 - count(most) * FACT.1;
        self.bottom = top - 10.0;
        let lefts = std::iter::successors(Some(LEFT), |left| Some(left + step));
        let facts = facts.iter().zip(values).zip(lefts);
        let rows = facts.map(|(((label, _), value), x)| {
            let label = lines::cut(&printable(label), LABEL.0, LABEL.1, room);
            let strong = self.certificate.colour.shades().strong;
            let label = Line::new(label, LABEL, strong, (x, top + LABEL.1));
            let first = top + LABEL.1 + 15.0;
            let heights = std::iter::successors(Some(first), |y| Some(y + FACT.1));
            let value = value.into_iter().zip(heights);
            let value =
                value.map(|(text, y)| Line::new(text, (Weight::Regular, FACT.0), INK, (x, y)));
            (vec![label], value.collect())
        });
        rows.collect()
    }

    /// The column at the right: the badge at the top, the code and its address at the bottom.
    fn side(&self) -> [Part; 4] {
        let certificate = self.certificate;
        let (wide, height) = certificate.paper.size();
        let left = wide - LEFT - SIDE_COLUMN;
        let middle = left + SIDE_COLUMN / 2.0;
        let centred = |text: String, size: f32, y: f32, colour: Rgb| {
            let mut line = Line::new(text, (Weight::Regular, size), colour, (middle, y));
            line.at.0 -= line.width() / 2.0;
            line
        };
        let address = address_lines(&printable(certificate.address));
        let strong = certificate.colour.shades().strong;
        let first = height - BOTTOM - 2.0 - count(address.len().saturating_sub(1)) * ADDRESS.1;
        let heights = std::iter::successors(Some(first), |y| Some(y + ADDRESS.1));
        let link = address.into_iter().zip(heights);
        let link = link.map(|(text, y)| centred(text, ADDRESS.0, y, strong));
        let verify = printable(certificate.labels.verify);
        let verify = lines::cut(&verify, Weight::Regular, VERIFY, SIDE_COLUMN);
        let verify = centred(verify, VERIFY, first - 13.0, GREY);
        let code = Square(middle - CODE / 2.0, first - 31.0 - CODE, CODE);
        [
            Part::Badge(Square(left, TOP - 14.0, SIDE_COLUMN)),
            Part::Code(code),
            Part::Paragraph(vec![verify]),
            Part::Link(link.collect()),
        ]
    }
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// An address on as many lines as it needs, broken after its signs where that is possible.
fn address_lines(address: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in address.split_inclusive(['/', '-', '?', '&']) {
        let together = match lines.last() {
            Some(last) => format!("{last}{piece}"),
            None => piece.to_owned(),
        };
        if width(&together, Weight::Regular) * ADDRESS.0 <= SIDE_COLUMN {
            lines.pop();
            lines.push(together);
        } else {
            lines.extend(wrapped(piece, Weight::Regular, ADDRESS.0, SIDE_COLUMN));
        }
    }
    lines.truncate(ADDRESS_LINES);
    lines
}
