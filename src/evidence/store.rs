//! Where content lies. Owns the seam to `object_store`, and the rights of the folder.

use std::ops::Range;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use futures_util::stream::{BoxStream, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt, PutPayload};
use tokio::sync::Semaphore;
use tokio_util::bytes::Bytes;

use super::Error;
use super::source::Source;
use crate::domain::id::{FileId, OrganizationId};

/// The content of evidence. Cheap to clone.
#[derive(Clone, Debug)]
pub struct EvidenceStore {
    pub(super) objects: Arc<dyn ObjectStore>,
    /// Where it is a folder: what is written there is closed to others.
    folder: Option<PathBuf>,
    /// How many files are looked at together: each look may hold a whole document.
    pub(super) looks: Arc<Semaphore>,
}

/// As many looks as a small machine bears.
const LOOKS_AT_ONCE: usize = 4;

impl EvidenceStore {
    /// In this folder, which is made where it is missing, and is its owner's alone.
    ///
    /// # Errors
    /// [`Error::Folder`] or [`Error::Store`] when it cannot be used.
    pub fn in_folder(folder: &FilePath) -> Result<Self, Error> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
        close(folder, 0o700)?;
        // What is acknowledged survives a power cut, as everything in the database does.
        let objects = LocalFileSystem::new_with_prefix(folder)?
            .with_automatic_cleanup(true)
            .with_fsync(true);
        Ok(Self {
            objects: Arc::new(objects),
            folder: Some(folder.canonicalize()?),
            looks: Arc::new(Semaphore::new(LOOKS_AT_ONCE)),
        })
    }

    /// A key for a new file. Its secret part is nowhere but in the database.
    #[must_use]
    pub fn key(organization: OrganizationId, file: FileId, secret: &str) -> String {
        format!("organization/{organization}/{file}-{secret}")
    }

    /// Some of the content, as it comes.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn read(
        &self,
        key: &str,
        range: Range<u64>,
    ) -> Result<BoxStream<'static, Result<Bytes, std::io::Error>>, Error> {
        let options = GetOptions {
            range: (!range.is_empty()).then_some(GetRange::Bounded(range)),
            ..GetOptions::default()
        };
        let path = Path::parse(key).map_err(object_store::Error::from)?;
        let content = self.objects.get_opts(&path, options).await?.into_stream();
        Ok(Box::pin(content.map_err(std::io::Error::other)))
    }

    /// Deletes content; what is not there is deleted.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn delete(&self, key: &str) -> Result<(), Error> {
        let path = Path::parse(key).map_err(object_store::Error::from)?;
        if let Some(unfinished) = self.unfinished(key) {
            // What a killed process had begun to write.
            match tokio::fs::remove_file(unfinished).await {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error.into());
                }
                _ => {}
            }
        }
        match self.objects.delete(&path).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether content can be written, read and deleted. `name` is nobody else's.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn probe(&self, name: &str) -> Result<(), Error> {
        let path = Path::from(format!("probe-{name}"));
        self.objects
            .put(&path, PutPayload::from_static(b"probe"))
            .await?;
        let read = self.objects.get(&path).await;
        self.objects.delete(&path).await?;
        read?;
        Ok(())
    }

    /// The content for somebody who reads here and there, and waits for it on a thread of their own.
    ///
    /// # Errors
    /// [`Error::Store`] when the key is none.
    ///
    /// # Panics
    /// Outside of the runtime.
    pub fn source(&self, key: &str, bytes: u64) -> Result<Source, Error> {
        let path = Path::parse(key).map_err(object_store::Error::from)?;
        Ok(Source::new(self.objects.clone(), path, bytes))
    }

    /// Where a folder keeps content until all of it has come; no two writers share a key, so it has this one name.
    pub(super) fn unfinished(&self, key: &str) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?;
        Some(folder.join(format!("{key}#1")))
    }

    /// Closes a file that was just written to everybody else.
    pub(super) fn close_file(&self, key: &str) -> Result<(), Error> {
        match &self.folder {
            Some(folder) => Ok(close(&folder.join(key), 0o600)?),
            None => Ok(()),
        }
    }
}

#[cfg(unix)]
fn close(path: &FilePath, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn close(_: &FilePath, _: u32) -> std::io::Result<()> {
    Ok(())
}
