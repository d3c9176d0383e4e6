//! `microcred serve`: the tool.

use std::net::SocketAddr;

use clap::Args;
use tokio::net::TcpListener;

use super::{Failure, Places, output, start};
use crate::app::{App, signing_key};
use crate::config::Config;
use crate::lifecycle::{self, Shutdown};
use crate::{jobs, metrics, telemetry, web};

/// What `serve` can be told on the command line; everything else is in the settings.
#[derive(Args)]
#[command(
    after_help = "Example: microcred serve --public-url https://credentials.example.org --data /var/lib/microcred"
)]
pub struct Arguments {
    /// The address to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The address under which browsers and LMSs reach the tool
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Call LMSs on loopback and private addresses too; leave it off on the public internet
    #[arg(long)]
    allow_private_network: bool,
    /// What this process does: all, web or worker
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
}

impl Arguments {
    fn overrides(&self) -> Vec<(&'static str, String)> {
        let given = [
            (
                "server.listen",
                self.listen.map(|address| address.to_string()),
            ),
            ("server.public_url", self.public_url.clone()),
            (
                "security.allow_private_network",
                self.allow_private_network.then(|| String::from("true")),
            ),
            ("server.role", self.role.clone()),
        ];
        given
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    }
}

/// Runs until it is asked to stop.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let (config, _) = start::load(places, arguments.overrides())?;
    telemetry::start(config.logs.format, &config.logs.filter)
        .map_err(|error| Failure::wrong_use(error.to_string()))?;
    for warning in config.warnings() {
        tracing::warn!("{warning}");
    }
    let shutdown = Shutdown::on_signals()?;
    let app = start::open(&config).await?;
    prepare(&app, &config).await?;
    let tool = app.settings.tool.public_url.origin().ascii_serialization();
    // A worker takes no address from the process that serves pages beside it.
    let listener = if config.server.role.serves_pages() {
        let listener = bind(config.server.listen).await?;
        let address = listener.local_addr()?;
        output::line(&format!(
            "microcred is ready at {tool} (listening on {address})"
        ));
        Some(listener)
    } else {
        output::line(&format!("microcred is ready to work for {tool}"));
        None
    };
    until_stopped(app, &config, listener, shutdown, false).await
}

async fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Failure::problem(format!("listening on {address}: {error}")))
}

/// What must be there before the first request: an organisation and a key that signs.
pub(super) async fn prepare(app: &App, config: &Config) -> Result<(), Failure> {
    start::organization(app, config, None).await?;
    signing_key::keep(app, "start").await?;
    Ok(())
}

/// How pages are served, by the settings.
pub(super) fn options(config: &Config, shows_styleguide: bool) -> web::Options {
    web::Options {
        max_body: config.server.max_body.bytes(),
        timeout: config.server.request_timeout,
        shows_styleguide,
    }
}

/// Serves, where there is something to listen to, works and measures, as the settings say, until the request to stop;
/// then closes in order.
pub(super) async fn until_stopped(
    app: App,
    config: &Config,
    listener: Option<TcpListener>,
    shutdown: Shutdown,
    shows_styleguide: bool,
) -> Result<(), Failure> {
    let server = &config.server;
    let worker = server
        .role
        .runs_jobs()
        .then(|| tokio::spawn(jobs::work(app.clone(), shutdown.clone())));
    let meter = match server.metrics_listen {
        Some(address) => {
            let listener = TcpListener::bind(address).await?;
            let router = metrics::router(metrics::install());
            Some(tokio::spawn(lifecycle::serve(
                listener,
                router,
                shutdown.clone(),
                server.shutdown_grace,
            )))
        }
        None => None,
    };
    match listener {
        Some(listener) => {
            let router = web::router(app.clone(), options(config, shows_styleguide));
            lifecycle::serve(listener, router, shutdown.clone(), server.shutdown_grace).await?;
        }
        None => shutdown.requested().await,
    }
    if let Some(worker) = worker {
        // A worker that panicked has said so in the log; stopping goes on.
        drop(worker.await);
    }
    if let Some(meter) = meter {
        drop(meter.await);
    }
    app.db.close().await;
    Ok(())
}
