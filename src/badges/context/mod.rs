//! What the words of a badge mean. Owns the JSON-LD contexts that are known, as files in the program; nothing is
//! fetched.

/// The first context of every credential of VC Data Model 2.0.
pub const CREDENTIALS_V2: &str = "https://www.w3.org/ns/credentials/v2";
/// The first context of credentials of the older data model, whose file is not known here.
pub const CREDENTIALS_V1: &str = "https://www.w3.org/2018/credentials/v1";
/// The second context of an Open Badge 3.0.
pub const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// The third, which names the types of 1EdTech's status, schema and refresh services.
pub const OPEN_BADGES_EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
/// What the contexts of Open Badges 3.0 begin with, whatever their revision.
pub const OPEN_BADGES_PREFIX: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context";

/// A context that is known.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Its address in `@context`.
    pub address: &'static str,
    /// The file as its publisher serves it.
    pub document: &'static str,
    /// The file's SHA-256, in hexadecimal.
    pub sha256: &'static str,
}

/// Every context that is known.
pub const ALL: [Context; 6] = [
    Context {
        address: CREDENTIALS_V2,
        document: include_str!("credentials-v2.json"),
        sha256: "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    },
    Context {
        address: OPEN_BADGES,
        document: include_str!("ob-v3p0-context-3.0.3.json"),
        sha256: "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    },
    Context {
        address: OPEN_BADGES_EXTENSIONS,
        document: include_str!("ob-v3p0-extensions.json"),
        sha256: "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93",
    },
    Context {
        address: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
        document: include_str!("ob-v3p0-context-3.0.2.json"),
        sha256: "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53",
    },
    Context {
        address: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
        document: include_str!("ob-v3p0-context-3.0.1.json"),
        sha256: "5f3d9dd6288ef437ff8286cf95ffbff609c748a66f24a1e9450c45ca64be1571",
    },
    Context {
        address: "https://w3id.org/security/data-integrity/v2",
        document: include_str!("security-data-integrity-v2.json"),
        sha256: "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
    },
];

/// The context with this address, if it is known.
#[must_use]
pub fn find(address: &str) -> Option<&'static Context> {
    ALL.iter().find(|context| context.address == address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::digest::{SHA256, digest};
    use std::fmt::Write;

    #[test]
    fn the_files_are_the_published_ones() {
        for context in ALL {
            let mut hex = String::new();
            for byte in digest(&SHA256, context.document.as_bytes()).as_ref() {
                write!(hex, "{byte:02x}").unwrap();
            }
            assert_eq!(hex, context.sha256, "{}", context.address);
        }
    }
}
