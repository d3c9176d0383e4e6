//! Placing links in a course. Owns what can be chosen so far (the course's micro-credential page), who may
//! choose, and the signed answer that goes back.

use std::collections::BTreeMap;

use super::session::Session;
use super::{App, Error, signing_key};
use crate::domain::purpose::{ContentRequest, Purpose};
use crate::domain::role::Role;
use crate::lti::deep_link::{ResourceLinkItem, Response};
use crate::lti::profile::Profile;
use crate::store::platform;

/// What somebody chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The page that shows the course's micro-credentials.
    CoursePage,
    /// Nothing; the LMS closes its dialog.
    Nothing,
}

/// A signed answer for the browser to post.
#[derive(Clone, Debug)]
pub struct Return {
    /// Where to.
    pub url: String,
    /// The message.
    pub jwt: String,
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
        Role::Instructor | Role::Visitor => Ok(request),
        Role::Earner | Role::Observer => Err(Error::NotAllowed("placing links")),
    }
}

/// Signs the answer. The session stays open: a person who comes back to the page may choose again, and the LMS
/// decides what becomes of a second answer.
///
/// # Errors
/// As [`request`]; [`Error::Key`] when signing fails.
pub async fn answer(app: &App, session: &Session, choice: Choice) -> Result<Return, Error> {
    let request = request(session)?;
    let launch = &session.launch;
    let mut db = app.db.read().await?;
    let platform = platform::find(&mut db, launch.platform_id).await?;
    drop(db);
    let platform = platform.ok_or(Error::NotFound("registration"))?;
    let tool = &app.settings.tool;
    let items = match choice {
        Choice::CoursePage if request.accepts_links => vec![ResourceLinkItem {
            title: tool.name.clone(),
            text: Some(tool.description.clone()),
            url: tool
                .launch_url()
                .parse()
                .map_err(|_| Error::NotFound("address"))?,
            custom: custom_parameters(&platform.profile),
        }],
        Choice::CoursePage => return Err(Error::NotAllowed("placing links here")),
        Choice::Nothing => Vec::new(),
    };
    let response = Response {
        client_id: &platform.client_id,
        issuer: &platform.issuer,
        deployment_id: &launch.lti_deployment_id,
        data: request.data.as_deref(),
        nonce: &app.random.secret(),
        items: &items,
        message: None,
    };
    let key = signing_key::current(app).await?;
    let jwt = key.sign(&response.claims(app.now()))?;
    Ok(Return {
        url: request.return_url.clone(),
        jwt,
    })
}

/// Parameters that let a copied link tell where it was copied from, where the product can.
fn custom_parameters(profile: &str) -> BTreeMap<String, String> {
    let profile = Profile::by_code(profile).unwrap_or_else(crate::lti::profile::GENERIC);
    let histories = ["context_id_history", "resource_link_id_history"];
    let known = profile.custom_parameters.into_iter();
    known
        .filter(|(name, _)| histories.contains(&name.as_str()))
        .collect()
}
