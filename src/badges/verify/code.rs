//! The questions that are asked of a badge, and every answer that there is.

use serde::Serialize;

/// What is asked of a badge, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Is there a badge in what was given.
    Source,
    /// Is it made as badges are.
    Structure,
    /// Is the key the issuer's.
    Issuer,
    /// Did that key sign exactly this.
    Proof,
    /// Was it taken back.
    Status,
    /// Does it hold at this time.
    Validity,
    /// Is the picture the badge's.
    Picture,
}

impl Step {
    /// Every step that a badge is put through.
    pub const ALL: [Self; 7] = [
        Self::Source,
        Self::Structure,
        Self::Issuer,
        Self::Proof,
        Self::Status,
        Self::Validity,
        Self::Picture,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Structure => "structure",
            Self::Issuer => "issuer",
            Self::Proof => "proof",
            Self::Status => "status",
            Self::Validity => "validity",
            Self::Picture => "picture",
        }
    }
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Yes.
    Good,
    /// No.
    Bad,
    /// Nobody can say now.
    Unknown,
    /// Not asked, because of an answer before.
    Skipped,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $step:ident, $verdict:ident;)+) => {
        /// One finding. The codes are stable: pages and programs are keyed by them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name,)+ }

        impl Code {
            /// Every finding that there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// Which question it answers.
            #[must_use]
            pub const fn step(self) -> Step {
                match self { $(Self::$name => Step::$step,)+ }
            }

            /// With which answer.
            #[must_use]
            pub const fn verdict(self) -> Verdict {
                match self { $(Self::$name => Verdict::$verdict,)+ }
            }
        }
    };
}

codes! {
    /// A document with its proof inside.
    ReadDocument = "read-document", Source, Good;
    /// A document inside a signature.
    ReadToken = "read-token", Source, Good;
    /// Neither JSON nor JWT, picture or address.
    Unrecognised = "unrecognised", Source, Bad;
    /// Larger than badges are.
    TooLarge = "too-large", Source, Bad;
    /// The picture is damaged, or does more than show something.
    PictureUnreadable = "picture-unreadable", Source, Bad;
    /// The picture has no badge inside.
    PictureEmpty = "picture-empty", Source, Bad;
    /// The picture has several badges inside.
    PictureTwice = "picture-twice", Source, Bad;
    /// Nothing was got from the address.
    AddressUnreachable = "address-unreachable", Source, Unknown;
    /// At the address is no badge.
    AddressWithoutBadge = "address-without-badge", Source, Bad;
    /// A badge of Open Badges 2.0, which is believed only at its issuer's own address.
    ReadHosted = "read-hosted", Source, Good;
    /// No JSON object, too deep, or with a member that occurs twice.
    JsonUnreadable = "json-unreadable", Source, Bad;
    /// No token that Open Badges allows.
    TokenUnfit = "token-unfit", Source, Bad;
    /// The token says something else than the badge in it.
    TokenContradicts = "token-contradicts", Source, Bad;

    /// As Open Badges 3.0 demands.
    StructureSound = "structure-sound", Structure, Good;
    /// It is not of the type of badges.
    NoBadge = "no-badge", Structure, Bad;
    /// The contexts are not those of badges, or in another order.
    ContextsWrong = "contexts-wrong", Structure, Bad;
    /// Something that every badge has is missing or of the wrong kind.
    MemberMissing = "member-missing", Structure, Bad;
    /// A badge of Open Badges 2.0 that is signed, which is not known here.
    OlderSigned = "older-signed", Structure, Unknown;
    /// Not asked.
    StructureNotChecked = "structure-not-checked", Structure, Skipped;

    /// The issuer's document lists the key.
    KeyListed = "key-listed", Issuer, Good;
    /// The issuer is a key and nothing else: nobody can say whose.
    IssuerIsKey = "issuer-is-key", Issuer, Good;
    /// The badge lies where its issuer's badges do.
    HostedByIssuer = "hosted-by-issuer", Issuer, Good;
    /// The badge lies somewhere else than its issuer's badges do.
    HostedElsewhere = "hosted-elsewhere", Issuer, Bad;
    /// The badge, what it is for or its issuer cannot be fetched.
    HostedUnreachable = "hosted-unreachable", Issuer, Unknown;
    /// No issuer is named.
    IssuerMissing = "issuer-missing", Issuer, Bad;
    /// The key belongs to another than the issuer that the badge names.
    KeyOfAnother = "key-of-another", Issuer, Bad;
    /// The issuer's document does not list the key for issuing.
    KeyNotListed = "key-not-listed", Issuer, Bad;
    /// The key had ended when the proof was made.
    KeyEnded = "key-ended", Issuer, Bad;
    /// The key is of a kind that is not known here.
    KeyUnsupported = "key-unsupported", Issuer, Unknown;
    /// The issuer's document cannot be fetched.
    IssuerUnreachable = "issuer-unreachable", Issuer, Unknown;
    /// The issuer's document is that of another, or none.
    IssuerDocumentOther = "issuer-document-other", Issuer, Bad;
    /// Issuers of this kind are not known here.
    IssuerUnsupported = "issuer-unsupported", Issuer, Unknown;
    /// Not asked.
    IssuerNotAsked = "issuer-not-asked", Issuer, Skipped;

    /// The key signed exactly this.
    ProofGenuine = "proof-genuine", Proof, Good;
    /// The issuer shows this badge.
    HostedSame = "hosted-same", Proof, Good;
    /// The issuer shows another than what was brought.
    HostedDiffers = "hosted-differs", Proof, Bad;
    /// There is no proof.
    ProofMissing = "proof-missing", Proof, Bad;
    /// No proof of a kind that is known here.
    ProofUnsupported = "proof-unsupported", Proof, Unknown;
    /// The proof is damaged.
    ProofMalformed = "proof-malformed", Proof, Bad;
    /// The key did not sign this: something was changed, or somebody else signed.
    ProofNotGenuine = "proof-not-genuine", Proof, Bad;
    /// The proof itself has ended.
    ProofExpired = "proof-expired", Proof, Bad;
    /// The badge refers to a context that is not known here.
    ContextUnknown = "context-unknown", Proof, Unknown;
    /// The contexts do not fit the document.
    ContextsUnfit = "contexts-unfit", Proof, Bad;
    /// The badge says something that no signature can cover.
    WordUndefined = "word-undefined", Proof, Bad;
    /// The badge is larger or more tangled than can be checked.
    TooComplex = "too-complex", Proof, Unknown;
    /// Not asked.
    ProofNotChecked = "proof-not-checked", Proof, Skipped;

    /// The issuer's list says that the badge was not taken back.
    StatusGood = "status-good", Status, Good;
    /// The badge names no list.
    StatusNone = "status-none", Status, Good;
    /// Taken back.
    Revoked = "revoked", Status, Bad;
    /// Taken back, because it was issued anew.
    Replaced = "replaced", Status, Bad;
    /// Taken back for a time.
    Suspended = "suspended", Status, Bad;
    /// The list cannot be fetched.
    StatusUnreachable = "status-unreachable", Status, Unknown;
    /// The list is not the issuer's, damaged, or past its time.
    StatusUntrusted = "status-untrusted", Status, Unknown;
    /// The badge's state is told in a way that is not known here.
    StatusUnsupported = "status-unsupported", Status, Unknown;
    /// Not asked.
    StatusNotAsked = "status-not-asked", Status, Skipped;

    /// It holds now.
    Current = "current", Validity, Good;
    /// It begins later.
    NotYetValid = "not-yet-valid", Validity, Bad;
    /// It has ended.
    Expired = "expired", Validity, Bad;
    /// Not asked.
    ValidityNotChecked = "validity-not-checked", Validity, Skipped;

    /// The picture is the one that the badge names.
    PictureSame = "picture-same", Picture, Good;
    /// The badge names no picture, or it cannot be fetched: the words count.
    PictureNotCompared = "picture-not-compared", Picture, Skipped;
    /// The picture is another than the one that the badge names.
    PictureDiffers = "picture-differs", Picture, Unknown;
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
