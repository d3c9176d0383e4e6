//! The command line: one file for each command. Owns arguments, output and exit status; what a command does is
//! asked of the layers below.
//!
//! Exit status 0: done. 1: a problem in the data or at the other side. 2: wrong use.

mod attempt;
mod badge;
mod config;
mod credential;
mod demo;
mod doctor;
mod failure;
mod grant;
mod issuer;
mod keys;
mod outbox;
mod output;
mod person;
mod platform;
mod practice_lms;
mod serve;
mod start;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

pub use failure::Failure;
pub use start::{app_settings, open};

/// An LTI 1.3 Advantage tool for educator micro-credentials.
#[derive(Parser)]
#[command(name = "microcred", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    places: Places,
    #[command(subcommand)]
    command: Command,
}

/// Where settings and data are; every command takes these.
#[derive(Args, Clone, Debug, Default)]
struct Places {
    /// The settings file (TOML); see microcred.example.toml
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder for database, keys and evidence [default: microcred-data]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Try everything on this machine: the tool, and a practice LMS with a course to launch it from
    Demo(demo::Arguments),
    /// Run the tool
    Serve(serve::Arguments),
    /// Run the practice LMS alone, to point any LTI 1.3 tool at
    PracticeLms(practice_lms::Arguments),
    /// Connect LMSs: registrations, deployments, invitations, the launch inspector
    #[command(subcommand)]
    Platform(platform::Command),
    /// Definitions of micro-credentials: check, import, list, export, offer
    #[command(subcommand)]
    Credential(credential::Command),
    /// Attempts: questions of integrity, more time, and that a coach was seen
    #[command(subcommand)]
    Attempt(attempt::Command),
    /// Badges: verify one, whoever issued it; stop, give back, take back or correct one that was issued here
    #[command(subcommand)]
    Badge(badge::Command),
    /// Issuers of badges and their keys
    #[command(subcommand)]
    Issuer(issuer::Command),
    /// Give a person a role inside the tool, and what they may read
    Grant(grant::Arguments),
    /// Show the people who launched
    #[command(subcommand)]
    Person(person::Command),
    /// Show and rotate the tool's signing keys
    #[command(subcommand)]
    Keys(keys::Command),
    /// Scores that have not arrived in a gradebook: show them, send them again
    #[command(subcommand)]
    Outbox(outbox::Command),
    /// Show the settings that hold, with their source
    Config(config::Arguments),
    /// Check settings, database, evidence, keys, clock, and whether each LMS can be reached
    Doctor(doctor::Arguments),
}

/// Runs the command that the process was started with.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            return Failure::problem(format!("the runtime could not be started: {error}")).report();
        }
    };
    match runtime.block_on(dispatch(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

async fn dispatch(cli: Cli) -> Result<(), Failure> {
    let places = cli.places;
    match cli.command {
        Command::Demo(arguments) => demo::run(&places, arguments).await,
        Command::Serve(arguments) => serve::run(&places, arguments).await,
        Command::PracticeLms(arguments) => practice_lms::run(arguments).await,
        Command::Platform(command) => platform::run(&places, command).await,
        Command::Credential(command) => credential::run(&places, command).await,
        Command::Attempt(command) => attempt::run(&places, command).await,
        Command::Badge(command) => badge::run(&places, command).await,
        Command::Issuer(command) => issuer::run(&places, command).await,
        Command::Grant(arguments) => grant::run(&places, arguments).await,
        Command::Person(command) => person::run(&places, command).await,
        Command::Keys(command) => keys::run(&places, command).await,
        Command::Outbox(command) => outbox::run(&places, command).await,
        Command::Config(arguments) => config::run(&places, arguments),
        Command::Doctor(arguments) => doctor::run(&places, arguments).await,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        super::Cli::command().debug_assert();
    }
}
