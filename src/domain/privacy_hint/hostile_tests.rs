//! Claims about how much is done for a text that was written to keep the service busy. All people are invented.

use std::hint::black_box;
use std::time::{Duration, Instant};

use super::*;

/// How much longer the long text is.
const TIMES: usize = 16;
/// How often the comparison may come out badly: others run at the same time.
const TRIES: usize = 10;

fn time(work: impl FnOnce()) -> Duration {
    let begin = Instant::now();
    work();
    begin.elapsed()
}

/// Whether the work for something of the size [`TIMES`] n takes about as long as [`TIMES`] that of size n: what grows with the
/// square takes [`TIMES`] times as long. The two are timed one after the other, and no time is compared with the clock.
fn is_linear<T>(made: impl Fn(usize) -> T, n: usize, work: impl Fn(&T)) -> bool {
    let (short, long) = (made(n), made(n * TIMES));
    // What is made once for all texts is no part of it.
    work(&short);
    (0..TRIES).any(|_| {
        let of_short = time(|| (0..TIMES).for_each(|_| work(&short)));
        time(|| work(&long)) < of_short * 4
    })
}

fn looked_at(text: &str, known: &Known) {
    black_box(look(black_box(text), known));
}

#[test]
fn a_text_of_any_shape_is_looked_at_in_steps_that_grow_with_its_length() {
    let known = Known::new(
        "en",
        ["Call 555-201-0142 or write to dana@example.org"],
        ["Noor Haddad"],
        ["Noor Haddad", "Imke Sørensen"],
    );
    let mut wrong = vec![];
    for piece in [
        // Numbers that are too short without a word before them, on one line.
        "123-4567,",
        "phone 123-4567,",
        "555-201-0143, ",
        "+",
        "1-",
        "1 ",
        // Capitals on one line, as names, in a row, as headings, after titles.
        "Xano Qeri, ",
        "Xano ",
        "Xanora Qerimo x ",
        "X. ",
        "Mr ",
        "Student ",
        "Student Xano ",
        "Maria de la ",
        // People of the course, and almost.
        "Imke Sørensen, ",
        "Imke ",
        // Addresses, and names beside them and inside of them.
        "mei@example.org asked Xano Qeri, ",
        "a@b.co",
        "a@",
        "Xano.Qeri@example.org ",
        "+12345678.a@example.org ",
        // Nothing at all.
        "x",
        "É",
        " ",
        "'",
        "\n",
    ] {
        let made = |n: usize| piece.repeat(n / piece.len());
        if !is_linear(made, 2048, |text| looked_at(text, &known)) {
            wrong.push(piece);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn different_things_in_one_text_are_looked_at_in_steps_that_grow_with_its_length() {
    let known = Known::new("en", [], [], []);
    let made = |n: usize| {
        let lines = (0..n).map(|at| format!("mei{at}@example.org, 555-201-{at:04}, "));
        lines.collect::<String>()
    };
    assert!(is_linear(made, 60, |text| looked_at(text, &known)));
    assert_eq!(look(&made(960), &known).len(), MOST);
}

#[test]
fn a_course_of_thousands_and_thousands_of_words_are_added_to_each_other_and_not_multiplied() {
    // 3,000 people and 5,000 words at last.
    let n = 3000 / TIMES;
    let many = |n: usize| -> Vec<String> {
        let names = (0..n).map(|at| format!("Imke{at} Sørensen{at}"));
        names.collect()
    };
    let namesakes = |n: usize| -> Vec<String> {
        let names = (0..n).map(|at| format!("Imke Xano Qeri Sørensen{at}"));
        names.collect()
    };
    for (is_many, piece) in [
        (true, "word "),
        (true, "Imke7 "),
        (false, "Imke "),
        (false, "Imke Xano Qeri "),
    ] {
        let people = |n: usize| if is_many { many(n) } else { namesakes(n) };
        let made = |n: usize| (people(n), piece.repeat(n * 5 / 3));
        let work = |(people, text): &(Vec<String>, String)| {
            let known = Known::new("en", [], [], people.iter().map(String::as_str));
            looked_at(text, &known);
        };
        assert!(is_linear(made, n, work), "{piece}");
    }
    // A name that is very long, of somebody who calls themselves so.
    let made = |n: usize| ("Imke ".repeat(n), "Imke ".repeat(n));
    let work = |(name, text): &(String, String)| {
        looked_at(text, &Known::new("en", [], [], [name.as_str()]));
    };
    assert!(is_linear(made, n, work));
}

#[test]
fn the_texts_of_a_micro_credential_and_those_written_for_it_are_not_multiplied() {
    let made = |n: usize| {
        let asked = (0..n).map(|at| format!("Write to dana{at}@example.org or 555-201-{at:04}. "));
        let asked: String = asked.collect();
        (asked.clone(), asked)
    };
    let work = |(asked, written): &(String, String)| {
        let known = Known::new("en", [asked.as_str()], [], []);
        assert_eq!(look(written, &known), []);
    };
    assert!(is_linear(made, 60, work));
}

#[test]
fn a_table_of_four_megabytes_takes_no_longer_than_the_most_that_is_looked_at() {
    let known = Known::new("en", [], [], []);
    let made = |n: usize| {
        let cell = "123-4567,Xano Qeri, ".repeat(n / 80 / 20);
        vec![[&*cell; 4].join(" | "); 20].join("\n")
    };
    assert!(made(4 << 20).len() > 4_000_000);
    let work = |text: &String| {
        black_box(hints([((), text.clone())], &known));
    };
    assert!(is_linear(made, (4 << 20) / TIMES, work));
}

#[test]
fn only_the_beginning_of_very_long_texts_is_looked_at() {
    let known = Known::new("en", [], [], []);
    // An accent stands where the text is cut.
    let filled = |name: &str| format!("x met {name}. {}", "é".repeat(MOST_OF_ONE));
    let name = "Xano Qeri";
    let short = format!("x met {name}.");
    let late = format!("{} x met {name}.", "x".repeat(MOST_OF_ONE));
    for (texts, expected) in [
        (vec![short.clone(), short.clone()], vec![0, 1]),
        (vec![late, short.clone()], vec![1]),
        // Four long ones are as much as is looked at, but for a byte of each.
        (vec![filled(name); 6], vec![0, 1, 2, 3]),
        (
            vec![format!("x met {name}. {}", "x".repeat(MOST_OF_ONE)); 6],
            vec![0, 1, 2, 3],
        ),
        (vec![], vec![]),
    ] {
        let numbered = texts.into_iter().enumerate();
        let found: Vec<usize> = hints(numbered, &known)
            .into_iter()
            .map(|(at, _)| at)
            .collect();
        assert_eq!(found, expected);
    }
}
