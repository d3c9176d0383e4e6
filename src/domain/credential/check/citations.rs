//! What a definition points to on the web: addresses that can be followed, recordings that can be followed without
//! hearing.

use super::frameworks;
use super::identity::present;
use super::wording::shortened;
use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};
use crate::domain::credential::{Captions, Definition};

/// Sites whose pages are recordings.
const RECORDINGS: &[&str] = &[
    "youtube.com/watch",
    "youtu.be/",
    "vimeo.com/",
    "soundcloud.com/",
    ".mp4",
    ".webm",
    ".mp3",
];

pub(super) fn check(definition: &Definition, findings: &mut Findings) {
    for (index, citation) in definition.citations.iter().enumerate() {
        let path = FieldPath::root().entry("citation", index);
        present(&citation.title, &path.field("title"), findings);
        let Some(url) = &citation.url else { continue };
        web_address(url, &path.field("url"), findings);
        let is_recording = RECORDINGS.iter().any(|mark| url.contains(mark));
        if is_recording && citation.captions.is_none() {
            findings
                .error(
                    ProblemCode::CaptionsMissing,
                    path.field("captions"),
                    "nothing says whether this recording can be followed without hearing it",
                )
                .propose("captions = \"yes\", \"no\" or \"unknown\"");
        }
        if is_recording && citation.captions == Some(Captions::No) {
            findings
                .warning(
                    ProblemCode::CaptionsMissing,
                    path.field("captions"),
                    "this recording cannot be followed without hearing it",
                )
                .propose("name another one, or a transcript in note");
        }
    }
    for (index, component) in definition.components.iter().enumerate() {
        for (at, alignment) in component.alignments.iter().enumerate() {
            let path = FieldPath::root()
                .entry("component", index)
                .entry("alignment", at);
            if let Some(url) = &alignment.url {
                web_address(url, &path.field("url"), findings);
            }
            if let Some(codes) = frameworks::unknown(&alignment.framework, &alignment.code) {
                findings
                    .warning(
                        ProblemCode::UnknownAlignment,
                        path.field("code"),
                        format!("{} has no {:?}", alignment.framework, alignment.code),
                    )
                    .propose(format!("its codes are {codes}"));
            }
        }
    }
}

fn web_address(url: &str, path: &FieldPath, findings: &mut Findings) {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    if !is_web || url.contains(char::is_whitespace) {
        findings
            .error(
                ProblemCode::LinkForm,
                path.clone(),
                format!("{url:?} is no web address"),
            )
            .propose("give the whole address, beginning with https://");
    }
    shortened(url, path, None, findings);
}
