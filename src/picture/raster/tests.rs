use std::time::{Duration, Instant};

use super::*;
use crate::picture::badge;

/// An SVG of 100 by 100 around a content.
fn around(content: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 100 100\">{content}</svg>"
    )
}

fn points(png: &[u8]) -> Pixmap {
    Pixmap::decode_png(png).unwrap()
}

/// The colour of a place, given in parts of the side.
fn colour(png: &[u8], x: f32, y: f32) -> (u8, u8, u8, u8) {
    let pixmap = points(png);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "places of a small picture"
    )]
    let at = |part: f32| (part * pixmap.width() as f32) as u32;
    let point = pixmap.pixel(at(x), at(y)).unwrap().demultiply();
    (point.red(), point.green(), point.blue(), point.alpha())
}

#[test]
fn a_picture_is_drawn_in_the_size_asked_for() {
    let picture = png(
        &around("<rect width='100' height='100' fill='#102030'/>"),
        64,
    )
    .unwrap();
    assert_eq!(
        (points(&picture).width(), points(&picture).height()),
        (64, 64)
    );
    assert_eq!(colour(&picture, 0.5, 0.5), (16, 32, 48, 255));
    for side in [0, 15, 2049, u32::MAX] {
        assert_eq!(png(&around(""), side), Err(PictureError::Side));
    }
}

#[test]
fn what_shows_through_keeps_its_colour() {
    let half = around("<rect width='100' height='100' fill='#ff0000' fill-opacity='.5'/>");
    let picture = png(&half, 32).unwrap();
    assert_eq!(colour(&picture, 0.5, 0.5), (255, 0, 0, 128));
}

#[test]
fn what_is_not_square_stands_in_the_middle() {
    let wide = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='50'><rect width='200' height='50' fill='#00ff00'/></svg>";
    let picture = png(wide, 64).unwrap();
    assert_eq!(colour(&picture, 0.5, 0.5), (0, 255, 0, 255));
    assert_eq!(colour(&picture, 0.5, 0.1).3, 0);
    assert_eq!(colour(&picture, 0.5, 0.9).3, 0);
}

#[test]
fn text_of_an_author_is_drawn_with_the_bundled_fonts() {
    let text = around("<text x='5' y='60' font-family='Comic Sans' font-size='50'>MA</text>");
    let dark = |svg: &str| {
        let picture = png(svg, 100).unwrap();
        points(&picture)
            .pixels()
            .iter()
            .filter(|point| point.alpha() > 0)
            .count()
    };
    assert!(dark(&text) > 300);
    assert!(dark(&text.replace("MA", "教")) > 100);
}

/// What programs for drawing write, and must not be refused.
#[test]
fn pictures_as_programs_write_them_are_drawn() {
    let usual = [
        "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\
         <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>".to_owned(),
        around(
            "<defs><style>.cls-1{fill:url(#g);clip-path:url(#c)} .cls-2 { fill: #fff }</style>\
             <linearGradient id='g'><stop stop-color='#f00'/></linearGradient><clipPath id='c'><circle cx='50' cy='50' r='40'/></clipPath></defs>\
             <g class='cls-1'><rect width='100' height='100'/></g>",
        ),
        around(
            "<filter id='f'><feDropShadow dx='2' dy='2' stdDeviation='2'/></filter><g filter='url(#f)'><circle cx='50' cy='50' r='30'/></g>",
        ),
        around("<symbol id='s'><path d='M0 0h9v9z'/></symbol><use href='#s'/><use xlink:href='#s' x='50'/><a href='#s'><rect id='top' width='5' height='5'/></a>"),
        around(
            "<pattern id='p' width='10' height='10' patternUnits='userSpaceOnUse'><circle r='4'/></pattern><rect width='90' height='90' fill='url(#p)'/>",
        ),
        around("<mask id='m'><rect width='50' height='100' fill='#fff'/></mask><rect width='100' height='100' mask='url(#m)'/>"),
        around("<path d='M0 50h100' stroke='#000' stroke-width='4' stroke-dasharray='4 2'/>"),
    ];
    for svg in usual {
        let picture = png(&svg, 64).unwrap_or_else(|error| panic!("{error}: {svg}"));
        assert!(
            points(&picture)
                .pixels()
                .iter()
                .any(|point| point.alpha() > 0),
            "{svg}"
        );
    }
}

/// Many small definitions, each using the one before it ten times.
fn chain(length: usize, definition: impl Fn(usize) -> String) -> String {
    (1..length).map(definition).collect()
}

#[test]
fn a_hostile_picture_is_refused_or_drawn_in_bounded_time() {
    let uses = |id: usize| format!("<use xlink:href='#e{}'/>", id - 1).repeat(10);
    let painted = |id: usize, property: &str| {
        format!(
            "<rect width='9' height='9' {property}='url(#e{})'/>",
            id - 1
        )
        .repeat(10)
    };
    let lol =
        (1..10).map(|id| format!("<!ENTITY l{id} '{}'>", format!("&l{};", id - 1).repeat(10)));
    let lol: String = lol.collect();
    let hostile: Vec<(&str, String)> = vec![
        (
            "a billion laughs",
            format!("<!DOCTYPE svg [<!ENTITY l0 'lol'>{lol}]>{}", around("<text>&l9;</text>")),
        ),
        ("an entity of elsewhere", format!("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{}", around("<text>&x;</text>"))),
        (
            "uses of uses",
            around(&format!("<rect id='e0' width='1' height='1'/>{}<use xlink:href='#e19'/>", chain(20, |id| format!("<g id='e{id}'>{}</g>", uses(id))))),
        ),
        ("a use of itself", around("<g id='a'><use href='#a'/></g>")),
        ("two uses of each other", around("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>")),
        (
            "patterns of patterns",
            around(&format!(
                "<pattern id='e0' width='1' height='1'><rect width='1' height='1'/></pattern>{}<rect width='99' height='99' fill='url(#e19)'/>",
                chain(20, |id| format!("<pattern id='e{id}' width='1' height='1'>{}</pattern>", painted(id, "fill")))
            )),
        ),
        (
            "masks of masks",
            around(&format!(
                "<mask id='e0'><rect width='1' height='1'/></mask>{}<rect width='99' height='99' mask='url(#e19)'/>",
                chain(20, |id| format!("<mask id='e{id}'>{}</mask>", painted(id, "mask")))
            )),
        ),
        (
            "patterns by style",
            around(&format!(
                "<style>{}</style>{}<rect class='e19' width='99' height='99'/>",
                (0..20).map(|id| format!(".e{id}{{fill:url(#e{id})}}")).collect::<Vec<_>>().concat(),
                chain(20, |id| format!("<pattern id='e{id}' width='1' height='1'>{}</pattern>", format!("<rect class='e{}' width='9' height='9'/>", id - 1).repeat(10)))
            )),
        ),
        ("patterns for everything", around("<style>*{fill:url(#p)}</style><pattern id='p'><rect width='9' height='9'/></pattern><rect width='9' height='9'/>")),
        (
            "a pattern that all inherit",
            around(&format!(
                "<pattern id='p' width='9' height='9' patternUnits='userSpaceOnUse'>{}</pattern><g fill='url(#p)'>{}</g>",
                "<circle r='1'/>".repeat(300),
                "<rect width='99' height='99'/>".repeat(3000)
            )),
        ),
        ("a deep picture", around(&format!("{}{}", "<g opacity='.5'>".repeat(9000), "</g>".repeat(9000)))),
        ("a very deep picture", around(&format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000)))),
        ("a picture that is not closed", around(&"<g>".repeat(100_000))),
        ("letters that begin tags", around(&"<".repeat(300_000))),
        ("layers upon layers", around(&format!("{}<rect x='-999' y='-999' width='9999' height='9999'/>{}", "<g opacity='.9'>".repeat(40), "</g>".repeat(40)))),
        ("many layers", around(&"<g opacity='.5'><rect x='-999' y='-999' width='9999' height='9999'/><circle r='9'/></g>".repeat(5000))),
        ("many full sheets", around(&"<rect width='100' height='100' fill-opacity='.1'/>".repeat(15_000))),
        ("a huge tile", around("<pattern id='p' width='99999999' height='99999999' patternUnits='userSpaceOnUse'><rect width='9' height='9'/></pattern><rect width='99' height='99' fill='url(#p)'/>")),
        ("many filters", around(&format!("<filter id='f' x='-9' y='-9' width='99' height='99'>{}</filter><g filter='url(#f)'><rect width='99' height='99'/></g>", "<feGaussianBlur stdDeviation='300'/>".repeat(500)))),
        ("countless dashes", around("<path d='M0 0H1000000' stroke='#000' stroke-dasharray='.00001'/>")),
        ("a noise", around("<filter id='f'><feTurbulence baseFrequency='9' numOctaves='99999999'/></filter><rect width='99' height='99' filter='url(#f)'/>")),
        ("a wide matrix", around("<filter id='f'><feMorphology radius='9999'/></filter><rect width='99' height='99' filter='url(#f)'/>")),
        ("endless letters", around(&format!("<text>{}</text>", "教".repeat(200_000)))),
        ("rules for everything", around(&format!("<style>{}</style>{}", "a b c{fill:red}".repeat(5000), "<a/>".repeat(9000)))),
        ("a file of elsewhere", around("<image xlink:href='/etc/passwd' width='9' height='9'/>")),
        ("a page inside", around("<foreignObject width='9' height='9'><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>")),
        ("a picture too large", around(&" ".repeat(2_000_000))),
        ("no size at all", "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>".to_owned()),
        ("not an SVG", "<html><svg/></html>".to_owned()),
        ("nothing", String::new()),
    ];
    for (name, svg) in hostile {
        let begin = Instant::now();
        let drawn = small_stack(move || png(&svg, 1024));
        assert!(drawn.is_err(), "{name} was drawn");
        assert!(
            begin.elapsed() < Duration::from_secs(5),
            "{name}: {:?}",
            begin.elapsed()
        );
    }
}

/// Those whose numbers are strange, but whose cost is small: drawing them is as good as refusing them.
#[test]
fn a_strange_picture_is_answered_in_bounded_time() {
    let strange = [
        "<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e9'><rect width='1e9' height='1e9'/></svg>".to_owned(),
        "<svg xmlns='http://www.w3.org/2000/svg' width='1e-30' height='1e30'><rect width='9' height='9'/></svg>".to_owned(),
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' viewBox='0 0 1e-38 1e38'><rect width='9' height='9'/></svg>".to_owned(),
        around("<filter id='f' x='-1e9' y='-1e9' width='1e12' height='1e12'><feGaussianBlur stdDeviation='1e9'/></filter><rect width='9' height='9' filter='url(#f)'/>"),
        around("<rect width='1e38' height='1e38' transform='scale(1e30)' stroke='#000' stroke-width='1e38'/>"),
        around("<path d='M0 0L1e38 1e38L-1e38 1e38z' transform='rotate(45)' stroke='#000'/>"),
        around("<path d='M0 0Lnan 9' stroke-dasharray='0 0' stroke='#000'/>"),
        around("<text font-size='1e30'>x</text><text font-size='1e-30'>x</text>"),
        around("<g transform='matrix(0 0 0 0 0 0)' opacity='.5'><rect width='9' height='9'/></g>"),
        around(&format!("<path d='M0 0{}'/>", "L99 99L0 50".repeat(20_000))),
        around(&"<circle cx='50' cy='50' r='50'/>".repeat(2000)),
    ];
    for svg in strange {
        let begin = Instant::now();
        let copy = svg.clone();
        let _ = small_stack(move || png(&copy, 1024));
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "{:?}: {:.200}",
            begin.elapsed(),
            svg
        );
    }
}

/// Runs on a stack as small as those of the threads on which the tool works.
fn small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    thread.spawn(work).unwrap().join().unwrap()
}

#[test]
fn a_picture_of_an_author_becomes_a_square() {
    let wide = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'><rect width='200' height='100' fill='#0000ff'/></svg>";
    let square = framed(wide.as_bytes()).unwrap();
    assert_eq!(points(&square).width(), FRAME);
    let mut pixmap = Pixmap::new(60, 20).unwrap();
    pixmap.fill(resvg::tiny_skia::Color::from_rgba8(200, 100, 0, 255));
    let square = framed(&pixmap.encode_png().unwrap()).unwrap();
    assert_eq!(
        (points(&square).width(), points(&square).height()),
        (FRAME, FRAME)
    );
    assert_eq!(colour(&square, 0.5, 0.5), (200, 100, 0, 255));
    assert_eq!(colour(&square, 0.5, 0.1).3, 0);
}

#[test]
fn a_jpeg_becomes_a_square_too() {
    let square = framed(include_bytes!("grey.jpg")).unwrap();
    let (red, green, blue, alpha) = colour(&square, 0.5, 0.5);
    assert!(
        red.abs_diff(128) < 4 && green.abs_diff(128) < 4 && blue.abs_diff(128) < 4 && alpha == 255
    );
}

#[test]
fn what_is_no_picture_or_too_large_is_refused() {
    // A header that promises more points than a file of its size could ever be unpacked to.
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bomb.extend(60_000_u32.to_be_bytes());
    bomb.extend(60_000_u32.to_be_bytes());
    bomb.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    let mut cut = Pixmap::new(60, 20).unwrap().encode_png().unwrap();
    cut.truncate(40);
    for (bytes, error) in [
        (b"GIF89a....".to_vec(), PictureError::NoPicture),
        (b"%PDF-1.7".to_vec(), PictureError::NoPicture),
        (vec![0xff, 0xfe, 0x00], PictureError::NoPicture),
        (bomb, PictureError::TooLarge),
        (cut, PictureError::Damaged),
        (b"\xff\xd8\xff\xe0 nothing".to_vec(), PictureError::Damaged),
        (vec![b' '; MAX_BYTES + 1], PictureError::TooLarge),
    ] {
        assert_eq!(framed(&bytes), Err(error));
    }
}

#[test]
fn the_same_picture_is_drawn_as_the_same_bytes() {
    let face = badge::Face {
        title: "Formative assessment",
        issuer: "Northern Lakes",
        kind: badge::Kind::Credential,
        colour: badge::Colour::Plum,
        language: "en",
        alt: "A badge",
    };
    let svg = badge::svg(&face);
    assert_eq!(png(&svg, 128).unwrap(), png(&svg, 128).unwrap());
}
