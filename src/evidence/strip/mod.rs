//! Documents, and pictures from phones, without what their programs wrote about people: authors, companies, titles, the place
//! and the device. Owns taking it out of stored content in place: what is taken out becomes blank space of the same length, so
//! that nothing else moves and nothing is coded anew. What cannot be blanked so stays as it is: what is locked, signed, or
//! packed together with other things; and the page says so before a file is added.
//!
//! Pictures and films that can be cleaned while they stream in are ([`super::clean`]).

mod heic;
mod office;
mod pdf;

use aws_lc_rs::digest::{SHA256, digest};
use object_store::ObjectStoreExt;
use object_store::path::Path;
use tokio_util::bytes::Bytes;

use super::look::Looked;
use super::receive::hexadecimal;
use super::source::Source;
use super::{Error, EvidenceStore, Received};
use crate::domain::file::Format;

/// Larger files stay as they are: all of one is held.
const LARGEST: u64 = 32 * 1024 * 1024;

impl EvidenceStore {
    /// Takes out of stored content what is about people and no part of it, and says what is stored then.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn strip(
        &self,
        key: &str,
        looked: Looked,
        received: Received,
    ) -> Result<Received, Error> {
        let Some(strip) = of(looked.format).filter(|_| received.bytes <= LARGEST) else {
            return Ok(received);
        };
        // Nobody closes it, so a place comes.
        let _place = self.looks.acquire().await;
        let source = self.source(key, received.bytes)?;
        let stripped = tokio::task::spawn_blocking(move || stripped(source, strip));
        let Some((bytes, sha256)) = stripped.await?? else {
            return Ok(received);
        };
        let path = Path::parse(key).map_err(object_store::Error::from)?;
        self.objects.put(&path, Bytes::from(bytes).into()).await?;
        self.close_file(key)?;
        Ok(Received { sha256, ..received })
    }
}

/// Blanks what is to be blanked, and says whether that was anything.
type Strip = fn(&mut [u8]) -> bool;

fn of(format: Format) -> Option<Strip> {
    match format {
        Format::Pdf => Some(pdf::strip),
        Format::Docx | Format::Xlsx | Format::Pptx | Format::Odt | Format::Ods | Format::Odp => {
            Some(office::strip)
        }
        Format::Heic => Some(heic::strip),
        _ => None,
    }
}

fn stripped(mut source: Source, strip: Strip) -> Result<Option<(Vec<u8>, String)>, Error> {
    let length = source.length();
    let mut bytes = source.bytes_at(0, length)?;
    Ok(strip(&mut bytes).then(|| {
        let sha256 = hexadecimal(digest(&SHA256, &bytes).as_ref());
        (bytes, sha256)
    }))
}

/// Where a text begins in other bytes, from a place on.
fn position(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len())
        .position(|window| window == wanted)
        .map(|at| from + at)
}
