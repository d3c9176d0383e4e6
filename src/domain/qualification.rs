//! Who may read work (B.1.7, B.4.7). Owns the states of a qualification and why somebody must not read somebody's work.

super::coded! {
    /// Where a qualification stands.
    State {
        /// Learns to read.
        Trainee = "trainee",
        /// May read.
        Qualified = "qualified",
        /// A lead assessor stopped it.
        Suspended = "suspended",
        /// Its time is over.
        Lapsed = "lapsed",
    }

    /// Why an assessor steps back from somebody's work.
    Recusal {
        /// Recognises the person.
        KnowsEarner = "knows_earner",
        /// Supervises, or is supervised.
        Supervises = "supervises",
        /// Helped with it.
        Coached = "coached",
        /// For another reason.
        Other = "other",
    }
}

impl Recusal {
    /// Every reason.
    pub const ALL: [Self; 4] = [
        Self::KnowsEarner,
        Self::Supervises,
        Self::Coached,
        Self::Other,
    ];
}
