//! What was read last and does not change, so that it need not be read again. Owns the bound of how much is kept; what may be
//! kept is decided where it is read.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Up to so many values by their ids.
#[derive(Debug)]
pub struct Kept<K, V> {
    most: usize,
    known: Mutex<HashMap<K, V>>,
}

impl<K: Clone + Eq + Hash + Debug, V: Clone> Kept<K, V> {
    /// Nothing yet, and at most so many.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            most,
            known: Mutex::default(),
        }
    }

    /// What is known of this.
    pub fn find(&self, id: &K) -> Option<V> {
        self.lock().get(id).cloned()
    }

    /// Keeps what was read of this.
    pub fn keep(&self, id: K, value: V) {
        let mut known = self.lock();
        if known.len() >= self.most && !known.contains_key(&id) {
            // Which one goes matters little: it is read again when it is asked for.
            let one = known.keys().next().cloned();
            one.and_then(|one| known.remove(&one));
        }
        known.insert(id, value);
    }

    /// Reads it again when it is asked for next: something is not as it was.
    pub fn forget(&self, id: &K) {
        self.lock().remove(id);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, V>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let kept = Kept::new(3);
        for id in 0..10 {
            kept.keep(id, id * 2);
            assert_eq!(kept.find(&id), Some(id * 2));
        }
        kept.keep(9, 1);
        assert_eq!((0..10).filter_map(|id| kept.find(&id)).count(), 3);
        assert_eq!(kept.find(&9), Some(1));
        kept.forget(&9);
        assert_eq!(kept.find(&9), None);
    }
}
