//! Plain paper: lines of text as a PDF, as somebody would print them. Owns that, and no more of the format than it takes.

/// How long a line gets.
const COLUMN: usize = 78;

/// One page for each list of lines; the first line of a page stands out.
pub(super) fn pdf(pages: &[Vec<String>]) -> Vec<u8> {
    let kids = (0..pages.len()).map(|number| format!("{} 0 R", 2 * number + 5));
    let kids = kids.collect::<Vec<_>>().join(" ");
    let mut objects = vec![
        String::from("<</Type/Catalog/Pages 2 0 R>>"),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()),
        font("Helvetica"),
        font("Helvetica-Bold"),
    ];
    for page in pages {
        let next = objects.len() + 2;
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {next} 0 R\
             /Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>"
        ));
        let drawn = drawn(page);
        let length = drawn.len();
        objects.push(format!("<</Length {length}>>\nstream\n{drawn}\nendstream"));
    }
    file(&objects)
}

fn font(name: &str) -> String {
    format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
}

fn drawn(lines: &[String]) -> String {
    let mut drawn = String::from("BT 20 TL 1 0 0 1 64 760 Tm\n");
    for (number, line) in lines.iter().enumerate() {
        let font = if number == 0 {
            "/F2 18 Tf"
        } else {
            "/F1 12 Tf"
        };
        for row in rows(line) {
            let row = row.replace('\\', "\\\\");
            let row = row.replace('(', "\\(").replace(')', "\\)");
            written(&mut drawn, format_args!("{font} ({row}) Tj T*\n"));
        }
    }
    drawn.push_str("ET");
    drawn
}

/// A line in pieces that fit; an empty line is one empty piece.
fn rows(line: &str) -> Vec<String> {
    let mut rows = vec![];
    let mut row = String::new();
    for word in line.split(' ') {
        if !row.is_empty() && row.len() + word.len() >= COLUMN {
            rows.push(std::mem::take(&mut row));
        } else if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(word);
    }
    rows.push(row);
    rows
}

fn file(objects: &[String]) -> Vec<u8> {
    let mut text = String::from("%PDF-1.4\n");
    let mut places = Vec::with_capacity(objects.len());
    for (object, number) in objects.iter().zip(1..) {
        places.push(text.len());
        written(
            &mut text,
            format_args!("{number} 0 obj\n{object}\nendobj\n"),
        );
    }
    let (start, count) = (text.len(), objects.len() + 1);
    written(
        &mut text,
        format_args!("xref\n0 {count}\n0000000000 65535 f \n"),
    );
    for place in places {
        written(&mut text, format_args!("{place:010} 00000 n \n"));
    }
    let end = format_args!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    written(&mut text, end);
    text.into_bytes()
}

fn written(text: &mut String, more: std::fmt::Arguments<'_>) {
    text.push_str(&more.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_goes_on_in_the_next_row() {
        let line = "word ".repeat(30);
        let rows = rows(line.trim());
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| row.len() <= COLUMN));
        assert_eq!(super::rows(""), [""]);
    }

    #[test]
    fn every_object_is_where_the_table_says() {
        let page = vec![String::from("(Who?)"), String::new()];
        let pdf = String::from_utf8(pdf(&[page.clone(), page])).unwrap();
        let (body, table) = pdf.split_once("xref\n0 9\n").unwrap();
        let places = table.lines().filter(|line| line.ends_with(" n "));
        for (number, place) in places.enumerate() {
            let at: usize = place[..10].parse().unwrap();
            assert!(body[at..].starts_with(&format!("{} 0 obj", number + 1)));
        }
        assert!(body.contains("(\\(Who?\\)) Tj"));
    }
}
