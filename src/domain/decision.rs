//! What was decided about an attempt (B.1.7). Owns on what a decision rests.

super::coded! {
    /// On what a decision rests.
    Basis {
        /// One reading.
        Single = "single",
        /// Two readings that agree.
        Agreed = "agreed",
        /// A lead assessor's own reading, because two differed or something had to be looked at again.
        Adjudicated = "adjudicated",
        /// Readings after an appeal.
        Appeal = "appeal",
    }
}
