//! `microcred grant`: roles inside the tool, and who may read what.

use clap::Args;

use super::{Failure, Places, output, start};
use crate::app::App;
use crate::app::assessment::{self, Scope};
use crate::app::audit::Actor;
use crate::app::person;
use crate::domain::grant::ToolRole;
use crate::domain::id::{PersonId, PlatformId};

/// Whom, what, where.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  microcred grant 8f0b-42 org_owner --platform 0199…\n  microcred grant 8f0b-77 assessor --platform 0199… --credential waiting-well --language en\n  microcred grant 8f0b-77 lead_assessor --platform 0199…\nThe LMS user's id is shown by `microcred person list`; it may be granted before the first launch. Assessors read what they\nare qualified for: name it with --credential, or --all."
)]
pub struct Arguments {
    /// The person: their user id at the LMS (`sub`)
    #[arg(value_name = "PERSON")]
    sub: String,
    /// The role: `org_owner` (connects LMSs, approves deployments, reads the launch inspector), `assessor` (reads and scores
    /// work), `lead_assessor` (settles differences, lets results go out), `screener` (looks work through before it is read),
    /// `integrity_officer`, `program_admin` (gives drafts more time; where they teach, says which badge a course gives to who
    /// meets its gate)
    role: String,
    /// The registration's id, from `microcred platform list`
    #[arg(long, value_name = "ID")]
    platform: PlatformId,
    /// Qualify for this micro-credential too, by its slug; may be given several times
    #[arg(long, value_name = "SLUG")]
    credential: Vec<String>,
    /// Qualify for everything that the organisation offers
    #[arg(long, conflicts_with = "credential")]
    all: bool,
    /// A language that the person reads, such as `en`; may be given several times, any without it
    #[arg(long, value_name = "TAG")]
    language: Vec<String>,
    /// The person has assessed elsewhere: their first readings need no second one
    #[arg(long)]
    experienced: bool,
    /// Take the role back instead
    #[arg(long, conflicts_with_all = ["credential", "all", "language", "experienced"])]
    revoke: bool,
}

/// Runs it.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let role = ToolRole::try_from(arguments.role.clone())
        .map_err(|error| Failure::wrong_use(error.to_string()))?;
    let names_work = arguments.all || !arguments.credential.is_empty();
    let names_more = !arguments.language.is_empty() || arguments.experienced;
    let reads = matches!(role, ToolRole::Assessor | ToolRole::LeadAssessor);
    if (names_work && !reads) || (names_more && !names_work) {
        return Err(Failure::wrong_use(String::from(
            "--credential and --all go with assessor and lead_assessor, --language and --experienced with one of them",
        )));
    }
    let (_, app) = start::open_for_command(places).await?;
    let (sub, platform) = (&arguments.sub, arguments.platform);
    if arguments.revoke {
        person::revoke(&app, Actor::Operator, platform, sub, role).await?;
        output::line(&format!("took {} back from {sub}", role.code()));
        return Ok(());
    }
    let person = person::grant(&app, Actor::Operator, platform, sub, role).await?;
    output::line(&format!(
        "granted {} to {sub} (person {person})",
        role.code()
    ));
    if names_work {
        let count = qualify(&app, &arguments, person).await?;
        output::line(&format!("qualified for {count} micro-credentials"));
    }
    Ok(())
}

async fn qualify(app: &App, arguments: &Arguments, id: PersonId) -> Result<usize, Failure> {
    let scope = if arguments.all {
        Scope::All
    } else {
        Scope::Slugs(arguments.credential.clone())
    };
    let organization = person::organization_of(app, arguments.platform).await?;
    let who = (organization, id);
    let languages = &arguments.language;
    let is_experienced = arguments.experienced;
    let actor = Actor::Operator;
    Ok(assessment::qualify(app, actor, who, &scope, languages, is_experienced).await?)
}
