//! `microcred grant`: roles inside the tool.

use clap::Args;

use super::{Failure, Places, output, start};
use crate::app::audit::Actor;
use crate::app::person;
use crate::domain::grant::ToolRole;
use crate::domain::id::PlatformId;

/// Whom, what, where.
#[derive(Args)]
#[command(
    after_help = "Example: microcred grant 8f0b-42 org_owner --platform 0199…\nThe LMS user's id is shown by `microcred person list`; it may be granted before the first launch."
)]
pub struct Arguments {
    /// The person: their user id at the LMS (`sub`)
    #[arg(value_name = "PERSON")]
    sub: String,
    /// The role: `org_owner` (connects LMSs, approves deployments, reads the launch inspector)
    role: String,
    /// The registration's id, from `microcred platform list`
    #[arg(long, value_name = "ID")]
    platform: PlatformId,
    /// Take the role back instead
    #[arg(long)]
    revoke: bool,
}

/// Runs it.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let role = ToolRole::try_from(arguments.role)
        .map_err(|error| Failure::wrong_use(error.to_string()))?;
    let (_, app) = start::open_for_command(places).await?;
    let Arguments { sub, platform, .. } = arguments;
    if arguments.revoke {
        person::revoke(&app, Actor::Operator, platform, &sub, role).await?;
        output::line(&format!("took {} back from {sub}", role.code()));
    } else {
        let person = person::grant(&app, Actor::Operator, platform, &sub, role).await?;
        output::line(&format!(
            "granted {} to {sub} (person {person})",
            role.code()
        ));
    }
    Ok(())
}
