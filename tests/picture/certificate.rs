//! A certificate, read back by Poppler: its text, its tags, its language, its link and the file in it.

use std::io::Write as _;
use std::process::Command;

use chrono::{TimeZone as _, Utc};
use microcred::picture::badge::{self, Colour, Face, Kind};
use microcred::picture::certificate::{Attachment, Badge, Certificate, Labels, Paper, pdf};

use crate::support::suites::piece;

const SUITE: &str = "certificates at Poppler";
const ADDRESS: &str = "https://badges.riverbend.example/a/7Q2K-MX41-0D8S";

const LABELS: Labels = Labels {
    certifies: "Se certifica que",
    earned: "ha obtenido la microcredencial",
    issuer: "Otorgada por",
    issued: "Fecha",
    valid_until: "Válida hasta",
    hours: "Horas",
    standards: "Estándares",
    number: "Número",
    verify: "Verificar en",
    badge: "Insignia de la microcredencial",
    code: "Código que lleva a la verificación",
    continued: "continuación",
};

fn written(standards: &[String]) -> Vec<u8> {
    let svg = badge::svg(&Face {
        title: "Evaluación formativa",
        issuer: "Escuelas de Riverbend",
        kind: Kind::Credential,
        colour: Colour::Teal,
        language: "es",
        alt: "Insignia",
    });
    pdf(&Certificate {
        paper: Paper::Letter,
        language: "es",
        heading: "Certificado",
        person: "Íñigo Peñaranda Nguyễn",
        title: "Evaluación formativa para cada estudiante",
        claim: "Usa evidencias del aprendizaje para decidir lo que sigue en una clase, y muestra con ejemplos de dos unidades cómo sus estudiantes aprovecharon los comentarios.",
        issuer: "Escuelas de Riverbend",
        hours: Some("15 horas nominales"),
        issued: "12 de mayo de 2026",
        valid_until: None,
        standards,
        number: "7Q2K-MX41-0D8S",
        address: ADDRESS,
        badge: Badge::Svg(&svg),
        colour: Colour::Teal,
        labels: LABELS,
        attachment: Some(Attachment {
            name: "credential.json",
            media_type: "application/ld+json",
            description: "La insignia, para programas que la verifican",
            bytes: b"{\"id\":\"urn:example\"}",
        }),
        created: Utc.with_ymd_and_hms(2026, 5, 12, 9, 30, 0).unwrap(),
    })
    .unwrap()
}

/// What a program of Poppler says about a file; `None` when Poppler is not there and the suite is left out.
fn asked(program: &str, options: &[&str], file: &[u8]) -> Option<String> {
    let folder = piece(SUITE, "MICROCRED_TEST_POPPLER")?;
    let mut place = tempfile::NamedTempFile::new().unwrap();
    place.write_all(file).unwrap();
    let mut command = Command::new(format!("{folder}/{program}"));
    command.args(options).arg(place.path());
    if program == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{program} {output:?}");
    // Titles of headings are printed as they lie in the file, which is not always UTF-8.
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn the_text_is_read_in_the_order_in_which_it_is_seen() {
    let standards = [
        "InTASC 6: evaluación".to_owned(),
        "ISTE 2.7: analista".to_owned(),
    ];
    let Some(text) = asked("pdftotext", &["-raw"], &written(&standards)) else {
        return;
    };
    // Where lines end is the paper's affair.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = text.as_str();
    for expected in [
        "Certificado",
        "Se certifica que",
        "Íñigo Peñaranda Nguyễn",
        "ha obtenido la microcredencial",
        "Evaluación formativa para cada estudiante",
        "Usa evidencias del aprendizaje",
        "Estándares",
        "InTASC 6: evaluación",
        "ISTE 2.7: analista",
        "Otorgada por",
        "Escuelas de Riverbend",
        "12 de mayo de 2026",
        "15 horas nominales",
        "7Q2K-MX41-0D8S",
        "Verificar en",
        "riverbend.example",
    ] {
        let (_, after) = rest
            .split_once(expected)
            .unwrap_or_else(|| panic!("{expected}: {text}"));
        rest = after;
    }
}

#[test]
fn the_document_says_what_it_is_and_in_which_language() {
    let file = written(&[]);
    let Some(info) = asked("pdfinfo", &[], &file) else {
        return;
    };
    let value = |name: &str| {
        let mut lines = info.lines();
        let line = lines.find_map(|line| line.strip_prefix(&format!("{name}:")));
        line.unwrap_or_else(|| panic!("{name}: {info}")).trim()
    };
    assert_eq!(
        value("Title"),
        "Certificado: Evaluación formativa para cada estudiante"
    );
    assert_eq!(value("Tagged"), "yes");
    assert_eq!(value("Pages"), "1");
    assert_eq!(value("Encrypted"), "no");
    let meta = asked("pdfinfo", &["-meta"], &file).unwrap();
    for mark in ["pdfuaid:part", "pdfaid:part>3", "pdfaid:conformance>A"] {
        assert!(meta.contains(mark), "{mark}: {meta}");
    }
    assert!(meta.contains("es"));
}

#[test]
fn the_tags_name_headings_lists_figures_and_the_link() {
    let standards: Vec<String> = (1..50).map(|number| format!("Estándar {number}")).collect();
    let Some(tags) = asked("pdfinfo", &["-struct-text"], &written(&standards)) else {
        return;
    };
    let mut rest = tags.as_str();
    for expected in [
        "H1",
        "Certificado",
        "Íñigo Peñaranda Nguyễn",
        "H2",
        "Evaluación formativa",
        "Estándares",
        "L (block)",
        "Lbl",
        "Estándar 1\"",
        "Figure",
        "Figure",
        "Link",
        // The next sheet follows the whole of the first one.
        "continuación",
        "Estándar 49",
    ] {
        let (_, after) = rest
            .split_once(expected)
            .unwrap_or_else(|| panic!("{expected}: {tags}"));
        rest = after;
    }
    assert!(tags.matches("L (block)").count() >= 2);
}

#[test]
fn the_address_can_be_followed_and_the_badge_taken_out() {
    let file = written(&[]);
    let Some(links) = asked("pdfinfo", &["-url"], &file) else {
        return;
    };
    assert!(links.contains(ADDRESS), "{links}");
    let attached = asked("pdfdetach", &["-list"], &file).unwrap();
    assert!(attached.contains("credential.json"), "{attached}");
}

#[test]
fn all_fonts_are_inside() {
    let Some(fonts) = asked("pdffonts", &[], &written(&[])) else {
        return;
    };
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!fonts.is_empty());
    for font in fonts {
        // Embedded, a subset, with its letters named.
        assert!(font.contains("yes yes yes"), "{font}");
    }
}
