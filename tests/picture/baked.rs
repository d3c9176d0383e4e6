//! What is drawn can hold what is awarded.

use microcred::badges::bake::{Baked, Standard, bake, plain, unbake};
use microcred::picture::badge::{self, Colour, Face, Kind};
use microcred::picture::raster;

#[test]
fn a_drawn_badge_holds_both_standards_as_svg_and_as_png() {
    for kind in [Kind::Credential, Kind::Stack, Kind::Course] {
        let svg = badge::svg(&Face {
            title: "Families & schools <together>",
            issuer: "Riverbend \"Unified\" District",
            kind,
            colour: Colour::of("families-and-schools"),
            language: "en",
            alt: "Badge: Families & schools <together>",
        });
        let png = raster::png(&svg, 128).unwrap();
        for picture in [svg.into_bytes(), png] {
            let first = bake(&picture, Standard::V3, "{\"id\":\"x\"}").unwrap();
            let both = bake(&first, Standard::V2, "https://badges.example/a/1").unwrap();
            let expected = Baked {
                v3: Some("{\"id\":\"x\"}".to_owned()),
                v2: Some("https://badges.example/a/1".to_owned()),
            };
            assert_eq!(unbake(&both).unwrap(), expected);
            assert_eq!(plain(&both).unwrap(), plain(&picture).unwrap());
        }
    }
}

#[test]
fn a_picture_with_an_award_in_it_is_still_drawn() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>";
    let baked = bake(svg.as_bytes(), Standard::V3, "{\"id\":\"x\"}").unwrap();
    let baked = String::from_utf8(baked).unwrap();
    assert_eq!(
        raster::png(&baked, 32).unwrap(),
        raster::png(svg, 32).unwrap()
    );
}
