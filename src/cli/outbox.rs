//! `microcred outbox`: scores that have not arrived in the gradebooks of LMSs.

use clap::Subcommand;
use serde_json::json;

use super::{Failure, Places, output, start};
use crate::app::{App, connection, outbox};
use crate::domain::id::ScorePostId;
use crate::domain::score_post::{Reason, State};
use crate::i18n::Language;
use crate::store::platform::Platform;
use crate::store::score_post::ScorePost;
use crate::templates::score_post::{reason_text, remedy_text};

/// What to do with them.
#[derive(Subcommand)]
pub enum Command {
    /// Show scores that wait, and those that do not arrive by themselves, with the reason
    #[command(after_help = "Example: microcred outbox list --stuck --json")]
    List {
        /// Only those that do not arrive by themselves
        #[arg(long)]
        stuck: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Send scores again now
    #[command(
        after_help = "Examples: microcred outbox retry 0199f3a2-…\n          microcred outbox retry --all"
    )]
    Retry {
        /// Ids, as `list` shows them
        #[arg(required_unless_present = "all")]
        ids: Vec<ScorePostId>,
        /// All that do not arrive by themselves
        #[arg(long, conflicts_with = "ids")]
        all: bool,
    },
}

/// Runs it.
pub async fn run(places: &Places, command: Command) -> Result<(), Failure> {
    let (_, app) = start::open_for_command(places).await?;
    match command {
        Command::List { stuck, json } => list(&app, stuck, json).await,
        Command::Retry { ids, all } => {
            let ids = if all { stuck(&app).await? } else { ids };
            let done = outbox::retry(&app, &ids).await?;
            let others = ids.len() - done;
            output::line(&format!(
                "{done} to be sent again, {others} on their way or arrived"
            ));
            Ok(())
        }
    }
}

async fn posts(app: &App, is_stuck: bool) -> Result<Vec<(Platform, ScorePost)>, Failure> {
    let mut all = Vec::new();
    for connection::Connection { platform, .. } in connection::list(app, None).await? {
        let posts = outbox::list_for_platform(app, platform.id, is_stuck).await?;
        all.extend(posts.into_iter().map(|post| (platform.clone(), post)));
    }
    Ok(all)
}

async fn stuck(app: &App) -> Result<Vec<ScorePostId>, Failure> {
    let posts = posts(app, true).await?;
    Ok(posts.into_iter().map(|(_, post)| post.id).collect())
}

async fn list(app: &App, is_stuck: bool, as_json: bool) -> Result<(), Failure> {
    let posts = posts(app, is_stuck).await?;
    if as_json {
        let list: Vec<_> = posts
            .iter()
            .map(|(platform, post)| {
                json!({
                    "id": post.id,
                    "platform": platform.name,
                    "kind": post.kind.code(),
                    "state": post.state.code(),
                    "tries": post.tries,
                    "next_try_at": next_try(post),
                    "reason": post.reason,
                    "detail": post.detail,
                    "remedy": reason(post).map(|reason| remedy_text(Language::English, reason)),
                    "created_at": post.created_at.rfc3339(),
                })
            })
            .collect();
        output::json(&list);
        return Ok(());
    }
    if posts.is_empty() {
        output::line("Every score has arrived.");
        return Ok(());
    }
    let rows: Vec<_> = posts
        .iter()
        .map(|(platform, post)| {
            let why = reason(post).map(|reason| reason_text(Language::English, reason));
            vec![
                post.id.to_string(),
                platform.name.clone(),
                post.kind.code().to_owned(),
                post.state.code().to_owned(),
                post.tries.to_string(),
                next_try(post).unwrap_or_else(|| String::from("-")),
                why.unwrap_or_default(),
            ]
        })
        .collect();
    let headings = ["ID", "LMS", "KIND", "STATE", "TRIES", "NEXT TRY", "WHY"];
    output::table(&headings, &rows);
    Ok(())
}

fn reason(post: &ScorePost) -> Option<Reason> {
    Reason::try_from(post.reason.clone()?).ok()
}

/// When it is tried next; those that are being sent or are stuck have no such time.
fn next_try(post: &ScorePost) -> Option<String> {
    matches!(post.state, State::Pending | State::Retry | State::Unknown)
        .then(|| post.due_at.rfc3339())
}
