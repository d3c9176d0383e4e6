//! Refused logins and launches. Owns what the launch inspector keeps of them: connections, never persons.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::Duration;

use super::App;
use crate::clock::Timestamp;
use crate::domain::id::{LaunchRecordId, PlatformId};
use crate::lti::{Reason, Refusal};
use crate::store::launch_record::{self, LaunchRecord};
use crate::store::{self, Tx};

/// A refusal with the reference under which an administrator finds it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{refusal} (reference {reference})")]
pub struct Refused {
    /// Which check did not hold.
    pub refusal: Refusal,
    /// The id of the record.
    pub reference: LaunchRecordId,
    /// Where the LMS wants the person back, where it is known.
    pub return_url: Option<String>,
}

/// What is known of an attempt while it is looked at.
#[derive(Clone, Debug, Default)]
pub struct Attempt {
    /// The registration, once it is recognised.
    pub platform_id: Option<PlatformId>,
    /// Whether the registration's platform signed what arrived.
    pub is_signed: bool,
    /// The message type, once it is read.
    pub message_type: Option<String>,
    /// What arrived, by name; never a person's data, a token or a hint.
    pub facts: BTreeMap<String, String>,
}

const MAX_FACT: usize = 500;

/// So much of a text as is logged and kept: strangers write some of them.
fn shortened(text: &str) -> String {
    text.chars().take(MAX_FACT).collect()
}

impl Attempt {
    /// Adds something that arrived.
    pub fn note(&mut self, name: &str, value: &str) {
        self.facts.insert(name.to_owned(), shortened(value));
    }

    /// The record of this attempt.
    #[must_use]
    pub fn record(
        &self,
        id: LaunchRecordId,
        is_accepted: bool,
        code: &str,
        now: Timestamp,
    ) -> LaunchRecord {
        LaunchRecord {
            id,
            platform_id: self.platform_id,
            is_accepted,
            code: code.to_owned(),
            message_type: self.message_type.clone(),
            facts: self.facts.clone().into(),
            created_at: now,
        }
    }
}

/// Writes the record of a refusal and gives the refusal its reference.
///
/// A refusal must reach the person even when the database does not work; then the reference is in the log alone.
pub async fn record(app: &App, attempt: &Attempt, refusal: Refusal) -> Refused {
    let now = app.now();
    let reference = app.new_id();
    let refusal = Refusal {
        detail: shortened(&refusal.detail),
        ..refusal
    };
    tracing::info!(
        code = refusal.reason.code(),
        detail = %refusal.detail,
        %reference,
        platform = attempt.platform_id.map(tracing::field::display),
        "launch refused"
    );
    // Anybody can begin a login and answer it as often as they like; what a platform signed is nobody's but its own.
    let may_record = match attempt.platform_id {
        _ if attempt.is_signed => true,
        Some(_) => app.unsigned_budget.take(now),
        None => app.stranger_budget.take(now),
    };
    if may_record {
        let mut attempt = attempt.clone();
        attempt.note("detail", &refusal.detail);
        let record = attempt.record(reference, false, refusal.reason.code(), now);
        if let Err(error) = write(app, &record).await {
            tracing::error!(%error, %reference, "the refusal could not be recorded");
        }
    }
    Refused {
        refusal,
        reference,
        return_url: None,
    }
}

/// Records that what arrived at `step` could not be read as a form.
pub async fn record_unreadable(app: &App, step: &str) -> Refused {
    let mut attempt = Attempt::default();
    attempt.note("step", step);
    let refusal = Refusal::new(
        Reason::FormUnreadable,
        "it is no form in UTF-8, has a field twice or more fields than anybody sends",
    );
    record(app, &attempt, refusal).await
}

async fn write(app: &App, record: &LaunchRecord) -> Result<(), store::Error> {
    let mut tx: Tx = app.db.write().await?;
    launch_record::insert(&mut tx, record).await?;
    tx.commit().await
}

/// How much strangers may do in a minute: how many refusals are recorded for requests that no registration was recognised in,
/// and for those that name one and bring nothing that its platform signed, so that nobody fills the disk; how many codes of
/// badges are asked for that are nobody's, so that nobody finds one by trying.
#[derive(Debug, Default)]
pub struct Budget {
    window: AtomicI64,
    used: AtomicU32,
}

impl Budget {
    const WINDOW: Duration = Duration::from_secs(60);
    const PER_WINDOW: u32 = 60;

    /// Whether one more fits in this minute.
    pub fn take(&self, now: Timestamp) -> bool {
        self.begin(now);
        self.used.fetch_add(1, Ordering::Relaxed) < Self::PER_WINDOW
    }

    /// Whether one more would fit in this minute.
    pub fn has_left(&self, now: Timestamp) -> bool {
        self.begin(now);
        self.used.load(Ordering::Relaxed) < Self::PER_WINDOW
    }

    fn begin(&self, now: Timestamp) {
        let window = now.seconds() / i64::try_from(Self::WINDOW.as_secs()).unwrap_or(i64::MAX);
        if self.window.swap(window, Ordering::Relaxed) != window {
            self.used.store(0, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_cannot_fill_the_disk() {
        let budget = Budget::default();
        let now = Timestamp::from_seconds(1_800_000_000);
        let recorded = (0..1_000).filter(|_| budget.take(now)).count();
        assert_eq!(recorded, 60);
        assert!(!budget.has_left(now));
        let later = now.plus(Duration::from_secs(60));
        assert!(budget.has_left(later) && budget.take(later));
    }
}
