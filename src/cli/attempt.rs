//! `microcred attempt`: questions of integrity about an attempt, more time for it, and whether a coach was seen.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::json;

use super::{Failure, Places, output, start};
use crate::app::Error;
use crate::app::assessment::{self, By};
use crate::app::attempt::{Giver, extend};
use crate::app::audit::Actor;
use crate::clock::Timestamp;
use crate::domain::attempt::Guard;
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
    /// Give a draft more time, and tell its earner; a try whose time is over stays over, and is begun again with a copy
    #[command(
        after_help = "Example: microcred attempt extend 0199… --until 2027-01-31 --reason 'Was ill for a month'"
    )]
    Extend {
        #[command(flatten)]
        about: About,
        /// The last day to hand it in, in the organisation's zone, two years from now at most
        #[arg(long, value_name = "YYYY-MM-DD")]
        until: NaiveDate,
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
        Command::Extend { about, until } => {
            let given = extend(&app, Giver::Operator, about.id, until, &about.reason).await;
            let end = given.map_err(not_given)?;
            output::line(&format!(
                "{} can be handed in until {}",
                about.id,
                end.rfc3339()
            ));
        }
        Command::Coached { id } => {
            assessment::coached(&app, Actor::Operator, id).await?;
            output::line(&format!("the next attempt after {id} can begin"));
        }
    }
    Ok(())
}

/// Why there is no more time, in words of the command.
fn not_given(error: Error) -> Failure {
    match error {
        Error::Attempt(refusal) if refusal.unmet().contains(&Guard::EndsLater) => {
            Failure::wrong_use(
                "there is no more time until that day: name one after the present end, and two years from now at most; \
             a draft in which nothing was saved has no end yet, and one that is over is begun again with a copy",
            )
        }
        Error::Attempt(refusal) if refusal.unmet().contains(&Guard::ReasonGiven) => {
            Failure::wrong_use("say why with --reason")
        }
        error => error.into(),
    }
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
                    "window_ends_at": line.attempt.window_ends_at.map(Timestamp::rfc3339),
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
                line.attempt
                    .window_ends_at
                    .map_or_else(String::new, Timestamp::rfc3339),
                line.title.clone(),
            ]
        })
        .collect();
    output::table(
        &["ATTEMPT", "NUMBER", "STATE", "WINDOW ENDS", "TITLE"],
        &rows,
    );
}
