//! `microcred credential check`: one line for each problem, or all of them as JSON.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use futures_util::stream::{self, StreamExt};

use crate::cli::{Failure, output};
use crate::definition::{Checked, Kind, survey};
use crate::domain::credential::Severity;
use crate::lti::fetch::{Fetch, FetchError, Request, Response};
use crate::outbound::{Client, Reach};

/// What to check.
#[derive(Args)]
pub struct Arguments {
    /// A definition's folder, a stack's file, or a folder of many
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Ask on the web, too, whether something is at each address
    #[arg(long)]
    links: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// How many addresses are asked for at once.
const AT_ONCE: usize = 8;
/// What is there may be as long as it likes; its beginning tells that it is there.
const MOST_BYTES: usize = 64 * 1024;

/// Runs it.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut checked =
        survey(&arguments.paths).map_err(|error| Failure::wrong_use(error.to_string()))?;
    if arguments.links {
        follow(&mut checked).await?;
    }
    let problems: Vec<_> = checked
        .iter()
        .flat_map(|one| &one.report.problems)
        .collect();
    let count = |severity| {
        let of_severity = problems.iter().filter(|one| one.severity == severity);
        of_severity.count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if arguments.json {
        output::json(&problems);
    } else {
        for problem in &problems {
            output::line(&problem.to_string());
        }
        let found = format!(
            "{}, {}: {}, {}",
            counted(of(&checked, Kind::Definition), "definition"),
            counted(of(&checked, Kind::Stack), "stack"),
            counted(errors, "error"),
            counted(warnings, "warning"),
        );
        output::line(&found);
    }
    if errors == 0 {
        return Ok(());
    }
    Err(Failure::problem(format!(
        "{} to mend before publishing",
        counted(errors, "problem")
    )))
}

/// Asks for each address once, and tells those at which nothing is.
async fn follow(checked: &mut [Checked]) -> Result<(), Failure> {
    let client = Client::new(Reach::PublicOnly)
        .map_err(|error| Failure::problem(format!("the web cannot be asked: {error}")))?;
    let links = checked.iter().flat_map(|one| &one.links);
    let addresses: BTreeSet<String> = links.map(|(link, _)| link.address.clone()).collect();
    let asked = stream::iter(addresses).map(|address| {
        let client = &client;
        async move {
            let why = match address.parse() {
                Ok(url) => dead(&client.fetch(Request::json(url, MOST_BYTES)).await),
                Err(_) => Some(String::from("is no address")),
            };
            (address, why)
        }
    });
    let answers: Vec<_> = asked.buffer_unordered(AT_ONCE).collect().await;
    for (address, why) in answers {
        let Some(why) = why else { continue };
        for one in &mut *checked {
            one.tell_dead(&address, &why);
        }
    }
    Ok(())
}

/// Why nothing is there for people to see. A page that does not let programs in is there.
fn dead(answer: &Result<Response, FetchError>) -> Option<String> {
    match answer {
        Ok(Response { status, .. }) if matches!(status, 404 | 410 | 500..) => {
            Some(format!("answers with status {status}"))
        }
        Err(FetchError::Unreachable { why, .. }) => Some(format!("cannot be reached ({why})")),
        // Too long for us to read is there, and what this program may not call is not looked at.
        Ok(_) | Err(FetchError::TooLarge(_) | FetchError::AddressRefused(_)) => None,
    }
}

fn of(checked: &[Checked], kind: Kind) -> usize {
    checked.iter().filter(|one| one.kind == kind).count()
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_can_open_is_not_dead() {
        let says = |status| {
            Ok(Response {
                status,
                ..Response::default()
            })
        };
        let unreachable = FetchError::Unreachable {
            host: String::from("gone.example"),
            why: String::from("no such name"),
            may_have_arrived: false,
        };
        for (answer, is_dead) in [
            (says(200), false),
            (says(301), false),
            (says(403), false),
            (says(405), false),
            (says(429), false),
            (says(404), true),
            (says(410), true),
            (says(503), true),
            (Err(unreachable), true),
            (
                Err(FetchError::TooLarge(String::from("long.example"))),
                false,
            ),
        ] {
            assert_eq!(dead(&answer).is_some(), is_dead, "{answer:?}");
        }
    }
}
