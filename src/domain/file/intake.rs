//! What a slot takes, by its definition.

use super::{Family, Format};
use crate::domain::credential::{Bounds, Enforcement, MediaKind, MediaSource, SlotKind};

/// The most files that one slot takes, whatever its definition says.
pub const MOST_FILES: u32 = 20;

/// What a slot takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// How many files.
    pub most: u32,
    kinds: Kinds,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kinds {
    Documents(Vec<MediaKind>),
    Family(Family),
}

impl Intake {
    /// What a slot of this kind takes; `None` when it takes no files.
    #[must_use]
    pub fn of(slot: &SlotKind) -> Option<Self> {
        let (most, kinds) = match slot {
            SlotKind::File { files, types, .. } => (most(*files), Kinds::Documents(types.clone())),
            SlotKind::Image { files } => (most(*files), Kinds::Family(Family::Image)),
            SlotKind::Audio { source, .. } => (recordings(*source)?, Kinds::Family(Family::Audio)),
            SlotKind::Video { source, .. } => (recordings(*source)?, Kinds::Family(Family::Video)),
            SlotKind::Text { .. }
            | SlotKind::Table { .. }
            | SlotKind::ObservationLog { .. }
            | SlotKind::Link {}
            | SlotKind::Attestation { .. } => return None,
        };
        Some(Self { most, kinds })
    }

    /// Whether it takes this format.
    #[must_use]
    pub fn takes(&self, format: Format) -> bool {
        match &self.kinds {
            Kinds::Family(family) => format.family() == *family,
            Kinds::Documents(kinds) if kinds.is_empty() => {
                matches!(format.family(), Family::Document | Family::Image)
            }
            Kinds::Documents(kinds) => kinds.iter().any(|kind| format.is(*kind)),
        }
    }

    /// Every format that it takes, for the file dialog and the largest size.
    pub fn formats(&self) -> impl Iterator<Item = Format> {
        Format::ALL.into_iter().filter(|format| self.takes(*format))
    }
}

/// One file where nothing is said. What only warns above its limit takes more files than that.
fn most(files: Option<Bounds>) -> u32 {
    let Some(bounds) = files else { return 1 };
    match (bounds.max, bounds.over) {
        (Some(max), Enforcement::Block) => max.min(MOST_FILES),
        _ => MOST_FILES,
    }
}

const fn recordings(source: MediaSource) -> Option<u32> {
    match source {
        MediaSource::Upload | MediaSource::Either => Some(1),
        MediaSource::Link => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(max: Option<u32>, over: Enforcement) -> Bounds {
        Bounds {
            min: None,
            max,
            over,
            under: Enforcement::Warn,
        }
    }

    fn slot(files: Option<Bounds>, types: &[MediaKind]) -> SlotKind {
        SlotKind::File {
            files,
            pages: None,
            types: types.to_vec(),
        }
    }

    #[test]
    fn a_slot_takes_what_its_definition_says() {
        let takes = |slot: &SlotKind, format| Intake::of(slot).unwrap().takes(format);
        let anything = slot(None, &[]);
        for (format, expected) in [
            (Format::Pdf, true),
            (Format::Text, true),
            (Format::Png, true),
            (Format::Mp4, false),
            (Format::Mp3, false),
        ] {
            assert_eq!(takes(&anything, format), expected, "{format:?}");
        }
        let tables = slot(None, &[MediaKind::Spreadsheet]);
        assert!(takes(&tables, Format::Text), "a table with commas is text");
        assert!(!takes(&tables, Format::Pdf));
        let video = |source| SlotKind::Video {
            duration: None,
            source,
            captions_required: false,
            notes: None,
        };
        assert!(takes(&video(MediaSource::Either), Format::Webm));
        assert!(!takes(&video(MediaSource::Upload), Format::M4a));
        assert_eq!(Intake::of(&video(MediaSource::Link)), None);
        assert_eq!(Intake::of(&SlotKind::Link {}), None);
    }

    #[test]
    fn a_slot_takes_as_many_files_as_its_limit_blocks() {
        let most = |files| Intake::of(&slot(files, &[])).unwrap().most;
        assert_eq!(most(None), 1);
        assert_eq!(most(Some(files(Some(3), Enforcement::Block))), 3);
        assert_eq!(most(Some(files(Some(3), Enforcement::Warn))), MOST_FILES);
        assert_eq!(most(Some(files(Some(500), Enforcement::Block))), MOST_FILES);
        assert_eq!(most(Some(files(None, Enforcement::Block))), MOST_FILES);
    }
}
