//! Connections to LMSs, for our administrators: registrations, deployments, invitations.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::Failure;
use super::extract::{Session, SessionForm, Visitor};
use super::launch::address;
use super::page::{Page, Policy};
use super::registration::scope_name;
use crate::app::audit::Actor;
use crate::app::connection::{self, Connection, Subject};
use crate::app::{App, invite, person};
use crate::clock::Timestamp;
use crate::domain::approval::Decision;
use crate::domain::id::{DeploymentId, LaunchId, OrganizationId, PlatformId};
use crate::lti::profile::Profile;
use crate::store::{organization, platform::Platform};
use crate::templates::connection as template;

/// All connections of the administrator's organisation.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let organization_id = person::require_org_owner(&app, &session).await?;
    show(&app, &visitor, &session, organization_id, None).await
}

/// Decides about a registration.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn decide_platform(
    State(app): State<App>,
    Path((_, id, decision)): Path<(LaunchId, String, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let id: PlatformId = id.parse().map_err(|_| Failure::NotFound)?;
    decide(&app, &form.session, Subject::Platform(id), decision).await
}

/// Decides about a deployment.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn decide_deployment(
    State(app): State<App>,
    Path((_, id, decision)): Path<(LaunchId, String, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let id: DeploymentId = id.parse().map_err(|_| Failure::NotFound)?;
    decide(&app, &form.session, Subject::Deployment(id), decision).await
}

async fn decide(
    app: &App,
    session: &Session,
    subject: Subject,
    decision: String,
) -> Result<Redirect, Failure> {
    let decision = Decision::try_from(decision).map_err(|_| Failure::NotFound)?;
    let organization_id = person::require_org_owner(app, session).await?;
    let actor = Actor::Person(session.launch.person_id);
    connection::decide(app, actor, Some(organization_id), subject, decision).await?;
    Ok(Redirect::to(&format!(
        "{}/connections",
        address(session.launch.id)
    )))
}

/// Makes an invitation and shows its address, this once.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn invite(
    State(app): State<App>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let session = &form.session;
    let organization_id = person::require_org_owner(&app, session).await?;
    let name = form
        .fields
        .once("name")?
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let name: String = name.unwrap_or("LMS").chars().take(200).collect();
    let actor = Actor::Person(session.launch.person_id);
    let invite = invite::create(&app, actor, organization_id, &name, None).await?;
    show(&app, &visitor, session, organization_id, Some(&invite)).await
}

/// The rows of a page with the texts that they point to.
struct Row {
    connection: Connection,
    product: String,
    hosts: Vec<String>,
    last_launch: Option<String>,
    approve: String,
    disable: String,
    deployments: Vec<(String, String, String)>,
}

impl Row {
    fn new(connection: Connection, base: &str) -> Self {
        let Platform { id, profile, .. } = &connection.platform;
        let product = Profile::by_code(profile).map_or_else(|| profile.clone(), |row| row.product);
        let action =
            |kind: &str, id: &str, decision: &str| format!("{base}/{kind}/{id}/{decision}");
        let id = id.to_string();
        let deployments = connection.deployments.iter().map(|deployment| {
            let id = deployment.id.to_string();
            (
                deployment.first_seen_at.rfc3339(),
                action("deployments", &id, "approve"),
                action("deployments", &id, "disable"),
            )
        });
        Self {
            product,
            hosts: connection.hosts(),
            last_launch: connection.last_launch_at.map(Timestamp::rfc3339),
            approve: action("platforms", &id, "approve"),
            disable: action("platforms", &id, "disable"),
            deployments: deployments.collect(),
            connection,
        }
    }

    fn deployments(&self) -> Vec<template::DeploymentRow<'_>> {
        let texts = self.deployments.iter();
        let rows = self.connection.deployments.iter().zip(texts);
        rows.map(
            |(deployment, (first_seen, approve, disable))| template::DeploymentRow {
                deployment_id: &deployment.lti_deployment_id,
                school: deployment.school_name.as_deref(),
                status: deployment.status.code(),
                first_seen,
                approve_action: approve,
                disable_action: disable,
            },
        )
        .collect()
    }
}

async fn show(
    app: &App,
    visitor: &Visitor,
    session: &Session,
    organization_id: OrganizationId,
    new_invite: Option<&str>,
) -> Result<Response, Failure> {
    let home = address(session.launch.id);
    let base = format!("{home}/connections");
    let connections = connection::list(app, Some(organization_id)).await?;
    let rows: Vec<_> = connections
        .into_iter()
        .map(|connection| Row::new(connection, &base))
        .collect();
    let deployments: Vec<_> = rows.iter().map(Row::deployments).collect();
    let missing: Vec<_> = rows
        .iter()
        .map(|row| {
            let scopes = row.connection.missing_scopes().into_iter();
            scopes.map(scope_name).collect::<Vec<_>>()
        })
        .collect();
    let platforms: Vec<_> = rows
        .iter()
        .zip(&deployments)
        .zip(&missing)
        .map(|((row, deployments), missing)| template::PlatformRow {
            name: &row.connection.platform.name,
            product: &row.product,
            issuer: &row.connection.platform.issuer,
            client_id: &row.connection.platform.client_id,
            hosts: &row.hosts,
            status: row.connection.platform.status.code(),
            deployments,
            missing_scopes: missing,
            last_launch: row.last_launch.as_deref(),
            approve_action: &row.approve,
            disable_action: &row.disable,
        })
        .collect();
    let organization = {
        let mut db = app.db.read().await.map_err(crate::app::Error::from)?;
        organization::find(&mut db, organization_id)
            .await
            .map_err(crate::app::Error::from)?
    };
    let view = template::Connections {
        organization: organization
            .as_ref()
            .map_or("", |organization| &organization.name),
        platforms: &platforms,
        form_token: &session.form_token,
        invite_action: &format!("{base}/invites"),
        new_invite,
        inspector_href: &format!("{home}/launches"),
        home_href: &home,
    };
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    Ok(Page::new(
        template::page(&shell, &view),
        Policy::launch(&session.launch),
    )
    .into_response())
}
