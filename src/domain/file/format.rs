//! What a file can be.

use crate::domain::credential::MediaKind;

crate::domain::coded! {
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
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_read_back_from_its_media_type() {
        for format in Format::ALL {
            assert_eq!(Format::try_from(format.code().to_owned()), Ok(format));
        }
    }
}
