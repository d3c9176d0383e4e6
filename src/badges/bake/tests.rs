use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::png::picture;
use super::*;

const SVG: &str = "<?xml version=\"1.0\"?>\n<!-- ours -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
                   viewBox=\"0 0 9 9\"><title>a > b</title><circle r=\"4\" fill=\"url(#g)\"/></svg>";
const JSON: &str = r#"{"id":"https://b.example/1","text":"]]> & <b> \"é\""}"#;
const JWT: &str = "eyJhbGciOiJFUzI1NiJ9.e30.AAAA";

#[test]
fn a_badge_reads_back_from_the_picture_that_it_was_put_into() {
    for plain in [picture(), SVG.as_bytes().to_vec()] {
        assert_eq!(unbake(&plain), Ok(Baked::default()));
        for content in [JSON, JWT] {
            let one = bake(&plain, Standard::V3, content).unwrap();
            let v3 = unbake(&one).unwrap().v3.unwrap();
            if content == JSON {
                let meant = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
                assert_eq!(meant(&v3), meant(JSON));
            } else {
                assert_eq!(v3, JWT);
            }
            // The other standard finds its place beside it, in both orders.
            let both = bake(&one, Standard::V2, "https://b.example/ob2/1?a=1&b=2").unwrap();
            let found = unbake(&both).unwrap();
            assert_eq!(found.v3, Some(v3));
            assert_eq!(found.v2.as_deref(), Some("https://b.example/ob2/1?a=1&b=2"));
            assert_eq!(bake(&both, Standard::V3, JWT), Err(BakeError::Twice));
            let first = bake(&plain, Standard::V2, JSON).unwrap();
            assert!(
                unbake(&bake(&first, Standard::V3, JWT).unwrap())
                    .unwrap()
                    .v3
                    .is_some()
            );
        }
    }
}

#[test]
fn a_picture_is_the_same_with_and_without_its_badges() {
    for picture in [picture(), SVG.as_bytes().to_vec()] {
        let one = bake(&picture, Standard::V3, JSON).unwrap();
        let both = bake(&one, Standard::V2, JWT).unwrap();
        assert_eq!(plain(&both), plain(&picture));
        assert!(plain(&both).is_some());
    }
    let other = SVG.replace("r=\"4\"", "r=\"3\"");
    assert_ne!(plain(other.as_bytes()), plain(SVG.as_bytes()));
    assert_eq!(plain(b"GIF89a"), None);
}

#[test]
fn what_others_write_is_read() {
    // The namespace on the element itself, and JSON as escaped text.
    let svg = "<?xml version=\"1.0\" ?><svg><circle/><o:credential xmlns:o=\"https://purl.imsglobal.org/ob/v3p0\">\
               {&quot;a&quot;: &quot;&#x41;&#38;&amp;amp;&unknown;&quot;}</o:credential></svg>";
    let found = unbake(svg.as_bytes()).unwrap().v3;
    assert_eq!(found.as_deref(), Some(r#"{"a": "A&&amp;&unknown;"}"#));
}

#[test]
fn a_root_that_ends_at_once_is_opened() {
    let baked = bake(b"<svg/>", Standard::V3, JWT).unwrap();
    assert_eq!(unbake(&baked).unwrap().v3.as_deref(), Some(JWT));
    assert!(baked.ends_with(b"</svg>"));
}

#[test]
fn a_picture_with_two_badges_of_a_kind_holds_none() {
    let badge = "<openbadges:credential verify=\"eyJ.a.b\"/>";
    let svg = format!(
        "<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">{badge}{badge}</svg>"
    );
    assert_eq!(unbake(svg.as_bytes()), Err(BakeError::Twice));
    // An element of another namespace is none of ours.
    let foreign = format!("<svg xmlns:openbadges=\"https://elsewhere.example\">{badge}</svg>");
    assert_eq!(unbake(foreign.as_bytes()), Ok(Baked::default()));
}

#[test]
fn a_picture_that_does_more_than_show_gets_no_badge() {
    for inside in [
        "<script>alert(1)</script>",
        "<s:script/>",
        "<a onclick=\"x()\"/>",
        "<g ONLOAD='x()'/>",
        "<a xlink:href=\"javascript:x()\"/>",
        "<image href=\"https://elsewhere.example/pixel.png\"/>",
        "<use href=\"//elsewhere.example#x\"/>",
        "<image href=\"data:image/svg+xml;base64,AA\"/>",
        "<foreignObject/>",
        "<style>@import 'https://elsewhere.example'</style>",
        "<style>a{fill:url(https://elsewhere.example)}</style>",
        "<g style=\"fill: URL( 'https://elsewhere.example')\"/>",
        "<set attributeName=\"href\" to=\"javascript:x()\"/>",
        "<g style=\"fill:&#117;rl(https://elsewhere.example)\"/>",
    ] {
        let svg = format!("<svg>{inside}</svg>");
        assert_eq!(
            bake(svg.as_bytes(), Standard::V3, JWT),
            Err(BakeError::Active),
            "{inside}"
        );
    }
    let entities = "<!DOCTYPE svg [<!ENTITY a \"&b;&b;\">]><svg>&a;</svg>";
    assert_eq!(unbake(entities.as_bytes()), Err(BakeError::Active));
    for harmless in [
        "<style>a{fill:url(#g)}</style>",
        "<use href=\"#a\"/>",
        "<g style=\"fill:url(&quot;#g&quot;)\" aria-label=\"&#39;\"/>",
        "<image href=\"data:image/png;base64,AA\"/>",
    ] {
        let svg = format!("<svg>{harmless}</svg>");
        assert!(
            bake(svg.as_bytes(), Standard::V3, JWT).is_ok(),
            "{harmless}"
        );
    }
}

#[test]
fn damaged_pictures_are_told_from_whole_ones() {
    let png = bake(&picture(), Standard::V3, JSON).unwrap();
    for cut in [8, 20, 60, png.len() - 1] {
        assert_eq!(unbake(&png[..cut]), Err(BakeError::Damaged), "{cut}");
    }
    for svg in [
        "<svg",
        "<svg>",
        "<svg><!-- ",
        "<svg a=\"></svg>",
        "<html><svg></svg></html>",
    ] {
        assert_eq!(unbake(svg.as_bytes()), Err(BakeError::Damaged), "{svg}");
    }
    assert_eq!(unbake(b"GIF89a"), Err(BakeError::NoPicture));
    assert_eq!(unbake(&vec![0; MAX_BYTES + 1]), Err(BakeError::TooLarge));
}

#[test]
fn hostile_pictures_are_read_in_bounded_time() {
    let began = Instant::now();
    let deep = format!("<svg>{}", "<g>".repeat(2_000_000));
    let open = format!("<svg>{}", "<![CDATA[]]>".repeat(500_000));
    let quotes = format!("<svg {}", "a='".repeat(2_000_000));
    let attributes = format!("<svg>{}</svg>", "<g a=\"1\"/>".repeat(500_000));
    let escapes = format!("<svg>{}</svg>", "&".repeat(2_000_000));
    let long = "a:b=\"\" ".repeat(300_000);
    let prefixed = format!("<svg {long}>{}</svg>", "<o:credential/>".repeat(200_000));
    for hostile in [escapes, prefixed, deep, open, quotes, attributes] {
        let _ = unbake(hostile.as_bytes());
        let _ = bake(hostile.as_bytes(), Standard::V3, JWT);
    }
    assert!(
        began.elapsed() < Duration::from_secs(30),
        "{:?}",
        began.elapsed()
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,80}") {
        let _ = unbake(&[b"\x89PNG\r\n\x1a\n", bytes.as_slice()].concat());
        let _ = unbake(format!("<svg{text}").as_bytes());
        let _ = unbake(format!("<svg>{text}</svg>").as_bytes());
        let _ = bake(format!("<svg>{text}</svg>").as_bytes(), Standard::V3, JWT);
    }

    #[test]
    fn any_json_reads_back(text in "\\PC{0,60}") {
        let json = serde_json::json!({ "text": text }).to_string();
        for plain in [picture(), SVG.as_bytes().to_vec()] {
            let baked = unbake(&bake(&plain, Standard::V3, &json).unwrap()).unwrap().v3.unwrap();
            let read: serde_json::Value = serde_json::from_str(&baked).unwrap();
            prop_assert_eq!(&read["text"], &serde_json::json!(text));
        }
    }
}
