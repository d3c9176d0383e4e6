//! The content of evidence: where it lies, how it comes in, and what it is. Knows nothing of who may see it, of
//! the database or of HTTP.
//!
//! * [`store`] is the seam to the place where content lies: a folder today, anything that `object_store` speaks to
//!   later. Nothing outside of this module knows which.
//! * [`receive`] takes a stream in with bounded memory: counts, hashes, cleans and stores on the way, and leaves
//!   nothing behind when it is not taken. `sha256` and `write_out` are what goes on beside it.
//! * [`guess`] says from the first bytes what something claims to be, [`look`] from all of it whether that holds.
//!   Names and announced types are never asked.
//! * [`clean`] takes out of pictures and films what does not belong to others, while they stream in: where they were taken,
//!   and with what. [`strip`] takes it out of documents, and of pictures as phones take them, once they are here.
//!
//! # One file, one kind
//!
//! A file that is two things at once is shown as one and run as the other. So the rule is: the first byte begins the
//! kind that a file is taken as, and that kind has to account for everything up to the last byte. Pictures are cut
//! where they end; what follows the end of a PDF, a ZIP-based document, a WAV or an MP4 makes the file *mixed*, and
//! it is not taken. What is inside of a kind (a comment in a picture, a script in a PDF) is cut out or inert: it
//! is only ever served under the media type that was found here.

pub mod clean;
pub mod guess;
pub mod look;
pub mod receive;
mod sha256;
pub mod source;
pub mod store;
pub mod strip;
mod write_out;

use crate::domain::file::{Family, Format, NotTaken};

pub use look::Looked;
pub use receive::{Received, Terms, pass_over};
pub use store::EvidenceStore;

/// How large files may be, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Documents, slides, tables and texts.
    pub document: u64,
    /// Pictures.
    pub image: u64,
    /// Sound.
    pub audio: u64,
    /// Films.
    pub video: u64,
}

impl Limits {
    /// The limit for files like this.
    #[must_use]
    pub const fn of(&self, format: Format) -> u64 {
        match format.family() {
            Family::Document => self.document,
            Family::Image => self.image,
            Family::Audio => self.audio,
            Family::Video => self.video,
        }
    }
}

/// Why content could not be taken in or given out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not taken, for a reason that its earner can do something about.
    #[error("the file is not taken: {}", .0.code())]
    NotTaken(NotTaken),
    /// The place where content lies does not work.
    #[error("the evidence store: {0}")]
    Store(#[from] object_store::Error),
    /// Its folder cannot be made ready.
    #[error("the evidence folder: {0}")]
    Folder(#[from] std::io::Error),
    /// The work on it was broken off.
    #[error("looking at a file: {0}")]
    Work(#[from] tokio::task::JoinError),
}

impl From<NotTaken> for Error {
    fn from(why: NotTaken) -> Self {
        Self::NotTaken(why)
    }
}
