//! Key sets as platforms serve them. Each input is tried as the whole document and as the members of its only key.
#![no_main]

use libfuzzer_sys::fuzz_target;
use microcred::lti::keyset::KeySet;

fuzz_target!(|input: &[u8]| {
    let _ = KeySet::parse(input);
    let document = [b"{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",", input, b"}]}"].concat();
    let _ = KeySet::parse(&document);
});
