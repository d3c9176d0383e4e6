use super::*;

#[test]
fn the_names_of_people_have_all_their_letters() {
    for name in [
        "Nguyễn Thị Ánh",
        "Åsa Øster",
        "Íñigo Peña",
        "Žofie Řeháková",
        "Γιώργος",
        "Жанна",
        "王小明",
        "김서연",
        "さくら",
        "ليلى",
    ] {
        assert_eq!(printable(name), name);
        let shown = shape(name, Weight::Bold);
        assert!(
            shown
                .iter()
                .all(|run| run.glyphs.iter().all(|glyph| glyph.id != 0)),
            "{name}"
        );
    }
}

#[test]
fn what_no_font_has_is_shown_as_a_box_and_the_invisible_is_left_out() {
    assert_eq!(
        printable(" Kim\n\u{202e}\u{feff}Lee 🎓 \u{1f469}\u{200d}\u{1f3eb} "),
        "Kim Lee □ □□"
    );
    assert_eq!(printable("a\u{0}b\u{e000}"), "ab□");
    assert_eq!(printable(""), "");
}

#[test]
fn both_weights_have_the_same_letters() {
    for letter in ('\u{20}'..'\u{ffff}').filter(|letter| Typeface::Regular.has(*letter)) {
        assert!(Typeface::Bold.has(letter), "{letter}");
    }
}

#[test]
fn every_byte_of_a_text_belongs_to_a_shape() {
    for text in ["Ada 王小明 ليلى 7", "ليلى", "e\u{302}\u{301}"] {
        let runs = shape(text, Weight::Regular);
        let mut covered = vec![false; text.len()];
        for glyph in runs.iter().flat_map(|run| &run.glyphs) {
            covered[glyph.text.clone()].fill(true);
            assert!(text.get(glyph.text.clone()).is_some());
        }
        assert!(covered.iter().all(|covered| *covered), "{text}");
    }
}

#[test]
fn arabic_is_shown_from_right_to_left() {
    let runs = shape("Ada ليلى", Weight::Regular);
    let arabic = &runs.last().unwrap().glyphs;
    assert!(arabic.first().unwrap().text.start > arabic.last().unwrap().text.start);
}

#[test]
fn bold_is_wider_and_a_long_text_too() {
    assert!(width("Credential", Weight::Bold) > width("Credential", Weight::Regular));
    assert!(width("two words", Weight::Regular) > width("two", Weight::Regular));
    assert!(width("", Weight::Regular).abs() < f32::EPSILON);
}
