//! The folder of a definition, read with care: plain names in this one folder, no links, nothing larger than it may
//! be. What lies outside of the folder cannot be named.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::code::Code;
use super::source::Source;

/// The largest definition or stack file.
pub const LARGEST_DEFINITION: u64 = 1024 * 1024;
/// The largest text beside a definition.
pub const LARGEST_TEXT: u64 = 256 * 1024;
/// The largest picture.
pub const LARGEST_PICTURE: u64 = 2 * 1024 * 1024;
/// The most that a folder may hold.
pub const LARGEST_FOLDER: u64 = 20 * 1024 * 1024;
/// The most files that a folder may hold.
const MOST_FILES: usize = 500;
const LONGEST_NAME: usize = 100;

/// A folder that files are read from.
#[derive(Debug)]
pub struct Folder(PathBuf);

/// Why a file was not taken.
#[derive(Debug)]
pub struct Trouble {
    /// What kind of problem.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub proposal: Option<String>,
}

impl Trouble {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            proposal: None,
        }
    }

    pub fn propose(mut self, proposal: impl Into<String>) -> Self {
        self.proposal = Some(proposal.into());
        self
    }
}

impl Folder {
    /// A folder of one definition, which has to be of a size that somebody could have written.
    pub fn of_definition(path: &Path) -> Result<Self, Trouble> {
        let entries = fs::read_dir(path).map_err(|error| unreadable("the folder", &error))?;
        let mut total = 0;
        for (count, entry) in entries.enumerate() {
            let entry = entry.map_err(|error| unreadable("the folder", &error))?;
            let size = entry.metadata().map_or(0, |metadata| metadata.len());
            total += size;
            if total > LARGEST_FOLDER || count >= MOST_FILES {
                return Err(Trouble::new(
                    Code::TooLarge,
                    format!(
                        "the folder holds more than {} or more than {MOST_FILES} files",
                        in_words(LARGEST_FOLDER)
                    ),
                )
                .propose("keep only the definition, its texts and its pictures here"));
            }
        }
        Ok(Self(path.to_owned()))
    }

    /// The folder that a single file is in.
    pub fn around(file: &Path) -> Self {
        let parent = file.parent().filter(|path| !path.as_os_str().is_empty());
        Self(parent.unwrap_or(Path::new(".")).to_owned())
    }

    /// A text in this folder.
    pub fn text(&self, name: &str, largest: u64) -> Result<Arc<Source>, Trouble> {
        let bytes = self.bytes(name, largest)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..valid]);
            let line = before.matches('\n').count();
            Trouble::new(
                Code::NotUtf8,
                format!("{name} is no UTF-8 text: line {} has other bytes", line + 1),
            )
            .propose("save the file as UTF-8")
        })?;
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        Ok(Arc::new(Source {
            name: name.to_owned(),
            text,
        }))
    }

    /// A file in this folder.
    pub fn bytes(&self, name: &str, largest: u64) -> Result<Vec<u8>, Trouble> {
        if !is_plain_name(name) {
            return Err(Trouble::new(
                Code::FileName,
                format!("{name:?} is not the name of a file in this folder"),
            )
            .propose(
                "put the file beside the definition and give its plain name, such as method.md",
            ));
        }
        let path = self.0.join(name);
        let metadata = match fs::symlink_metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(Trouble::new(
                    Code::FileMissing,
                    format!("there is no file {name} in this folder"),
                ));
            }
            Err(error) => return Err(unreadable(name, &error)),
        };
        if !metadata.is_file() {
            return Err(Trouble::new(
                Code::FileName,
                format!("{name} is no file but a link, a folder or something else"),
            )
            .propose("put the file itself here"));
        }
        let mut bytes = Vec::new();
        if metadata.len() <= largest {
            // One byte more than allowed, in case it grows while it is read.
            File::open(&path)
                .and_then(|file| file.take(largest + 1).read_to_end(&mut bytes))
                .map_err(|error| unreadable(name, &error))?;
        }
        if metadata.len() > largest || bytes.len() as u64 > largest {
            return Err(Trouble::new(
                Code::TooLarge,
                format!(
                    "{name} has {} bytes, and {} are the most that is taken",
                    metadata.len(),
                    in_words(largest)
                ),
            ));
        }
        Ok(bytes)
    }
}

/// Whether it is a name that means a file in the same folder on every system.
pub fn is_plain_name(name: &str) -> bool {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=LONGEST_NAME).contains(&name.len())
        && name.bytes().all(is_usual)
        && !name.starts_with('.')
        && !name.ends_with('.')
}

fn unreadable(name: &str, error: &std::io::Error) -> Trouble {
    Trouble::new(
        Code::FileUnreadable,
        format!("{name} could not be read: {error}"),
    )
}

fn in_words(bytes: u64) -> String {
    match bytes / (1024 * 1024) {
        0 => format!("{} KiB", bytes / 1024),
        mebibytes => format!("{mebibytes} MiB"),
    }
}
