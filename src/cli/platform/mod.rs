//! `microcred platform`: connections to LMSs.

mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use figment::Figment;
use figment::providers::{Format, Toml};
use serde::Deserialize;

use super::{Failure, Places, output, start};
use crate::app::audit::Actor;
use crate::app::connection::{self, NewConnection, Subject};
use crate::app::{App, invite};
use crate::config::Config;
use crate::domain::approval::Decision;
use crate::domain::id::{LaunchRecordId, PlatformId};
use crate::store::platform::Platform;

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Connect an LMS by entering its values
    Add(Add),
    /// Connect an LMS from a file such as those under lti-config/platforms
    #[command(
        after_help = "Example: microcred platform import lti-config/platforms/canvas.toml\nImporting a corrected file again updates the connection."
    )]
    Import {
        /// The file
        file: PathBuf,
    },
    /// Make a one-time address for LTI Dynamic Registration
    #[command(after_help = "Example: microcred platform invite --name \"Sample District Canvas\"")]
    Invite {
        /// What you call the LMS
        #[arg(long)]
        name: String,
        /// Whose it is [default: the first organisation]
        #[arg(long)]
        organization: Option<String>,
        /// Renew this registration instead of adding one
        #[arg(long, value_name = "ID")]
        renew: Option<PlatformId>,
    },
    /// Show all connections
    #[command(after_help = "Example: microcred platform list --json")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show one connection with its deployments, and what the LMS's administrator must enter
    #[command(after_help = "Example: microcred platform show 0199…")]
    Show {
        /// The registration's id
        id: PlatformId,
    },
    /// Let launches of a registration or a deployment in
    #[command(after_help = "Example: microcred platform approve 0199…")]
    Approve {
        /// The id of a registration or of a deployment
        id: String,
    },
    /// Keep launches of a registration or a deployment out, and end their sessions
    #[command(after_help = "Example: microcred platform disable 0199…")]
    Disable {
        /// The id of a registration or of a deployment
        id: String,
    },
    /// The launch inspector: the newest launches, or one of them
    #[command(
        after_help = "Example: microcred platform launches --refused\nExample: microcred platform launches 0199… (the reference that a page showed)"
    )]
    Launches {
        /// The reference of one launch
        reference: Option<LaunchRecordId>,
        /// Only those that were refused
        #[arg(long)]
        refused: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// The values of one connection.
#[derive(Args)]
#[command(
    after_help = "Example: microcred platform add --issuer https://lms.example.org --client-id abc \
    --authorization-url https://lms.example.org/auth --token-url https://lms.example.org/token \
    --jwks-url https://lms.example.org/jwks --deployment-id 1 --profile moodle"
)]
pub struct Add {
    /// The LMS's issuer, exactly as it writes it
    #[arg(long)]
    issuer: String,
    /// Our client id there
    #[arg(long)]
    client_id: String,
    /// Its OpenID Connect authorization endpoint
    #[arg(long)]
    authorization_url: String,
    /// Its OAuth token endpoint
    #[arg(long)]
    token_url: String,
    /// Its key set
    #[arg(long)]
    jwks_url: String,
    /// The audience of client assertions, where it is neither the token address nor the profile's
    #[arg(long)]
    token_audience: Option<String>,
    /// A deployment to approve at once; may be repeated
    #[arg(long = "deployment-id")]
    deployments: Vec<String>,
    /// What you call it
    #[arg(long)]
    name: Option<String>,
    /// The product: canvas, moodle, brightspace, blackboard, schoology, sakai, openedx, bridge or generic
    #[arg(long)]
    profile: Option<String>,
    /// Whose it is [default: the first organisation]
    #[arg(long)]
    organization: Option<String>,
}

/// A file that `import` reads.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    platform: Entry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Option<String>,
    profile: Option<String>,
    profile_overrides: Option<serde_json::Value>,
    issuer: String,
    client_id: String,
    authorization_url: String,
    token_url: String,
    jwks_url: String,
    token_audience: Option<String>,
    #[serde(default)]
    deployments: Vec<String>,
    organization: Option<String>,
}

/// Runs it.
pub async fn run(places: &Places, command: Command) -> Result<(), Failure> {
    let (config, app) = start::open_for_command(places).await?;
    match command {
        Command::Add(add) => {
            let (new, organization) = add.into_parts();
            enter(&app, &config, new, organization.as_deref()).await
        }
        Command::Import { file } => {
            let (new, organization) = read(&file)?;
            enter(&app, &config, new, organization.as_deref()).await
        }
        Command::Invite {
            name,
            organization,
            renew,
        } => {
            let organization = start::organization(&app, &config, organization.as_deref()).await?;
            let address =
                invite::create(&app, Actor::Operator, organization.id, &name, renew).await?;
            output::line(&address);
            Ok(())
        }
        Command::List { json } => show::list(&app, json).await,
        Command::Show { id } => show::one(&app, id).await,
        Command::Approve { id } => decide(&app, &id, Decision::Approve).await,
        Command::Disable { id } => decide(&app, &id, Decision::Disable).await,
        Command::Launches {
            reference: Some(id),
            json,
            ..
        } => show::launch(&app, id, json).await,
        Command::Launches {
            reference: None,
            refused,
            json,
        } => show::launches(&app, refused, json).await,
    }
}

impl Add {
    fn into_parts(self) -> (NewConnection, Option<String>) {
        let new = NewConnection {
            name: self.name,
            profile: self.profile,
            profile_overrides: None,
            issuer: self.issuer,
            client_id: self.client_id,
            authorization_url: self.authorization_url,
            token_url: self.token_url,
            jwks_url: self.jwks_url,
            token_audience: self.token_audience,
            deployments: self.deployments,
        };
        (new, self.organization)
    }
}

fn read(file: &PathBuf) -> Result<(NewConnection, Option<String>), Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::wrong_use(format!("{}: {error}", file.display())))?;
    let File { platform } = Figment::from(Toml::string(&text))
        .extract()
        .map_err(|error| Failure::problem(format!("{}: {error}", file.display())))?;
    let new = NewConnection {
        name: platform.name,
        profile: platform.profile,
        profile_overrides: platform.profile_overrides,
        issuer: platform.issuer,
        client_id: platform.client_id,
        authorization_url: platform.authorization_url,
        token_url: platform.token_url,
        jwks_url: platform.jwks_url,
        token_audience: platform.token_audience,
        deployments: platform.deployments,
    };
    Ok((new, platform.organization))
}

async fn enter(
    app: &App,
    config: &Config,
    new: NewConnection,
    organization: Option<&str>,
) -> Result<(), Failure> {
    let organization = start::organization(app, config, organization).await?;
    let platform: Platform = connection::add(app, Actor::Operator, organization.id, &new).await?;
    output::line(&format!("connected {} as {}", platform.name, platform.id));
    show::what_to_enter(app, &platform);
    if new.deployments.is_empty() {
        output::line(
            "\nNo deployment was named: the first launch announces one, which you then approve with",
        );
        output::line("`microcred platform approve`.");
    }
    Ok(())
}

/// Both kinds of ids are UUIDs; the one that is found is meant.
async fn decide(app: &App, id: &str, decision: Decision) -> Result<(), Failure> {
    let not_an_id = || {
        Failure::wrong_use(format!(
            "{id:?} is no id; `microcred platform list` shows them"
        ))
    };
    let platform = Subject::Platform(id.parse().map_err(|_| not_an_id())?);
    let deployment = Subject::Deployment(id.parse().map_err(|_| not_an_id())?);
    let mut decided = connection::decide(app, Actor::Operator, None, platform, decision).await;
    if matches!(decided, Err(crate::app::Error::NotFound(_))) {
        decided = connection::decide(app, Actor::Operator, None, deployment, decision).await;
    }
    decided?;
    output::line(&format!("{}d {id}", decision.code()));
    Ok(())
}
