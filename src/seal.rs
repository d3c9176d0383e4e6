//! Secrets at rest. Owns encryption under the installation's master key (AES-256-GCM); where that key comes
//! from is a setting.

use std::path::Path;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::random::Random;

/// Why a secret could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The text is not 32 bytes in base64.
    #[error("a master key is 32 bytes in base64 (44 characters)")]
    BadMasterKey,
    /// Another master key, another purpose, or a changed text.
    #[error("the stored secret does not open with this master key")]
    NotOurs,
    /// The file with the master key cannot be read or made.
    #[error("the master key file {path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Seals and opens secrets.
pub struct Seal {
    key: LessSafeKey,
}

impl Seal {
    /// From 32 bytes in base64.
    ///
    /// # Errors
    /// [`SealError::BadMasterKey`].
    pub fn from_base64(text: &str) -> Result<Self, SealError> {
        let bytes = STANDARD
            .decode(text.trim())
            .map_err(|_| SealError::BadMasterKey)?;
        let key = UnboundKey::new(&AES_256_GCM, &bytes).map_err(|_| SealError::BadMasterKey)?;
        Ok(Self {
            key: LessSafeKey::new(key),
        })
    }

    /// From a file that is made, readable by its owner alone, when it is not there.
    ///
    /// # Errors
    /// [`SealError::File`] or [`SealError::BadMasterKey`].
    pub fn from_file(path: &Path, random: &Random) -> Result<Self, SealError> {
        let file_error = |source| SealError::File {
            path: path.display().to_string(),
            source,
        };
        match std::fs::read_to_string(path) {
            Ok(text) => Self::from_base64(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let text = STANDARD.encode(random.bytes::<32>());
                write_private(path, &text).map_err(file_error)?;
                Self::from_base64(&text)
            }
            Err(error) => Err(file_error(error)),
        }
    }

    /// Seals `secret`; `purpose` must be given again to open it, so that one sealed value cannot stand in for
    /// another.
    ///
    /// # Errors
    /// [`SealError::NotOurs`] when the cipher refuses, which it does only for texts beyond its limits.
    pub fn seal(&self, purpose: &str, secret: &[u8], random: &Random) -> Result<String, SealError> {
        let nonce = random.bytes::<NONCE_LEN>();
        let mut sealed = secret.to_vec();
        self.key
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(purpose.as_bytes()),
                &mut sealed,
            )
            .map_err(|_| SealError::NotOurs)?;
        Ok(STANDARD.encode([&nonce[..], &sealed].concat()))
    }

    /// Opens what [`Seal::seal`] made.
    ///
    /// # Errors
    /// [`SealError::NotOurs`].
    pub fn open(&self, purpose: &str, sealed: &str) -> Result<Vec<u8>, SealError> {
        let bytes = STANDARD.decode(sealed).map_err(|_| SealError::NotOurs)?;
        let (nonce, text) = bytes
            .split_at_checked(NONCE_LEN)
            .ok_or(SealError::NotOurs)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::NotOurs)?;
        let mut text = text.to_vec();
        let opened = self
            .key
            .open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut text)
            .map_err(|_| SealError::NotOurs)?;
        Ok(opened.to_vec())
    }
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal() -> Seal {
        Seal::from_base64(&STANDARD.encode([7; 32])).unwrap()
    }

    #[test]
    fn a_secret_opens_for_its_purpose_and_no_other() {
        let sealed = seal()
            .seal("signing-key", b"secret", &Random::system())
            .unwrap();
        assert!(!sealed.contains("secret"));
        assert_eq!(seal().open("signing-key", &sealed).unwrap(), b"secret");
        assert!(seal().open("registration-token", &sealed).is_err());
        let other = Seal::from_base64(&STANDARD.encode([8; 32])).unwrap();
        assert!(other.open("signing-key", &sealed).is_err());
    }

    #[test]
    fn what_was_changed_or_cut_does_not_open() {
        let sealed = seal().seal("p", b"secret", &Random::system()).unwrap();
        let mut changed = STANDARD.decode(&sealed).unwrap();
        changed[15] ^= 1;
        for bad in [
            STANDARD.encode(changed),
            String::new(),
            "AAAA".into(),
            "***".into(),
        ] {
            assert!(seal().open("p", &bad).is_err());
        }
    }

    #[test]
    fn the_key_file_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        let first = Seal::from_file(&path, &Random::system()).unwrap();
        let sealed = first.seal("p", b"x", &Random::system()).unwrap();
        let second = Seal::from_file(&path, &Random::system()).unwrap();
        assert_eq!(second.open("p", &sealed).unwrap(), b"x");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }
}
