//! The few words in a badge that no author wrote. A badge is written once, in the language of its definition, whoever reads
//! it; so these are no texts of pages.

/// Words in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    /// The name of the overall result.
    pub(super) overall: &'static str,
    /// The mark of a criterion that is met.
    pub(super) met: &'static str,
    /// The mark of one that is not, yet.
    pub(super) not_yet: &'static str,
    /// Above what is looked at.
    pub(super) looked_at: &'static str,
    /// Above the standards.
    pub(super) standards: &'static str,
    /// Before hours.
    pub(super) hours: &'static str,
    /// What a picture of one is.
    pub(super) picture: &'static str,
    /// What was handed in, of each kind.
    pub(super) evidence: &'static str,
}

const ENGLISH: Words = Words {
    overall: "Overall result",
    met: "Met",
    not_yet: "Not yet met",
    looked_at: "Trained assessors look for:",
    standards: "Standards:",
    hours: "Nominal hours:",
    picture: "Badge",
    evidence: "Handed in and assessed; not published.",
};
const SPANISH: Words = Words {
    overall: "Resultado general",
    met: "Cumplido",
    not_yet: "Aún no cumplido",
    looked_at: "Evaluadores capacitados buscan:",
    standards: "Estándares:",
    hours: "Horas nominales:",
    picture: "Insignia",
    evidence: "Entregado y evaluado; no se publica.",
};

/// The words of a language (BCP 47); English where there are none.
pub(super) fn words(language: &str) -> &'static Words {
    if language == "es" || language.starts_with("es-") {
        &SPANISH
    } else {
        &ENGLISH
    }
}
