//! Lines: where a text is broken, and how large it can be in a place that is given. Measures with the bundled fonts.

use super::font::{Weight, width};

/// What stands for the rest of a text that was cut.
const ELLIPSIS: char = '…';

/// A text, cut into words, each with its width.
struct Words {
    each: Vec<(String, f32)>,
    space: f32,
    weight: Weight,
}

impl Words {
    fn of(text: &str, weight: Weight) -> Self {
        let words = text.split(' ').filter(|word| !word.is_empty());
        Self {
            each: words
                .map(|word| (word.to_owned(), width(word, weight)))
                .collect(),
            space: width(" ", weight),
            weight,
        }
    }

    fn longest(&self) -> f32 {
        self.each
            .iter()
            .map(|(_, width)| *width)
            .fold(0.0, f32::max)
    }

    /// The lines, each as wide as `room` says of its number; a word that is wider than its line is broken.
    fn lines(&self, room: impl Fn(usize) -> f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        let mut used = 0.0;
        for (word, wide) in &self.each {
            let room_here = room(lines.len() - 1);
            if used > 0.0 && used + self.space + wide <= room_here {
                let line = lines
                    .last_mut()
                    .expect("there is a line from the beginning");
                line.push(' ');
                line.push_str(word);
                used += self.space + wide;
                continue;
            }
            if used > 0.0 {
                lines.push(String::new());
            }
            used = 0.0;
            let mut rest = word.as_str();
            let mut rest_width = *wide;
            while rest_width > room(lines.len() - 1) {
                let (piece, more) = split(rest, self.weight, room(lines.len() - 1));
                if more.is_empty() {
                    break;
                }
                lines.last_mut().expect("as above").push_str(piece);
                lines.push(String::new());
                rest = more;
                rest_width = width(rest, self.weight);
            }
            lines.last_mut().expect("as above").push_str(rest);
            used += rest_width;
        }
        lines.retain(|line| !line.is_empty());
        lines
    }
}

/// As much of a word as fits, at least one letter, and the rest. Marks stay with their letter.
fn split(word: &str, weight: Weight, room: f32) -> (&str, &str) {
    let places = word.char_indices().skip(1);
    let mut places: Vec<usize> = places
        .filter(|(_, letter)| letter.is_alphanumeric())
        .map(|(at, _)| at)
        .collect();
    places.push(word.len());
    let fitting = places.partition_point(|place| width(&word[..*place], weight) <= room);
    word.split_at(places[fitting.saturating_sub(1)])
}

/// The lines of a text in a column of one width.
pub fn wrapped(text: &str, weight: Weight, size: f32, column: f32) -> Vec<String> {
    Words::of(text, weight).lines(|_| column / size)
}

/// A text cut to one line, with "…" where something is left out.
pub fn cut(text: &str, weight: Weight, size: f32, room: f32) -> String {
    if width(text, weight) * size <= room {
        return text.to_owned();
    }
    let places = text.char_indices().take(MOST_LETTERS);
    let places: Vec<usize> = places.map(|(at, _)| at).collect();
    let shortened = |place: usize| format!("{}{ELLIPSIS}", text[..place].trim_end());
    let fitting = places.partition_point(|place| width(&shortened(*place), weight) * size <= room);
    shortened(places.get(fitting.saturating_sub(1)).copied().unwrap_or(0))
}

/// A place for a text: between two heights, with a room that depends on where a line lies.
pub struct Place<F: Fn(f32, f32) -> f32> {
    /// Where it begins.
    pub top: f32,
    /// Where it ends.
    pub bottom: f32,
    /// The room of a line between two heights.
    pub room: F,
    /// The largest and the smallest letters.
    pub sizes: (f32, f32),
    /// The weight of the letters.
    pub weight: Weight,
    /// The most lines.
    pub most: usize,
}

/// A text in its place.
#[derive(Debug)]
pub struct Placed {
    /// The size of its letters.
    pub size: f32,
    /// Its lines with the heights of their base lines.
    pub lines: Vec<(String, f32)>,
}

/// The most letters of a line: more than fit between the edges of any picture or paper.
const MOST_LETTERS: usize = 250;

/// From one base line to the next, in parts of the size.
const LEADING: f32 = 1.16;
/// How high capitals are.
const CAPITALS: f32 = 0.73;
/// How far letters go below the base line.
const DESCENT: f32 = 0.21;

impl<F: Fn(f32, f32) -> f32> Place<F> {
    /// The text as large as it can be with all its words whole; else as small as allowed, with words broken and, at the
    /// very end, cut.
    pub fn set(&self, text: &str) -> Placed {
        // More letters than that fit nowhere, and measuring them again and again would take long.
        let end = text.char_indices().nth(self.most * MOST_LETTERS);
        let words = Words::of(&text[..end.map_or(text.len(), |(at, _)| at)], self.weight);
        let (largest, smallest) = self.sizes;
        let mut size = largest;
        loop {
            let is_smallest = size <= smallest;
            for count in 1..=self.most {
                if height(count, size) > self.bottom - self.top && count > 1 {
                    break;
                }
                if let Some(lines) = self.whole(&words, size, count, is_smallest) {
                    return self.placed(lines, size);
                }
            }
            if is_smallest {
                return self.shortened(&words, size);
            }
            size = (size - 1.0).max(smallest);
        }
    }

    fn base_line(&self, count: usize, size: f32, line: usize) -> f32 {
        let capitals = (lines_before(count) * LEADING + CAPITALS) * size;
        let middle = f32::midpoint(self.top, self.bottom);
        middle - capitals / 2.0 + (lines_before(line + 1) * LEADING + CAPITALS) * size
    }

    fn room_of(&self, count: usize, size: f32, line: usize) -> f32 {
        let base = self.base_line(count, size, line.min(count - 1));
        (self.room)(base - CAPITALS * size, base + DESCENT * size) / size
    }

    /// All words on so many lines, evenly filled; `None` when they do not fit.
    fn whole(
        &self,
        words: &Words,
        size: f32,
        count: usize,
        may_break: bool,
    ) -> Option<Vec<String>> {
        let room = |line| self.room_of(count, size, line);
        let is_wide = words.longest() > (0..count).map(room).fold(f32::INFINITY, f32::min);
        if is_wide && !may_break {
            return None;
        }
        let lines = words.lines(room);
        if lines.len() > count || is_wide {
            return (lines.len() == count).then_some(lines);
        }
        // The narrowest lines that still are so many are the most even ones.
        let mut even = lines;
        for part in (50_u8..100).rev() {
            let part = f32::from(part) / 100.0;
            if words.longest()
                > (0..count)
                    .map(|line| room(line) * part)
                    .fold(f32::INFINITY, f32::min)
            {
                break;
            }
            let narrower = words.lines(|line| room(line) * part);
            if narrower.len() > even.len() {
                break;
            }
            even = narrower;
        }
        (even.len() == count).then_some(even)
    }

    fn shortened(&self, words: &Words, size: f32) -> Placed {
        let fitting = (1..=self.most).rev();
        let count = fitting
            .into_iter()
            .find(|count| height(*count, size) <= self.bottom - self.top)
            .unwrap_or(1);
        let mut lines = words.lines(|line| self.room_of(count, size, line));
        if lines.len() > count {
            lines.truncate(count);
            let room = self.room_of(count, size, count - 1) * size;
            let last = lines.last_mut().expect("there is at least one line");
            let more = format!("{last}{ELLIPSIS}");
            *last = if width(&more, self.weight) * size <= room {
                more
            } else {
                cut(&format!("{last} {ELLIPSIS}"), self.weight, size, room)
            };
        }
        self.placed(lines, size)
    }

    fn placed(&self, lines: Vec<String>, size: f32) -> Placed {
        let count = lines.len();
        let lines = lines.into_iter().enumerate();
        Placed {
            size,
            lines: lines
                .map(|(line, text)| (text, self.base_line(count, size, line)))
                .collect(),
        }
    }
}

/// How high so many lines are. What goes below the last one is left free above the first one too: their middle is that of
/// the capitals.
fn height(count: usize, size: f32) -> f32 {
    (lines_before(count) * LEADING + CAPITALS + 2.0 * DESCENT) * size
}

/// How many lines lie above the last of so many.
fn lines_before(count: usize) -> f32 {
    f32::from(u16::try_from(count.saturating_sub(1)).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests;
