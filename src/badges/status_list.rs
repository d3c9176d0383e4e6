//! Bitstring Status List 1.0: one bit for each badge of an issuer, set when the badge was taken back. Owns the bits,
//! their compressed form and the document around them; the signature is [`super::proof`]'s.

use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Map, Value, json};

use super::context::CREDENTIALS_V2;
use super::credential::StatusPurpose;

/// How many badges a list is for: the least that the specification allows, so that nobody is found by their place.
pub const LENGTH: usize = 131_072;
/// The longest list that is unpacked: a million badges.
const MAX_LENGTH: usize = 8 * LENGTH;
/// The longest packed list that is read.
const MAX_PACKED: usize = 512 * 1024;

/// Why a list cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// It is no status list.
    #[error("this is no status list")]
    NoList,
    /// It is about something else.
    #[error("the list is about something else")]
    OtherPurpose,
    /// Its bits are not packed as they should be, or too many.
    #[error("the list's bits cannot be read")]
    Damaged,
    /// It is shorter than the specification allows, or has no such place.
    #[error("the list has no such place")]
    TooShort,
}

/// The bits of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits(Vec<u8>);

impl Default for Bits {
    fn default() -> Self {
        Self(vec![0; LENGTH / 8])
    }
}

impl Bits {
    /// A list in which these places are set. Places beyond [`LENGTH`] are none.
    #[must_use]
    pub fn with(set: impl IntoIterator<Item = usize>) -> Self {
        let mut bits = Self::default();
        for place in set {
            if let Some(byte) = bits.0.get_mut(place / 8) {
                *byte |= bit(place);
            }
        }
        bits
    }

    /// Whether a place is set; `None` where the list has no such place.
    #[must_use]
    pub fn is_set(&self, place: usize) -> Option<bool> {
        let byte = self.0.get(place / 8)?;
        Some(byte & bit(place) != 0)
    }

    /// Packed, as `encodedList` holds it.
    ///
    /// # Panics
    /// Never: writing to memory cannot go wrong.
    #[must_use]
    pub fn packed(&self) -> String {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(&self.0).expect("memory can be written");
        let bytes = packer.finish().expect("memory can be written");
        format!("u{}", URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Unpacks an `encodedList`, of a bounded length whatever it says.
    ///
    /// # Errors
    /// [`ListError::Damaged`] and [`ListError::TooShort`].
    pub fn unpack(packed: &str) -> Result<Self, ListError> {
        if packed.len() > MAX_PACKED {
            return Err(ListError::Damaged);
        }
        // Lists of the predecessor have no prefix.
        let packed = packed.strip_prefix('u').unwrap_or(packed);
        let packed = URL_SAFE_NO_PAD
            .decode(packed.trim_end_matches('='))
            .map_err(|_| ListError::Damaged)?;
        let mut bits = Vec::new();
        let most = u64::try_from(MAX_LENGTH / 8).unwrap_or(u64::MAX);
        GzDecoder::new(packed.as_slice())
            .take(most + 1)
            .read_to_end(&mut bits)
            .map_err(|_| ListError::Damaged)?;
        if bits.len() > MAX_LENGTH / 8 {
            return Err(ListError::Damaged);
        }
        if bits.len() < LENGTH / 8 {
            return Err(ListError::TooShort);
        }
        Ok(Self(bits))
    }
}

/// The first place is the highest bit of the first byte.
const fn bit(place: usize) -> u8 {
    0x80 >> (place % 8)
}

/// The document of a list, to be signed by the issuer of the badges in it. The times are [`super::moment::written`];
/// readers refuse a list that is past its `valid_until`, so it is signed anew before.
#[must_use]
pub fn document(
    address: &str,
    issuer: &str,
    purpose: StatusPurpose,
    bits: &Bits,
    (valid_from, valid_until): (&str, &str),
) -> Map<String, Value> {
    let document = json!({
        "@context": [CREDENTIALS_V2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": valid_from,
        "validUntil": valid_until,
        "credentialSubject": {
            "id": format!("{address}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": purpose.code(),
            "encodedList": bits.packed(),
        }
    });
    match document {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// The bits of a list's document, if it is one for that purpose.
///
/// # Errors
/// [`ListError`].
pub fn read(document: &Map<String, Value>, purpose: StatusPurpose) -> Result<Bits, ListError> {
    let is = |value: &Value, name: &str| match value {
        Value::String(one) => one == name,
        Value::Array(all) => all.iter().any(|one| one == name),
        _ => false,
    };
    let subject = document.get("credentialSubject").ok_or(ListError::NoList)?;
    let is_list = document
        .get("type")
        .is_some_and(|kind| is(kind, "BitstringStatusListCredential"))
        && subject
            .get("type")
            .is_some_and(|kind| is(kind, "BitstringStatusList"));
    if !is_list {
        return Err(ListError::NoList);
    }
    if !subject
        .get("statusPurpose")
        .is_some_and(|said| is(said, purpose.code()))
    {
        return Err(ListError::OtherPurpose);
    }
    let packed = subject.get("encodedList").and_then(Value::as_str);
    Bits::unpack(packed.ok_or(ListError::NoList)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_place_is_the_highest_bit() {
        let bits = Bits::with([0, 9, LENGTH - 1, LENGTH]);
        assert_eq!(bits.0[..2], [0x80, 0x40]);
        assert_eq!(bits.is_set(LENGTH - 1), Some(true));
        assert_eq!(bits.is_set(LENGTH), None);
        assert!(bits.packed().starts_with("uH4sI"), "{}", bits.packed());
    }

    #[test]
    fn a_list_is_read_for_its_own_purpose() {
        let times = ("2026-11-28T00:00:00Z", "2026-12-28T00:00:00Z");
        let bits = Bits::with([7]);
        let document = document(
            "https://b.example/status/1",
            "did:web:b.example",
            StatusPurpose::Revocation,
            &bits,
            times,
        );
        assert_eq!(read(&document, StatusPurpose::Revocation), Ok(bits));
        assert_eq!(
            read(&document, StatusPurpose::Suspension),
            Err(ListError::OtherPurpose)
        );
        let mut other = document;
        other["type"] = json!(["VerifiableCredential"]);
        assert_eq!(
            read(&other, StatusPurpose::Revocation),
            Err(ListError::NoList)
        );
    }

    #[test]
    fn a_list_that_unpacks_without_end_is_not_unpacked() {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..200 {
            packer.write_all(&vec![0; 1024 * 1024]).unwrap();
        }
        let bomb = URL_SAFE_NO_PAD.encode(packer.finish().unwrap());
        assert!(bomb.len() < MAX_PACKED, "{}", bomb.len());
        assert_eq!(Bits::unpack(&format!("u{bomb}")), Err(ListError::Damaged));
        let mut short = GzEncoder::new(Vec::new(), Compression::default());
        short.write_all(&[0; 16]).unwrap();
        let short = URL_SAFE_NO_PAD.encode(short.finish().unwrap());
        assert_eq!(Bits::unpack(&format!("u{short}")), Err(ListError::TooShort));
        for damaged in ["", "u", "u!!", "uAAAA"] {
            assert!(Bits::unpack(damaged).is_err());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn what_is_set_reads_back(set in prop::collection::btree_set(0..LENGTH, 0..50), asked in 0..LENGTH) {
            let bits = Bits::unpack(&Bits::with(set.iter().copied()).packed()).unwrap();
            prop_assert_eq!(bits.is_set(asked), Some(set.contains(&asked)));
            for place in set {
                prop_assert_eq!(bits.is_set(place), Some(true));
            }
        }
    }
}
