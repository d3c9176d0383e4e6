//! What a save needs to know and what was read before. A version's definition is large; what was read once is kept while its
//! hash is the stored one, because a correction of a typo changes it in place. Whose an attempt is and what it is on never
//! changes, and who saves by the hash that was read here is told by the save itself when it is another by now.

use std::sync::Arc;

use super::Error;
use super::kept::Kept;
use crate::domain::credential::Definition;
use crate::domain::id::{AttemptId, CredentialVersionId};
use crate::store::saving::{self, Place};
use crate::store::{Db, credential};

/// How many definitions are kept; a district works on a few dozen at a time.
const MOST: usize = 256;
/// How many attempts are known; so many are written in at the same time.
const MOST_PLACES: usize = 4096;

/// The definitions that were read last.
#[derive(Debug)]
pub struct Definitions(Kept<CredentialVersionId, Known>);

#[derive(Clone, Debug)]
struct Known {
    content_hash: String,
    definition: Arc<Definition>,
}

impl Default for Definitions {
    fn default() -> Self {
        Self(Kept::new(MOST))
    }
}

impl Definitions {
    /// The definition of a version whose content has this hash at the moment.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a version that does not exist.
    pub(super) async fn find(
        &self,
        db: &Db,
        id: CredentialVersionId,
        content_hash: &str,
    ) -> Result<Arc<Definition>, Error> {
        let known = self.0.find(&id);
        if let Some(known) = known.filter(|known| known.content_hash == content_hash) {
            return Ok(known.definition);
        }
        let mut line = db.read().await?;
        let version = credential::find_version(&mut line, id)
            .await?
            .ok_or(Error::NotFound("version"))?;
        // It may have been corrected since the hash was read; what is kept goes with the hash that came with it.
        let known = Known {
            content_hash: version.content_hash,
            definition: Arc::new(version.definition.0),
        };
        self.0.keep(id, known.clone());
        Ok(known.definition)
    }
}

/// The attempts that were written in last.
#[derive(Debug)]
pub struct Places(Kept<AttemptId, Arc<Place>>);

impl Default for Places {
    fn default() -> Self {
        Self(Kept::new(MOST_PLACES))
    }
}

impl Places {
    /// Whose an attempt is and what it is on, with the hash of its content as it was when it was last read.
    pub(super) async fn find(&self, db: &Db, id: AttemptId) -> Result<Option<Arc<Place>>, Error> {
        if let Some(known) = self.0.find(&id) {
            return Ok(Some(known));
        }
        let mut line = db.read().await?;
        let found = saving::find_place(&mut line, id).await?.map(Arc::new);
        if let Some(found) = &found {
            self.0.keep(id, found.clone());
        }
        Ok(found)
    }

    /// Reads it again when it is asked for next: something is not as it was.
    pub(super) fn forget(&self, id: AttemptId) {
        self.0.forget(&id);
    }
}
