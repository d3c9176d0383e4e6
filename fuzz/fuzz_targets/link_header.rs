//! `Link` headers as platforms send them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use microcred::lti::link_header;

fuzz_target!(|header: &[u8]| {
    let links = link_header::parse(header);
    for link in &links {
        assert!(!link.target.contains('>'));
    }
    let next = links
        .iter()
        .find(|link| link.relations.iter().any(|relation| relation == "next"));
    let found = link_header::find(header, "next");
    assert_eq!(found.as_ref(), next.map(|link| &link.target));
});
