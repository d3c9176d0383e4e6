//! `microcred practice-lms`: the practice LMS alone.

use std::net::SocketAddr;

use clap::Args;
use tokio::net::TcpListener;
use url::Url;

use super::{Failure, output};
use crate::clock::Clock;
use crate::config::LogFormat;
use crate::lifecycle::Shutdown;
use crate::practice::{self, PracticeLms, Privacy, Settings, ToolRegistration};
use crate::telemetry;

/// Where it listens, and the tool it starts with.
#[derive(Args)]
#[command(
    after_help = "Example: microcred practice-lms --tool https://tool.example.org/lti/login \
    --redirect https://tool.example.org/lti/launch --jwks https://tool.example.org/lti/jwks.json\n\
    Without a tool, register one on the practice LMS's own settings page."
)]
pub struct Arguments {
    /// The address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// The address under which browsers and tools reach it [default: http:// and the address it listens on]
    #[arg(long, value_name = "URL")]
    public_url: Option<Url>,
    /// Login initiation address of a tool
    #[arg(long, value_name = "URL", requires_all = ["redirect", "jwks"])]
    tool: Option<Url>,
    /// Redirect and target address of that tool
    #[arg(long, value_name = "URL")]
    redirect: Option<Url>,
    /// Key set of that tool
    #[arg(long, value_name = "URL")]
    jwks: Option<Url>,
    /// Client id of that tool
    #[arg(long, default_value = "practice-client")]
    client_id: String,
    /// Deployment id of that tool
    #[arg(long, default_value = "1")]
    deployment_id: String,
}

/// Runs until it is asked to stop.
pub async fn run(arguments: Arguments) -> Result<(), Failure> {
    telemetry::start(LogFormat::Text, "info")
        .map_err(|error| Failure::wrong_use(error.to_string()))?;
    let shutdown = Shutdown::on_signals()?;
    let listener = TcpListener::bind(arguments.listen).await?;
    let public_url = match &arguments.public_url {
        Some(url) => url.clone(),
        None => format!("http://{}/", listener.local_addr()?)
            .parse()
            .map_err(|_| Failure::problem("the listening address is no web address"))?,
    };
    let settings = Settings {
        public_url: public_url.clone(),
        tools: Vec::new(),
        clock: Clock::system(),
    };
    let lms = PracticeLms::new(settings).map_err(|error| Failure::problem(error.to_string()))?;
    if let (Some(login), Some(redirect), Some(jwks)) =
        (&arguments.tool, &arguments.redirect, &arguments.jwks)
    {
        for site in lms.sites() {
            let tool = ToolRegistration {
                site: site.name,
                client_id: arguments.client_id.clone(),
                deployment_id: arguments.deployment_id.clone(),
                name: String::from("Tool"),
                login_url: login.clone(),
                redirect_uris: vec![redirect.to_string()],
                target_link_uri: redirect.clone(),
                jwks_url: jwks.clone(),
                privacy: Privacy::Public,
            };
            lms.add_tool(tool)
                .map_err(|error| Failure::problem(error.to_string()))?;
        }
    }
    describe(&lms, &arguments);
    output::line(&format!("The practice LMS is ready: open {public_url}"));
    practice::serve(listener, lms, async move { shutdown.requested().await }).await?;
    Ok(())
}

/// What a tool's administrator has to enter there.
fn describe(lms: &PracticeLms, arguments: &Arguments) {
    for site in lms.sites() {
        output::line(&format!("{} ({})", site.title, site.name));
        for (name, value) in [
            ("issuer", site.issuer),
            ("client id", arguments.client_id.clone()),
            ("deployment id", arguments.deployment_id.clone()),
            ("authorization URL", site.authorization_url.to_string()),
            ("token URL", site.token_url.to_string()),
            ("JWKS URL", site.jwks_url.to_string()),
            (
                "OpenID configuration",
                site.openid_configuration_url.to_string(),
            ),
        ] {
            output::line(&format!("  {name}: {value}"));
        }
    }
}
