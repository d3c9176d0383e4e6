//! `microcred badge`: badges as files, and the awards behind those that were issued here.

mod change;
mod list;
mod show;
mod verify;

use clap::Subcommand;

use super::{Failure, Places};
use crate::domain::badge::Code;

/// What to do with badges.
#[derive(Subcommand)]
pub enum Command {
    /// Show a badge that was issued here, and where it stands
    #[command(
        after_help = "Example: microcred badge show 7k3m-q9tx-h2vd-8w10\nThe code is the number on the certificate, and the last part of the badge's address."
    )]
    Show(show::Arguments),
    /// Show the badges of a person, by their codes
    #[command(after_help = "Example: microcred badge list 0199… --json")]
    List(list::Arguments),
    /// Stop an award while a question of integrity is open; it can be given back
    #[command(
        after_help = "Example: microcred badge suspend 7k3m-q9tx-h2vd-8w10 --reason integrity --note \"Case 12\""
    )]
    Suspend(change::WithReason),
    /// Give a stopped award back; its badge is issued anew, and files of the older issue hold no more
    #[command(
        after_help = "Example: microcred badge reinstate 7k3m-q9tx-h2vd-8w10 --note \"Case 12 settled\""
    )]
    Reinstate(change::Plain),
    /// Take an award back for ever
    #[command(
        after_help = "Example: microcred badge revoke 7k3m-q9tx-h2vd-8w10 --reason issued-in-error --note \"Wrong person\""
    )]
    Revoke(change::WithReason),
    /// Issue a badge anew with the name and address that the LMS gives now; files of the older issue hold no more
    #[command(
        after_help = "Example: microcred badge correct 7k3m-q9tx-h2vd-8w10 --note \"Name was misspelt\""
    )]
    Correct(change::Plain),
    /// Say of a badge whether it is genuine and holds now, question by question
    #[command(
        after_help = "Example: microcred badge verify award.png\nExample: microcred badge verify https://badges.example.org/badges/0192.json\nExample: microcred badge verify - < award.jwt\nExit status 0: it holds. 1: it does not, or nobody can say. 2: there is nothing to read."
    )]
    Verify(verify::Arguments),
}

/// Runs it.
pub async fn run(places: &Places, command: Command) -> Result<(), Failure> {
    use crate::app::badge::Operation;
    match command {
        Command::Show(arguments) => show::run(places, arguments).await,
        Command::List(arguments) => list::run(places, arguments).await,
        Command::Suspend(with) => {
            let operation = Operation::Suspend(with.reason()?);
            change::run(places, &with.plain, operation).await
        }
        Command::Reinstate(plain) => change::run(places, &plain, Operation::Reinstate).await,
        Command::Revoke(with) => {
            let operation = Operation::Revoke(with.reason()?);
            change::run(places, &with.plain, operation).await
        }
        Command::Correct(plain) => change::run(places, &plain, Operation::Correct).await,
        Command::Verify(arguments) => verify::run(places, arguments).await,
    }
}

/// Reads a code as it was typed.
fn code(typed: &str) -> Result<Code, Failure> {
    Code::read(typed).ok_or_else(|| {
        Failure::wrong_use(format!(
            "{typed:?} is no code of a badge: those have sixteen letters, such as 7k3m-q9tx-h2vd-8w10"
        ))
    })
}
