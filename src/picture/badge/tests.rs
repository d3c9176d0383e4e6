use super::*;
use crate::picture::raster;

fn face(title: &str, kind: Kind) -> Face<'_> {
    Face {
        title,
        issuer: "Northern Lakes School District",
        kind,
        colour: Colour::Teal,
        language: "en",
        alt: "Badge: a title & more",
    }
}

const TITLES: [&str; 7] = [
    "UX",
    "Formative Assessment",
    "Designing accessible and inclusive learning environments for multilingual secondary classrooms",
    "Evaluación formativa y retroalimentación para el aprendizaje de todas las niñas y los niños",
    "Donaudampfschifffahrtsgesellschaftskapitänsausbildung",
    "",
    "🎓 教育",
];

const KINDS: [Kind; 3] = [Kind::Credential, Kind::Stack, Kind::Course];

#[test]
fn the_title_stays_inside_of_its_shape() {
    for kind in KINDS {
        for title in TITLES {
            let data = title_letters(&face(title, kind));
            for (x, y) in points(&data) {
                let half = shape::room(kind, y) / 2.0 + 8.0;
                assert!(
                    (x - shape::MIDDLE).abs() <= half,
                    "{kind:?} {title}: {x} {y}"
                );
                assert!((136.0..=334.0).contains(&y), "{kind:?} {title}: {y}");
            }
        }
    }
}

#[test]
fn the_issuer_stays_on_the_band() {
    for issuer in [
        "MTA",
        "Northern Lakes School District",
        "Asociación Interamericana de Educadoras y Educadores de las Escuelas Públicas del Valle",
        &"An association without an end to its name ".repeat(8),
    ] {
        let face = Face {
            issuer,
            ..face("Title", Kind::Stack)
        };
        let data = issuer_letters(&face);
        for (x, y) in points(&data) {
            assert!((42.0..=470.0).contains(&x), "{issuer}: {x}");
            assert!((BAND.0..=BAND.1).contains(&y), "{issuer}: {y}");
        }
    }
}

/// The points of the data of a path, as far as letters have them.
fn points(data: &str) -> Vec<(f32, f32)> {
    let numbers = data.split(|letter: char| letter == ' ' || letter.is_ascii_alphabetic());
    let numbers = numbers.filter_map(|number| number.parse().ok());
    let numbers: Vec<f32> = numbers.collect();
    numbers
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}

#[test]
fn the_same_face_is_the_same_picture_and_another_title_is_another() {
    let one = svg(&face("One", Kind::Credential));
    assert_eq!(one, svg(&face("One", Kind::Credential)));
    assert_ne!(one, svg(&face("Two", Kind::Credential)));
    assert_ne!(one, svg(&face("One", Kind::Stack)));
}

#[test]
fn what_it_says_can_be_read_by_machines_and_breaks_out_of_nothing() {
    let hostile = Face {
        title: "</desc><script>alert(1)</script>",
        alt: "\"Quotes\" & \u{0} <tags>",
        language: "en\" onload=\"x",
        ..face("", Kind::Course)
    };
    let picture = svg(&hostile);
    let parsed = resvg::usvg::roxmltree::Document::parse(&picture).unwrap();
    let text = |name| {
        let mut all = parsed.descendants();
        all.find(|node| node.has_tag_name(name))
            .and_then(|node| node.text())
    };
    assert_eq!(text("title"), Some("\"Quotes\" &  <tags>"));
    assert!(text("desc").unwrap().starts_with("</desc><script>"));
    assert_eq!(text("script"), None);
    assert_eq!(parsed.root_element().attribute("role"), Some("img"));
    assert_eq!(parsed.root_element().attribute("onload"), None);
}

#[test]
fn every_kind_in_every_colour_can_be_rendered() {
    for kind in KINDS {
        let faces = Colour::ALL.map(|colour| Face {
            colour,
            ..face("Title", kind)
        });
        let pictures = faces.map(|face| raster::png(&svg(&face), 48).unwrap());
        assert!(pictures.windows(2).all(|pair| pair[0] != pair[1]));
    }
}

#[test]
fn a_badge_is_small() {
    for kind in KINDS {
        for title in TITLES {
            let size = svg(&face(title, kind)).len();
            assert!(size < 80_000, "{title}: {size}");
        }
    }
}
