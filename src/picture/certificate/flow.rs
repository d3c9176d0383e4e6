//! What goes on from sheet to sheet: the claim and the standards.

use std::collections::VecDeque;

use super::super::font::{Weight, printable};
use super::super::lines::wrapped;
use super::Certificate;
use super::layout::{GREY, INK, Line, Part};

/// The room of a sheet: its left edge, its width, and two heights.
#[derive(Clone, Copy)]
pub struct Room {
    pub left: f32,
    pub width: f32,
    pub top: f32,
    pub bottom: f32,
}

/// Size and leading of the claim and of the standards.
const CLAIM: (f32, f32) = (11.5, 17.0);
const ITEM: (f32, f32) = (9.5, 13.5);
/// How far items stand in from their bullets.
const INDENT: f32 = 12.0;
/// Items of so many lines may be parted.
const LONG: usize = 5;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Claim,
    Heading,
    Item,
}

struct Paragraph {
    kind: Kind,
    /// What is still to be written.
    text: String,
    /// Whether some of it stands on an earlier sheet.
    is_begun: bool,
}

impl Paragraph {
    const fn measures(&self) -> (f32, f32) {
        match self.kind {
            Kind::Claim => CLAIM,
            Kind::Heading | Kind::Item => ITEM,
        }
    }

    const fn gap(&self) -> f32 {
        match self.kind {
            Kind::Claim => 0.0,
            Kind::Heading => 10.0,
            Kind::Item => 1.5,
        }
    }

    fn lines(&self, width: f32) -> Vec<String> {
        let (weight, indent) = match self.kind {
            Kind::Claim => (Weight::Regular, 0.0),
            Kind::Heading => (Weight::Bold, 0.0),
            Kind::Item => (Weight::Regular, INDENT),
        };
        wrapped(&self.text, weight, self.measures().0, width - indent)
    }

    fn height(&self, lines: usize) -> f32 {
        let lines = f32::from(u16::try_from(lines).unwrap_or(u16::MAX));
        self.gap() + lines * self.measures().1
    }

    /// Leaves out what has been written.
    fn go_on_after(&mut self, written: &[String]) {
        let mut rest = self.text.as_str();
        for line in written {
            let trimmed = rest.trim_start();
            rest = trimmed.strip_prefix(line.as_str()).unwrap_or(trimmed);
        }
        self.text = rest.trim_start().to_owned();
        self.is_begun = true;
    }
}

/// What is still to be written.
pub struct Flow {
    paragraphs: VecDeque<Paragraph>,
}

impl Flow {
    pub fn of(certificate: &Certificate) -> Self {
        let paragraph = |kind, text: &str| Paragraph {
            kind,
            text: printable(text),
            is_begun: false,
        };
        let standards = certificate.standards.iter();
        let standards = standards.map(|standard| paragraph(Kind::Item, standard));
        let standards: Vec<Paragraph> = standards.filter(|item| !item.text.is_empty()).collect();
        let mut paragraphs = VecDeque::from([paragraph(Kind::Claim, certificate.claim)]);
        if !standards.is_empty() {
            paragraphs.push_back(paragraph(Kind::Heading, certificate.labels.standards));
        }
        paragraphs.extend(standards);
        paragraphs.retain(|paragraph| !paragraph.text.is_empty());
        Self { paragraphs }
    }

    pub fn is_done(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// What fits into a room.
    pub fn next(&mut self, room: Room) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut y = room.top;
        while let Some(mut paragraph) = self.paragraphs.pop_front() {
            let mut lines = paragraph.lines(room.width);
            let least = self.least(&paragraph, lines.len(), room.width, parts.is_empty());
            if y + least > room.bottom {
                self.paragraphs.push_front(paragraph);
                break;
            }
            let fits = |count: &usize| y + paragraph.height(*count) <= room.bottom;
            let count = (1..=lines.len()).take_while(fits).count().max(1);
            let rest = lines.split_off(count.min(lines.len()));
            let placed = placed(&paragraph, &lines, (room.left, y + paragraph.gap()));
            add(&mut parts, &paragraph, placed, room.left);
            y += paragraph.height(lines.len());
            if !rest.is_empty() {
                paragraph.go_on_after(&lines);
                self.paragraphs.push_front(paragraph);
                break;
            }
        }
        parts
    }

    /// How high the lines are that must not be parted: an item, unless it is long, and a heading with the item after it.
    fn least(&self, paragraph: &Paragraph, lines: usize, width: f32, is_at_top: bool) -> f32 {
        let whole = |lines: usize| if lines < LONG { lines } else { 1 };
        match paragraph.kind {
            Kind::Item if !is_at_top => paragraph.height(whole(lines)),
            Kind::Heading => {
                let next = self.paragraphs.front();
                let after = next.map(|next| next.height(whole(next.lines(width).len())));
                paragraph.height(lines) + after.unwrap_or_default()
            }
            Kind::Claim | Kind::Item => paragraph.height(1),
        }
    }

    /// Says at the end of the last sheet that there was more.
    pub fn cut(&mut self, parts: &mut [Part]) {
        if self.is_done() {
            return;
        }
        self.paragraphs.clear();
        let lines = match parts.last_mut() {
            Some(Part::Items(items)) => items.last_mut().map(|(_, lines)| lines),
            Some(Part::Paragraph(lines) | Part::Heading(_, lines)) => Some(lines),
            _ => None,
        };
        if let Some(line) = lines.and_then(|lines| lines.last_mut()) {
            line.text.push('…');
        }
    }
}

fn placed(paragraph: &Paragraph, lines: &[String], (left, top): (f32, f32)) -> Vec<Line> {
    let (size, leading) = paragraph.measures();
    let (weight, colour, indent) = match paragraph.kind {
        Kind::Claim => (Weight::Regular, INK, 0.0),
        Kind::Heading => (Weight::Bold, GREY, 0.0),
        Kind::Item => (Weight::Regular, INK, INDENT),
    };
    let heights = std::iter::successors(Some(top + leading), |y| Some(y + leading));
    let lines = lines.iter().zip(heights);
    lines
        .map(|(text, y)| Line::new(text.clone(), (weight, size), colour, (left + indent, y)))
        .collect()
}

fn add(parts: &mut Vec<Part>, paragraph: &Paragraph, lines: Vec<Line>, left: f32) {
    match paragraph.kind {
        Kind::Claim => parts.push(Part::Paragraph(lines)),
        Kind::Heading => parts.push(Part::Heading(2, lines)),
        Kind::Item => {
            let first = lines.first().filter(|_| !paragraph.is_begun);
            let bullet = first.map(|line| {
                let at = (left, line.at.1);
                Line::new("•".to_owned(), (Weight::Regular, ITEM.0), GREY, at)
            });
            match parts.last_mut() {
                Some(Part::Items(items)) => items.push((bullet, lines)),
                _ => parts.push(Part::Items(vec![(bullet, lines)])),
            }
        }
    }
}
