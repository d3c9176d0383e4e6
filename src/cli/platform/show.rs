//! Connections and launches on the screen.

use serde_json::json;

use super::super::{Failure, output};
use crate::app::connection::{self, Connection};
use crate::app::inspector::{self, Entry};
use crate::app::{App, Error};
use crate::clock::Timestamp;
use crate::domain::id::{LaunchRecordId, PlatformId};
use crate::i18n::Language;
use crate::store::platform::Platform;
use crate::templates::inspector as texts;

/// All connections.
pub async fn list(app: &App, as_json: bool) -> Result<(), Failure> {
    let connections = connection::list(app, None).await?;
    if as_json {
        output::json(&connections.iter().map(as_value).collect::<Vec<_>>());
        return Ok(());
    }
    let mut rows = Vec::new();
    for connection in &connections {
        let platform = &connection.platform;
        rows.push(vec![
            platform.id.to_string(),
            platform.status.code().to_owned(),
            platform.name.clone(),
            platform.issuer.clone(),
            platform.client_id.clone(),
            connection.hosts().join(", "),
        ]);
        for deployment in &connection.deployments {
            rows.push(vec![
                deployment.id.to_string(),
                deployment.status.code().to_owned(),
                format!(
                    "  deployment, {}",
                    deployment
                        .school_name
                        .as_deref()
                        .unwrap_or("school not known yet")
                ),
                format!("  {}", deployment.lti_deployment_id),
                String::new(),
                String::new(),
            ]);
        }
    }
    output::table(
        &[
            "ID",
            "STATUS",
            "NAME",
            "ISSUER / DEPLOYMENT",
            "CLIENT ID",
            "HOSTS",
        ],
        &rows,
    );
    Ok(())
}

fn as_value(connection: &Connection) -> serde_json::Value {
    let platform = &connection.platform;
    let deployments: Vec<_> = connection
        .deployments
        .iter()
        .map(|deployment| {
            json!({
                "id": deployment.id,
                "deployment_id": deployment.lti_deployment_id,
                "school": deployment.school_name,
                "status": deployment.status.code(),
                "first_seen_at": deployment.first_seen_at.rfc3339(),
            })
        })
        .collect();
    json!({
        "id": platform.id,
        "name": platform.name,
        "profile": platform.profile,
        "status": platform.status.code(),
        "issuer": platform.issuer,
        "client_id": platform.client_id,
        "authorization_url": platform.authorization_url,
        "token_url": platform.token_url,
        "jwks_url": platform.jwks_url,
        "token_audience": platform.token_audience,
        "missing_scopes": connection.missing_scopes(),
        "last_launch_at": connection.last_launch_at.map(Timestamp::rfc3339),
        "deployments": deployments,
    })
}

/// One connection, with what the LMS's administrator must enter.
pub async fn one(app: &App, id: PlatformId) -> Result<(), Failure> {
    let connections = connection::list(app, None).await?;
    let connection = connections
        .into_iter()
        .find(|connection| connection.platform.id == id);
    let connection = connection.ok_or(Error::NotFound("registration"))?;
    output::json(&as_value(&connection));
    what_to_enter(app, &connection.platform);
    Ok(())
}

/// Our side of the connection.
pub fn what_to_enter(app: &App, platform: &Platform) {
    let tool = &app.settings.tool;
    output::line("\nEnter in the LMS:");
    for (name, value) in [
        ("Login initiation URL", tool.login_url()),
        (
            "  where the LMS sends no client id",
            format!("{}/{}", tool.login_url(), platform.id),
        ),
        ("Redirect URI and target link", tool.launch_url()),
        ("Public key set URL", tool.key_set_url()),
    ] {
        output::line(&format!("  {name}: {value}"));
    }
    output::line("Step by step for each product: lti-config/");
}

/// The newest launches.
pub async fn launches(app: &App, only_refused: bool, as_json: bool) -> Result<(), Failure> {
    let entries = inspector::list(app, None, only_refused).await?;
    if as_json {
        output::json(&entries.iter().map(entry_value).collect::<Vec<_>>());
        return Ok(());
    }
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| {
            vec![
                entry.record.created_at.rfc3339(),
                entry.record.id.to_string(),
                entry.record.code.clone(),
                entry.platform_name.clone().unwrap_or_default(),
                entry.record.message_type.clone().unwrap_or_default(),
            ]
        })
        .collect();
    output::table(&["WHEN", "REFERENCE", "CODE", "PLATFORM", "MESSAGE"], &rows);
    Ok(())
}

/// One launch: what arrived, which check it did not pass, what to change.
pub async fn launch(app: &App, id: LaunchRecordId, as_json: bool) -> Result<(), Failure> {
    let entry = inspector::find(app, None, id).await?;
    if as_json {
        output::json(&entry_value(&entry));
        return Ok(());
    }
    let record = &entry.record;
    output::line(&format!("{}  {}", record.created_at.rfc3339(), record.code));
    output::line(&texts::check_text(Language::English, &record.code));
    output::line(&texts::remedy_text(Language::English, &record.code));
    output::line("");
    for (name, value) in &record.facts.0 {
        output::line(&format!("  {name}: {value}"));
    }
    Ok(())
}

fn entry_value(entry: &Entry) -> serde_json::Value {
    json!({
        "reference": entry.record.id,
        "at": entry.record.created_at.rfc3339(),
        "platform": entry.platform_name,
        "accepted": entry.record.is_accepted,
        "code": entry.record.code,
        "message_type": entry.record.message_type,
        "facts": entry.record.facts.0,
    })
}
