//! What the form of a reading sends where no script does. Owns the way from fields to a reading; nothing that was typed is
//! let go of because it fits nowhere.

use std::collections::BTreeMap;

use crate::domain::credential::{Criterion, Definition, Model, Seconds};
use crate::domain::handed::Handed;
use crate::domain::reading::{CriterionReading, Insufficient, Pointer, Reading};
use crate::templates::desk::{
    ALL, comment_name, condition_name, detail_name, level_name, met_name, none_name, pointer_group,
    spots,
};
use crate::web::Failure;
use crate::web::extract::FormPairs;

/// The reading that is in a form.
///
/// # Errors
/// [`Failure::Unreadable`] for a form that none of our pages sends.
pub fn typed(
    definition: &Definition,
    handed: &Handed,
    fields: &FormPairs,
) -> Result<Reading, Failure> {
    let mut criteria = BTreeMap::new();
    for criterion in &definition.rubric.criteria {
        let seen = criterion_of(definition, handed, criterion, fields)?;
        criteria.insert(criterion.id.clone(), seen);
    }
    let mut conditions = BTreeMap::new();
    for condition in &definition.rubric.conditions {
        if let Some(is_met) = yes_or_no(fields, &condition_name(&condition.id))? {
            conditions.insert(condition.id.clone(), is_met);
        }
    }
    let whole = |field: &str| text(fields, &format!("a_{ALL}_{field}"));
    let insufficient = whole("insufficient")?;
    Ok(Reading {
        criteria,
        conditions,
        strength: whole("strength")?,
        next_step: whole("next-step")?,
        private_note: whole("private-note")?,
        insufficient: Insufficient::ALL
            .into_iter()
            .find(|reason| reason.code() == insufficient),
        asks_for_second: whole("second")? == "yes",
    })
}

fn criterion_of(
    definition: &Definition,
    handed: &Handed,
    criterion: &Criterion,
    fields: &FormPairs,
) -> Result<CriterionReading, Failure> {
    let id = &criterion.id;
    let places = Places {
        first: first_spot(definition, handed, criterion),
        fields,
    };
    let mut seen = CriterionReading {
        comment: text(fields, &comment_name(id))?,
        none_found: text(fields, &none_name(id))? == "yes",
        ..CriterionReading::default()
    };
    match definition.rubric.model {
        Model::DetailPoints => {
            for detail in &criterion.details {
                if let Some(is_evident) = yes_or_no(fields, &detail_name(id, &detail.id))? {
                    seen.details.insert(detail.id.clone(), is_evident);
                }
                let found = places.of(&pointer_group(id, Some(&detail.id)));
                if !found.is_empty() {
                    seen.detail_evidence.insert(detail.id.clone(), found);
                }
            }
        }
        Model::CriterionLevels => {
            let level = text(fields, &level_name(id))?;
            seen.level = (!level.is_empty()).then_some(level);
        }
        Model::AllMet => seen.met = yes_or_no(fields, &met_name(id))?,
    }
    if definition.rubric.model != Model::DetailPoints {
        seen.evidence = places.of(&pointer_group(id, None));
    }
    Ok(seen)
}

/// The place that words without a place are about.
fn first_spot(definition: &Definition, handed: &Handed, criterion: &Criterion) -> String {
    let files = |slot: &str| handed.files_in(slot).map(|file| file.id).collect();
    let spots = spots(definition, criterion, files);
    spots.first().map_or_else(String::new, template_value)
}

fn template_value(spot: &crate::templates::desk::Spot) -> String {
    spot.value()
}

/// The rows in which places are named.
struct Places<'a> {
    first: String,
    fields: &'a FormPairs,
}

impl Places<'_> {
    fn of(&self, group: &str) -> Vec<Pointer> {
        let mut rows: BTreeMap<usize, BTreeMap<&str, &str>> = BTreeMap::new();
        for (name, value) in &self.fields.0 {
            let rest = name
                .strip_prefix(group)
                .and_then(|rest| rest.strip_prefix('_'));
            if let Some((number, field)) = rest.and_then(|rest| rest.split_once('_'))
                && let Ok(number) = number.parse()
            {
                rows.entry(number).or_default().insert(field, value.trim());
            }
        }
        rows.values().filter_map(|row| self.pointer(row)).collect()
    }

    /// A row as a place. What is typed and no time or number is kept with the words.
    fn pointer(&self, row: &BTreeMap<&str, &str>) -> Option<Pointer> {
        let field = |name: &str| row.get(name).copied().unwrap_or_default();
        if row.values().all(|value| value.is_empty()) {
            return None;
        }
        let place = match field("place") {
            "" => self.first.as_str(),
            place => place,
        };
        let (slot, file) = place.split_once('/').unwrap_or((place, ""));
        let at = Seconds::try_from(field("at").to_owned()).ok();
        let page: Option<u32> = field("page").parse().ok();
        let stray = [
            if at.is_none() { field("at") } else { "" },
            if page.is_none() { field("page") } else { "" },
        ];
        let words = std::iter::once(field("quote")).chain(stray);
        let quote = words
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        Some(Pointer {
            slot: slot.to_owned(),
            file: file.parse().ok(),
            at,
            page,
            quote: (!quote.is_empty()).then_some(quote),
        })
    }
}

fn text(fields: &FormPairs, name: &str) -> Result<String, Failure> {
    let value = fields.once(name)?.unwrap_or_default();
    Ok(value.replace("\r\n", "\n"))
}

fn yes_or_no(fields: &FormPairs, name: &str) -> Result<Option<bool>, Failure> {
    Ok(match fields.once(name)? {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    })
}
