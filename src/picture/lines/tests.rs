use super::*;

fn place(width: f32) -> Place<impl Fn(f32, f32) -> f32> {
    Place {
        top: 0.0,
        bottom: 180.0,
        room: move |_, _| width,
        sizes: (44.0, 16.0),
        weight: Weight::Bold,
        most: 6,
    }
}

#[test]
fn a_short_title_is_as_large_as_allowed() {
    let placed = place(360.0).set("UX");
    assert!((placed.size - 44.0).abs() < f32::EPSILON);
    assert_eq!(placed.lines.len(), 1);
}

#[test]
fn a_long_title_shrinks_and_keeps_within_its_place() {
    let title = "Designing accessible and inclusive learning environments for multilingual secondary classrooms";
    let placed = place(360.0).set(title);
    assert!(placed.size < 40.0);
    for (line, base) in &placed.lines {
        assert!(width(line, Weight::Bold) * placed.size <= 360.5, "{line}");
        assert!(base - CAPITALS * placed.size >= 0.0 && base + DESCENT * placed.size <= 180.0);
    }
    let words: Vec<&str> = placed.lines.iter().map(|(line, _)| line.as_str()).collect();
    assert_eq!(words.join(" "), title);
}

#[test]
fn a_word_without_end_is_broken_and_a_text_without_end_is_cut() {
    let placed = place(200.0).set(&"Donaudampfschifffahrt".repeat(4));
    assert!(placed.lines.len() > 1);
    let placed = place(200.0).set(&"endless ".repeat(400));
    let last = &placed.lines.last().unwrap().0;
    assert!(last.ends_with(ELLIPSIS), "{last}");
    for (line, _) in &placed.lines {
        assert!(width(line, Weight::Bold) * placed.size <= 200.5);
    }
    assert!(place(200.0).set("").lines.is_empty());
    assert!(!place(2.0).set("no room at all").lines.is_empty());
}

#[test]
fn lines_are_evenly_filled() {
    let placed = place(360.0).set("Formative assessment for every learner");
    let wide: Vec<f32> = placed
        .lines
        .iter()
        .map(|(line, _)| width(line, Weight::Bold))
        .collect();
    let (least, most) = (
        wide.iter().copied().fold(f32::INFINITY, f32::min),
        wide.iter().copied().fold(0.0, f32::max),
    );
    assert!(least > most * 0.4, "{placed:?}");
}

#[test]
fn a_text_without_spaces_is_wrapped_too() {
    let lines = wrapped(&"教育".repeat(60), Weight::Regular, 10.0, 200.0);
    assert!(lines.len() >= 6);
    assert!(
        lines
            .iter()
            .all(|line| width(line, Weight::Regular) * 10.0 <= 200.0)
    );
    assert_eq!(lines.concat(), "教育".repeat(60));
}

#[test]
fn a_cut_text_fits() {
    let text = cut(
        "A very long name of an association of educators",
        Weight::Regular,
        20.0,
        150.0,
    );
    assert!(text.ends_with(ELLIPSIS) && width(&text, Weight::Regular) * 20.0 <= 150.0);
    assert_eq!(cut("short", Weight::Regular, 20.0, 150.0), "short");
}
