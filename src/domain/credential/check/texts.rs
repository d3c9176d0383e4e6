//! Every text of a definition, asked how it is written.

use super::{markdown, wording};
use crate::domain::credential::Definition;
use crate::domain::credential::problem::{FieldPath, Findings};
use crate::domain::credential::text::Markdown;

impl Definition {
    /// All longer texts, with their places.
    #[must_use]
    pub fn markdown_texts(&self) -> Vec<(FieldPath, &Markdown)> {
        let root = FieldPath::root();
        let mut texts = vec![(root.field("method"), &self.method)];
        for (at, component) in self.components.iter().enumerate() {
            let path = root.entry("component", at);
            texts.extend(component.text.iter().map(|text| (path.field("text"), text)));
        }
        for (at, part) in self.parts.iter().enumerate() {
            let path = root.entry("part", at);
            let instructions = part.instructions.iter();
            texts.extend(instructions.map(|text| (path.field("instructions"), text)));
            for (at, slot) in part.slots.iter().enumerate() {
                texts.push((path.entry("slot", at).field("prompt"), &slot.prompt));
            }
        }
        texts
    }

    /// All sentences that are no longer texts.
    fn sentences(&self) -> Vec<(FieldPath, &str)> {
        let root = FieldPath::root();
        let rubric = root.field("rubric");
        let mut texts = vec![(root.field("claim"), self.claim.as_str())];
        for (at, criterion) in self.rubric.criteria.iter().enumerate() {
            let path = rubric.entry("criterion", at);
            for (at, detail) in criterion.details.iter().enumerate() {
                texts.push((path.entry("detail", at).field("text"), &detail.text));
            }
            for (at, level) in criterion.levels.iter().enumerate() {
                texts.push((path.entry("level", at).field("text"), &level.text));
            }
        }
        for (at, condition) in self.rubric.conditions.iter().enumerate() {
            let path = rubric.entry("condition", at);
            texts.push((path.field("text"), &condition.text));
        }
        for (at, band) in self.rubric.bands.iter().enumerate() {
            let path = rubric.entry("band", at);
            texts.push((path.field("text"), &band.text));
            texts.push((path.field("earner_text"), &band.earner_text));
        }
        texts
    }
}

pub(super) fn check(definition: &Definition, findings: &mut Findings) {
    let is_english = definition.language.split('-').next() == Some("en");
    for (path, text) in definition.markdown_texts() {
        markdown::check(text.as_str(), &path, findings);
        let plain = markdown::plain(text.as_str());
        wording::unfinished(text.as_str(), &path, findings);
        if is_english {
            wording::readable(&plain, &path, findings);
        }
    }
    for (path, text) in definition.sentences() {
        super::identity::present(text, &path, findings);
        wording::unfinished(text, &path, findings);
        if is_english {
            wording::readable(text, &path, findings);
        }
    }
    let rubric = FieldPath::root().field("rubric");
    for (at, band) in definition.rubric.bands.iter().enumerate() {
        let path = rubric.entry("band", at);
        super::identity::present(&band.title, &path.field("title"), findings);
        wording::growth(&band.earner_text, &path.field("earner_text"), findings);
    }
    wording::drift(definition, &rubric, findings);
}
