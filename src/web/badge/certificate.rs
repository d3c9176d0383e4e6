//! The certificate of a badge: on paper, for its holder alone.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};

use super::mine::read;
use super::no_badge;
use super::public::is_shareable;
use super::view::{View, kind};
use crate::app::App;
use crate::app::badge::{self, Form, Mine};
use crate::clock::Timestamp;
use crate::domain::id::LaunchId;
use crate::i18n::Language;
use crate::picture::PictureError;
use crate::picture::badge::Colour;
use crate::picture::certificate::{Attachment, Badge, Certificate, Labels, Paper, pdf};
use crate::templates::badge::certificate::{self as template, Words};
use crate::templates::layout::Shell;
use crate::web::Failure;
use crate::web::extract::Session;

/// The certificate.
///
/// # Errors
/// [`Failure::NoBadge`] for everybody else's, [`Failure::BadgeGone`] for what was taken back.
pub async fn show(
    State(app): State<App>,
    session: Session,
    Path((_, code)): Path<(LaunchId, String)>,
) -> Result<Response, Failure> {
    let mine = badge::mine(&app, &session, &read(&code)?)
        .await
        .map_err(no_badge)?;
    let looked = &mine.looked;
    if !is_shareable(looked) {
        return Err(Failure::BadgeGone);
    }
    let view = View::of(&app, looked);
    let version = looked.shown.version();
    // An author's own picture may be of points, which paper takes as such.
    let form = match looked.of.badge_image() {
        Some(_) => Form::Png,
        None => Form::Svg,
    };
    let picture = badge::picture(&app, &version, &looked.of, form).await?;
    let name = format!("attachment; filename=\"certificate-{}.pdf\"", view.code);
    // North America prints on Letter, and its locales say so; without one it is taken to be there.
    let paper = match session.launch.locale.as_deref() {
        None | Some("en" | "en-US" | "en_US" | "en-CA" | "en_CA" | "es-US" | "es_US") => {
            Paper::Letter
        }
        Some(_) => Paper::A4,
    };
    let sheet = Sheet::of(&mine, view, paper);
    let written = badge::drawn(move || match form {
        Form::Png => sheet.written(Badge::Png(&picture)),
        _ => sheet.written(Badge::Svg(&String::from_utf8_lossy(&picture))),
    })
    .await?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, written).into_response())
}

/// Everything that stands on it.
struct Sheet {
    words: Words,
    language: Language,
    paper: Paper,
    person: String,
    title: String,
    claim: String,
    issuer: String,
    issued: String,
    valid_until: Option<String>,
    colour: Colour,
    document: String,
    created: DateTime<Utc>,
    view: View,
}

impl Sheet {
    fn of(mine: &Mine, view: View, paper: Paper) -> Self {
        let looked = &mine.looked;
        let (of, shown) = (&looked.of, &looked.shown);
        let language = Language::from_tag(of.language()).unwrap_or(Language::English);
        let shell = Shell {
            language,
            nonce: "",
        };
        let words = template::words(&shell, kind(of));
        let day = |at: Timestamp| template::day(&shell, moment(at).date_naive());
        Self {
            language,
            paper,
            person: mine.name.clone().unwrap_or_else(|| words.holder.clone()),
            title: of.title().to_owned(),
            claim: of.claim().to_owned(),
            issuer: shown.issuer_name.clone(),
            issued: day(shown.issued_at),
            valid_until: shown.valid_until.map(day),
            colour: badge::colour(of),
            document: shown.badge.document.clone(),
            created: moment(shown.badge.valid_from),
            words,
            view,
        }
    }

    fn written(&self, badge: Badge<'_>) -> Result<Vec<u8>, PictureError> {
        let words = &self.words;
        pdf(&Certificate {
            paper: self.paper,
            language: self.language.tag(),
            heading: &words.heading,
            person: &self.person,
            title: &self.title,
            claim: &self.claim,
            issuer: &self.issuer,
            hours: self.view.hours.as_deref(),
            issued: &self.issued,
            valid_until: self.valid_until.as_deref(),
            standards: &self.view.standards,
            number: &self.view.code,
            address: &self.view.address,
            badge,
            colour: self.colour,
            labels: Labels {
                certifies: &words.certifies,
                earned: &words.earned,
                issuer: &words.issuer,
                issued: &words.issued,
                valid_until: &words.valid_until,
                hours: &words.hours,
                standards: &words.standards,
                number: &words.number,
                verify: &words.verify,
                badge: &words.badge,
                code: &words.code,
                continued: &words.continued,
            },
            attachment: Some(Attachment {
                name: "credential.json",
                media_type: "application/vc+ld+json",
                description: &words.attachment,
                bytes: self.document.as_bytes(),
            }),
            created: self.created,
        })
    }
}

fn moment(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.millis()).unwrap_or_default()
}
