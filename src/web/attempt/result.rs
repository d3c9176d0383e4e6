//! The result of a try, and where to go on from it.

use axum::extract::{Path, State};
use axum::response::Response;

use super::view::{self, Texts};
use super::{href, id_of, page};
use crate::app::App;
use crate::app::attempt::Work;
use crate::app::gate::{self, Unlocked, Unlocks};
use crate::app::notice;
use crate::app::result::{self, Answer};
use crate::clock::Timestamp;
use crate::domain::attempt::State as Stands;
use crate::domain::award;
use crate::domain::credential::{Model, Outcome};
use crate::domain::enrollment::Standing;
use crate::domain::id::LaunchId;
use crate::store::attempt::Attempt;
use crate::store::decision::Decision;
use crate::templates::attempt::{self as template, Answered, Next, Score, Try, Unlock, WorkShown};
use crate::templates::gate::progress_text;
use crate::templates::layout::Shell;
use crate::web::Failure;
use crate::web::extract::{Session, Visitor};
use crate::web::launch::address;

/// The result.
///
/// # Errors
/// [`Failure::NotFound`] for everybody but the earner, and before it was released.
pub async fn show(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let answer = result::view(&app, &session, id_of(&id)?).await?;
    let subjects = [answer.work.attempt.id.to_string()];
    notice::mark_seen(&app, &session, &subjects).await?;
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let work = &answer.work;
    let decision = &answer.told.decision;
    let texts = Texts::new(&app, &session, work);
    let files = view::Files::new(&shell, &session, &work.files);
    let lines = files.with_slots();
    let answers = view::written(work);
    let rubric = &work.definition.rubric;
    let conditions: Vec<_> = rubric
        .conditions
        .iter()
        .map(|condition| condition.text.as_str())
        .zip(answer.conditions.iter().copied())
        .collect();
    let cell = result::gradebook(&app, &session, work).await?;
    let state = cell.as_ref().and_then(|cell| view::gradebook(&shell, cell));
    let tries = Tries::new(&session, &answer.others);
    let after = After::new(&app, &session, &answer);
    let total = u32::try_from(decision.total).unwrap_or_default();
    let at = decision
        .released_at
        .unwrap_or(decision.decided_at)
        .rfc3339();
    let files_href = format!("{}/files", address(session.launch.id));
    let credential = work.enrollment.credential_id;
    let unlocked = gate::unlocked_by(&app, &session, credential).await?;
    let leads_to = LeadsTo::new(&shell, &session, unlocked);
    let view = Answered {
        attempt: texts.attempt(&session, work),
        number: work.attempt.number,
        outcome: decision.outcome,
        band: rubric.band(&decision.band),
        points: (rubric.model != Model::AllMet).then(|| (total, rubric.max_points())),
        at: &at,
        is_changed: answer.is_changed,
        feedback: &answer.told.feedback,
        conditions: &conditions,
        score: cell.as_ref().map(|cell| Score {
            sent: cell.ours().map(|score| (score.given, score.maximum)),
            state: state.as_deref(),
        }),
        next: after.next(),
        unlocks: &leads_to.lines(),
        others: &tries.lines(),
        work: WorkShown {
            answers: &answers,
            files: &lines,
        },
        files_href: &files_href,
    };
    Ok(page(&session, template::answered(&shell, &view)))
}

/// Tries that there was an answer to, with their addresses.
pub(super) struct Tries(Vec<(i64, String, String, Outcome)>);

impl Tries {
    pub(super) fn new(session: &Session, answered: &[(Attempt, Decision)]) -> Self {
        let line = |(attempt, decision): &(Attempt, Decision)| {
            let at = decision.released_at.unwrap_or(decision.decided_at);
            let href = format!("{}/result", href(session, attempt.id));
            (attempt.number, href, at.rfc3339(), decision.outcome)
        };
        Self(answered.iter().map(line).collect())
    }

    pub(super) fn lines(&self) -> Vec<Try<'_>> {
        self.0
            .iter()
            .map(|(number, href, at, outcome)| Try {
                number: *number,
                href,
                at,
                outcome: *outcome,
            })
            .collect()
    }
}

/// Stacks and gates that the micro-credential counts for, with how far each is in words, and their addresses.
struct LeadsTo(Vec<(String, String, String)>);

impl LeadsTo {
    fn new(shell: &Shell, session: &Session, unlocked: Vec<Unlocked>) -> Self {
        let home = address(session.launch.id);
        let line = |one: Unlocked| {
            let href = match one.of {
                Unlocks::Stack(slug) => format!("{home}/s/{slug}"),
                Unlocks::Gate(link) => format!("{home}/gates/{link}"),
            };
            (one.title, progress_text(shell, one.progress), href)
        };
        Self(unlocked.into_iter().map(line).collect())
    }

    fn lines(&self) -> Vec<Unlock<'_>> {
        self.0
            .iter()
            .map(|(title, text, href)| Unlock {
                title,
                text,
                href: Some(href),
            })
            .collect()
    }
}

/// What comes after a result, with the texts that it borrows.
enum After {
    Earned {
        until: Option<String>,
        badge: Option<String>,
        stands: award::State,
        may_renew: bool,
    },
    Revise {
        from: Option<String>,
        left: Option<i64>,
        may_start: bool,
        is_of_parts: bool,
    },
    Begun(String),
    Coach,
    NoneLeft,
    Ended,
}

impl After {
    fn new(app: &App, session: &Session, answer: &Answer) -> Self {
        let work = &answer.work;
        let decision = &answer.told.decision;
        let last = work.history.last().unwrap_or(&work.attempt);
        if last.id != work.attempt.id {
            return match last.state {
                Stands::Expired | Stands::Withdrawn if !session.launch.is_masquerading => {
                    Self::Ended
                }
                _ => Self::Begun(href(session, last.id)),
            };
        }
        if decision.outcome == Outcome::Pass {
            let until = answer.award.as_ref().and_then(|award| award.valid_until);
            let home = address(session.launch.id);
            let (stands, is_ending) = answer.stands(app.now());
            let may_renew = is_ending || stands == award::State::Expired;
            return Self::Earned {
                until: until.map(Timestamp::rfc3339),
                badge: answer.badge.map(|code| format!("{home}/badges/{code}")),
                stands,
                may_renew: may_renew && !session.launch.is_masquerading,
            };
        }
        match work.standing {
            Standing::CoachNeeded => Self::Coach,
            Standing::AttemptsUsed => Self::NoneLeft,
            _ => Self::revise(app, session, work, decision),
        }
    }

    fn revise(app: &App, session: &Session, work: &Work, decision: &Decision) -> Self {
        let policy = &work.definition.attempts;
        let released = decision.released_at.unwrap_or(decision.decided_at);
        let from = result::rests_until(&work.definition, released, app.now());
        let counted = work.history.iter().filter(|past| past.is_counted).count();
        let left = policy
            .max
            .map(|max| i64::from(max) - i64::try_from(counted).unwrap_or_default());
        Self::Revise {
            from: from.map(Timestamp::rfc3339),
            left,
            may_start: !session.launch.is_masquerading,
            is_of_parts: view::can_stay(work),
        }
    }

    fn next(&self) -> Next<'_> {
        match self {
            Self::Earned {
                until,
                badge,
                stands,
                may_renew,
            } => Next::Earned {
                valid_until: until.as_deref(),
                badge_href: badge.as_deref(),
                stands: *stands,
                may_renew: *may_renew,
            },
            Self::Revise {
                from,
                left,
                may_start,
                is_of_parts,
            } => Next::Revise {
                from: from.as_deref(),
                left: *left,
                may_start: *may_start,
                is_of_parts: *is_of_parts,
            },
            Self::Begun(href) => Next::Begun { href },
            Self::Coach => Next::Coach,
            Self::NoneLeft => Next::NoneLeft,
            Self::Ended => Next::Ended,
        }
    }
}
