//! Who knows whom at the beginning: the practice LMS the tool, the tool every site of it, and who has which role. Owns that, as
//! administrators and operators would do it.

use crate::app::assessment::{self, Scope};
use crate::app::audit::Actor;
use crate::app::connection::{self, NewConnection};
use crate::app::{App, person};
use crate::cli::{Failure, start};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::grant::ToolRole;
use crate::domain::id::{OrganizationId, PersonId, PlatformId};
use crate::practice::{PracticeLms, Privacy, Settings, SiteFacts, ToolRegistration};

/// Which person of each practice site has which tool role.
const ROLES: [(&str, ToolRole); 8] = [
    ("alex", ToolRole::OrgOwner),
    ("dana", ToolRole::ProgramAdmin),
    ("ines", ToolRole::Assessor),
    ("noor", ToolRole::Assessor),
    ("jorge", ToolRole::LeadAssessor),
    ("lena", ToolRole::Screener),
    ("lena", ToolRole::IntegrityOfficer),
    ("lena", ToolRole::ProgramAdmin),
];

/// A practice LMS that knows the tool at every site.
pub(super) fn practice_lms(
    app: &App,
    public_url: &str,
    clock: Clock,
) -> Result<PracticeLms, Failure> {
    let problem = |error: &dyn std::fmt::Display| Failure::problem(error.to_string());
    let settings = Settings {
        public_url: public_url.parse().map_err(|error| problem(&error))?,
        tools: Vec::new(),
        clock,
    };
    let lms = PracticeLms::new(settings).map_err(|error| problem(&error))?;
    let tool = &app.settings.tool;
    let url = |text: String| text.parse().map_err(|error| problem(&error));
    for (number, site) in lms.sites().into_iter().enumerate() {
        let registration = ToolRegistration {
            client_id: format!("1000000000000{}", number + 1),
            deployment_id: format!("{}:{}", number + 1, site.name),
            name: tool.name.clone(),
            login_url: url(tool.login_url())?,
            redirect_uris: vec![tool.launch_url()],
            target_link_uri: url(tool.launch_url())?,
            jwks_url: url(tool.key_set_url())?,
            privacy: Privacy::Public,
            site: site.name,
        };
        lms.add_tool(registration)
            .map_err(|error| problem(&error))?;
    }
    Ok(lms)
}

/// What was connected.
#[derive(Default)]
pub(super) struct Connected {
    /// The sites with their registrations.
    pub(super) sites: Vec<(SiteFacts, PlatformId)>,
    /// Who assesses, on any of them.
    pub(super) assessors: Vec<PersonId>,
}

/// Connects the tool with each site, as an operator would by `microcred platform add`, and gives its people their tool
/// roles.
pub(super) async fn connect(
    app: &App,
    config: &Config,
    lms: &PracticeLms,
) -> Result<Connected, Failure> {
    let organization = start::organization(app, config, None).await?;
    let mut connected = Connected::default();
    for site in lms.sites() {
        let new = new_connection(&site);
        let platform = connection::add(app, Actor::Operator, organization.id, &new).await?;
        let people = lms.people(&site.name);
        for (login, role) in ROLES {
            let Some(known) = people.iter().find(|person| person.login == login) else {
                continue;
            };
            let person = person::grant(app, Actor::Operator, platform.id, &known.sub, role).await?;
            if role == ToolRole::Assessor {
                connected.assessors.push(person);
            }
        }
        connected.sites.push((site, platform.id));
    }
    Ok(connected)
}

/// Lets the assessors read work on everything in the sample catalogue, as people who have read before.
pub(super) async fn qualify(
    app: &App,
    organization: OrganizationId,
    assessors: &[PersonId],
) -> Result<(), Failure> {
    for person in assessors {
        let whom = (organization, *person);
        assessment::qualify(app, Actor::Operator, whom, &Scope::All, &[], true).await?;
    }
    Ok(())
}

fn new_connection(site: &SiteFacts) -> NewConnection {
    NewConnection {
        name: Some(site.title.clone()),
        profile: Some(site.profile.clone()),
        issuer: site.issuer.clone(),
        client_id: site.client_ids.first().cloned().unwrap_or_default(),
        authorization_url: site.authorization_url.to_string(),
        token_url: site.token_url.to_string(),
        jwks_url: site.jwks_url.to_string(),
        token_audience: Some(site.token_audience.clone()),
        deployments: site.deployment_ids.clone(),
        profile_overrides: None,
    }
}
