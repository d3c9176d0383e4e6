use chrono::TimeZone as _;

use super::layout::{Part, sheets};
use super::*;
use crate::picture::badge::{self, Face, Kind};
use crate::picture::{font, raster};

const LABELS: Labels = Labels {
    certifies: "This certifies that",
    earned: "has earned the micro-credential",
    issuer: "Issued by",
    issued: "Issued",
    valid_until: "Valid until",
    hours: "Hours",
    standards: "Standards",
    number: "Certificate number",
    verify: "Verify at",
    badge: "Badge of the micro-credential",
    code: "Code that leads to the page of this certificate",
    continued: "continued",
};

fn picture() -> String {
    badge::svg(&Face {
        title: "Formative assessment",
        issuer: "Northern Lakes",
        kind: Kind::Credential,
        colour: Colour::Ocean,
        language: "en",
        alt: "A badge",
    })
}

fn certificate(svg: &str) -> Certificate<'_> {
    Certificate {
        paper: Paper::A4,
        language: "en",
        heading: "Certificate",
        person: "Noor Vandersteen",
        title: "Formative assessment for every learner",
        claim: "Plans and uses evidence of learning to change what happens next in a lesson.",
        issuer: "Northern Lakes School District",
        hours: Some("15 hours, nominal"),
        issued: "12 May 2026",
        valid_until: Some("12 May 2029"),
        standards: &[],
        number: "7Q2K-MX41-0D8S",
        address: "https://badges.example/a/7Q2K-MX41-0D8S",
        badge: Badge::Svg(svg),
        colour: Colour::Ocean,
        labels: LABELS,
        attachment: None,
        created: Utc.with_ymd_and_hms(2026, 5, 12, 9, 30, 0).unwrap(),
    }
}

fn lines(part: &Part) -> Vec<&layout::Line> {
    match part {
        Part::Heading(_, lines) | Part::Paragraph(lines) | Part::Link(lines) => {
            lines.iter().collect()
        }
        Part::Facts(facts) => facts
            .iter()
            .flat_map(|(label, value)| label.iter().chain(value))
            .collect(),
        Part::Items(items) => items
            .iter()
            .flat_map(|(bullet, lines)| bullet.iter().chain(lines))
            .collect(),
        Part::Badge(_) | Part::Code(_) => Vec::new(),
    }
}

fn words(certificate: &Certificate) -> String {
    let sheets = sheets(certificate);
    let lines = sheets.iter().flat_map(|sheet| &sheet.parts).flat_map(lines);
    lines.flat_map(|line| [line.text.as_str(), " "]).collect()
}

#[test]
fn a_certificate_holds_to_both_standards() {
    let svg = picture();
    for paper in [Paper::A4, Paper::Letter] {
        let written = pdf(&Certificate {
            paper,
            ..certificate(&svg)
        })
        .unwrap();
        assert!(written.starts_with(b"%PDF-1.7"));
    }
}

#[test]
fn the_same_certificate_is_the_same_file() {
    let svg = picture();
    let certificate = certificate(&svg);
    assert_eq!(pdf(&certificate).unwrap(), pdf(&certificate).unwrap());
}

#[test]
fn any_name_can_stand_on_a_certificate() {
    let svg = picture();
    for person in [
        "王小明",
        "ليلى الحداد",
        "Ada ليلى 王 (2)",
        "Nguyễn Thị Ánh",
        "🎓 Ruth 👩‍🏫",
        "אביגיל",
        "สมหญิง",
        "\u{0}\u{feff}\u{e000}\u{202e}",
        "",
        "Ñandú\u{301}\u{302}",
        &"Wolfeschlegelsteinhausenbergerdorff".repeat(6),
        &"Maria de la Concepción ".repeat(20),
    ] {
        let written = pdf(&Certificate {
            person,
            title: person,
            issuer: person,
            number: person,
            ..certificate(&svg)
        });
        assert!(written.is_ok(), "{person}: {written:?}");
    }
}

#[test]
fn a_name_of_unknown_letters_is_kept_for_software() {
    let svg = picture();
    let sheets = sheets(&Certificate {
        person: "Ruth אביגיל",
        ..certificate(&svg)
    });
    let lines: Vec<_> = sheets[0].parts.iter().flat_map(lines).collect();
    let name = lines
        .iter()
        .find(|line| line.text.starts_with("Ruth"))
        .unwrap();
    assert_eq!(name.text, "Ruth □□□□□□");
    assert_eq!(name.original.as_deref(), Some("Ruth אביגיל"));
}

/// Everything stands on the paper, and nothing on anything else.
#[test]
fn nothing_leaves_the_paper_or_covers_another() {
    let svg = picture();
    let long_standards: Vec<String> = (1..40)
        .map(|number| format!("Standard {number}: uses several measures of learning to understand each learner's growth and to plan what comes next"))
        .collect();
    let long = "Designing accessible and inclusive learning environments for multilingual secondary classrooms";
    let short = certificate(&svg);
    for certificate in [
        short,
        Certificate {
            title: "UX",
            person: "Bo",
            claim: "",
            hours: None,
            valid_until: None,
            ..short
        },
        Certificate {
            title: long,
            standards: &long_standards,
            ..short
        },
        Certificate {
            paper: Paper::Letter,
            claim: &long.repeat(30),
            standards: &long_standards,
            ..short
        },
        Certificate {
            paper: Paper::Letter,
            person: &long.repeat(2),
            title: &long.repeat(9),
            issuer: &long.repeat(3),
            hours: Some(long),
            number: long,
            ..short
        },
        Certificate {
            heading: &long.repeat(3),
            address: &format!("https://badges.example/{}", "x".repeat(300)),
            ..short
        },
    ] {
        let (width, height) = certificate.paper.size();
        for sheet in sheets(&certificate) {
            let mut boxes: Vec<(f32, f32, f32, f32, String)> = Vec::new();
            for part in &sheet.parts {
                for line in lines(part) {
                    let wide = font::width(&line.text, line.weight) * line.size;
                    let (x, y) = line.at;
                    boxes.push((
                        x,
                        y - line.size * 0.73,
                        x + wide,
                        y + line.size * 0.2,
                        line.text.clone(),
                    ));
                }
                if let Part::Badge(layout::Square(x, y, side))
                | Part::Code(layout::Square(x, y, side)) = part
                {
                    boxes.push((*x, *y, x + side, y + side, "a picture".to_owned()));
                }
            }
            for (number, (left, top, right, bottom, text)) in boxes.iter().enumerate() {
                assert!(
                    *left >= 40.0
                        && *top >= 40.0
                        && *right <= width - 40.0
                        && *bottom <= height - 36.0,
                    "{text}"
                );
                for (other_left, other_top, other_right, other_bottom, other) in
                    &boxes[number + 1..]
                {
                    let is_apart = right <= other_left
                        || other_right <= left
                        || bottom <= other_top
                        || other_bottom <= top;
                    assert!(is_apart, "{text} | {other}");
                }
            }
        }
    }
}

#[test]
fn long_texts_go_on_to_further_sheets_and_lose_no_word() {
    let svg = picture();
    let standards: Vec<String> = (1..60)
        .map(|number| format!("Standard {number} with some words of its own"))
        .collect();
    let claim: Vec<String> = (0..500).map(|number| format!("word{number} ")).collect();
    let claim = claim.concat();
    let long = Certificate {
        claim: &claim,
        standards: &standards,
        ..certificate(&svg)
    };
    assert!(sheets(&long).len() > 1);
    let words = words(&long);
    for number in 0..500 {
        assert!(words.contains(&format!("word{number} ")), "{number}");
    }
    for number in 1..60 {
        assert!(
            words.contains(&format!("Standard {number} with some words of its own")),
            "{number}"
        );
    }
    assert!(!words.contains('…'));
    assert!(sheets(&long).iter().all(|sheet| sheet.number.is_some()));
    pdf(&long).unwrap();
}

#[test]
fn a_text_without_end_ends_with_a_sign_that_there_was_more() {
    let svg = picture();
    let standards: Vec<String> = (1..5000)
        .map(|number| format!("Standard {number}"))
        .collect();
    let endless = Certificate {
        standards: &standards,
        ..certificate(&svg)
    };
    assert_eq!(sheets(&endless).len(), 6);
    let claim = "word ".repeat(20_000);
    let long = Certificate {
        claim: &claim,
        person: &claim,
        title: &claim,
        ..endless
    };
    assert_eq!(sheets(&long).len(), 6);
    pdf(&long).unwrap();
    assert!(words(&endless).trim_end().ends_with('…'));
}

#[test]
fn a_short_certificate_is_one_sheet_without_a_number_and_has_only_what_is_known() {
    let svg = picture();
    let short = Certificate {
        hours: None,
        valid_until: None,
        ..certificate(&svg)
    };
    let sheets = sheets(&short);
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].number, None);
    let words = words(&short);
    assert!(
        !words.contains("Hours") && !words.contains("Valid until") && !words.contains("Standards")
    );
}

#[test]
fn any_badge_can_stand_on_a_certificate() {
    let around = |content: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'>{content}</svg>")
    };
    for svg in [
        // Gradients that repeat need a small program, which the standards do not allow.
        around(
            "<linearGradient id='g' x2='.1' spreadMethod='reflect'><stop stop-color='#f00'/><stop offset='1'/></linearGradient><rect width='99' height='49' fill='url(#g)'/>",
        ),
        around(
            "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter><circle cx='50' cy='25' r='20' filter='url(#f)'/>",
        ),
        around("<text y='30'>א text</text>"),
        around("<g opacity='.5'><rect width='99' height='49'/></g>"),
    ] {
        pdf(&certificate(&svg)).unwrap_or_else(|error| panic!("{error}: {svg}"));
    }
    let framed = raster::framed(around("<rect width='9' height='9'/>").as_bytes()).unwrap();
    let svg = picture();
    pdf(&Certificate {
        badge: Badge::Png(&framed),
        ..certificate(&svg)
    })
    .unwrap();
}

#[test]
fn what_is_no_badge_is_said_to_be_none() {
    let svg = picture();
    assert_eq!(pdf(&certificate("<html/>")), Err(PictureError::Damaged));
    assert_eq!(
        pdf(&Certificate {
            badge: Badge::Png(b"GIF89a"),
            ..certificate(&svg)
        }),
        Err(PictureError::Damaged)
    );
}

#[test]
fn the_badge_as_a_file_is_inside() {
    let svg = picture();
    let attachment = Attachment {
        name: "credential.json",
        media_type: "application/ld+json",
        description: "The badge, for software that verifies it",
        bytes: b"{}",
    };
    let written = pdf(&Certificate {
        attachment: Some(attachment),
        ..certificate(&svg)
    })
    .unwrap();
    let find = |text: &[u8]| written.windows(text.len()).any(|part| part == text);
    assert!(find(b"credential.json"));
    let odd = Attachment {
        media_type: "no type",
        ..attachment
    };
    assert!(
        pdf(&Certificate {
            attachment: Some(odd),
            ..certificate(&svg)
        })
        .is_err()
    );
}
