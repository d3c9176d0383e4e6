//! Looking work through before it is read (SM-3, T6). Owns what can be missing so that nobody can read it.

super::coded! {
    /// Why work goes back before anybody reads it.
    Lack {
        /// Something that is asked for is not there.
        Missing = "missing",
        /// It cannot be opened or read.
        Unreadable = "unreadable",
        /// A recording cannot be heard.
        NoSound = "no_sound",
        /// It shows or names a student.
        StudentData = "student_data",
        /// It is made on another form than asked for.
        WrongTemplate = "wrong_template",
        /// A link leads nowhere.
        BrokenLink = "broken_link",
    }
}

impl Lack {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::Missing,
        Self::Unreadable,
        Self::NoSound,
        Self::StudentData,
        Self::WrongTemplate,
        Self::BrokenLink,
    ];
}
