//! Placing links in a course. Owns who may choose, and the signed answer that goes back; what can be chosen is the
//! catalogue's to say.

use std::collections::BTreeMap;

use url::Url;

use super::catalog::Content;
use super::placement::{Choice, Pick, binding};
use super::session::Session;
use super::{App, Error, placement, service, signing_key};
use crate::domain::placement::GradeMode;
use crate::domain::purpose::{ContentRequest, Purpose};
use crate::domain::role::Role;
use crate::lti::deep_link::{LineItem, Picture, ResourceLinkItem, Response, Window};
use crate::lti::profile::Profile;
use crate::store::platform::{self, Platform};

/// How many links one answer carries at most.
pub const MOST: usize = 25;

/// A signed answer for the browser to post.
#[derive(Clone, Debug)]
pub struct Return {
    /// Where to.
    pub url: String,
    /// The message.
    pub jwt: String,
}

/// What can be placed where the picker was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Whether links are taken at all.
    pub links: bool,
    /// Whether more than one is.
    pub several: bool,
    /// Whether they can have a column in the gradebook.
    pub columns: bool,
}

/// The request that this session answers, for somebody who may choose. An administrator has no role in the
/// course and may; a learner or observer may not.
///
/// # Errors
/// [`Error::WrongPurpose`], [`Error::NotAllowed`].
pub fn request(session: &Session) -> Result<&ContentRequest, Error> {
    let Purpose::PickContent(request) = &session.launch.purpose.0 else {
        return Err(Error::WrongPurpose);
    };
    match session.launch.role {
        _ if session.launch.is_masquerading => Err(Error::NotAllowed("placing in another's place")),
        Role::Instructor | Role::Visitor => Ok(request),
        Role::Earner | Role::Observer => Err(Error::NotAllowed("placing links")),
    }
}

/// What can be placed, by the request and by what is known of the product.
///
/// # Errors
/// As [`request`].
pub async fn room(app: &App, session: &Session) -> Result<Room, Error> {
    let request = request(session)?;
    let (_, profile) = platform(app, session).await?;
    Ok(room_in(&profile, request))
}

fn room_in(profile: &Profile, request: &ContentRequest) -> Room {
    let product = &profile.deep_linking;
    Room {
        links: request.accepts_links,
        several: request.accepts_several && product.several,
        columns: product.takes_columns(request.place.as_deref(), request.accepts_columns),
    }
}

async fn platform(app: &App, session: &Session) -> Result<(Platform, Profile), Error> {
    let mut db = app.db.read().await?;
    let platform = platform::find(&mut db, session.launch.platform_id).await?;
    let platform = platform.ok_or(Error::NotFound("registration"))?;
    let profile = service::profile(&platform);
    Ok((platform, profile))
}

/// Signs the answer that takes these links to the course; none to go back without any. What is placed is written
/// down before. The session stays open: a person who comes back to the page may choose again, and the LMS decides
/// what becomes of a second answer.
///
/// # Errors
/// As [`request`]; [`Error::NotAllowed`] for what is not taken where the picker was opened; [`Error::NotFound`] for
/// what is not offered; [`Error::Key`] when signing fails.
pub async fn answer(
    app: &App,
    session: &Session,
    picks: &[Pick],
    grade_mode: GradeMode,
) -> Result<Return, Error> {
    let request = request(session)?;
    let (platform, profile) = platform(app, session).await?;
    let room = room_in(&profile, request);
    if !picks.is_empty() && !room.links {
        return Err(Error::NotAllowed("placing links here"));
    }
    let most = if room.several { MOST } else { 1 };
    if picks.len() > most {
        return Err(Error::NotAllowed("placing so many links here"));
    }
    let grade_mode = if room.columns {
        grade_mode
    } else {
        GradeMode::None
    };
    let mut items = Vec::with_capacity(picks.len());
    if !picks.is_empty() {
        let mut tx = app.db.write().await?;
        for pick in picks {
            let choice = placement::write(app, &mut tx, &session.launch, pick, grade_mode).await?;
            items.push(item(app, &profile, &choice)?);
        }
        tx.commit().await?;
    }
    let response = Response {
        client_id: &platform.client_id,
        issuer: &platform.issuer,
        deployment_id: &session.launch.lti_deployment_id,
        data: request.data.as_deref(),
        nonce: &app.random.secret(),
        items: &items,
        message: None,
        names_subject: profile.deep_linking.subject,
    };
    let key = signing_key::current(app).await?;
    let jwt = key.sign(&response.claims(app.now()))?;
    Ok(Return {
        url: request.return_url.clone(),
        jwt,
    })
}

fn address(text: &str) -> Result<Url, Error> {
    text.parse().map_err(|_| Error::NotFound("address"))
}

/// One link. It names its template in a custom parameter, which travels with it into copies of the course.
fn item(app: &App, profile: &Profile, choice: &Choice) -> Result<ResourceLinkItem, Error> {
    let tool = &app.settings.tool;
    let url = address(&tool.launch_url())?;
    let mut custom = histories(profile);
    custom.insert(binding::TEMPLATE.to_owned(), choice.template.id.to_string());
    let mut item = match (&choice.offer, &choice.template.gate) {
        (None, Some(gate)) => ResourceLinkItem {
            line_item: choice.column().map(|column| LineItem {
                score_maximum: column.maximum,
                label: Some(gate.title.clone()),
                resource_id: Some(format!("gate:{}", choice.template.id)),
                tag: Some(choice.template.grade_mode.code().to_owned()),
            }),
            ..ResourceLinkItem::new(gate.title.clone(), url)
        },
        (None, None) => ResourceLinkItem {
            text: Some(tool.description.clone()),
            ..ResourceLinkItem::new(tool.name.clone(), url)
        },
        (Some(offer), _) => {
            let (kind, parameter) = match offer.content {
                Content::Credential(_) => ("credential", binding::CREDENTIAL),
                Content::Stack(_) => ("stack", binding::STACK),
            };
            custom.insert(parameter.to_owned(), offer.entry.slug.clone());
            let title = offer.entry.summary.title.clone();
            ResourceLinkItem {
                text: Some(offer.entry.summary.claim.clone()),
                line_item: choice.column().map(|column| LineItem {
                    score_maximum: column.maximum,
                    label: Some(title.clone()),
                    resource_id: Some(format!("{kind}:{}", offer.entry.slug)),
                    tag: Some(choice.template.grade_mode.code().to_owned()),
                }),
                ..ResourceLinkItem::new(title, url)
            }
        }
    };
    item.custom = custom;
    if profile.deep_linking.icon {
        item.icon = Some(Picture {
            url: address(&tool.icon_url())?,
            width: None,
            height: None,
        });
    }
    if profile.deep_linking.window {
        item.window = Some(Window {
            target_name: String::from("_blank"),
        });
    }
    Ok(item)
}

/// Parameters that let a copied link tell where it was copied from, where the product can.
fn histories(profile: &Profile) -> BTreeMap<String, String> {
    let names = [binding::CONTEXT_HISTORY, binding::LINK_HISTORY];
    let known = profile.custom_parameters.iter();
    known
        .filter(|(name, _)| names.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
