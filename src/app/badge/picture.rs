//! Pictures of badges: drawn once for each version, or made of the author's own, and kept for a while, and with a badge
//! inside for who takes it along. Owns how much is drawn at once: a picture keeps a core busy for longer than a page does.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use tokio::sync::Semaphore;

use super::Form;
use super::compose;
use super::look::{Assertion, Looked, Of, assertion_2};
use crate::app::{App, Error};
use crate::badges::bake::{self, Standard};
use crate::picture::PictureError;
use crate::picture::badge::{Colour, Face, Kind, svg};
use crate::picture::own::{self, Own};
use crate::picture::raster::{framed, png};
use crate::store::{credential, stack};

/// How many are drawn at once.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// How many are kept.
const MOST: usize = 128;
/// How many points a side of a PNG has.
const SIDE: u32 = 512;

/// Of which version, and whether as points or lines.
type Name = (String, Form);

/// Pictures that were drawn, those last asked for at the end.
#[derive(Debug, Default)]
pub struct Pictures(Mutex<VecDeque<(Name, Arc<[u8]>)>>);

impl Pictures {
    fn find(&self, name: &Name) -> Option<Arc<[u8]>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(known, _)| known == name)?;
        let found = kept.remove(at)?;
        let picture = found.1.clone();
        kept.push_back(found);
        Some(picture)
    }

    fn keep(&self, name: Name, picture: Arc<[u8]>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == MOST {
            kept.pop_front();
        }
        kept.push_back((name, picture));
    }
}

/// The picture of what can be earned, with nobody's badge inside. What is published never changes, so neither does its picture.
///
/// # Errors
/// [`Error::NotFound`] for a form that is no picture; [`Error::Undrawn`].
pub async fn picture(app: &App, version: &str, of: &Of, form: Form) -> Result<Arc<[u8]>, Error> {
    if !matches!(form, Form::Png | Form::Svg) {
        return Err(Error::NotFound("picture"));
    }
    let name = (version.to_owned(), form);
    if let Some(known) = app.pictures.find(&name) {
        return Ok(known);
    }
    let own = own(app, version, of).await?;
    let of = of.clone();
    let drawn = drawn(move || match (own, form) {
        (Some(own), Form::Png) => framed(&own),
        (Some(own), _) => own_svg(&of, &own).map(String::into_bytes),
        (None, Form::Png) => png(&svg(&face(&of)), SIDE),
        (None, _) => Ok(svg(&face(&of)).into_bytes()),
    });
    let picture: Arc<[u8]> = drawn.await?.into();
    app.pictures.keep(name, picture.clone());
    Ok(picture)
}

/// The picture that the author brought for it, where they did.
async fn own(app: &App, version: &str, of: &Of) -> Result<Option<Vec<u8>>, Error> {
    const NONE: Error = Error::NotFound("picture");
    let Some(image) = of.badge_image() else {
        return Ok(None);
    };
    let mut db = app.db.read().await?;
    let found = match of {
        Of::Credential(_) => {
            let id = version.parse().map_err(|_| NONE)?;
            credential::find_image(&mut db, id, &image.file).await?
        }
        Of::Stack(_) | Of::Course(_) => {
            let id = version.parse().map_err(|_| NONE)?;
            stack::find_image(&mut db, id, &image.file).await?
        }
    };
    found.map(|found| Some(found.content)).ok_or(NONE)
}

fn own_svg(of: &Of, picture: &[u8]) -> Result<String, PictureError> {
    own::svg(&Own {
        picture,
        alt: of.badge_image().map_or("", |image| &image.alt),
        text: &format!("{}. {}", of.title(), of.issuer()),
        language: of.language(),
    })
}

fn face(of: &Of) -> Face<'_> {
    Face {
        title: of.title(),
        issuer: of.issuer(),
        kind: match of {
            Of::Credential(_) => Kind::Credential,
            Of::Stack(_) => Kind::Stack,
            Of::Course(_) => Kind::Course,
        },
        colour: colour(of),
        language: of.language(),
        alt: compose::picture_text(of.language()),
    }
}

/// The colour of everything that is drawn of it: always the same one, whatever it becomes a part of later.
#[must_use]
pub fn colour(of: &Of) -> Colour {
    Colour::of(of.slug())
}

/// The picture of a badge, with the badge inside: as it is today, and for old backpacks where it can be said whose it is.
///
/// # Errors
/// As for [`picture`].
pub async fn baked(app: &App, looked: &Looked, form: Form) -> Result<Vec<u8>, Error> {
    let version = looked.shown.version();
    let plain = picture(app, &version, &looked.of, form).await?;
    let undrawn = |error: bake::BakeError| Error::Undrawn(error.to_string());
    let document = &looked.shown.badge.document;
    let mut baked = bake::bake(&plain, Standard::V3, document).map_err(undrawn)?;
    if let Assertion::Holds(older) = assertion_2(app, looked) {
        let older = Value::Object(older).to_string();
        baked = bake::bake(&baked, Standard::V2, &older).map_err(undrawn)?;
    }
    Ok(baked)
}

/// Draws off the threads that answer others, few at a time.
///
/// # Errors
/// [`Error::Undrawn`].
pub async fn drawn(
    work: impl FnOnce() -> Result<Vec<u8>, PictureError> + Send + 'static,
) -> Result<Vec<u8>, Error> {
    let undrawn = |why: String| Error::Undrawn(why);
    let place = AT_ONCE.acquire().await;
    let _place = place.map_err(|error| undrawn(error.to_string()))?;
    let done = tokio::task::spawn_blocking(work).await;
    let picture = done.map_err(|error| undrawn(error.to_string()))?;
    picture.map_err(|error| undrawn(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pictures_last_asked_for_are_kept() {
        let pictures = Pictures::default();
        let name = |number: usize| (number.to_string(), Form::Png);
        for number in 0..MOST {
            pictures.keep(name(number), Arc::from([0_u8]));
        }
        assert!(pictures.find(&name(0)).is_some());
        pictures.keep(name(MOST), Arc::from([1_u8]));
        assert!(pictures.find(&name(0)).is_some());
        assert!(pictures.find(&name(1)).is_none());
        assert!(pictures.find(&("0".into(), Form::Svg)).is_none());
    }
}
