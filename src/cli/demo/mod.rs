//! `microcred demo`: the whole thing on a fresh machine, with nothing to configure. The tool is on `localhost`,
//! the practice LMS on `127.0.0.1`: two sites to a browser, so that frames are cross-site as in life.

mod guide;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use tokio::net::TcpListener;

use super::{Failure, Places, credential, output, serve, start};
use crate::app::assessment::{self, Scope};
use crate::app::audit::Actor;
use crate::app::connection::{self, NewConnection};
use crate::app::{App, person};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::grant::ToolRole;
use crate::domain::id::{OrganizationId, PersonId};
use crate::lifecycle::Shutdown;
use crate::practice::{self, PracticeLms, Privacy, Settings, SiteFacts, ToolRegistration};
use crate::telemetry;

const TOOL_PORT: u16 = 8080;
const LMS_PORT: u16 = 8090;
/// Which person of each practice site has which tool role.
const ROLES: [(&str, ToolRole); 7] = [
    ("alex", ToolRole::OrgOwner),
    ("ines", ToolRole::Assessor),
    ("noor", ToolRole::Assessor),
    ("jorge", ToolRole::LeadAssessor),
    ("lena", ToolRole::Screener),
    ("lena", ToolRole::IntegrityOfficer),
    ("lena", ToolRole::ProgramAdmin),
];

/// Ports, for machines on which the usual ones are taken.
#[derive(Args)]
#[command(
    after_help = "Example: microcred demo\nThen open the address that it prints. Ctrl-C ends it; what was done in the practice LMS is gone then."
)]
pub struct Arguments {
    /// The port of the tool [default: 8080, or a free one]
    #[arg(long)]
    tool_port: Option<u16>,
    /// The port of the practice LMS [default: 8090, or a free one]
    #[arg(long)]
    lms_port: Option<u16>,
}

/// Runs until it is asked to stop.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let shutdown = Shutdown::on_signals()?;
    let tool = bind(arguments.tool_port, TOOL_PORT).await?;
    let lms = bind(arguments.lms_port, LMS_PORT).await?;
    let tool_port = tool.local_addr()?.port();
    let folder = Folder::of(places)?;
    let places = Places {
        config: places.config.clone(),
        data: Some(folder.path.clone()),
    };
    let (config, _) = start::load(&places, overrides(tool_port))?;
    telemetry::start(config.logs.format, &config.logs.filter)
        .map_err(|error| Failure::wrong_use(error.to_string()))?;
    let app = start::open(&config).await?;
    serve::prepare(&app, &config).await?;
    let public_url = format!("http://127.0.0.1:{}/", lms.local_addr()?.port());
    let practice = practice_lms(&app, &public_url)?;
    let practice = practice.with_guide(guide::guide(&config.server.effective_public_url()));
    let assessors = connect(&app, &config, &practice).await?;
    let organization = start::organization(&app, &config, None).await?;
    credential::import_samples(&app, organization.id, &folder.path).await?;
    qualify(&app, organization.id, &assessors).await?;
    output::line(&format!("\n  Open {public_url} in a browser.\n"));
    output::line(
        "  It says in five steps what there is to do, as teacher, learner, assessor and stranger.",
    );
    output::line("  Everything in it is invented. Ctrl-C ends the demo.\n");
    let lms_stop = shutdown.clone();
    let lms = tokio::spawn(practice::serve(lms, practice, async move {
        lms_stop.requested().await;
    }));
    let served = serve::until_stopped(app, &config, tool, shutdown.clone(), true).await;
    shutdown.request();
    drop(lms.await);
    served
}

fn overrides(tool_port: u16) -> Vec<(&'static str, String)> {
    vec![
        ("server.listen", format!("127.0.0.1:{tool_port}")),
        ("server.public_url", format!("http://localhost:{tool_port}")),
        ("security.allow_private_network", String::from("true")),
        ("logs.filter", String::from("warn,microcred=info")),
        ("tool.organization", String::from("Sample District")),
    ]
}

/// The wished port, or the usual one, or a free one when nobody wished for one and the usual one is taken.
async fn bind(wished: Option<u16>, usual: u16) -> Result<TcpListener, Failure> {
    let address = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    match wished {
        Some(port) => TcpListener::bind(address(port))
            .await
            .map_err(|error| Failure::problem(format!("port {port}: {error}"))),
        None => match TcpListener::bind(address(usual)).await {
            Ok(listener) => Ok(listener),
            Err(_) => Ok(TcpListener::bind(address(0)).await?),
        },
    }
}

/// Where the demo's data is: in the folder that was asked for, or in one that is gone at the end.
struct Folder {
    path: PathBuf,
    is_ours: bool,
}

impl Folder {
    fn of(places: &Places) -> Result<Self, Failure> {
        match &places.data {
            Some(path) => Ok(Self {
                path: path.clone(),
                is_ours: false,
            }),
            None => {
                let name = format!("microcred-demo-{}", uuid::Uuid::now_v7().simple());
                let path = std::env::temp_dir().join(name);
                std::fs::create_dir(&path)?;
                Ok(Self {
                    path,
                    is_ours: true,
                })
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.is_ours {
            // Nothing depends on it any more; what cannot be removed is in the system's folder for such things.
            drop(std::fs::remove_dir_all(&self.path));
        }
    }
}

fn practice_lms(app: &App, public_url: &str) -> Result<PracticeLms, Failure> {
    let problem = |error: &dyn std::fmt::Display| Failure::problem(error.to_string());
    let settings = Settings {
        public_url: public_url.parse().map_err(|error| problem(&error))?,
        tools: Vec::new(),
        clock: Clock::system(),
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

/// Connects the tool with each site, as an operator would by `microcred platform add`, and gives its people their tool
/// roles. Says who assesses.
async fn connect(app: &App, config: &Config, lms: &PracticeLms) -> Result<Vec<PersonId>, Failure> {
    let organization = start::organization(app, config, None).await?;
    let mut assessors = vec![];
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
                assessors.push(person);
            }
        }
    }
    Ok(assessors)
}

/// Lets the assessors read work on everything in the sample catalogue, as people who have read before.
async fn qualify(
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
