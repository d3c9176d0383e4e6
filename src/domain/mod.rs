//! The product's own words and rules as plain types and functions. Knows nothing of SQL, HTTP or LTI, does no
//! input or output, and is handed the time.

#![warn(missing_docs)]

pub mod answer;
pub mod approval;
pub mod attempt;
pub mod award;
pub mod badge;
pub mod canonical;
pub mod catalog;
pub mod closing;
pub mod completeness;
pub mod credential;
pub mod csv;
pub mod decision;
pub mod difference;
pub mod enrollment;
pub mod file;
pub mod gate;
pub mod grant;
pub mod handed;
pub mod id;
pub mod length;
pub mod nearest;
pub mod note;
pub mod placement;
pub mod privacy_hint;
pub mod purpose;
pub mod qualification;
pub mod reading;
pub mod rich_text;
pub mod role;
pub mod roster;
pub mod score_post;
pub mod scoring;
pub mod screening;
pub mod signing_key;
pub mod stack;
pub mod target;
pub mod window;
pub mod words;

/// Enums that are stored and shown under a stable code.
macro_rules! coded {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// The stable name for storage and wire formats.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::domain::UnknownCode;

            fn try_from(code: String) -> Result<Self, $crate::domain::UnknownCode> {
                match code.as_str() {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::domain::UnknownCode { kind: stringify!($name), code }),
                }
            }
        }
    )+};
}
pub(crate) use coded;

/// A stored code that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code:?} is no {kind}")]
pub struct UnknownCode {
    /// The type that it should have been.
    pub kind: &'static str,
    /// What was there.
    pub code: String,
}
