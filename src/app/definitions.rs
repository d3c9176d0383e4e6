//! Definitions that were read before. A version's definition is large and is asked for with every save; what was read once is
//! kept while its hash is the stored one, because a correction of a typo changes it in place.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Error;
use crate::domain::credential::Definition;
use crate::domain::id::CredentialVersionId;
use crate::store::{Conn, credential};

/// How many are kept; a district works on a few dozen at a time.
const MOST: usize = 256;

/// The definitions that were read last.
#[derive(Debug, Default)]
pub struct Definitions(Mutex<HashMap<CredentialVersionId, Known>>);

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
        db: &mut Conn,
        id: CredentialVersionId,
        content_hash: &str,
    ) -> Result<Arc<Definition>, Error> {
        if let Some(known) = self.known(id, content_hash) {
            return Ok(known);
        }
        let version = credential::find_version(db, id)
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
        if all.len() >= MOST && !all.contains_key(&id) {
            // Which one goes matters little: it is read again when it is asked for.
            let one = all.keys().next().copied();
            one.and_then(|one| all.remove(&one));
        }
        let known = Known {
            content_hash,
            definition,
        };
        all.insert(id, known);
    }
}
