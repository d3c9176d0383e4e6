//! What is there of the work and what is missing (SM-3, guard of T3). Owns the review that the checklist, the self-check, the
//! hand-in and the automatic conditions of scoring all read; it changes nothing.
//!
//! A slot is looked at by itself ([`slot`]), its limits are measured ([`limit`]), and then the whole is put together: which
//! slots fill in for others, which word budgets are left, what has to be confirmed, what keeps the work from being handed in.

mod alternative;
mod confirm;
mod limit;
mod recording;
mod review;
mod shape;
mod slot;
#[cfg(test)]
mod tests;

use super::answer::{Answer, Evidence};
use super::credential::{Definition, Slot, WordBudget};
use super::words::{Count, Unit};

use alternative::{is_needed, stand_in};
pub use review::{
    Attestation, AttestationNeed, BudgetReview, Filling, Finding, LimitResult, Measure, Place,
    Problem, Review, Severity, SlotReview,
};
pub use shape::{empty_answer, fits, is_web_address, words_of};

/// What is in one slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotContent {
    /// Which.
    pub slot_id: String,
    /// What was written.
    pub answer: Option<Answer>,
    /// Its files, in order.
    pub files: Vec<Evidence>,
}

/// Looks at the work on a micro-credential. Slots without content may be left out of `contents`.
#[must_use]
pub fn look(definition: &Definition, contents: &[SlotContent]) -> Review {
    let nothing = SlotContent::default();
    let content_of = |id: &str| {
        contents
            .iter()
            .find(|content| content.slot_id == id)
            .unwrap_or(&nothing)
    };
    let looks: Vec<(&Slot, slot::Look)> = definition
        .slots()
        .map(|slot| (slot, slot::look(definition, slot, content_of(&slot.id))))
        .collect();

    let mut review = Review {
        slots: vec![],
        budgets: vec![],
        limits: vec![],
        findings: vec![],
        attestations: confirm::needs(definition, &looks),
    };
    for (slot, look) in &looks {
        let filled_by = stand_in(slot, &looks);
        let is_required = slot.required && slot.instead_of.is_none();
        let is_filled = look.filling == Filling::Complete || filled_by.is_some();
        let mut findings = look.findings.clone();
        if look.filling == Filling::Empty && is_required && !is_filled {
            findings.push((Problem::Missing, Severity::Blocks));
        } else if look.filling == Filling::Partial {
            // What was begun and is not needed keeps nobody from handing in: it goes along as it is.
            let severity = if is_needed(slot, &looks) {
                Severity::Blocks
            } else {
                Severity::Warns
            };
            let is_said = findings
                .iter()
                .any(|(_, said)| *said == Severity::Blocks || *said == severity);
            if !is_said {
                findings.push((Problem::Unfinished, severity));
            }
        }
        if look.filling != Filling::Empty && !is_needed(slot, &looks) {
            for (problem, severity) in &mut findings {
                if *severity == Severity::Blocks && !blocks_wherever_it_is(*problem) {
                    *severity = Severity::Warns;
                }
            }
        }
        review
            .findings
            .extend(findings.into_iter().map(|(problem, severity)| Finding {
                place: Place::Slot(slot.id.clone()),
                problem,
                severity,
            }));
        review.limits.extend(look.limits.iter().cloned());
        review.slots.push(SlotReview {
            slot_id: slot.id.clone(),
            filling: look.filling,
            is_required,
            filled_by,
            count: look.count,
        });
    }
    for budget in &definition.word_budgets {
        look_at_budget(budget, &looks, &mut review);
    }
    review
}

/// How far one slot is filled by itself.
#[must_use]
pub fn filling(definition: &Definition, slot: &Slot, content: &SlotContent) -> Filling {
    slot::look(definition, slot, content).filling
}

/// A file on its way and a limit that blocks hold for everything that is handed in, needed or not.
const fn blocks_wherever_it_is(problem: Problem) -> bool {
    matches!(
        problem,
        Problem::FileNotReady(_)
            | Problem::AltTextMissing(_)
            | Problem::TooManyNotes { .. }
            | Problem::NoteTooLong { .. }
            | Problem::SeveralRecordings
            | Problem::LinkNotTaken
            | Problem::UploadNotTaken
            | Problem::BadAddress
            | Problem::Over { .. }
            | Problem::Under { .. }
    )
}

fn look_at_budget(budget: &WordBudget, looks: &[(&Slot, slot::Look)], review: &mut Review) {
    let counts: Vec<Count> = looks
        .iter()
        .filter(|(slot, _)| budget.slots.contains(&slot.id))
        .map(|(_, look)| look.count)
        .collect();
    let used = sum(&counts);
    let is_begun = used.number > 0;
    let (limit, findings) = limit::bounded(
        budget.id.clone(),
        Measure::Words,
        &budget.words,
        is_begun.then_some(u64::from(used.number)),
    );
    review
        .findings
        .extend(findings.into_iter().map(|(problem, severity)| Finding {
            place: Place::Budget(budget.id.clone()),
            problem,
            severity,
        }));
    review.limits.push(limit);
    review.budgets.push(BudgetReview {
        budget_id: budget.id.clone(),
        used,
        left: budget
            .words
            .max
            .map(|max| i64::from(max) - i64::from(used.number)),
    });
}

/// The sum of counts; in characters when most of it is.
fn sum(counts: &[Count]) -> Count {
    let of = |unit| {
        let matching = counts.iter().filter(|count| count.unit == unit);
        matching
            .map(|count| count.number)
            .fold(0, u32::saturating_add)
    };
    let (words, characters) = (of(Unit::Words), of(Unit::Characters));
    Count {
        number: words.saturating_add(characters),
        unit: if characters > 0 && characters >= words {
            Unit::Characters
        } else {
            Unit::Words
        },
    }
}
