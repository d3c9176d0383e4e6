//! How a link finds its target by itself: by the id that its custom parameters carry, and where those were lost, or
//! where somebody had chosen otherwise, by the link that it was copied from.

use serde_json::json;

use super::super::audit::{self, Actor, Change};
use super::super::{App, Error};
use crate::domain::id::{DeploymentId, OrganizationId, PlacementTemplateId};
use crate::lti::launch::Launch;
use crate::store::placement::{self, Placement};
use crate::store::placement_template;
use crate::store::{Conn, Tx};

/// The custom parameter that carries the id of a template.
pub const TEMPLATE: &str = "microcred_placement";
/// The custom parameter that tells people what a link is of.
pub const CREDENTIAL: &str = "microcred_credential";
/// As [`CREDENTIAL`], for a stack.
pub const STACK: &str = "microcred_stack";
/// Ids of the links that this one was copied from, the nearest first, where the LMS tells.
pub const LINK_HISTORY: &str = "resource_link_id_history";
/// Ids of the courses that this one was copied from.
pub const CONTEXT_HISTORY: &str = "context_id_history";
/// How many ancestors are looked for.
const GENERATIONS: usize = 10;

/// Whose link was opened.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The organisation whose templates count.
    pub organization_id: OrganizationId,
    /// The deployment whose links can be ancestors.
    pub deployment_id: DeploymentId,
}

/// Lets a link show what its parameters or its ancestors name. A link that shows something already follows its
/// parameters only when those name something else than before, and nobody's work depends on the link. What is
/// malformed, unknown or another organisation's names nothing.
///
/// # Errors
/// [`Error::Store`].
pub async fn bind(
    app: &App,
    tx: &mut Tx,
    origin: Origin,
    launch: &Launch,
    link: &Placement,
) -> Result<(), Error> {
    if is_settled(launch, link) {
        return Ok(());
    }
    let named = match named(launch) {
        Some(id) => placement_template::find(tx, origin.organization_id, id)
            .await?
            .map(|template| template.id),
        None => None,
    };
    if let Some(named) = named.filter(|named| link.named_template_id != Some(*named)) {
        placement::update_named(tx, link.id, named).await?;
    }
    placement::find_held(tx, link.id).await?;
    let (target, by) = match link.placement_template_id {
        Some(_) if placement::is_in_use(tx, link.id).await? => return Ok(()),
        Some(_) => (named, "parameter"),
        None => match inherited(tx, origin, launch, link, named).await? {
            Some(target) => (Some(target), "ancestor"),
            None => (named, "parameter"),
        },
    };
    let Some(target) = target else {
        return Ok(());
    };
    placement::bind(tx, link.id, target, app.now()).await?;
    let change = Change {
        actor: Actor::System,
        organization_id: Some(origin.organization_id),
        kind: "placement.bind",
        subject_id: link.id.to_string(),
        detail: json!({ "placement_template": target, "by": by }),
    };
    audit::record(app, tx, change).await
}

/// Whether there is nothing to look for: the link shows what its parameters name, or nothing is named.
#[must_use]
pub fn is_settled(launch: &Launch, link: &Placement) -> bool {
    let id = named(launch);
    match link.placement_template_id {
        Some(_) => id.is_none() || id == link.named_template_id,
        None => id.is_none() && ancestors(launch, link).is_empty(),
    }
}

/// The template that the link's parameters name.
fn named(launch: &Launch) -> Option<PlacementTemplateId> {
    parameter(launch, TEMPLATE)?.parse().ok()
}

/// What the nearest known ancestor shows. Where the link's own parameters name something, the ancestor counts when
/// it has the same parameters: then somebody chose otherwise there, and the copy goes along.
async fn inherited(
    db: &mut Conn,
    origin: Origin,
    launch: &Launch,
    link: &Placement,
    named: Option<PlacementTemplateId>,
) -> Result<Option<PlacementTemplateId>, Error> {
    for ancestor in ancestors(launch, link) {
        let known = placement::find_by_link(db, origin.deployment_id, ancestor).await?;
        let Some(known) = known else { continue };
        let Some(target) = known.placement_template_id else {
            continue;
        };
        let counts = named.is_none() || known.named_template_id == named;
        let is_ours = placement_template::find(db, origin.organization_id, target).await?;
        if counts && is_ours.is_some() {
            return Ok(Some(target));
        }
    }
    Ok(None)
}

/// The ids of the links that this one was copied from. A link that is the course itself was copied from the links
/// that were those courses.
fn ancestors<'a>(launch: &'a Launch, link: &Placement) -> Vec<&'a str> {
    let is_course = launch
        .context
        .as_ref()
        .is_some_and(|context| context.id == link.resource_link_id);
    let courses = is_course.then_some(CONTEXT_HISTORY);
    [Some(LINK_HISTORY), courses]
        .into_iter()
        .flatten()
        .filter_map(|name| parameter(launch, name))
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .filter(|id| !id.is_empty() && *id != link.resource_link_id)
        .take(GENERATIONS)
        .collect()
}

/// A custom parameter, by its name in any case: some products write all of them in small letters.
fn parameter<'a>(launch: &'a Launch, name: &str) -> Option<&'a str> {
    let mut custom = launch.custom.iter();
    custom
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}
