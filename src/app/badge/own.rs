//! Addresses of badges on this host, answered without the way through the network: a badge of ours is verified by what is at
//! rest here, also where nobody outside could reach it yet.

use serde_json::{Value, json};

use super::look::{Assertion, Looked, achievement, assertion_2, look};
use super::{
    Form, baked, class_2, did_document, host_document, picture, profile_2, status_document,
};
use crate::app::{App, Error};
use crate::badges::fetch::FetchError;
use crate::domain::badge::Code;

/// What is at a path, in the form that programs read.
pub(super) async fn content(app: &App, path: &str) -> Result<Vec<u8>, FetchError> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let found = match parts[..] {
        ["badges", name] => return badge(app, name).await,
        ["ob2", "badges", code] => return older(app, code).await,
        [".well-known", "did.json"] => host_document(app).await.map(|found| json!(found)),
        ["issuers", slug, "did.json"] => did_document(app, slug).await.map(|found| json!(found)),
        ["achievements", version] => {
            let found = achievement(app, version).await;
            found.map(|of| of.document(app, version))
        }
        ["achievements", version, name] => return picture_of(app, version, name).await,
        ["status", list] => return list_of(app, list).await,
        ["ob2", "issuers", slug] => profile_2(app, slug).await.map(Value::Object),
        ["ob2", "achievements", version] => class_2(app, version).await.map(Value::Object),
        _ => return Err(NOTHING),
    };
    found.map(written).map_err(told)
}

const NOTHING: FetchError = FetchError::Status(404);

fn written(document: Value) -> Vec<u8> {
    document.to_string().into_bytes()
}

fn told(error: Error) -> FetchError {
    match error {
        Error::NotFound(_) => NOTHING,
        error => FetchError::Unreachable(error.to_string()),
    }
}

async fn looked(app: &App, code: &str) -> Result<Looked, FetchError> {
    let code = Code::read(code).ok_or(NOTHING)?;
    look(app, &code).await.map_err(told)
}

/// The page of a badge is its id: what stands there for programs is the document.
async fn badge(app: &App, name: &str) -> Result<Vec<u8>, FetchError> {
    let (code, form) = match name.rsplit_once('.') {
        Some((code, ending)) => (code, Form::of_ending(ending).ok_or(NOTHING)?),
        None => (name, Form::Json),
    };
    let looked = looked(app, code).await?;
    let badge = looked.shown.badge.clone();
    match form {
        Form::Json => Ok(badge.document.into_bytes()),
        Form::Jwt => Ok(badge.token.into_bytes()),
        Form::Png | Form::Svg => baked(app, &looked, form).await.map_err(told),
    }
}

async fn older(app: &App, code: &str) -> Result<Vec<u8>, FetchError> {
    let looked = looked(app, code).await?;
    match assertion_2(app, &looked) {
        Assertion::Holds(document) => Ok(written(Value::Object(document))),
        Assertion::Gone(_) => Err(FetchError::Status(410)),
        Assertion::Nobodys => Err(NOTHING),
    }
}

async fn picture_of(app: &App, version: &str, name: &str) -> Result<Vec<u8>, FetchError> {
    let form = name.strip_prefix("picture.").and_then(Form::of_ending);
    let form = form.ok_or(NOTHING)?;
    let of = achievement(app, version).await.map_err(told)?;
    let picture = picture(app, version, &of, form).await.map_err(told)?;
    Ok(picture.to_vec())
}

async fn list_of(app: &App, id: &str) -> Result<Vec<u8>, FetchError> {
    let id = id.parse().map_err(|_| NOTHING)?;
    let list = status_document(app, id).await.map_err(told)?;
    Ok(list.document.into_bytes())
}
