//! Time as an argument. Owns the only reading of the machine's clock; everything else is handed a [`Clock`],
//! so that a test decides what time it is.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// An instant in UTC, as whole milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since the epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// From whole seconds since the epoch, as JWTs carry them (RFC 7519 section 2, `NumericDate`).
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, rounded down.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// This instant moved forward.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(millis_of(duration)))
    }

    /// This instant moved back.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(millis_of(duration)))
    }

    /// The time that has gone by since `earlier`; zero when `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// RFC 3339 with milliseconds and `Z`, for people, JSON and platforms alike.
    #[must_use]
    pub fn rfc3339(self) -> String {
        chrono::DateTime::from_timestamp_millis(self.0).map_or_else(
            || String::from("out of range"),
            |at| at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        )
    }
}

fn millis_of(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// Where the time comes from. Cheap to clone; clones share the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock(Source);

#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    System,
    Set(Arc<AtomicI64>),
    Told(Arc<AtomicI64>),
}

/// What a told clock holds once it was let go.
const LET_GO: i64 = i64::MIN;

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until it is moved with [`Clock::advance`].
    #[must_use]
    pub fn fixed(at: Timestamp) -> Self {
        Self(Source::Set(Arc::new(AtomicI64::new(at.0))))
    }

    /// A clock that stands where it is put while somebody tells what happened before, and is the machine's from the moment
    /// that it is let go.
    #[must_use]
    pub fn told(at: Timestamp) -> Self {
        Self(Source::Told(Arc::new(AtomicI64::new(at.0))))
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::System => machine(),
            Source::Set(millis) => Timestamp(millis.load(Ordering::SeqCst)),
            Source::Told(millis) => match millis.load(Ordering::SeqCst) {
                LET_GO => machine(),
                millis => Timestamp(millis),
            },
        }
    }

    /// Puts a told clock to another moment, earlier or later; one that was let go, and every other clock, is left alone.
    pub fn put(&self, at: Timestamp) {
        if let Source::Told(millis) = &self.0
            && millis.load(Ordering::SeqCst) != LET_GO
        {
            millis.store(at.0, Ordering::SeqCst);
        }
    }

    /// Lets a told clock go on as the machine's, for good.
    pub fn let_go(&self) {
        if let Source::Told(millis) = &self.0 {
            millis.store(LET_GO, Ordering::SeqCst);
        }
    }

    /// Moves a fixed clock forward; the machine's clock is left alone.
    pub fn advance(&self, by: Duration) {
        if let Source::Set(millis) = &self.0 {
            millis.fetch_add(millis_of(by), Ordering::SeqCst);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the machine's clock"
)]
fn machine() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Timestamp(since.map_or(0, millis_of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_told_clock_stands_where_it_is_put_until_it_is_let_go() {
        let clock = Clock::told(Timestamp::from_seconds(100));
        let copy = clock.clone();
        clock.put(Timestamp::from_seconds(50));
        assert_eq!(copy.now(), Timestamp::from_seconds(50));
        copy.let_go();
        let now = clock.now();
        assert!(now > Timestamp::from_seconds(1_700_000_000));
        clock.put(Timestamp::from_seconds(60));
        assert!(clock.now() >= now);
    }

    #[test]
    fn a_fixed_clock_moves_only_when_it_is_told_to() {
        let clock = Clock::fixed(Timestamp::from_seconds(100));
        let copy = clock.clone();
        clock.advance(Duration::from_secs(5));
        assert_eq!(copy.now(), Timestamp::from_seconds(105));
    }

    #[test]
    fn seconds_round_down_on_both_sides_of_the_epoch() {
        assert_eq!(Timestamp::from_millis(1_999).seconds(), 1);
        assert_eq!(Timestamp::from_millis(-1).seconds(), -1);
    }

    #[test]
    fn an_instant_reads_as_rfc_3339() {
        assert_eq!(
            Timestamp::from_millis(1_795_000_000_123).rfc3339(),
            "2026-11-18T11:06:40.123Z"
        );
    }
}
