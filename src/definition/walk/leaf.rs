//! Single values: words to choose from, texts, numbers, yes and no.

use serde_json::Value;

use super::Walk;
use crate::definition::code::Code;
use crate::definition::shape::Shape;
use crate::definition::tree::{Content, Node};
use crate::domain::credential::{FieldPath, Hours, Seconds, VersionNumber};
use crate::domain::nearest::nearest;

impl<'a> Walk<'a> {
    /// One of several words.
    pub(super) fn word(&mut self, words: &[&str], word: &str, path: &FieldPath) -> Option<Value> {
        if words.contains(&word) {
            return Some(Value::from(word));
        }
        let proposal = match nearest(word, words.iter().copied()) {
            Some(near) => format!("did you mean {near:?}?"),
            None => format!("one of: {}", words.join(", ")),
        };
        let message = format!("{word:?} is none of the words that can stand here");
        self.mistake(Code::UnknownValue, path, message).proposal = Some(proposal);
        None
    }

    /// A value that is no list and no table.
    pub(super) fn leaf(
        &mut self,
        shape: &Shape<'a>,
        node: &Node,
        path: &FieldPath,
    ) -> Option<Value> {
        match (shape, &node.content) {
            (Shape::Text(form), Content::Text(text)) => self.text(*form, text, path),
            (Shape::Integer { max }, Content::Integer(number)) => {
                let value = number.filter(|number| (0..=*max).contains(number));
                if value.is_none() {
                    let message = "the number is outside of what can stand here";
                    self.mistake(Code::MalformedValue, path, message).proposal =
                        Some(format!("a number from 0 to {max}"));
                }
                value.map(Value::from)
            }
            (Shape::Number(form), Content::Integer(Some(number))) =>
            {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "a number that large is refused by its form"
                )]
                self.number(*form, *number as f64, path)
            }
            (Shape::Number(form), Content::Decimal(number)) => self.number(*form, *number, path),
            (Shape::Flag, Content::Flag(flag)) => Some(Value::from(*flag)),
            (shape, _) => {
                self.wrong_type(shape, node, path);
                None
            }
        }
    }

    /// A text, of a form that has a type of its own where it has one.
    fn text(&mut self, form: Option<&str>, text: &str, path: &FieldPath) -> Option<Value> {
        let trouble = match form {
            Some("VersionNumber") => VersionNumber::try_from(text.to_owned())
                .err()
                .map(|error| error.to_string()),
            Some("Seconds") => Seconds::try_from(text.to_owned())
                .err()
                .map(|error| error.to_string()),
            _ => None,
        };
        match trouble {
            None => Some(Value::from(text)),
            Some(message) => {
                self.mistake(Code::MalformedValue, path, message);
                None
            }
        }
    }

    fn number(&mut self, form: Option<&str>, number: f64, path: &FieldPath) -> Option<Value> {
        if form == Some("Hours")
            && let Err(error) = Hours::try_from(number)
        {
            self.mistake(Code::MalformedValue, path, error.to_string());
            return None;
        }
        Some(Value::from(number))
    }

    fn wrong_type(&mut self, shape: &Shape<'a>, node: &Node, path: &FieldPath) {
        let written = node.source.text.get(node.span.clone()).unwrap_or_default();
        let written = written.trim();
        let is_short = written.len() <= 40 && !written.contains('\n');
        let (expected, proposal) = match shape {
            Shape::Markdown | Shape::Text(_) => {
                let in_quotes = is_short.then(|| format!("write it in quotes: \"{written}\""));
                ("a text", in_quotes)
            }
            Shape::Words(words) => ("a word", Some(format!("one of: {}", words.join(", ")))),
            Shape::Choice { variants, .. } => {
                let names: Vec<_> = variants.iter().map(|(name, _)| *name).collect();
                ("a table", Some(format!("one of: {}", names.join(", "))))
            }
            Shape::Table(_) | Shape::Tagged { .. } => ("a table", None),
            Shape::List(_) => {
                let in_brackets = is_short.then(|| format!("write it in brackets: [{written}]"));
                ("a list", in_brackets)
            }
            Shape::Integer { .. } => {
                let plain = written.trim_matches('"');
                let is_number = plain.parse::<u32>().is_ok();
                (
                    "a whole number",
                    is_number.then(|| format!("write it without quotes: {plain}")),
                )
            }
            Shape::Number(_) => ("a number", None),
            Shape::Flag => ("true or false", None),
        };
        let message = format!("{expected} is expected here, not {}", node.kind());
        self.mistake(Code::WrongType, path, message).proposal = proposal;
    }
}
