//! What the session's person is told when they come in.

use super::Failure;
use super::desk::desk_href;
use super::extract::Session;
use super::launch::address;
use crate::app::{App, notice};
use crate::domain::screening::Lack;
use crate::store::notice::Notice;
use crate::templates::news::{News, What};

/// What the person has not seen yet, as far as pages say it.
///
/// # Errors
/// [`Failure`] when the database does not work.
pub async fn list(app: &App, session: &Session) -> Result<Vec<News>, Failure> {
    let unseen = unseen(app, session).await?;
    let last = last_words(&unseen);
    Ok(last.filter_map(|one| news(session, one)).collect())
}

/// The same about one thing.
///
/// # Errors
/// [`Failure`] when the database does not work.
pub async fn about(
    app: &App,
    session: &Session,
    subject: &impl ToString,
) -> Result<Vec<News>, Failure> {
    let subject = subject.to_string();
    let unseen = unseen(app, session).await?;
    let own = last_words(&unseen).filter(|one| one.subject_id == subject);
    Ok(own.filter_map(|one| news(session, one)).collect())
}

/// What whoever reads work is told at their desk.
///
/// # Errors
/// [`Failure`] when the database does not work.
pub async fn at_desk(app: &App, session: &Session) -> Result<Vec<News>, Failure> {
    let unseen = unseen(app, session).await?;
    let own = unseen.iter().filter(|one| one.kind.starts_with("reading."));
    Ok(own.filter_map(|one| news(session, one)).collect())
}

/// What the person had not seen yet when the request came. Nearly always that is nothing, which their session knows.
async fn unseen(app: &App, session: &Session) -> Result<Vec<Notice>, Failure> {
    if session.launch.has_news {
        Ok(notice::list_unseen(app, session).await?)
    } else {
        Ok(Vec::new())
    }
}

/// Of what was told about the end of one window, only the last word holds; the newest comes first.
fn last_words(unseen: &[Notice]) -> impl Iterator<Item = &Notice> {
    let is_of_window = |one: &Notice| notice::WINDOW_KINDS.contains(&one.kind.as_str());
    unseen.iter().enumerate().filter_map(move |(at, one)| {
        let is_older = |newer: &Notice| is_of_window(newer) && newer.subject_id == one.subject_id;
        let is_told = !is_of_window(one) || !unseen[..at].iter().any(is_older);
        is_told.then_some(one)
    })
}

fn is_here(session: &Session, course: &str) -> bool {
    let here = session.launch.lms_context_id;
    here.is_some_and(|here| here.to_string() == course)
}

fn news(session: &Session, notice: &Notice) -> Option<News> {
    let text = |name: &str| {
        notice.detail.0[name]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let attempt = format!(
        "{}/attempts/{}",
        address(session.launch.id),
        notice.subject_id
    );
    let badge = match text("code").as_str() {
        "" => format!("{}/mine", address(session.launch.id)),
        code => format!("{}/badges/{code}", address(session.launch.id)),
    };
    let desk = desk_href(session);
    let reading = format!("{desk}/{}", notice.subject_id);
    let (what, href) = match notice.kind.as_str() {
        "attempt.window_ends" => (What::WindowEnds(text("ends_at")), attempt),
        "attempt.end_window" => (What::WindowOver, attempt),
        "attempt.extend" => (What::MoreTime(text("ends_at")), attempt),
        "attempt.hold" => (What::OnHold, attempt),
        "attempt.resume" => (What::GoesOn, attempt),
        "attempt.void" => (What::TakenOut, attempt),
        "reading.assign" => (What::Assigned, reading),
        "reading.send_back" => (What::SentBack, reading),
        "reading.lease_ends" => (What::LeaseEnds, reading),
        "reading.differ" => (What::Differ, format!("{desk}/lead")),
        "attempt.release" => (What::Result, format!("{attempt}/result")),
        "attempt.return_incomplete" => {
            let reasons = notice.detail.0["reasons"].as_array().into_iter().flatten();
            let reasons = reasons.filter_map(|code| code.as_str());
            let lacks = reasons.filter_map(|code| Lack::try_from(code.to_owned()).ok());
            (What::Incomplete(lacks.collect(), text("note")), attempt)
        }
        "award.ending" => (What::AwardEnds, badge),
        "award.expire" => (What::AwardOver, badge),
        "award.suspend" => (What::AwardStopped, badge),
        "award.reinstate" => (What::AwardBack, badge),
        "award.revoke" => (What::AwardTaken, badge),
        // In another course its page does not open.
        "gate.lost" if is_here(session, &text("course")) => {
            let home = address(session.launch.id);
            (
                What::GateLost,
                format!("{home}/gates/{}", notice.subject_id),
            )
        }
        _ => return None,
    };
    let title = if notice.kind.starts_with("reading.") {
        text("code")
    } else {
        text("title")
    };
    Some(News {
        what,
        title,
        href,
        at: notice.created_at.rfc3339(),
    })
}
