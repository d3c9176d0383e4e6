//! Badges: what of an award is shown to the world, and what of the world's badges is looked at here. Owns issuing in the transaction
//! of the award, issuers and their keys, the lists of what was taken back, what holders let others see, and verifying.
//!
//! The documents themselves are the badge library's ([`crate::badges`]); this module says what is in them. Nothing in a badge
//! names its holder, their account, or their work; what a holder lets others see besides is shown on the badge's page.

mod address;
mod compose;
mod issue;
mod issuer;
mod look;
mod operator;
mod own;
mod picture;
mod publish;
mod share;
mod status;
mod verify;

pub use address::{Addresses, Form};
pub use issue::issue_due;
pub(super) use issue::{Place, issue, issue_anew};
pub use issuer::{
    Told, add_issuer, did_document, host_document, issuers, profile_2, rotate_key, tell_issuer,
};
pub use look::{Assertion, Looked, Of, achievement, assertion_2, badge_class_2, look};
pub use operator::{Operation, list, operate};
pub use picture::{Pictures, baked, colour, drawn, picture};
pub use publish::{
    Part, Published, class_2, counts_towards, is_genuine, picture_told, published_issuer, rests_on,
    shown_results,
};
pub use share::{Choice, Mine, mine, share};
pub(super) use status::taken_back;
pub use status::{document as status_document, sign_due};
pub use verify::{Verified, verify, verify_alone};
