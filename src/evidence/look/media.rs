//! Sound, and films in Matroska: how long they are, by `symphonia`. Owns what is made of its answers; a recording that
//! it cannot read is kept as it is, unless nothing else says what it is.

use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

use super::super::source::Source;
use super::{Looked, exactly, guarded, unreadable};
use crate::domain::file::{Format, NotTaken};

/// What was read of a recording.
struct Recording {
    duration_ms: Option<u64>,
    has_picture: bool,
    has_sound: bool,
}

fn read(source: Source) -> Option<Recording> {
    guarded(|| {
        let stream = MediaSourceStream::new(Box::new(source), MediaSourceStreamOptions::default());
        let reader = symphonia::default::get_probe()
            .probe(
                &Hint::new(),
                stream,
                FormatOptions::default(),
                MetadataOptions::default(),
            )
            .ok()?;
        let has = |kind| reader.first_track(kind).is_some();
        Some(Recording {
            duration_ms: duration(&*reader),
            has_picture: has(TrackType::Video),
            has_sound: has(TrackType::Audio),
        })
    })
}

/// The container's length, or that of its longest track.
fn duration(reader: &dyn FormatReader) -> Option<u64> {
    let media = reader.media_info();
    let whole = media.time_base.zip(media.duration);
    let tracks = reader
        .tracks()
        .iter()
        .filter_map(|track| track.time_base.zip(track.duration));
    let lengths = whole.into_iter().chain(tracks);
    let milliseconds = lengths.filter_map(|(base, length)| {
        let time = base.calc_duration(length)?;
        u64::try_from(time.as_millis()).ok()
    });
    milliseconds.max()
}

/// MP3, Ogg and FLAC: their first bytes are few, so a reader has to agree.
pub(super) fn sound(source: Source, format: Format) -> Result<Looked, NotTaken> {
    let recording = read(source)
        .filter(|recording| recording.has_sound)
        .ok_or(NotTaken::Damaged)?;
    Ok(Looked::lasting(format, recording.duration_ms))
}

/// WAV: a RIFF that is as long as it says, or says nothing, as one that was recorded as it came.
pub(super) fn wav(mut source: Source) -> Result<Looked, NotTaken> {
    let [_, _, _, _, length @ ..]: [u8; 8] = exactly(&mut source, 0).map_err(unreadable)?;
    let announced = u32::from_le_bytes(length);
    let end = u64::from(announced) + 8;
    if !matches!(announced, 0 | u32::MAX) {
        if end > source.length() {
            return Err(NotTaken::Damaged);
        }
        if end + end % 2 < source.length() {
            return Err(NotTaken::Mixed);
        }
    }
    sound(source, Format::Wav)
}

/// Matroska and WebM: a header, then one segment to the end.
pub(super) fn matroska(mut source: Source, is_webm: bool) -> Result<Looked, NotTaken> {
    let (_, start) = element(&mut source, 0)?;
    let header_end = start.ok_or(NotTaken::Damaged)?;
    if header_end >= source.length() {
        return Err(NotTaken::Damaged);
    }
    let (id, end) = element(&mut source, header_end)?;
    match end {
        _ if id != 0x1853_8067 => return Err(NotTaken::Mixed),
        Some(end) if end > source.length() => return Err(NotTaken::Damaged),
        Some(end) if end < source.length() => return Err(NotTaken::Mixed),
        _ => {}
    }
    let Some(recording) = read(source) else {
        let format = if is_webm { Format::Webm } else { Format::Mkv };
        return Ok(Looked::plain(format));
    };
    let format = match (recording.has_picture, recording.has_sound, is_webm) {
        (false, false, _) => return Err(NotTaken::Damaged),
        (true, _, true) => Format::Webm,
        (true, _, false) => Format::Mkv,
        (false, true, true) => Format::WebmAudio,
        (false, true, false) => Format::MkvAudio,
    };
    Ok(Looked::lasting(format, recording.duration_ms))
}

/// The id of the element here, and where it ends where it says so.
fn element(source: &mut Source, at: u64) -> Result<(u64, Option<u64>), NotTaken> {
    let bytes = source.bytes_at(at, 12).map_err(unreadable)?;
    let first = *bytes.first().ok_or(NotTaken::Damaged)?;
    let id_length = first.leading_zeros() as usize + 1;
    let size_first = *bytes.get(id_length).ok_or(NotTaken::Damaged)?;
    let size_length = size_first.leading_zeros() as usize + 1;
    if id_length > 4 || size_length > 8 {
        return Err(NotTaken::Damaged);
    }
    let size_bytes = bytes
        .get(id_length..id_length + size_length)
        .ok_or(NotTaken::Damaged)?;
    let number = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte))
    };
    // The marker bit of a size is not part of it; all bits set say that nobody knows.
    let mask = (1u64 << (7 * size_length)) - 1;
    let size = number(size_bytes) & mask;
    let content = at + (id_length + size_length) as u64;
    let end = (size != mask).then(|| content.saturating_add(size));
    Ok((number(&bytes[..id_length]), end))
}
