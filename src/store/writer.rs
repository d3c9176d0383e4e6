//! SQLite's one writer, shared by those who come together. Owns the connection that writes and the grouping of
//! commits; what is written is not its business.
//!
//! A commit costs a flush of the disk, and SQLite has one writer at a time: with a flush for each of them, thirty
//! people who save in the same moment wait for thirty flushes. So those who wait for their turn join the
//! transaction that is open: each works in a savepoint of its own, which is undone alone when it does not commit, and
//! nobody is told that something lasts before the flush that makes all of it last. (PostgreSQL does the same by itself.)
//!
//! Whoever thinks better of it may have seen what the others in the transaction wrote and nobody else can see yet. So
//! that what they look at next is no older, reading waits for the flush in this one case ([`Writer::settled`]).
//!
//! Every step that must not stop half-way runs in a task of its own, because a request that its client has left is
//! dropped wherever it waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sqlx::{Connection, SqliteConnection};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot, watch};
use tokio::time::{Instant, timeout};

/// How many turns one flush makes last at most.
const MOST_TURNS: usize = 64;
/// How long a transaction takes further turns; the first of them waits no longer than that and one turn.
const LONGEST: Duration = Duration::from_millis(8);
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// The writer. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Writer(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    seat: Arc<Mutex<Seat>>,
    /// How many wait for the seat. Each of them takes it, whatever happens, and leaves it in good order.
    waiting: AtomicUsize,
    /// How many turns were undone of a transaction that is not flushed yet.
    settling: watch::Sender<usize>,
}

#[derive(Debug)]
struct Seat {
    /// Gone once the database is closed.
    connection: Option<SqliteConnection>,
    group: Option<Group>,
}

/// Turns that the next flush makes last.
#[derive(Debug)]
struct Group {
    began: Instant,
    is_broken: bool,
    members: Vec<oneshot::Sender<Result<(), sqlx::Error>>>,
}

/// A turn at writing. Dropped without [`Turn::commit`], what was written in it is undone.
pub(super) struct Turn {
    shared: Arc<Shared>,
    /// `None` once the turn is over.
    seat: Option<OwnedMutexGuard<Seat>>,
}

impl Writer {
    pub(super) fn new(connection: SqliteConnection) -> Self {
        let seat = Seat {
            connection: Some(connection),
            group: None,
        };
        Self(Arc::new(Shared {
            seat: Arc::new(Mutex::new(seat)),
            waiting: AtomicUsize::new(0),
            settling: watch::Sender::new(0),
        }))
    }

    /// Waits for a turn.
    pub(super) async fn begin(&self) -> Result<Turn, sqlx::Error> {
        let shared = self.0.clone();
        shared.waiting.fetch_add(1, Ordering::SeqCst);
        let turn = tokio::spawn(async move {
            let seat = shared.seat.clone().lock_owned().await;
            shared.waiting.fetch_sub(1, Ordering::SeqCst);
            let mut turn = Turn {
                shared,
                seat: Some(seat),
            };
            turn.seat().join().await?;
            Ok(turn)
        });
        match timeout(PATIENCE, turn).await {
            Ok(turn) => turn.map_err(|_| sqlx::Error::WorkerCrashed)?,
            // The task goes on; the turn that it gets is dropped, and with it all that it would have left open.
            Err(_) => Err(sqlx::Error::PoolTimedOut),
        }
    }

    /// Waits until nobody can have seen what readers cannot.
    pub(super) async fn settled(&self) {
        let mut settling = self.0.settling.subscribe();
        // It fails only without a sender, which lives as long as the writer.
        drop(settling.wait_for(|turns| *turns == 0).await);
    }

    /// Closes the connection once the turn that is taken is over.
    pub(super) async fn close(&self) {
        let mut seat = self.0.seat.lock().await;
        seat.flush().await;
        if let Some(connection) = seat.connection.take() {
            // It is not used again; what was to last was flushed.
            drop(connection.close().await);
        }
    }
}

impl Seat {
    fn connection(&mut self) -> Result<&mut SqliteConnection, sqlx::Error> {
        self.connection.as_mut().ok_or(sqlx::Error::PoolClosed)
    }

    async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        sqlx::query(statement)
            .execute(self.connection()?)
            .await
            .map(drop)
    }

    /// Begins a transaction where none is open, and a savepoint in it.
    async fn join(&mut self) -> Result<(), sqlx::Error> {
        if self.group.is_none() {
            self.run("BEGIN IMMEDIATE").await?;
            self.group = Some(Group {
                began: Instant::now(),
                is_broken: false,
                members: Vec::new(),
            });
        }
        self.run("SAVEPOINT turn").await
    }

    /// Undoes what was written since the savepoint. Where that cannot be done, SQLite has undone the whole
    /// transaction (a full disk, for example), and everybody in it has to know.
    async fn undo(&mut self) {
        let undone = match self.run("ROLLBACK TO turn").await {
            Ok(()) => self.run("RELEASE turn").await,
            Err(error) => Err(error),
        };
        if let (Err(_), Some(group)) = (undone, &mut self.group) {
            group.is_broken = true;
        }
    }

    /// Makes the group last, and says so to its members.
    async fn flush(&mut self) {
        let Some(group) = self.group.take() else {
            return;
        };
        let outcome = if group.is_broken {
            Err(sqlx::Error::Protocol(String::from(
                "the transaction was undone by the database",
            )))
        } else if group.members.is_empty() {
            self.run("ROLLBACK").await
        } else {
            self.run("COMMIT").await
        };
        if outcome.is_err() {
            // There may be nothing left to undo; the next transaction must not find this one.
            drop(self.run("ROLLBACK").await);
        }
        let failure = outcome.err().map(|error| error.to_string());
        for member in group.members {
            let told = match &failure {
                None => Ok(()),
                Some(failure) => Err(sqlx::Error::Protocol(failure.clone())),
            };
            // Whoever does not listen any more has left.
            drop(member.send(told));
        }
    }
}

/// Leaves the seat: to those who wait, with the transaction open, or with everything flushed.
async fn leave(shared: &Shared, mut seat: OwnedMutexGuard<Seat>) {
    let may_grow = seat.group.as_ref().is_some_and(|group| {
        !group.is_broken && group.members.len() < MOST_TURNS && group.began.elapsed() < LONGEST
    });
    if !may_grow || shared.waiting.load(Ordering::SeqCst) == 0 {
        seat.flush().await;
    }
}

impl Turn {
    fn seat(&mut self) -> &mut Seat {
        self.seat
            .as_mut()
            .expect("the seat is kept until the turn is over")
    }

    /// The connection, for statements of this turn.
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        self.seat()
            .connection
            .as_mut()
            .expect("a turn began with a connection, and closing waits for its end")
    }

    /// Makes everything that was written in it last.
    pub(super) async fn commit(mut self) -> Result<(), sqlx::Error> {
        let Some(mut seat) = self.seat.take() else {
            return Err(sqlx::Error::PoolClosed);
        };
        let shared = self.shared.clone();
        let (sender, receiver) = oneshot::channel();
        tokio::spawn(async move {
            match seat.run("RELEASE turn").await {
                Ok(()) => {
                    if let Some(group) = &mut seat.group {
                        group.members.push(sender);
                    }
                }
                Err(error) => {
                    seat.undo().await;
                    drop(sender.send(Err(error)));
                }
            }
            leave(&shared, seat).await;
        });
        receiver.await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut seat) = self.seat.take() else {
            return;
        };
        let Some(group) = &seat.group else { return };
        let shared = self.shared.clone();
        let has_seen_others = !group.members.is_empty();
        match Handle::try_current() {
            Ok(runtime) => {
                if has_seen_others {
                    shared.settling.send_modify(|turns| *turns += 1);
                }
                drop(runtime.spawn(async move {
                    seat.undo().await;
                    if has_seen_others {
                        seat.flush().await;
                        shared.settling.send_modify(|turns| *turns -= 1);
                    } else {
                        leave(&shared, seat).await;
                    }
                }));
            }
            // Nobody is left who could undo it; without the connection SQLite does.
            Err(_) => seat.connection = None,
        }
    }
}
