//! Tokens as strangers post them. Each input is tried as the whole token, and as the header and the payload (split at
//! the first line break) of one that is well encoded.
#![no_main]

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use libfuzzer_sys::fuzz_target;
use microcred::lti::id_token;

fuzz_target!(|input: &str| {
    take_apart(input);
    let (header, payload) = input.split_once('\n').unwrap_or(("{}", input));
    let [header, payload] = [header, payload].map(|part| URL_SAFE_NO_PAD.encode(part));
    take_apart(&format!("{header}.{payload}.c2ln"));
});

fn take_apart(raw: &str) {
    if let Ok(token) = id_token::parse(raw) {
        // Nothing between what was signed and what is read, or the signature would speak for something else.
        assert_eq!(format!("{}.{}", token.signing_input, token.signature), raw);
    }
}
