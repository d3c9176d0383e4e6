//! `microcred credential offer`: who finds something in the catalogue, and how.

use clap::Args;

use crate::app::audit::Actor;
use crate::app::catalog::{self, Terms};
use crate::cli::{Failure, Places, output, start};
use crate::domain::catalog::{Status, Visibility};

/// What to change; the rest stays as it is.
#[derive(Args)]
#[command(
    after_help = "Example: microcred credential offer routines-that-bring-in-every-voice --visibility org --tag \"year one\"\nTags and audience replace what was there; an empty one takes all away."
)]
pub struct Arguments {
    /// The name of the micro-credential or stack
    slug: String,
    /// offered, paused (what is placed goes on) or hidden
    #[arg(long)]
    status: Option<String>,
    /// public, unlisted, org or cohort
    #[arg(long)]
    visibility: Option<String>,
    /// How hard it is, as you count
    #[arg(long)]
    tier: Option<i64>,
    /// Your own words to find it by; may come several times
    #[arg(long, value_name = "WORD")]
    tag: Vec<String>,
    /// Whom you offer it to; may come several times
    #[arg(long, value_name = "WHOM")]
    audience: Vec<String>,
    /// The organisation, by name [default: the first]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
}

/// Runs it.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let wrong = |error: crate::domain::UnknownCode| Failure::wrong_use(error.to_string());
    let all = |words: Vec<String>| {
        let is_some = !words.is_empty();
        let words = words.into_iter().filter(|word| !word.is_empty());
        is_some.then(|| words.collect::<Vec<_>>())
    };
    let terms = Terms {
        status: arguments
            .status
            .map(Status::try_from)
            .transpose()
            .map_err(wrong)?,
        visibility: arguments
            .visibility
            .map(Visibility::try_from)
            .transpose()
            .map_err(wrong)?,
        tier: arguments.tier,
        tags: all(arguments.tag),
        audience: all(arguments.audience),
    };
    let (config, app) = start::open_for_command(places).await?;
    let name = arguments.organization.as_deref();
    let organization = start::organization(&app, &config, name).await?;
    let slug = &arguments.slug;
    let entry = catalog::change(&app, Actor::Operator, organization.id, slug, terms).await?;
    output::line(&format!(
        "{slug}: {}, found by {}",
        entry.status.code(),
        entry.visibility.code()
    ));
    Ok(())
}
