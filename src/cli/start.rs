//! From settings to a working [`App`]: what every command that touches data begins with.

use std::path::Path;
use std::sync::Arc;

use super::{Failure, Places};
use crate::app::badge::Addresses;
use crate::app::{App, Badges, Delivery, Settings, connection};
use crate::clock::Clock;
use crate::config::{Config, Origin, Sources};
use crate::domain::signing_key::RotationPolicy;
use crate::evidence::{EvidenceStore, Limits};
use crate::lti::tool::Tool;
use crate::outbound::{Client, Reach};
use crate::random::Random;
use crate::seal::Seal;
use crate::store::Db;
use crate::store::organization::Organization;

/// Reads the settings, with what the command line says on top.
pub(super) fn load(
    places: &Places,
    overrides: Vec<(&'static str, String)>,
) -> Result<(Config, Vec<Origin>), Failure> {
    let mut all = overrides;
    if let Some(data) = &places.data {
        all.push(("server.data", data.display().to_string()));
    }
    let sources = Sources {
        file: places.config.clone(),
        environment: std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect(),
        overrides: all,
    };
    Ok(Config::load(&sources)?)
}

/// What the use cases need to know of the settings.
#[must_use]
pub fn app_settings(config: &Config) -> Settings {
    Settings {
        tool: Tool {
            public_url: config.server.effective_public_url(),
            name: config.tool.name.clone(),
            description: config.tool.description.clone(),
            contact: config.tool.contact.clone(),
        },
        leeway: config.launch.leeway,
        max_token_age: config.launch.max_token_age,
        login_lifetime: config.launch.login_lifetime,
        ticket_lifetime: config.launch.ticket_lifetime,
        session_lifetime: config.security.session_lifetime,
        rotation: RotationPolicy {
            lifetime: config.keys.lifetime,
            overlap: config.keys.overlap,
        },
        launch_record_retention: config.retention.launch_records,
        session_retention: config.retention.sessions,
        evidence_limits: Limits {
            document: config.evidence.largest_document.bytes() as u64,
            image: config.evidence.largest_image.bytes() as u64,
            audio: config.evidence.largest_audio.bytes() as u64,
            video: config.evidence.largest_video.bytes() as u64,
        },
        upload_idle: config.evidence.upload_idle,
        delivery: Delivery {
            connections: config.scores.connections,
            first_retry: config.scores.first_retry,
            lease: config.scores.lease,
        },
        badges: badges(config),
    }
}

fn badges(config: &Config) -> Badges {
    let settings = &config.badges;
    let address = settings
        .public_url
        .clone()
        .unwrap_or_else(|| config.server.effective_public_url());
    let host = address.host_str().unwrap_or("localhost");
    let contact = settings.contact.clone();
    Badges {
        contact: contact.unwrap_or_else(|| format!("postmaster@{host}")),
        list_lifetime: settings.list_lifetime,
        host_issuer: settings.host_issuer.clone(),
        addresses: Addresses::new(&address),
    }
}

/// Opens everything that the settings name.
///
/// # Errors
/// [`Failure`] when the data folder, the master key, the database or TLS does not work.
pub async fn open(config: &Config) -> Result<App, Failure> {
    open_at(config, Clock::system()).await
}

/// The same with another clock.
pub(super) async fn open_at(config: &Config, clock: Clock) -> Result<App, Failure> {
    let data = &config.server.data;
    make_folder(data)?;
    let random = Random::system();
    let seal = match &config.security.master_key {
        Some(key) => Seal::from_base64(key.reveal()),
        None => Seal::from_file(&config.security.master_key_file(data), &random),
    }
    .map_err(|error| Failure::problem(error.to_string()))?;
    let reach = if config.security.allow_private_network {
        Reach::PrivateToo
    } else {
        Reach::PublicOnly
    };
    let client = Client::new(reach).map_err(|error| Failure::problem(error.to_string()))?;
    let strangers =
        Client::new(Reach::PublicOnly).map_err(|error| Failure::problem(error.to_string()))?;
    let evidence = EvidenceStore::in_folder(&config.evidence.effective_folder(data))
        .map_err(|error| Failure::problem(error.to_string()))?;
    let db = Db::open(&config.database.effective_url(data)).await?;
    let settings = app_settings(config);
    let app = App::new(
        db,
        clock,
        random,
        seal,
        Arc::new(client),
        evidence,
        settings,
    );
    Ok(app.calling_strangers_through(Arc::new(strangers)))
}

/// The folder is its owner's alone: it holds the master key and people's work.
fn make_folder(path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(path)
        .map_err(|error| Failure::problem(format!("the data folder {}: {error}", path.display())))
}

/// Settings and [`App`] for a command that works on the data of a tool that may be running.
pub(super) async fn open_for_command(places: &Places) -> Result<(Config, App), Failure> {
    let (config, _) = load(places, Vec::new())?;
    let app = open(&config).await?;
    Ok((config, app))
}

/// The organisation that a command is about.
pub(super) async fn organization(
    app: &App,
    config: &Config,
    name: Option<&str>,
) -> Result<Organization, Failure> {
    let tool = &config.tool;
    Ok(connection::organization(app, name, &tool.organization, &tool.timezone).await?)
}
