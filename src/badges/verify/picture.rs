//! Whether a picture is the one that the badge inside it names. A genuine badge can be put into any picture, and people
//! believe what they see.

use serde_json::{Map, Value};
use url::Url;

use super::{Code, Finding};
use crate::badges::bake;
use crate::badges::fetch::Fetch;

pub async fn check(picture: &[u8], document: &Map<String, Value>, network: &dyn Fetch) -> Finding {
    let subject = document.get("credentialSubject");
    let named = [
        subject,
        subject.and_then(|subject| subject.get("achievement")),
    ]
    .into_iter()
    .flatten()
    .filter_map(|of| address(of.get("image")?));
    let plain = bake::plain(picture);
    let mut is_compared = false;
    for address in named {
        let Ok(other) = network.get(address, bake::MAX_BYTES).await else {
            continue;
        };
        let other = bake::plain(&other);
        if other.is_some() && other == plain {
            return Finding::new(Code::PictureSame);
        }
        // A picture in another format says nothing about this one.
        is_compared |= other.is_some_and(|other| bake::is_alike(&other, picture));
    }
    Finding::new(if is_compared {
        Code::PictureDiffers
    } else {
        Code::PictureNotCompared
    })
}

fn address(image: &Value) -> Option<Url> {
    let address = image.as_str().or_else(|| image.get("id")?.as_str())?;
    let address: Url = address.parse().ok()?;
    matches!(address.scheme(), "http" | "https").then_some(address)
}
