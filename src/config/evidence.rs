//! Section `evidence`: where files of evidence lie, and how large they may be.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::amount::Size;
use super::section::section;

section! {
    /// Where files of evidence lie, and how large they may be.
    "evidence" Evidence {
        /// The folder for what earners upload. Without it, `evidence` in `server.data`. It is closed to other users
        /// of the machine, and belongs into every backup together with the database.
        folder: Option<PathBuf> = none like "/srv/microcred/evidence",
        /// The largest document: PDF, text, slides, tables.
        largest_document: Size = "200 MiB",
        /// The largest picture.
        largest_image: Size = "50 MiB",
        /// The largest sound recording.
        largest_audio: Size = "1 GiB",
        /// The largest film.
        largest_video: Size = "5 GiB",
        /// How long an upload may stand still before it is given up. There is no limit on the whole of it: a long
        /// film over a slow line takes its time.
        upload_idle: Duration = "60 s",
    }
}

impl Evidence {
    /// The folder: `folder`, or the one in the data folder.
    #[must_use]
    pub fn effective_folder(&self, data: &Path) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| data.join("evidence"))
    }
}
