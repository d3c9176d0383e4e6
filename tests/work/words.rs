//! The server and the browser count alike: the same texts, counted by the Rust function and by the script that pages load, in
//! a real JavaScript engine.

use std::io::Write;
use std::process::{Command, Stdio};

use microcred::domain::{rich_text, words};
use microcred::random::Random;
use microcred::templates::assets;
use serde_json::{Value, json};

use crate::support::suites::piece;

pub(super) const SUITE: &str = "reading and counting in JavaScript";
/// Set wherever node is to be there.
pub(super) const NODE_MODULES: &str = "MICROCRED_TEST_NODE_MODULES";

/// Sentences in scripts with and without spaces.
const SENTENCES: [&str; 18] = [
    "Students wait three seconds before they answer.",
    "Учні чекають, перш ніж відповісти.",
    "Οι μαθητές περιμένουν πριν απαντήσουν.",
    "التلاميذ ينتظرون قبل أن يجيبوا.",
    "התלמידים מחכים לפני שהם עונים.",
    "छात्र उत्तर देने से पहले रुकते हैं।",
    "மாணவர்கள் பதில் சொல்லும் முன் காத்திருக்கிறார்கள்.",
    "ছাত্ররা উত্তর দেওয়ার আগে অপেক্ষা করে।",
    "학생들은 대답하기 전에 기다립니다.",
    "学生回答之前先等三秒。",
    "生徒は答える前に３秒待ちます。ネコも。",
    "นักเรียนรอก่อนตอบคำถาม",
    "ນັກຮຽນລໍຖ້າກ່ອນຕອບ",
    "សិស្សរង់ចាំមុនពេលឆ្លើយ",
    "ကျောင်းသားများ မဖြေမီ စောင့်ကြသည်။",
    "მოსწავლეები პასუხამდე იცდიან.",
    "Աշակերտները սպասում են պատասխանելուց առաջ։",
    "ተማሪዎች ከመመለሳቸው በፊት ይጠብቃሉ።",
];

/// What is between and around them.
const PIECES: [&str; 14] = [
    "",
    " ",
    "\u{a0}",
    "\u{3000}",
    "\n• ",
    " — ",
    "-",
    "’",
    "\u{200b}",
    " 12,5 % ",
    " (3:15) ",
    "🐈‍⬛",
    " https://example.org/a?b=c ",
    "\u{301}",
];

/// Sentences put together in every way, and texts of random characters.
fn texts() -> Vec<String> {
    let mut texts = vec![];
    for (at, sentence) in SENTENCES.iter().enumerate() {
        let next = SENTENCES[(at + 5) % SENTENCES.len()];
        for piece in PIECES {
            texts.push(format!("{piece}{sentence}"));
            texts.push(format!("{sentence}{piece}{next}"));
            texts.push(format!("{next}{piece}{piece}{sentence}{piece}"));
        }
    }
    let random = Random::seeded(4);
    for _ in 0..2_000 {
        let bytes: [u8; 64] = random.bytes();
        let text = bytes.chunks(4).filter_map(|chunk| {
            let number = u32::from_be_bytes([0, chunk[1], chunk[2], chunk[3]]);
            // From all planes, from the first blocks, and from where scripts change within a few characters.
            let point = match chunk[0] % 4 {
                0 => number % 0x0011_0000,
                1 => number % 0x0300,
                2 => 0x0E00 + number % 0x1000,
                _ => 0x2E00 + number % 0x8000,
            };
            char::from_u32(point)
        });
        texts.push(text.collect());
    }
    texts
}

/// Elements as an editor has them, and the HTML that is saved of them.
fn editors() -> Vec<(Value, &'static str)> {
    let text = |data: &str| json!({"nodeType": 3, "nodeName": "#text", "data": data});
    let element = |name: &str, inside: Vec<Value>| json!({"nodeType": 1, "nodeName": name, "childNodes": inside});
    vec![
        (
            element(
                "DIV",
                vec![
                    element(
                        "P",
                        vec![text("o"), element("STRONG", vec![text("n")]), text("e")],
                    ),
                    element("P", vec![text("two")]),
                ],
            ),
            "<p>o<strong>n</strong>e</p><p>two</p>",
        ),
        (
            element(
                "DIV",
                vec![element(
                    "UL",
                    vec![
                        element("LI", vec![text("one")]),
                        element("LI", vec![text("R&D "), element("A", vec![text("two")])]),
                    ],
                )],
            ),
            "<ul><li>one</li><li>R&amp;D <a href=\"https://example.org\">two</a></li></ul>",
        ),
        (
            element(
                "DIV",
                vec![
                    text("a"),
                    element("BR", vec![]),
                    text("b\u{a0}c"),
                    element("H3", vec![text("d")]),
                ],
            ),
            "a<br>b&nbsp;c<h3>d</h3>",
        ),
        (element("DIV", vec![]), ""),
    ]
}

pub(super) fn has_node() -> bool {
    let asked = Command::new("node")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    asked.is_ok_and(|status| status.success())
}

/// What the first of these modules says, called as pages call it. `say` is an expression of `module` and `input`.
pub(super) fn in_javascript(modules: &[&str], say: &str, input: &Value) -> Value {
    let folder = tempfile::tempdir().unwrap();
    for name in modules {
        let served = assets::href(name);
        let file = served.strip_prefix(assets::PREFIX).unwrap();
        std::fs::write(
            folder.path().join(file),
            assets::find(&served).unwrap().bytes,
        )
        .unwrap();
    }
    let module = assets::href(modules[0]).replace(assets::PREFIX, "./");
    let program = format!(
        "import * as module from {module:?};
         let text = '';
         for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
         const input = JSON.parse(text);
         const output = {say};
         process.stdout.write(JSON.stringify(output));"
    );
    std::fs::write(folder.path().join("package.json"), "{\"type\": \"module\"}").unwrap();
    std::fs::write(folder.path().join("program.js"), program).unwrap();
    let mut child = Command::new("node")
        .arg("program.js")
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn as_json(count: words::Count) -> Value {
    json!({"number": count.number, "unit": count.unit.code()})
}

#[test]
fn the_browser_counts_as_the_server_does() {
    if !has_node() && piece(SUITE, NODE_MODULES).is_none() {
        return;
    }
    let (texts, editors) = (texts(), editors());
    assert!(texts.len() >= 2_500);
    let nodes: Vec<_> = editors.iter().map(|(node, _)| node).collect();
    let say = "{
        counts: input.texts.map(module.count),
        editors: input.editors.map((node) => module.count(module.plain(node))),
    }";
    let input = json!({"texts": texts, "editors": nodes});
    let counted = in_javascript(&["words.js", "word-classes.js"], say, &input);
    for (at, text) in texts.iter().enumerate() {
        assert_eq!(
            counted["counts"][at],
            as_json(words::count(text)),
            "{text:?}"
        );
    }
    for (at, (_, html)) in editors.iter().enumerate() {
        let expected = words::count(&rich_text::plain(html));
        assert_eq!(counted["editors"][at], as_json(expected), "{html}");
    }
}
