//! `microcred demo`: the whole thing on a fresh machine, with nothing to configure. The tool is on `localhost`,
//! the practice LMS on `127.0.0.1`: two sites to a browser, so that frames are cross-site as in life.

mod connect;
mod guide;
mod people;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use tokio::net::TcpListener;
use tracing::instrument::WithSubscriber;
use tracing::subscriber::NoSubscriber;

use super::{Failure, Places, credential, output, serve, start};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::lifecycle::{self, Shutdown};
use crate::practice::{self, Cast};
use crate::{jobs, telemetry, web};

const TOOL_PORT: u16 = 8080;
const LMS_PORT: u16 = 8090;
const DAY: Duration = Duration::from_secs(24 * 3600);

/// What is there at the beginning, and ports for machines on which the usual ones are taken.
#[derive(Args)]
#[command(
    after_help = "Example: microcred demo\nThen open the address that it prints. Ctrl-C ends it; what was done in the practice LMS is gone then.\n\nThe course is under way: seventeen invented people have come as far as one can, each to another place, and the first page says\nwho is where. With --empty nothing is placed and nobody has begun, to do all of it oneself."
)]
pub struct Arguments {
    /// Start with an empty course: nothing placed, and nobody at work
    #[arg(long)]
    empty: bool,
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
    let now = Clock::system().now();
    let clock = if arguments.empty {
        Clock::system()
    } else {
        Clock::told(now.minus(DAY * people::BEGINNING))
    };
    let app = start::open_at(&config, clock.clone()).await?;
    serve::prepare(&app, &config).await?;
    let public_url = format!("http://127.0.0.1:{}/", lms.local_addr()?.port());
    let practice = connect::practice_lms(&app, &public_url, clock.clone())?;
    let connected = connect::connect(&app, &config, &practice).await?;
    let organization = start::organization(&app, &config, None).await?;
    credential::import_samples(&app, organization.id, &folder.path).await?;
    connect::qualify(&app, organization.id, &connected.assessors).await?;
    let lms_stop = shutdown.clone();
    let lms = tokio::spawn(practice::serve(lms, practice.clone(), async move {
        lms_stop.requested().await;
    }));
    let (tool, meanwhile) = twice(tool)?;
    let cast = if arguments.empty {
        None
    } else {
        let stage = people::Stage::new((&app, &practice), (&clock, now), &connected.sites)?;
        let cast = tell(&stage, &config, meanwhile).await?;
        clock.let_go();
        catch_up(&app, &config).await?;
        Some(cast)
    };
    practice.show_guide(guide::guide(&config.server.effective_public_url(), cast));
    output::line(&format!("\n  Open {public_url} in a browser.\n"));
    output::line(
        "  It says in five steps what there is to do, as teacher, learner, assessor and stranger.",
    );
    output::line("  Everything in it is invented. Ctrl-C ends the demo.\n");
    let served = serve::until_stopped(app, &config, Some(tool), shutdown.clone(), true).await;
    shutdown.request();
    drop(lms.await);
    served
}

/// One more way to take callers in at the same address, for the time until the tool works in earnest.
fn twice(listener: TcpListener) -> Result<(TcpListener, TcpListener), Failure> {
    let listener = listener.into_std()?;
    let other = TcpListener::from_std(listener.try_clone()?)?;
    Ok((TcpListener::from_std(listener)?, other))
}

/// Lets the people of the course do what they have done so far. The tool answers meanwhile, because the LMS asks it for its
/// keys; what it does by the clock waits, because the clock stands in the past.
async fn tell(
    stage: &people::Stage<'_>,
    config: &Config,
    listener: TcpListener,
) -> Result<Cast, Failure> {
    let stop = Shutdown::new();
    let router = web::router(stage.app().clone(), serve::options(config, false));
    let grace = config.server.shutdown_grace;
    let serving = tokio::spawn(lifecycle::serve(listener, router, stop.clone(), grace));
    // Every launch of years would be in the log of this minute.
    let telling = Box::pin(people::tell(stage));
    let told = telling.with_subscriber(NoSubscriber::new()).await;
    stop.request();
    // Whatever became of it, the listener that stays has not been asked anything yet.
    drop(serving.await);
    told
}

/// Does what the clock would have led to by now.
async fn catch_up(app: &App, config: &Config) -> Result<(), Failure> {
    serve::prepare(app, config).await?;
    jobs::attempts::run(app).await?;
    jobs::badges::run(app).await?;
    Ok(())
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
