//! The text of one file, and which line and column a byte of it is in.

/// A file that was read.
#[derive(Debug)]
pub struct Source {
    /// Its name in the folder.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A place that somebody can go to in an editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

impl Source {
    /// Where this byte is.
    pub fn position(&self, offset: usize) -> Position {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_lines_and_characters_from_one() {
        let source = Source {
            name: String::new(),
            text: "añb\n\ncd".to_owned(),
        };
        for (offset, line, column) in [(0, 1, 1), (3, 1, 3), (5, 2, 1), (7, 3, 2), (99, 3, 3)] {
            assert_eq!(source.position(offset), Position { line, column });
        }
    }
}
