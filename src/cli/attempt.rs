//! `microcred attempt`: questions about an attempt that no page asks yet: of integrity, and whether a coach was seen.

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Failure, Places, output, start};
use crate::app::assessment::{self, By};
use crate::app::audit::Actor;
use crate::clock::Timestamp;
use crate::domain::id::{AttemptId, PlatformId};

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Show the attempts of a person
    #[command(after_help = "Example: microcred attempt list 8f0b-42 --platform 0199…")]
    List {
        /// The person: their user id at the LMS (`sub`), from `microcred person list`
        #[arg(value_name = "PERSON")]
        sub: String,
        /// The registration's id, from `microcred platform list`
        #[arg(long, value_name = "ID")]
        platform: PlatformId,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Stop an attempt and its clocks, while a question of integrity is looked at
    #[command(
        after_help = "Example: microcred attempt hold 0199… --reason 'Two hand-ins are alike'"
    )]
    Hold(About),
    /// Let a stopped attempt go on where it stood, with the lost time added
    #[command(
        after_help = "Example: microcred attempt resume 0199… --reason 'They worked together'"
    )]
    Resume(About),
    /// End an attempt by the decision of a case; what was earned with it is taken back
    #[command(
        after_help = "Example: microcred attempt void 0199… --reason 'Somebody else made it'"
    )]
    Void {
        #[command(flatten)]
        about: About,
        /// Count it against the number of attempts
        #[arg(long)]
        counted: bool,
    },
    /// Write down that a coach has talked the last result through, so that the next attempt can begin
    #[command(after_help = "Example: microcred attempt coached 0199…")]
    Coached {
        /// The attempt's id, from `microcred attempt list`
        #[arg(value_name = "ATTEMPT")]
        id: AttemptId,
    },
}

/// About which attempt, and why.
#[derive(Args)]
pub struct About {
    /// The attempt's id, from `microcred attempt list`
    #[arg(value_name = "ATTEMPT")]
    id: AttemptId,
    /// Why; kept in the audit log
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// Runs it.
pub async fn run(places: &Places, command: Command) -> Result<(), Failure> {
    let (_, app) = start::open_for_command(places).await?;
    let by = By::Operator;
    match command {
        Command::List {
            sub,
            platform,
            json,
        } => {
            let attempts = assessment::attempts_of(&app, platform, &sub).await?;
            show(&attempts, json);
        }
        Command::Hold(About { id, reason }) => {
            assessment::hold(&app, by, id, &reason).await?;
            output::line(&format!("stopped {id}"));
        }
        Command::Resume(About { id, reason }) => {
            assessment::resume_held(&app, by, id, &reason).await?;
            output::line(&format!("{id} goes on"));
        }
        Command::Void { about, counted } => {
            assessment::void(&app, by, about.id, counted, &about.reason).await?;
            output::line(&format!("ended {}", about.id));
        }
        Command::Coached { id } => {
            assessment::coached(&app, Actor::Operator, id).await?;
            output::line(&format!("the next attempt after {id} can begin"));
        }
    }
    Ok(())
}

fn show(attempts: &[assessment::AttemptLine], as_json: bool) {
    if as_json {
        let lines: Vec<_> = attempts
            .iter()
            .map(|line| {
                json!({
                    "id": line.attempt.id,
                    "title": line.title,
                    "number": line.attempt.number,
                    "state": line.attempt.state.code(),
                    "is_counted": line.attempt.is_counted,
                    "submitted_at": line.attempt.submitted_at.map(Timestamp::rfc3339),
                })
            })
            .collect();
        output::json(&lines);
        return;
    }
    let rows: Vec<_> = attempts
        .iter()
        .map(|line| {
            vec![
                line.attempt.id.to_string(),
                line.attempt.number.to_string(),
                line.attempt.state.code().to_owned(),
                line.title.clone(),
            ]
        })
        .collect();
    output::table(&["ATTEMPT", "NUMBER", "STATE", "TITLE"], &rows);
}
