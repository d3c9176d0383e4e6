//! Files of evidence: where one stands (SM-9), which kinds there are, and which of them a slot takes.
//!
//! A virus scan will come between `uploading` and `processing`; until then a file goes from one to the other.

use super::credential::{Bounds, Enforcement, MediaKind, MediaSource, SlotKind};

super::coded! {
    /// Where a file stands.
    FileState {
        /// It is on its way.
        Uploading = "uploading",
        /// It is here and is being looked at.
        Processing = "processing",
        /// It can be handed in, and everything is known of it that a rule may ask.
        Ready = "ready",
        /// It can be handed in as it is; how long the recording is could not be told.
        ReadyOriginal = "ready_original",
        /// It is not taken; the row says why until it is dismissed or forgotten.
        Rejected = "rejected",
        /// Its earner took it away.
        Removed = "removed",
        /// Its content is gone.
        Purged = "purged",
    }

    /// What happens to a file.
    FileEvent {
        /// All of it has come.
        Received = "received",
        /// It was looked at, and is known.
        Understood = "understood",
        /// It was looked at, and its length stays unknown.
        KeptAsItIs = "kept_as_it_is",
        /// It is not taken.
        TurnedAway = "turned_away",
        /// The earner takes it away.
        TakenAway = "taken_away",
        /// Its content is deleted.
        Deleted = "deleted",
    }

    /// What a file is, by its content. The code is its media type.
    Format {
        /// PDF.
        Pdf = "application/pdf",
        /// Word's.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// Its free relative.
        Odt = "application/vnd.oasis.opendocument.text",
        /// PowerPoint's.
        Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        /// Its free relative.
        Odp = "application/vnd.oasis.opendocument.presentation",
        /// Excel's.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// Its free relative.
        Ods = "application/vnd.oasis.opendocument.spreadsheet",
        /// Plain text; a table with commas is text, too.
        Text = "text/plain",
        /// PNG.
        Png = "image/png",
        /// JPEG.
        Jpeg = "image/jpeg",
        /// WebP.
        Webp = "image/webp",
        /// HEIC, as phones take pictures.
        Heic = "image/heic",
        /// MP4.
        Mp4 = "video/mp4",
        /// QuickTime.
        Mov = "video/quicktime",
        /// WebM.
        Webm = "video/webm",
        /// Matroska.
        Mkv = "video/x-matroska",
        /// MP4 with sound alone.
        M4a = "audio/mp4",
        /// WebM with sound alone, as browsers record.
        WebmAudio = "audio/webm",
        /// Matroska with sound alone.
        MkvAudio = "audio/x-matroska",
        /// MP3.
        Mp3 = "audio/mpeg",
        /// WAV.
        Wav = "audio/wav",
        /// Ogg.
        Ogg = "audio/ogg",
        /// FLAC.
        Flac = "audio/flac",
    }

    /// Why a file is not taken.
    NotTaken {
        /// The slot takes no files.
        NoFilesHere = "file-not-for-this-slot",
        /// The work is not open for changes.
        NotOpen = "file-work-not-open",
        /// The slot has all the files that it takes.
        SlotFull = "file-slot-full",
        /// It has no content.
        Empty = "file-empty",
        /// It is larger than what is taken.
        TooLarge = "file-too-large",
        /// More or less came than was announced.
        OtherLength = "file-length-differs",
        /// The connection ended before the file did.
        Interrupted = "file-interrupted",
        /// Nobody can tell what it is, or it is a kind that is taken nowhere.
        UnknownType = "file-type-unknown",
        /// It is of a kind that this slot does not take.
        OtherType = "file-type-not-here",
        /// It ends before it is complete, or does not hang together.
        Damaged = "file-damaged",
        /// A page, a drawing or a program that could act when somebody opens it.
        Active = "file-active-content",
        /// A folder of other files.
        Archive = "file-archive",
        /// Two kinds of file in one.
        Mixed = "file-mixed",
        /// It grows beyond measure when somebody opens it.
        Swelling = "file-unpacks-too-large",
    }
}

/// The most files that one slot takes, whatever its definition says.
pub const MOST_FILES: u32 = 20;

/// The longest description of a picture or caption, in characters.
pub const LONGEST_DESCRIPTION: usize = 1000;

/// Formats that share a limit of size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Documents, slides, tables and texts.
    Document,
    /// Pictures.
    Image,
    /// Sound.
    Audio,
    /// Films.
    Video,
}

impl FileState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Uploading,
        Self::Processing,
        Self::Ready,
        Self::ReadyOriginal,
        Self::Rejected,
        Self::Removed,
        Self::Purged,
    ];

    /// Where the event leads; `None` where it cannot happen.
    #[must_use]
    pub const fn after(self, event: FileEvent) -> Option<Self> {
        use FileEvent as E;
        match (self, event) {
            (Self::Uploading, E::Received) => Some(Self::Processing),
            (Self::Processing, E::Understood) => Some(Self::Ready),
            (Self::Processing, E::KeptAsItIs) => Some(Self::ReadyOriginal),
            (Self::Uploading | Self::Processing, E::TurnedAway) => Some(Self::Rejected),
            (
                Self::Uploading
                | Self::Processing
                | Self::Ready
                | Self::ReadyOriginal
                | Self::Rejected,
                E::TakenAway,
            ) => Some(Self::Removed),
            (Self::Uploading | Self::Processing | Self::Rejected | Self::Removed, E::Deleted) => {
                Some(Self::Purged)
            }
            _ => None,
        }
    }

    /// Whether it can be handed in.
    #[must_use]
    pub const fn is_ready(self) -> bool {
        matches!(self, Self::Ready | Self::ReadyOriginal)
    }

    /// Whether it takes one of the places of its slot.
    #[must_use]
    pub const fn takes_a_place(self) -> bool {
        matches!(self, Self::Uploading | Self::Processing) || self.is_ready()
    }
}

impl Format {
    /// Which limit of size holds for it.
    #[must_use]
    pub const fn family(self) -> Family {
        match self {
            Self::Pdf
            | Self::Docx
            | Self::Odt
            | Self::Pptx
            | Self::Odp
            | Self::Xlsx
            | Self::Ods
            | Self::Text => Family::Document,
            Self::Png | Self::Jpeg | Self::Webp | Self::Heic => Family::Image,
            Self::Mp4 | Self::Mov | Self::Webm | Self::Mkv => Family::Video,
            Self::M4a
            | Self::WebmAudio
            | Self::MkvAudio
            | Self::Mp3
            | Self::Wav
            | Self::Ogg
            | Self::Flac => Family::Audio,
        }
    }

    /// The ending of a name that is not the earner's.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Pptx => "pptx",
            Self::Odp => "odp",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Text => "txt",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Heic => "heic",
            Self::Mp4 => "mp4",
            Self::Mov => "mov",
            Self::Webm | Self::WebmAudio => "webm",
            Self::Mkv => "mkv",
            Self::MkvAudio => "mka",
            Self::M4a => "m4a",
            Self::Mp3 => "mp3",
            Self::Wav => "wav",
            Self::Ogg => "ogg",
            Self::Flac => "flac",
        }
    }

    /// Whether browsers show it by themselves. Office documents, texts and HEIC are saved.
    #[must_use]
    pub const fn is_shown_by_browsers(self) -> bool {
        match self.family() {
            Family::Document => matches!(self, Self::Pdf),
            Family::Image => !matches!(self, Self::Heic),
            Family::Audio | Family::Video => true,
        }
    }

    /// Whether it is what a definition means by `kind`.
    #[must_use]
    pub const fn is(self, kind: MediaKind) -> bool {
        match kind {
            MediaKind::Pdf => matches!(self, Self::Pdf),
            MediaKind::Document => matches!(self, Self::Docx | Self::Odt),
            MediaKind::Slides => matches!(self, Self::Pptx | Self::Odp),
            MediaKind::Spreadsheet => matches!(self, Self::Xlsx | Self::Ods | Self::Text),
            MediaKind::Image => matches!(self.family(), Family::Image),
            MediaKind::Text => matches!(self, Self::Text),
        }
    }
}

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

impl Format {
    /// Every format.
    pub const ALL: [Self; 23] = [
        Self::Pdf,
        Self::Docx,
        Self::Odt,
        Self::Pptx,
        Self::Odp,
        Self::Xlsx,
        Self::Ods,
        Self::Text,
        Self::Png,
        Self::Jpeg,
        Self::Webp,
        Self::Heic,
        Self::Mp4,
        Self::Mov,
        Self::Webm,
        Self::Mkv,
        Self::M4a,
        Self::WebmAudio,
        Self::MkvAudio,
        Self::Mp3,
        Self::Wav,
        Self::Ogg,
        Self::Flac,
    ];
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

/// A name as it can be kept and shown: the last part of a path, without characters that steer a terminal or turn
/// the direction of writing (a name that reads `exe.gnp` backwards), and not endless. Empty names get a plain one.
#[must_use]
pub fn plain_name(name: &str) -> String {
    const LONGEST: usize = 120;
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |letter: &char| {
        !letter.is_control()
            && !matches!(*letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
    };
    let kept: String = last.chars().filter(is_plain).collect();
    let kept = kept.trim().trim_start_matches('.');
    if kept.is_empty() {
        return String::from("file");
    }
    let length = kept.chars().count();
    if length <= LONGEST {
        return kept.to_owned();
    }
    // The ending says what it is; what is cut is in the middle.
    let start: String = kept.chars().take(LONGEST - 21).collect();
    let end: String = kept.chars().skip(length - 20).collect();
    format!("{start}…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(max: Option<u32>, over: Enforcement) -> Option<Bounds> {
        Some(Bounds {
            min: None,
            max,
            over,
            under: Enforcement::Warn,
        })
    }

    fn slot(files: Option<Bounds>, types: &[MediaKind]) -> SlotKind {
        SlotKind::File {
            files,
            pages: None,
            types: types.to_vec(),
        }
    }

    #[test]
    fn what_is_gone_stays_gone_and_only_what_was_looked_at_is_ready() {
        use FileEvent as E;
        let events = [
            E::Received,
            E::Understood,
            E::KeptAsItIs,
            E::TurnedAway,
            E::TakenAway,
            E::Deleted,
        ];
        for event in events {
            assert_eq!(FileState::Purged.after(event), None);
            for state in FileState::ALL {
                let becomes_ready = state.after(event).is_some_and(FileState::is_ready);
                assert_eq!(
                    becomes_ready,
                    state == FileState::Processing
                        && matches!(event, E::Understood | E::KeptAsItIs),
                    "{state:?} {event:?}"
                );
            }
        }
        assert_eq!(
            FileState::Ready.after(E::Deleted),
            None,
            "evidence is not deleted before it is taken away"
        );
    }

    #[test]
    fn a_format_is_read_back_from_its_media_type() {
        for format in Format::ALL {
            assert_eq!(Format::try_from(format.code().to_owned()), Ok(format));
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
        assert_eq!(most(files(Some(3), Enforcement::Block)), 3);
        assert_eq!(most(files(Some(3), Enforcement::Warn)), MOST_FILES);
        assert_eq!(most(files(Some(500), Enforcement::Block)), MOST_FILES);
        assert_eq!(most(files(None, Enforcement::Block)), MOST_FILES);
    }

    #[test]
    fn a_name_is_kept_without_what_misleads() {
        for (given, kept) in [
            ("plan.pdf", "plan.pdf"),
            ("/home/dana/plan.pdf", "plan.pdf"),
            (r"C:\Users\dana\plan.pdf", "plan.pdf"),
            ("../../etc/passwd", "passwd"),
            ("..", "file"),
            ("", "file"),
            ("a\0b.pdf", "ab.pdf"),
            ("evil\u{202e}gnp.exe", "evilgnp.exe"),
            (".htaccess", "htaccess"),
            (
                "Unterrichtsplan für Übung.docx",
                "Unterrichtsplan für Übung.docx",
            ),
            ("a\r\nSet-Cookie: x", "aSet-Cookie: x"),
        ] {
            assert_eq!(plain_name(given), kept, "{given:?}");
        }
        let long = plain_name(&format!("{}.pdf", "x".repeat(500)));
        assert_eq!(long.chars().count(), 120);
        assert!(long.ends_with(".pdf"));
    }
}
