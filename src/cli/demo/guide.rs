//! What to click to live through all of it once: five steps, each with a button to begin as the person whose step it is.

use url::Url;

use crate::practice::{Begin, Cast, Guide, Step};

/// The site on which the steps take place.
const SITE: &str = "canvas";

/// The way through, with the tool at this address, and those who have gone some of it, where there are any.
pub(super) fn guide(tool: &Url, cast: Option<Cast>) -> Guide {
    let is_under_way = cast.is_some();
    Guide {
        title: "From evidence to a badge in five steps".into(),
        lead: "Dana teaches a course for educators, Sam learns in it, Inés and Noor assess, and you are whoever the step asks \
               for. People, courses and work are invented, and gone when the program stops."
            .into(),
        steps: vec![
            place(is_under_way),
            work(is_under_way),
            assess(is_under_way),
            read(),
            verify(tool),
        ],
        cast,
    }
}

fn step(title: &str, text: &str, begin: Vec<Begin>) -> Step {
    Step {
        title: title.into(),
        text: text.into(),
        begin,
    }
}

fn begin_as(name: &str, login: &str) -> Begin {
    Begin::As {
        label: format!("Open the course as {name}"),
        site: SITE.into(),
        person: login.into(),
    }
}

fn page(label: &str, tool: &Url, path: &str) -> Begin {
    let mut address = tool.clone();
    address.set_path(path);
    Begin::Page {
        label: label.into(),
        address: address.to_string(),
    }
}

fn place(is_under_way: bool) -> Step {
    let which = if is_under_way {
        "Most are in the course already, with a stack and a gate; \u{201c}Hearing the Idea Behind the Answer\u{201d} is not."
    } else {
        "\u{201c}Planning Questions That Open a Lesson\u{201d} is the shortest."
    };
    step(
        "Place a micro-credential in the course",
        &format!(
            "Dana adds content from the tool with one of the buttons above the course's items. Search or browse, open one to \
             read its whole rubric, choose points as the grade, and place it. {which}"
        ),
        vec![begin_as("Dana", "dana")],
    )
}

fn work(is_under_way: bool) -> Step {
    let which = if is_under_way {
        "\u{201c}Planning Questions That Open a Lesson\u{201d}, which is the shortest"
    } else {
        "the new item"
    };
    step(
        "Hand in evidence as an educator",
        &format!(
            "Sam opens {which}, reads what it takes, starts, and fills in every part; whatever is typed is saved by itself. \
             After handing in, the receipt has a button that gives the work to the assessors at once instead of after an hour."
        ),
        vec![begin_as("Sam", "sam")],
    )
}

fn assess(is_under_way: bool) -> Step {
    let first = if is_under_way {
        " What was handed in before Sam's comes first."
    } else {
        ""
    };
    step(
        "Score it against the rubric",
        &format!(
            "Inés is in no course: she opens \u{201c}Credentials\u{201d} above it, which leads to her desk, and takes the next \
             reading.{first} The evidence is beside the rubric, without a name. Say for each detail whether it is evident and \
             where, write a strength and a next step, and submit. Some work is read twice: then Noor is next, and Jorge settles \
             differences."
        ),
        vec![
            begin_as("Inés", "ines"),
            begin_as("Noor", "noor"),
            begin_as("Jorge", "jorge"),
        ],
    )
}

fn read() -> Step {
    step(
        "Read the result, and revise or hold the badge",
        "Sam opens the item again. \u{201c}Not yet\u{201d} leads to a revision with everything filled in and the comments beside it; \
         once it is earned, \u{201c}My credentials\u{201d} has the badge with its picture, the certificate, and the choice whether \
         others see the name. Dana finds the points in the gradebook of the course, and Sam in the list of her learners.",
        vec![begin_as("Sam", "sam"), begin_as("Dana", "dana")],
    )
}

fn verify(tool: &Url) -> Step {
    step(
        "Verify the badge as a stranger",
        "Take the address of the badge, its code, or a picture that was downloaded, to the page on which anybody verifies: it says \
         step by step what holds. Nobody signs in there. The catalogue is open to everybody, too, with every rubric.",
        vec![
            page("Verify a badge", tool, "/verify"),
            page("Read the catalogue", tool, "/catalog"),
        ],
    )
}
