//! Files that mean no good: each gets a clear message, in little time, and nothing outside of the folder is read.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use tempfile::TempDir;

use super::round_trip::PIXEL;
use super::sample;
use crate::definition::{DEFINITION_FILE, Inspection, Located, inspect, inspect_stack, read};
use crate::domain::credential::Package;

/// A right definition, with one piece of its text replaced.
fn with(from: &str, to: &str) -> TempDir {
    let text = fs::read_to_string(sample("video-and-reflection").join(DEFINITION_FILE)).unwrap();
    assert!(text.contains(from), "{from}");
    folder(text.replacen(from, to, 1).as_bytes())
}

const METHOD: &str = "method = \"This is a placeholder for the method.\"";

fn folder(definition: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(DEFINITION_FILE), definition).unwrap();
    folder
}

/// Looks at a folder, which takes little time whatever is in it.
fn look(folder: &Path) -> Inspection<Package> {
    let began = Instant::now();
    let inspection = inspect(folder);
    assert!(began.elapsed() < Duration::from_secs(20));
    inspection
}

/// The only problem of a folder.
fn only(folder: &Path) -> Located {
    let inspection = look(folder);
    let report = inspection.report;
    assert_eq!(report.problems.len(), 1, "{report}");
    report.problems.into_iter().next().unwrap()
}

#[test]
fn what_is_too_large_is_not_even_read() {
    let definition = tempfile::tempdir().unwrap();
    let file = fs::File::create(definition.path().join(DEFINITION_FILE)).unwrap();
    file.set_len(50 * 1024 * 1024).unwrap();
    assert_eq!(only(definition.path()).code, "too-large");
    file.set_len(2 * 1024 * 1024).unwrap();
    let told = only(definition.path());
    assert_eq!(told.code, "too-large");
    assert!(told.message.contains("1 MiB"), "{}", told.message);
    let text = with(METHOD, "method = { file = \"method.md\" }");
    fs::write(text.path().join("method.md"), "a ".repeat(200 * 1024)).unwrap();
    let told = only(text.path());
    assert_eq!((told.code, &*told.field), ("too-large", "method"));
}

#[test]
fn a_folder_without_a_definition_and_no_folder_are_told() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(only(empty.path()).code, "file-missing");
    assert_eq!(only(&empty.path().join("nowhere")).code, "file-unreadable");
    fs::create_dir(empty.path().join(DEFINITION_FILE)).unwrap();
    assert_eq!(only(empty.path()).code, "file-name");
}

#[test]
fn values_that_lie_deep_in_each_other_are_told() {
    for nested in [
        format!("x = {}{}", "[".repeat(50_000), "]".repeat(50_000)),
        format!("x = {}1{}", "{ a = ".repeat(20_000), " }".repeat(20_000)),
        format!("{}x = 1", "a.".repeat(50_000)),
        format!("[{}x]", "a.".repeat(50_000)),
        "[[".repeat(100_000),
    ] {
        let folder = folder(nested.as_bytes());
        assert!(look(folder.path()).report.has_errors());
    }
    let pass = |depth: usize| {
        let (open, close) = ("{ all_of = [".repeat(depth), "] }".repeat(depth));
        format!("pass = {open}{{ total_at_least = 16 }}{close}")
    };
    let fine = with("pass = { total_at_least = 16 }", &pass(3));
    assert_eq!(look(fine.path()).report.to_string(), "");
    let deep = with("pass = { total_at_least = 16 }", &pass(9));
    assert_eq!(only(deep.path()).code, "too-deep");
}

#[test]
fn no_text_and_no_picture_comes_from_outside_of_the_folder() {
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("secret.md"), "A secret.").unwrap();
    let secret = secret.path().join("secret.md");
    for name in [
        "../secret.md",
        "..\\\\secret.md",
        "texts/secret.md",
        "./secret.md",
        ".secret.md",
        secret.to_str().unwrap(),
        "C:secret.md",
        "secret\\u0000.md",
    ] {
        let folder = with(METHOD, &format!("method = {{ file = \"{name}\" }}"));
        let told = only(folder.path());
        assert_eq!((told.code, &*told.field), ("file-name", "method"), "{name}");
    }
    let folder = with(METHOD, "method = { file = \"secret.md\" }");
    std::os::unix::fs::symlink(&secret, folder.path().join("secret.md")).unwrap();
    assert_eq!(only(folder.path()).code, "file-name");
    let folder = with(METHOD, "method = \"![A card.](../card.png)\"");
    assert_eq!(only(folder.path()).code, "file-name");
    let folder = with(
        METHOD,
        "method = \"![A card.](https://example.org/card.png)\"",
    );
    assert_eq!(only(folder.path()).code, "file-name");
}

#[test]
fn a_picture_is_a_picture() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let mut bomb = PIXEL.to_vec();
    bomb[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    for (bytes, message) in [
        (
            svg.as_bytes(),
            "is an SVG drawing, which can carry a script",
        ),
        (
            b"<!DOCTYPE html><script>1</script>",
            "is no picture but markup",
        ),
        (b"alert(1)", "is no picture, whatever its name says"),
        (b"", "is empty"),
        (
            b"GIF89a\x01\0\x01\0\x80\0\0",
            "is image/gif, whatever its name says",
        ),
        (b"%PDF-1.7 ", "is application/pdf, whatever its name says"),
        (&PIXEL[..12], "begins like a picture and is none"),
        (&bomb, "begins like a picture and is none"),
    ] {
        let folder = with(METHOD, "method = \"![A card.](card.png)\"");
        fs::write(folder.path().join("card.png"), bytes).unwrap();
        let told = only(folder.path());
        assert_eq!(told.code, "not-a-picture");
        assert!(told.message.contains(message), "{}", told.message);
    }
    let folder = with(METHOD, "method = \"![A card.](card.png)\"");
    fs::write(folder.path().join("card.png"), PIXEL).unwrap();
    let package = read(folder.path()).unwrap();
    assert_eq!(package.images[0].media_type, "image/png");
    assert_eq!(package.images[0].bytes, PIXEL);
    let misnamed = with(METHOD, "method = \"![A card.](card.md)\"");
    fs::write(misnamed.path().join("card.md"), PIXEL).unwrap();
    assert_eq!(only(misnamed.path()).code, "file-name");
}

#[test]
fn the_picture_of_a_badge_is_one_that_can_be_drawn() {
    let badge =
        |file: &str| format!("{METHOD}\nbadge_image = {{ file = \"{file}\", alt = \"A ring.\" }}");
    let svg = |inside: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{inside}</svg>")
    };
    let circle = "<circle cx='4' cy='4' r='3'/>";
    for (file, content, code, message, proposal) in [
        (
            "badge.svg",
            svg("<script>alert(1)</script>"),
            "not-a-picture",
            "no badge can be made of badge.svg: pictures of badges have no element `script`",
            "plain shapes",
        ),
        (
            "badge.svg",
            svg(&"<g>".repeat(60)),
            "not-a-picture",
            "the picture is damaged",
            "export it again",
        ),
        (
            "badge.svg",
            svg(&circle.repeat(30_000)),
            "not-a-picture",
            "takes too long to draw",
            "fewer and simpler shapes",
        ),
        (
            "badge.svg",
            svg(&format!(
                "<text y='4' font-size='1'>{}</text>",
                "g".repeat(10_000)
            )),
            "not-a-picture",
            "as plain shapes the picture has more than 1024 KiB",
            "fewer letters",
        ),
        (
            "badge.png",
            String::from("GIF89a\u{1}"),
            "not-a-picture",
            "badge.png is",
            "use a PNG or SVG picture",
        ),
        (
            "badge.png",
            svg(circle),
            "file-name",
            "its name does not say which kind",
            "ends in .svg",
        ),
    ] {
        let folder = with(METHOD, &badge(file));
        fs::write(folder.path().join(file), content).unwrap();
        let told = only(folder.path());
        assert_eq!((told.code, &*told.field), (code, "badge_image.file"));
        assert_eq!(told.line, 12, "{told:?}");
        assert!(told.message.contains(message), "{}", told.message);
        let proposed = told.proposal.unwrap();
        assert!(proposed.contains(proposal), "{proposed}");
    }
    let missing = with(METHOD, &badge("badge.svg"));
    assert_eq!(only(missing.path()).code, "file-missing");
    let folder = with(METHOD, &badge("badge.svg"));
    fs::write(folder.path().join("badge.svg"), svg(circle)).unwrap();
    let package = read(folder.path()).unwrap();
    assert_eq!(package.images[0].media_type, "image/svg+xml");
    // In a text, a drawing is still none that is shown.
    let both = with(METHOD, &badge("badge.svg"));
    fs::write(both.path().join("badge.svg"), svg(circle)).unwrap();
    let shown = "method = \"![A ring.](badge.svg)\"";
    let toml = fs::read_to_string(both.path().join(DEFINITION_FILE)).unwrap();
    fs::write(
        both.path().join(DEFINITION_FILE),
        toml.replace(METHOD, shown),
    )
    .unwrap();
    assert_eq!(only(both.path()).code, "not-a-picture");
}

#[test]
fn html_in_a_text_is_told_at_its_line() {
    for (html, line, column) in [
        ("One.\\n\\nTwo <script>alert(1)</script>.", 11, 11),
        ("<div onclick=alert(1)>\\nOne\\n</div>", 11, 11),
        ("One <!-- hidden --> two.", 11, 15),
    ] {
        let folder = with(METHOD, &format!("method = \"{html}\""));
        let told = only(folder.path());
        assert_eq!((told.code, told.line), ("html", line), "{html}");
        assert!(told.column >= column);
    }
    let several = "method = \"\"\"\nOne.\n\nTwo <b>bold</b>.\n\"\"\"";
    let told = only(with(METHOD, several).path());
    assert_eq!((told.line, told.column), (14, 5));
    let plain = with(
        METHOD,
        "method = \"`<b>` and a < b, <https://example.org>.\"",
    );
    assert_eq!(look(plain.path()).report.to_string(), "");
}

#[test]
fn what_is_no_text_is_told() {
    let folder = folder(b"slug = \"a\"\ntitle = \"\xff\xfe\"");
    let told = only(folder.path());
    assert_eq!(told.code, "not-utf8");
    assert!(told.message.contains("line 2"), "{}", told.message);
}

#[test]
fn several_slips_of_form_are_told_at_once_with_their_lines() {
    let text = "slug = \"a\"\nslug = \"b\"\ntitle = \"open\n[rubric\nmodel = \"all_met\"\n";
    let folder = folder(text.as_bytes());
    let report = look(folder.path()).report;
    let syntax = report.problems.iter().filter(|one| one.code == "syntax");
    let lines: Vec<_> = syntax.map(|one| one.line).collect();
    assert!(lines.contains(&2) && lines.contains(&3), "{report}");
}

#[test]
fn many_mistakes_take_no_more_time_than_a_few() {
    let keys: Vec<_> = (0..50_000).map(|at| format!("key{at} = {at}")).collect();
    let keys = keys.join("\n");
    let tables = "[[part]]\n".repeat(60_000);
    let slots = format!("[[part]]\n{}", "[[part.slot]]\nid = \"a\"\n".repeat(30_000));
    let garbage = "= ] } \" '\n".repeat(90_000);
    for text in [keys, tables, slots, garbage] {
        let folder = folder(text.as_bytes());
        let report = look(folder.path()).report;
        assert!(report.has_errors());
        assert!(report.problems.len() <= 201);
    }
}

#[test]
fn a_stack_that_contains_itself_or_too_much_is_told() {
    let stack = |requires: &str| {
        let text = format!(
            "slug = \"this\"\nversion = \"1.0\"\nlanguage = \"en\"\ntitle = \"This\"\nissuer = \"Us\"\n\
             contact = \"us@example.org\"\nclaim = \"All of it.\"\nrequires = {requires}\n\
             [licence]\nid = \"CC-BY-4.0\"\nholder = \"Us\"\n"
        );
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("this.toml");
        fs::write(&file, text).unwrap();
        let report = inspect_stack(&file).report;
        let problems = report.problems.into_iter();
        problems
            .map(|one| (one.line, one.field, one.code))
            .collect::<Vec<_>>()
    };
    let told = |field: &str, code| vec![(8, field.to_owned(), code)];
    assert_eq!(stack("{ credential = \"one\" }"), []);
    assert_eq!(stack("{ stack = \"this\" }"), told("requires", "cycle"));
    let open = "{ all_of = [".repeat(9);
    let close = "] }".repeat(9);
    assert_eq!(
        stack(&format!("{open}{{ credential = \"one\" }}{close}")),
        told("requires.all_of[0].all_of[0].all_of", "too-deep")
    );
    assert_eq!(
        stack("{ all_fo = [{ credential = \"one\" }] }"),
        told("requires.all_fo", "unknown-key")
    );
    assert_eq!(
        stack("{ all_of = [{ credential = \"one\" }], one_of = [] }"),
        told("requires", "wrong-type")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_definition_with_anything_in_it_is_read_or_told(
        at in any::<prop::sample::Index>(),
        length in 0..60_usize,
        instead in prop_oneof!["\\PC{0,20}", "[\\[\\]{}=\"'#,.\n a-z0-9]{0,30}"],
    ) {
        let file = sample("video-and-reflection").join(DEFINITION_FILE);
        let text: Vec<char> = fs::read_to_string(file).unwrap().chars().collect();
        let from = at.index(text.len());
        let to = (from + length).min(text.len());
        let broken: String = text[..from]
            .iter()
            .copied()
            .chain(instead.chars())
            .chain(text[to..].iter().copied())
            .collect();
        let folder = folder(broken.as_bytes());
        let inspection = inspect(folder.path());
        prop_assert!(inspection.value.is_some() || inspection.report.has_errors());
        for told in inspection.report.problems {
            prop_assert!(told.line >= 1 && told.column >= 1);
        }
    }
}
