//! Files of evidence: where one stands (SM-9), which kinds there are, and which of them a slot takes.
//!
//! A virus scan will come between `uploading` and `processing`; until then a file goes from one to the other.

mod format;
mod intake;
mod name;

pub use format::{Family, Format};
pub use intake::{Intake, MOST_FILES};
pub use name::plain_name;

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

/// The longest description of a picture or caption, in characters.
pub const LONGEST_DESCRIPTION: usize = 1000;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
