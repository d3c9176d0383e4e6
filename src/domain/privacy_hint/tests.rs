//! Claims about what is pointed at. All people are invented.

use proptest::prelude::*;

use super::*;

fn english() -> Known {
    Known::new(
        "en-US",
        [
            "Wait Time and Talk Moves",
            "Write to dana@example.org. Read Rowe Budd on wait time. Call 555-201-0142.",
        ],
        ["Noor Haddad"],
        ["Noor Haddad", "Imke Sørensen", "Ilse", "Robin J. Vale"],
    )
}

fn found(text: &str, known: &Known) -> Vec<String> {
    look(text, known)
        .into_iter()
        .map(|hint| hint.found)
        .collect()
}

#[test]
fn what_looks_like_somebody_is_pointed_at_and_what_begins_a_sentence_is_not() {
    let mut wrong = vec![];
    for (text, expected) in [
        // Capitals beside each other in the middle of a sentence.
        ("I asked Thabo Nkosi to explain.", &["Thabo Nkosi"][..]),
        ("Then (Thabo Nkosi) spoke.", &["Thabo Nkosi"]),
        ("Yesterday Thabo Nkosi spoke.", &["Thabo Nkosi"]),
        ("I sat with Maria J. Okafor and left.", &["Maria J. Okafor"]),
        (
            "So did Siobhán O’Malley-Reyes, too.",
            &["Siobhán O’Malley-Reyes"],
        ),
        ("it was Carmen de la Cruz who spoke", &["Carmen de la Cruz"]),
        ("Observed by: Thabo Nkosi", &["Thabo Nkosi"]),
        // At the beginning of a sentence only a given name tells.
        ("Maria Okafor raised a hand.", &["Maria Okafor"]),
        ("Last Friday we met. Our Plan was good.", &[]),
        ("Strong Voices came first.", &[]),
        ("José Okafor | 3 | 4", &["José Okafor"]),
        // One name is enough after a title or a word for a person.
        (
            "Ms. Lee said so. Then Mr Ferguson left.",
            &["Lee", "Mr Ferguson"],
        ),
        ("one student, Thabo, waited", &["Thabo"]),
        ("a student named Thabo", &["Thabo"]),
        ("Dr. Ana Ruiz came.", &["Ana Ruiz"]),
        ("It hides 27 students. Give the counts.", &[]),
        // What is meant to stand there instead.
        ("Student A spoke, then Student B and student C.", &[]),
        ("Students Present, Students Who Spoke", &[]),
        ("Student Council and Teacher Center", &[]),
        // Days, places, schools, things.
        ("We met on Monday March 3 in New York City.", &[]),
        ("at Lincoln Elementary School in Grade Four", &[]),
        ("with Google Classroom and an Exit Ticket", &[]),
        ("NGSS Standard and the IEP Team", &[]),
        ("and then I said The Same", &[]),
        // Headings.
        ("My Careful Reading Habits Today", &[]),
        // Words of the micro-credential, and one's own name.
        ("I used Wait Time and Talk Moves, after Rowe Budd.", &[]),
        ("I, called Noor Haddad, wrote it.", &[]),
        // People of the course, however they are written.
        ("Imke Sørensen and imke sørensen agree.", &["Imke Sørensen"]),
        ("Robin Vale sat in.", &["Robin Vale"]),
        ("an ilse of one", &[]),
        // Addresses and numbers.
        (
            "Mail to mei.l+x@school.example.org.",
            &["mei.l+x@school.example.org"],
        ),
        ("Mail to dana@example.org or me @home, a@b", &[]),
        (
            "Call (312) 555-0142 or +49 30 1234567.",
            &["(312) 555-0142", "+49 30 1234567"],
        ),
        ("call 555-0142", &["555-0142"]),
        (
            "from 100-1000 words, 2026-10-02, 3:15, 12.5 %, 8 15 24",
            &[],
        ),
        ("Call 555-201-0142, as the text says.", &[]),
        ("", &[]),
    ] {
        if found(text, &english()) != expected {
            wrong.push((text, found(text, &english())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn spanish_is_read_as_well() {
    let mut wrong = vec![];
    let known = Known::new("es", ["Tiempo de espera"], ["Noor Haddad"], []);
    for (text, expected) in [
        (
            "Ayer hablé con Lucía Ferrer Ibáñez en clase.",
            &["Lucía Ferrer Ibáñez"][..],
        ),
        ("Lucía Ferrer levantó la mano.", &["Lucía Ferrer"]),
        ("El alumno Nicanor esperó.", &["Nicanor"]),
        (
            "La Sra. Ibarra y el profesor Quiroga observaron.",
            &["Ibarra", "Quiroga"],
        ),
        ("Estudiante A respondió a Estudiante B.", &[]),
        ("El Instituto Nacional en la Ciudad de México", &[]),
        ("En Estados Unidos, en la Unidad Tres", &[]),
        (
            "Llame al 612 345 678 o al 55 1234 5678.",
            &["612 345 678", "55 1234 5678"],
        ),
    ] {
        if found(text, &known) != expected {
            wrong.push((text, found(text, &known)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn where_every_noun_has_a_capital_only_what_is_certain_is_told() {
    let known = Known::new("de", [], [], ["Imke Sørensen"]);
    assert_eq!(
        found("Dann hat Lieschen Müller im Großen Saal", &known),
        [] as [&str; 0]
    );
    assert_eq!(
        found("mit Imke Sørensen und Dr. Brandt", &known),
        ["Imke Sørensen", "Brandt"]
    );
}

#[test]
fn a_hint_shows_the_words_around_it_and_comes_once() {
    let text = "At first nobody said anything at all, and after some time Thabo Nkosi said it. So Thabo Nkosi it was.\nNext.";
    let hints = look(text, &english());
    assert_eq!(hints.len(), 1);
    let hint = &hints[0];
    assert_eq!((hint.kind, hint.times), (Kind::Name, 2));
    assert_eq!(hint.before, "… anything at all, and after some time ");
    assert_eq!(hint.after, " said it. So Thabo Nkosi it was.");
}

#[test]
fn people_of_the_course_are_pointed_at_only_with_their_capitals() {
    let mut wrong = vec![];
    let people = [
        "Imke Sørensen",
        "Jan van der Meer",
        "Omar al Rashid",
        "de Boer, Ilse",
        "ngozi okeke",
        "山田 太郎",
        "ნინო ბერიძე",
        "ליאת כהן",
    ];
    let known = Known::new("de", [], [], people);
    for (text, expected) in [
        ("mit Imke Sørensen", &["Imke Sørensen"][..]),
        ("mit IMKE SØRENSEN", &["IMKE SØRENSEN"]),
        ("mit imke sørensen", &[]),
        ("mit Imke sørensen", &[]),
        ("mit imke Sørensen", &[]),
        // What links names has a small letter.
        ("mit Jan van der Meer", &["Jan van der Meer"]),
        ("mit Jan Meer", &["Jan Meer"]),
        ("mit jan van der meer", &[]),
        ("mit Omar al Rashid", &["Omar al Rashid"]),
        ("mit omar al Rashid", &[]),
        ("mit de Boer Ilse", &["de Boer Ilse"]),
        ("mit de boer Ilse", &[]),
        // However the LMS has it.
        ("mit Ngozi Okeke", &["Ngozi Okeke"]),
        ("mit ngozi okeke", &[]),
        // Where names have no capitals.
        ("mit 山田 太郎", &["山田 太郎"]),
        ("mit ნინო ბერიძე", &["ნინო ბერიძე"]),
        ("mit ליאת כהן", &["ליאת כהן"]),
    ] {
        if found(text, &known) != expected {
            wrong.push((text, found(text, &known)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_longest_name_of_the_course_is_told_and_a_very_long_one_by_its_ends() {
    let long = "Aba Beb Cic Dod Fuf Gag Heh Jij Kok";
    let known = Known::new("de", [], [], ["Imke Sørensen", "Imke Sørensen Vale", long]);
    assert_eq!(
        found("von Imke Sørensen Vale und Aba Kok", &known),
        ["Imke Sørensen Vale", "Aba Kok"]
    );
    assert_eq!(found(&format!("von {long}"), &known), [] as [&str; 0]);
}

#[test]
fn a_number_of_the_micro_credential_may_be_written_otherwise_and_the_word_before_one_stands_near() {
    let mut wrong = vec![];
    for (text, expected) in [
        ("Call (555) 201-0142.", &[][..]),
        ("DANA@example.org", &[]),
        ("Call 555-201-0143.", &["555-201-0143"]),
        ("My phone: 555-0142", &["555-0142"]),
        ("My phone\n555-0142", &[]),
        ("phone is what it was, and so on and so on: 555-0142", &[]),
        ("teléfono: 555-0142", &["555-0142"]),
    ] {
        if found(text, &english()) != expected {
            wrong.push((text, found(text, &english())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

proptest! {
    #[test]
    fn any_text_can_be_read_and_what_is_found_is_in_it(text in "(\\PC|\n|[A-Z][a-z]{1,5} ?|[0-9+() -]{1,4}|Ms\\. |@){0,80}") {
        for hint in look(&text, &english()) {
            prop_assert!(text.to_lowercase().contains(&hint.found.to_lowercase()));
            prop_assert!(!hint.found.contains('\n') && hint.times > 0);
            prop_assert!(hint.before.chars().count() <= AROUND + 3);
        }
    }

    #[test]
    fn small_letters_are_nobodys_name_but_of_the_course(text in "[a-z ,.]{0,120}") {
        for hint in look(&text, &Known::new("en", [], [], [])) {
            prop_assert_eq!(hint.kind, Kind::Email, "{}", text);
        }
    }

    #[test]
    fn an_invented_name_in_mid_sentence_is_pointed_at(
        given in "[BDFGKZ][aeiou][b-dk-n][aeiou]q", family in "[BDFGKZ][aeiou][b-dk-n][aeiou]x",
        before in "(then we heard|she asked|it was)", after in "( speak|, who sat|\\.|)",
    ) {
        let text = format!("{before} {given} {family}{after}");
        prop_assert_eq!(found(&text, &english()), [format!("{given} {family}")]);
    }
}
