//! What was found, question by question.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Code, Step, Verdict};
use crate::badges::jwt;

/// An answer with what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which question.
    pub step: Step,
    /// Which answer.
    pub verdict: Verdict,
    /// What was found.
    pub code: Code,
    /// The address, word or time that it is about, as the badge or the network says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Finding {
    /// A finding.
    #[must_use]
    pub const fn new(code: Code) -> Self {
        Self {
            step: code.step(),
            verdict: code.verdict(),
            code,
            detail: None,
        }
    }

    /// The same, about this. Strangers write it, so it is cut.
    #[must_use]
    pub fn about(mut self, detail: impl AsRef<str>) -> Self {
        const MOST: usize = 300;
        let letters = detail
            .as_ref()
            .chars()
            .filter(|letter| !letter.is_control());
        self.detail = Some(letters.take(MOST).collect());
        self
    }
}

/// All in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Every question has a good answer.
    Valid,
    /// One has a bad one.
    Invalid,
    /// None is bad, and one has no answer.
    Uncertain,
}

/// What a badge says of itself. Whether it is true is what the findings are for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// What was earned.
    pub name: String,
    /// What that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it took, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// Who issued it: the identifier that the key is bound to.
    pub issuer: String,
    /// How the issuer calls itself, which anybody could.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer_name: Option<String>,
    /// The badge's own address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// From when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
}

impl Shown {
    /// What a document says, if it names an issuer and an achievement.
    #[must_use]
    pub fn of(document: &Map<String, Value>) -> Option<Self> {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let achievement = document.get("credentialSubject")?.get("achievement")?;
        Some(Self {
            name: text(achievement.get("name"))?,
            description: text(achievement.get("description")),
            criteria: text(
                achievement
                    .get("criteria")
                    .and_then(|criteria| criteria.get("narrative")),
            ),
            issuer: jwt::issuer_of(document)?.to_owned(),
            issuer_name: text(document.get("issuer").and_then(|issuer| issuer.get("name"))),
            id: text(document.get("id")),
            valid_from: text(document.get("validFrom").or(document.get("issuanceDate"))),
            valid_until: text(
                document
                    .get("validUntil")
                    .or(document.get("expirationDate")),
            ),
        })
    }
}

/// The answer to everything that was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// All in all.
    pub outcome: Outcome,
    /// What the badge says of itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub badge: Option<Shown>,
    /// One for each question.
    pub findings: Vec<Finding>,
}

impl Report {
    pub(super) fn new(findings: Vec<Finding>, badge: Option<Shown>) -> Self {
        let has = |verdict| findings.iter().any(|finding| finding.verdict == verdict);
        let outcome = if has(Verdict::Bad) {
            Outcome::Invalid
        } else if has(Verdict::Unknown) {
            Outcome::Uncertain
        } else {
            Outcome::Valid
        };
        Self {
            outcome,
            badge,
            findings,
        }
    }

    /// A report whose last finding made further questions pointless.
    pub(super) fn ending_with(mut findings: Vec<Finding>, badge: Option<Shown>) -> Self {
        let asked: Vec<_> = findings.iter().map(|finding| finding.step).collect();
        let skipped = [
            Code::StructureNotChecked,
            Code::IssuerNotAsked,
            Code::ProofNotChecked,
            Code::StatusNotAsked,
            Code::ValidityNotChecked,
        ];
        let left = skipped
            .into_iter()
            .filter(|code| !asked.contains(&code.step()));
        findings.extend(left.map(Finding::new));
        findings.sort_by_key(|finding| finding.step);
        Self::new(findings, badge)
    }

    /// The finding of one step.
    #[must_use]
    pub fn finding(&self, step: Step) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.step == step)
    }
}
