//! A micro-credential as an achievement: its rubric, and how it was shown.

use super::words::{Words, words};
use super::{Addresses, alignments, dress, standards};
use crate::badges::credential::{
    AchievedResult, Achievement, Alignment, Criteria, ResultDescription, ResultStatus, ResultType,
    RubricCriterionLevel,
};
use crate::domain::credential::{Criterion, Definition, Model};
use crate::domain::reading::{Reading, points_by_criterion};

/// What can be earned, the same for everybody who earns it.
pub(in crate::app::badge) fn achievement(
    addresses: &Addresses,
    version: &str,
    definition: &Definition,
) -> Achievement {
    let words = words(&definition.language);
    let base = addresses.achievement(&version);
    let criteria = Criteria::at(&base).and_told(narrative(definition, words));
    let mut achievement = Achievement::new(&base, &definition.title, &definition.claim, criteria);
    achievement.achievement_type = Some("MicroCredential".into());
    achievement.alignment = aligned(definition);
    achievement.result_description = described(&base, definition, words);
    let number = definition.version.to_string();
    let rest = (&*definition.language, &*definition.tags, number);
    dress(&mut achievement, addresses, version, rest);
    achievement
}

/// What it takes, in Markdown.
fn narrative(definition: &Definition, words: &Words) -> String {
    let criteria = definition.rubric.criteria.iter();
    let list: Vec<_> = criteria
        .map(|criterion| format!("- {}", criterion.title))
        .collect();
    let mut told = vec![
        definition.claim.clone(),
        words.looked_at.to_owned(),
        list.join("\n"),
    ];
    let standards = standards(definition);
    if !standards.is_empty() {
        told.push(format!("{} {}", words.standards, standards.join("; ")));
    }
    told.extend(
        definition
            .hours
            .map(|hours| format!("{} {hours}", words.hours)),
    );
    told.join("\n\n")
}

/// The standards that have an address: others have no place in a badge but its words.
fn aligned(definition: &Definition) -> Vec<Alignment> {
    let mut all: Vec<Alignment> = Vec::new();
    for one in alignments(definition) {
        let Some(url) = &one.url else { continue };
        if all.iter().any(|other| &other.target_url == url) {
            continue;
        }
        let name = one.label.as_ref().unwrap_or(&one.code);
        let mut alignment = Alignment::new(name, url);
        alignment.target_code = Some(one.code.clone());
        alignment.target_framework = Some(one.framework.clone());
        all.push(alignment);
    }
    all
}

fn criterion_id(base: &str, criterion: &Criterion) -> String {
    format!("{base}#criterion-{}", criterion.id)
}

fn level_id(base: &str, criterion: &Criterion, level: &str) -> String {
    format!("{base}#criterion-{}-level-{level}", criterion.id)
}

/// The rubric: one for each criterion, and one for the whole.
fn described(base: &str, definition: &Definition, words: &Words) -> Vec<ResultDescription> {
    let whole = ResultDescription::new(format!("{base}#result"), words.overall, ResultType::Status);
    let model = definition.rubric.model;
    let criteria = definition.rubric.criteria.iter();
    let each = criteria.map(|criterion| described_criterion(base, model, criterion, words));
    std::iter::once(whole).chain(each).collect()
}

fn described_criterion(
    base: &str,
    model: Model,
    criterion: &Criterion,
    words: &Words,
) -> ResultDescription {
    let kind = match model {
        Model::DetailPoints => ResultType::RubricScore,
        Model::CriterionLevels => ResultType::RubricCriterionLevel,
        Model::AllMet => ResultType::RubricCriterion,
    };
    let id = criterion_id(base, criterion);
    let mut described = ResultDescription::new(id, &criterion.title, kind);
    match model {
        Model::DetailPoints => {
            described.value_min = Some("0".into());
            described.value_max = Some(criterion.max_points(model).to_string());
        }
        Model::CriterionLevels => {
            let levels = criterion.levels.iter().map(|level| {
                let id = level_id(base, criterion, &level.id);
                let mut described = RubricCriterionLevel::new(id, &level.title);
                described.points = Some(level.points.to_string());
                described.description = Some(level.text.clone()).filter(|text| !text.is_empty());
                described
            });
            described.rubric_criterion_level = levels.collect();
        }
        Model::AllMet => {
            described.allowed_value = vec![words.not_yet.into(), words.met.into()];
            described.required_value = Some(words.met.into());
        }
    }
    described
}

/// How it was shown: that it was, and, where the holder lets others see it, each criterion.
pub(in crate::app::badge) fn results(
    base: &str,
    definition: &Definition,
    reading: Option<&Reading>,
) -> Vec<AchievedResult> {
    let whole = AchievedResult::status(format!("{base}#result"), ResultStatus::Completed);
    let mut results = vec![whole];
    let Some(reading) = reading else {
        return results;
    };
    let words = words(&definition.language);
    let points = points_by_criterion(definition, reading);
    for criterion in &definition.rubric.criteria {
        let id = criterion_id(base, criterion);
        let points = points.get(&criterion.id).copied().unwrap_or(0);
        let seen = reading.criteria.get(&criterion.id);
        results.push(match definition.rubric.model {
            Model::DetailPoints => AchievedResult::value(id, points.to_string()),
            Model::AllMet if points > 0 => AchievedResult::value(id, words.met),
            Model::AllMet => AchievedResult::value(id, words.not_yet),
            Model::CriterionLevels => match seen.and_then(|seen| seen.level.as_ref()) {
                Some(level) => AchievedResult::level(id, level_id(base, criterion, level)),
                None => continue,
            },
        });
    }
    results
}
