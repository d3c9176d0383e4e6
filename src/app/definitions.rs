//! What a save needs to know and what was read before. A version's definition is large; what was read once is kept while its
//! hash is the stored one, because a correction of a typo changes it in place. Whose an attempt is and what it is on never
//! changes, and who saves by the hash that was read here is told by the save itself when it is another by now.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Error;
use crate::domain::credential::Definition;
use crate::domain::id::{AttemptId, CredentialVersionId};
use crate::store::saving::{self, Place};
use crate::store::{Db, credential};

/// How many definitions are kept; a district works on a few dozen at a time.
const MOST: usize = 256;
/// How many attempts are known; so many are written in at the same time.
const MOST_PLACES: usize = 4096;

/// The definitions that were read last.
#[derive(Debug, Default)]
pub struct Definitions(Mutex<HashMap<CredentialVersionId, Known>>);

/// The attempts that were written in last.
#[derive(Debug, Default)]
pub struct Places(Mutex<HashMap<AttemptId, Arc<Place>>>);

impl Places {
    /// Whose an attempt is and what it is on, with the hash of its content as it was when it was last read.
    pub(super) async fn find(&self, db: &Db, id: AttemptId) -> Result<Option<Arc<Place>>, Error> {
        if let Some(known) = self.lock().get(&id) {
            return Ok(Some(known.clone()));
        }
        let mut line = db.read().await?;
        let found = saving::find_place(&mut line, id).await?.map(Arc::new);
        if let Some(found) = &found {
            keep(&mut self.lock(), MOST_PLACES, id, found.clone());
        }
        Ok(found)
    }

    /// Reads it again when it is asked for next: something is not as it was.
    pub(super) fn forget(&self, id: AttemptId) {
        self.lock().remove(&id);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<AttemptId, Arc<Place>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn keep<K: Copy + Eq + Hash, V>(all: &mut HashMap<K, V>, most: usize, id: K, known: V) {
    if all.len() >= most && !all.contains_key(&id) {
        // Which one goes matters little: it is read again when it is asked for.
        let one = all.keys().next().copied();
        one.and_then(|one| all.remove(&one));
    }
    all.insert(id, known);
}

#[derive(Clone, Debug)]
struct Known {
    content_hash: String,
    definition: Arc<Definition>,
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
        if let Some(known) = self.known(id, content_hash) {
            return Ok(known);
        }
        let mut line = db.read().await?;
        let version = credential::find_version(&mut line, id)
            .await?
            .ok_or(Error::NotFound("version"))?;
        let definition = Arc::new(version.definition.0);
        // It may have been corrected since the hash was read; what is kept goes with the hash that came with it.
        self.keep(id, version.content_hash, definition.clone());
        Ok(definition)
    }

    fn known(&self, id: CredentialVersionId, content_hash: &str) -> Option<Arc<Definition>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = all.get(&id)?;
        (known.content_hash == content_hash).then(|| known.definition.clone())
    }

    fn keep(&self, id: CredentialVersionId, content_hash: String, definition: Arc<Definition>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = Known {
            content_hash,
            definition,
        };
        keep(&mut all, MOST, id, known);
    }
}
