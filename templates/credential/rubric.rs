//! The rubric as everybody reads it: the educator before and during the work, the assessor when it is read.

use maud::{Markup, html};

use crate::domain::credential::{
    ConditionCheck, Criterion, Definition, Model, Outcome, PassRule, Rubric,
};
use crate::templates::layout::Shell;
use crate::templates::ui::table::table;

/// The whole rubric: criteria, conditions, what totals mean, and what earns the micro-credential.
#[must_use]
pub fn rubric(shell: &Shell, definition: &Definition) -> Markup {
    let rubric = &definition.rubric;
    html! {
        p { (shell.text(model_key(rubric.model))) }
        @for criterion in &rubric.criteria { (criterion_table(shell, definition, criterion)) }
        @if !rubric.conditions.is_empty() {
            h3 { (shell.text("rubric-conditions")) }
            ul lang=(definition.language) {
                @for condition in &rubric.conditions {
                    li {
                        (condition.text)
                        " " span class="hint" lang=(shell.language.tag()) {
                            (shell.text(match condition.check {
                                ConditionCheck::Assessor => "rubric-condition-assessor",
                                ConditionCheck::Limit(_) => "rubric-condition-tool",
                            }))
                        }
                    }
                }
            }
        }
        h3 { (shell.text("rubric-pass")) }
        (pass(shell, definition))
        @if !rubric.bands.is_empty() { (bands(shell, definition)) }
    }
}

/// The criteria that are looked for in one part.
#[must_use]
pub fn of_part(shell: &Shell, definition: &Definition, part: &str) -> Markup {
    html! {
        @for criterion in definition.rubric.criteria.iter().filter(|criterion| is_sought_in(criterion, part)) {
            (criterion_table(shell, definition, criterion))
        }
    }
}

/// Whether something of the rubric is looked for in this part.
#[must_use]
pub fn speaks_of(rubric: &Rubric, part: &str) -> bool {
    rubric
        .criteria
        .iter()
        .any(|criterion| is_sought_in(criterion, part))
}

fn is_sought_in(criterion: &Criterion, part: &str) -> bool {
    criterion.parts.iter().any(|sought| sought == part)
}

const fn model_key(model: Model) -> &'static str {
    match model {
        Model::DetailPoints => "rubric-model-details",
        Model::CriterionLevels => "rubric-model-levels",
        Model::AllMet => "rubric-model-met",
    }
}

fn criterion_table(shell: &Shell, definition: &Definition, criterion: &Criterion) -> Markup {
    let parts: Vec<&str> = criterion
        .parts
        .iter()
        .filter_map(|id| definition.parts.iter().find(|part| part.id == *id))
        .map(|part| part.title.as_str())
        .collect();
    let points = shell.text("rubric-points");
    let seen = shell.text("rubric-seen");
    let level = shell.text("rubric-level");
    let (columns, rows): (Vec<&str>, Vec<Vec<Markup>>) = match definition.rubric.model {
        Model::DetailPoints => (
            vec![&seen, &points],
            criterion
                .details
                .iter()
                .map(|detail| vec![html! { (detail.text) }, html! { (detail.points) }])
                .collect(),
        ),
        Model::CriterionLevels => (
            vec![&level, &points, &seen],
            criterion
                .levels
                .iter()
                .map(|level| {
                    vec![
                        html! { (level.title) },
                        html! { (level.points) },
                        html! { (level.text) },
                    ]
                })
                .collect(),
        ),
        Model::AllMet => (Vec::new(), Vec::new()),
    };
    html! {
        div class="criterion" lang=(definition.language) {
            @if rows.is_empty() { p class="criterion-statement" { (criterion.title) } }
            @else { (table(&criterion.title, &columns, &rows)) }
            @if !parts.is_empty() {
                p class="hint" {
                    span lang=(shell.language.tag()) { (shell.text("rubric-sought-in")) } " " (parts.join(" · "))
                }
            }
        }
    }
}

fn bands(shell: &Shell, definition: &Definition) -> Markup {
    let columns = [
        shell.text("rubric-total"),
        shell.text("rubric-result"),
        shell.text("rubric-meaning"),
    ];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows: Vec<Vec<Markup>> = definition
        .rubric
        .bands
        .iter()
        .map(|band| {
            let result = shell.text(match band.outcome {
                Outcome::Pass => "rubric-result-shown",
                Outcome::Revise => "rubric-result-not-yet",
            });
            vec![
                html! { (band.min) "–" (band.max) },
                html! { (result) },
                html! { span lang=(definition.language) { (band.earner_text) } },
            ]
        })
        .collect();
    table(&shell.text("rubric-bands"), &columns, &rows)
}

fn pass(shell: &Shell, definition: &Definition) -> Markup {
    html! { ul { (demand(shell, definition, &definition.rubric.pass)) } }
}

/// One demand of the pass rule as an item of a list, those that it joins below it.
fn demand(shell: &Shell, definition: &Definition, rule: &PassRule) -> Markup {
    let joined = |key: &str, rules: &[PassRule]| {
        html! {
            li { (shell.text(key)) ul { @for rule in rules { (demand(shell, definition, rule)) } } }
        }
    };
    let sentence = match rule {
        PassRule::AllOf(rules) => return joined("pass-all-of", rules),
        PassRule::AnyOf(rules) => return joined("pass-any-of", rules),
        PassRule::Not(rule) => return joined("pass-not", std::slice::from_ref(rule.as_ref())),
        PassRule::TotalAtLeast(points) => shell.text_with(
            "pass-total",
            &[
                ("points", &points.to_string()),
                ("max", &definition.rubric.max_points().to_string()),
            ],
        ),
        PassRule::CriterionAtLeast { criterion, points } => shell.text_with(
            "pass-criterion",
            &[
                ("name", criterion_title(definition, criterion)),
                ("points", &points.to_string()),
            ],
        ),
        PassRule::EveryCriterionAtLeast(points) => {
            shell.text_with("pass-every", &[("points", &points.to_string())])
        }
        PassRule::ComponentsTouchedAtLeast(number) => {
            shell.text_with("pass-components", &[("number", &number.to_string())])
        }
        PassRule::PartPassed(id) => {
            let part = definition.parts.iter().find(|part| part.id == *id);
            shell.text_with(
                "pass-part",
                &[("name", part.map_or(id, |part| &part.title))],
            )
        }
        PassRule::ConditionMet(id) => {
            let found = definition
                .rubric
                .conditions
                .iter()
                .find(|one| one.id == *id);
            shell.text_with(
                "pass-condition",
                &[("name", found.map_or(id, |found| &found.text))],
            )
        }
        PassRule::LevelIs { criterion, level } => {
            let found = definition
                .rubric
                .criteria
                .iter()
                .find(|one| one.id == *criterion)
                .and_then(|one| one.levels.iter().find(|one| one.id == *level));
            shell.text_with(
                "pass-level",
                &[
                    ("name", criterion_title(definition, criterion)),
                    ("level", found.map_or(level, |found| &found.title)),
                ],
            )
        }
    };
    html! { li { (sentence) } }
}

fn criterion_title<'a>(definition: &'a Definition, id: &'a str) -> &'a str {
    let criteria = &definition.rubric.criteria;
    let found = criteria.iter().find(|criterion| criterion.id == id);
    found.map_or(id, |criterion| &criterion.title)
}
