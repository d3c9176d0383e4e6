//! What the session's person holds, works on and is on the way to.

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::Failure;
use super::extract::{Session, Visitor};
use super::gate::held;
use super::launch::address;
use super::page::{Page, Policy};
use crate::app::gate::Shown;
use crate::app::{App, mine, notice};
use crate::clock::Timestamp;
use crate::templates::badge::Kind;
use crate::templates::mine::{self as template, Award, Begun, Stopped, Way};

/// The page.
///
/// # Errors
/// [`Failure::NotFound`] for a session that was opened for something else.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let launch = &session.launch;
    let home = address(launch.id);
    let mine = mine::mine(&app, &session).await?;
    // Each is on this page, as it is now.
    let told = [
        "award.ending",
        "award.expire",
        "award.reinstate",
        "award.suspend",
        "award.revoke",
    ];
    notice::mark_kinds_seen(&app, &session, &told).await?;
    let held: Vec<_> = mine
        .held
        .iter()
        .map(|award| Award {
            title: &award.title,
            href: match award.kind {
                mine::Kind::Credential => format!("{home}/c/{}", award.slug),
                mine::Kind::Stack => format!("{home}/s/{}", award.slug),
                mine::Kind::Course => home.clone(),
            },
            badge_href: award.code.map(|code| format!("{home}/badges/{code}")),
            kind: kind(award.kind),
            is_ending: award.is_ending,
            held: held(award.held, Some(award.issued_at), award.valid_until),
        })
        .collect();
    let stopped: Vec<_> = mine
        .stopped
        .iter()
        .map(|award| Stopped {
            title: &award.title,
            kind: kind(award.kind),
            state: award.state,
            ended_at: award.ended_at.map(Timestamp::rfc3339),
            reason: award.reason,
            badge_href: award.code.map(|code| format!("{home}/badges/{code}")),
            issuer: award.issuer.as_deref(),
            contact: &award.contact,
        })
        .collect();
    let begun: Vec<_> = mine
        .begun
        .iter()
        .map(|begun| Begun {
            title: &begun.definition.title,
            language: &begun.definition.language,
            href: format!("{home}/c/{}", begun.definition.slug),
            standing: begun.standing,
        })
        .collect();
    let view = template::Mine {
        course: launch.course.as_deref(),
        back_href: &home,
        held: &held,
        stopped: &stopped,
        begun: &begun,
        stacks: &ways(&home, &mine.stacks),
        gates: &ways(&home, &mine.gates),
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(template::page(&shell, &view), Policy::launch(launch)).into_response())
}

const fn kind(kind: mine::Kind) -> Kind {
    match kind {
        mine::Kind::Credential => Kind::Credential,
        mine::Kind::Stack => Kind::Stack,
        mine::Kind::Course => Kind::Course,
    }
}

fn ways<'a>(home: &str, shown: &'a [Shown]) -> Vec<Way<'a>> {
    shown
        .iter()
        .map(|way| Way {
            title: &way.title,
            href: match (way.placement_id, &way.stack) {
                (_, Some(stack)) => format!("{home}/s/{}", stack.slug),
                (Some(id), None) => format!("{home}/gates/{id}"),
                (None, None) => home.to_owned(),
            },
            progress: way.progress,
        })
        .collect()
}
