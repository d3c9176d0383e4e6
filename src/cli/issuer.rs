//! `microcred issuer`: who stands for badges, and with which keys.

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Failure, Places, output, start};
use crate::app::badge::{self, Told};

/// What to do with issuers.
#[derive(Subcommand)]
pub enum Command {
    /// Show who stands for the badges of this installation
    #[command(after_help = "Example: microcred issuer list --json")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Make an issuer before its first award; otherwise it is made with that, from what the definition says
    #[command(
        after_help = "Example: microcred issuer add \"Riverbend School District\" --email badges@riverbend.example\nThe name has to be the one that definitions give as their issuer."
    )]
    Add {
        /// Its name, as definitions write it
        #[arg(value_name = "NAME")]
        name: String,
        /// The organisation that it belongs to [default: the one of the settings]
        #[arg(long, value_name = "NAME")]
        organization: Option<String>,
        #[command(flatten)]
        about: About,
    },
    /// Change what is told of an issuer; badges that are issued from then on say it
    #[command(
        after_help = "Example: microcred issuer set riverbend-school-district --url https://riverbend.example"
    )]
    Set {
        /// Its name in addresses, from `microcred issuer list`
        #[arg(value_name = "SLUG")]
        slug: String,
        #[command(flatten)]
        about: About,
    },
    /// Give an issuer new keys; what the old ones signed stays valid
    #[command(after_help = "Example: microcred issuer rotate-key riverbend-school-district")]
    RotateKey {
        /// Its name in addresses, from `microcred issuer list`
        #[arg(value_name = "SLUG")]
        slug: String,
        /// The old keys may have become known: nothing that they sign from now on is believed
        #[arg(long)]
        known: bool,
    },
}

/// What is told of an issuer.
#[derive(Args)]
pub struct About {
    /// Its page
    #[arg(long, value_name = "ADDRESS")]
    url: Option<url::Url>,
    /// Where questions about its badges go
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// What it is, in a sentence
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
}

impl About {
    fn told(self) -> Result<Told, Failure> {
        if let Some(email) = self.email.as_ref().filter(|email| !email.contains('@')) {
            return Err(Failure::wrong_use(format!(
                "{email:?} is no e-mail address"
            )));
        }
        Ok(Told {
            url: self.url.map(String::from),
            email: self.email,
            description: self.description,
        })
    }
}

/// Runs it.
pub async fn run(places: &Places, command: Command) -> Result<(), Failure> {
    let (config, app) = start::open_for_command(places).await?;
    let did = |slug: &str| app.settings.badges.addresses.issuer(slug);
    match command {
        Command::List { json: as_json } => {
            let issuers = badge::issuers(&app).await?;
            if as_json {
                let list: Vec<_> = issuers
                    .iter()
                    .map(|(issuer, keys)| {
                        json!({
                            "slug": issuer.slug,
                            "name": issuer.name,
                            "did": did(&issuer.slug),
                            "url": issuer.url,
                            "email": issuer.email,
                            "description": issuer.description,
                            "keys": keys,
                        })
                    })
                    .collect();
                output::json(&list);
                return Ok(());
            }
            let rows: Vec<_> = issuers
                .iter()
                .map(|(issuer, keys)| {
                    vec![
                        issuer.slug.clone(),
                        issuer.name.clone(),
                        keys.to_string(),
                        did(&issuer.slug),
                    ]
                })
                .collect();
            output::table(&["SLUG", "NAME", "KEYS", "IDENTIFIER"], &rows);
        }
        Command::Add {
            name,
            organization,
            about,
        } => {
            let told = about.told()?;
            let organization = start::organization(&app, &config, organization.as_deref()).await?;
            let added = badge::add_issuer(&app, organization.id, &name, &told).await?;
            output::line(&format!("added {} ({})", added.slug, did(&added.slug)));
        }
        Command::Set { slug, about } => {
            let changed = badge::tell_issuer(&app, &slug, &about.told()?).await?;
            output::line(&format!("changed {}", changed.slug));
        }
        Command::RotateKey { slug, known } => {
            let number = badge::rotate_key(&app, &slug, known).await?;
            output::line(&format!("key-{number} of {slug} signs from now on"));
        }
    }
    Ok(())
}
