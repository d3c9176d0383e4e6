//! What can be wrong with a file before it means anything.

use crate::domain::coded;

coded! {
    /// The kinds of problems with files and their form.
    Code {
        /// It is no TOML.
        Syntax = "syntax",
        /// It is larger than anybody writes by hand.
        TooLarge = "too-large",
        /// It is not there.
        FileMissing = "file-missing",
        /// It cannot be read.
        FileUnreadable = "file-unreadable",
        /// It is outside of the folder, or no plain file.
        FileName = "file-name",
        /// It has bytes that are no UTF-8.
        NotUtf8 = "not-utf8",
        /// A key that no definition has.
        UnknownKey = "unknown-key",
        /// A key that every definition has.
        MissingKey = "missing-key",
        /// A number where a text belongs, or the like.
        WrongType = "wrong-type",
        /// A word that is none of those to choose from.
        UnknownValue = "unknown-value",
        /// A text or number of the wrong form.
        MalformedValue = "malformed-value",
        /// There are more problems than are told at once.
        More = "more",
        /// A picture that is none.
        NotAPicture = "not-a-picture",
    }
}
