//! The files that pages refer to: embedded in the binary and served under names that carry the hash of their content,
//! so that a browser may keep them for ever. Owns names and content types; the web layer owns the response.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA256, digest};
use rust_embed::RustEmbed;

use crate::domain::words;

/// The path in front of every asset's name.
pub const PREFIX: &str = "/assets/";

/// The style sheet is written in parts and served as one file; later parts win over earlier ones within a layer.
const STYLE_NAME: &str = "style.css";
const STYLE_PARTS: [&str; 13] = [
    "style/tokens.css",
    "style/base.css",
    "style/layout.css",
    "style/components.css",
    "style/data.css",
    "style/pages.css",
    "style/credential.css",
    "style/work.css",
    "style/catalog.css",
    "style/desk.css",
    "style/people.css",
    "style/badge.css",
    "style/styleguide.css",
];

/// Written at start: the classes of characters by which `words.js` counts as the server does.
const WORD_CLASSES: &str = "word-classes.js";

#[derive(RustEmbed)]
#[folder = "templates/assets/"]
struct Files;

/// One file, ready to be served.
#[derive(Clone, Debug)]
pub struct Asset {
    /// For the `Content-Type` header.
    pub content_type: &'static str,
    /// The content.
    pub bytes: Cow<'static, [u8]>,
}

/// All assets under both of their names.
struct Index {
    hashed: BTreeMap<String, String>,
    assets: BTreeMap<String, Asset>,
}

static INDEX: LazyLock<Index> = LazyLock::new(Index::build);

/// The address of an asset, with the hash of its content in it: `close.js` is at `/assets/close.0123456789abcdef.js`.
/// For a name that is not embedded, the plain address, which answers 404.
#[must_use]
pub fn href(name: &str) -> String {
    let shown = INDEX.hashed.get(name).map_or(name, String::as_str);
    format!("{PREFIX}{shown}")
}

/// The asset of this name, with or without the hash in it; a leading `/assets/` may be left on.
/// A name with a hash that is not the content's finds nothing.
#[must_use]
pub fn find(path: &str) -> Option<Asset> {
    let name = path.strip_prefix(PREFIX).unwrap_or(path);
    INDEX.assets.get(name).cloned()
}

impl Index {
    fn build() -> Self {
        let mut sources: BTreeMap<String, Cow<'static, [u8]>> = Files::iter()
            .filter(|name| !STYLE_PARTS.contains(&name.as_ref()))
            .filter_map(|name| Some((name.to_string(), Files::get(&name)?.data)))
            .collect();
        let style: Vec<u8> = STYLE_PARTS
            .iter()
            .filter_map(|part| Files::get(part))
            .flat_map(|part| part.data.into_owned())
            .collect();
        sources.insert(STYLE_NAME.to_owned(), Cow::Owned(style));
        let classes = format!("export const table = \"{}\";\n", words::script_table());
        sources.insert(WORD_CLASSES.to_owned(), Cow::Owned(classes.into_bytes()));

        let mut index = Self {
            hashed: BTreeMap::new(),
            assets: BTreeMap::new(),
        };
        for name in sources.keys().cloned().collect::<Vec<_>>() {
            index.add(&name, &sources, &mut Vec::new());
        }
        index
    }

    /// Adds an asset after those that it imports: a module names others as `"./other.js"`, and what the browser gets
    /// names them with their hashes. `open` holds the names that wait for this one and ends a circle of imports.
    fn add(
        &mut self,
        name: &str,
        sources: &BTreeMap<String, Cow<'static, [u8]>>,
        open: &mut Vec<String>,
    ) {
        if self.hashed.contains_key(name) || open.iter().any(|waiting| waiting == name) {
            return;
        }
        let Some(source) = sources.get(name) else {
            return;
        };
        open.push(name.to_owned());
        let bytes = match std::str::from_utf8(source) {
            Ok(text) if has_extension(name, "js") => {
                let mut resolved = text.to_owned();
                for imported in sources.keys() {
                    for quote in ['"', '\''] {
                        let plain = format!("{quote}./{imported}{quote}");
                        if resolved.contains(&plain) {
                            self.add(imported, sources, open);
                            let shown = self.hashed.get(imported).unwrap_or(imported);
                            resolved =
                                resolved.replace(&plain, &format!("{quote}./{shown}{quote}"));
                        }
                    }
                }
                Cow::Owned(resolved.into_bytes())
            }
            _ => source.clone(),
        };
        open.pop();
        let asset = Asset {
            content_type: content_type(name),
            bytes,
        };
        let hashed = with_hash(name, &asset.bytes);
        self.assets.insert(hashed.clone(), asset.clone());
        self.assets.insert(name.to_owned(), asset);
        self.hashed.insert(name.to_owned(), hashed);
    }
}

/// `stem.hash16.ext`: the first 16 hexadecimal digits of the SHA-256 of the content.
fn with_hash(name: &str, bytes: &[u8]) -> String {
    let mut hash = String::with_capacity(16);
    for byte in &digest(&SHA256, bytes).as_ref()[..8] {
        write!(hash, "{byte:02x}").expect("writing to a string cannot go wrong");
    }
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, found)| found == extension)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_the_hash_and_finds_the_file_again() {
        let address = href("style.css");
        let hash = address
            .strip_prefix("/assets/style.")
            .and_then(|rest| rest.strip_suffix(".css"))
            .unwrap();
        assert!(
            hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{address}"
        );
        let asset = find(&address).unwrap();
        assert_eq!(asset.content_type, "text/css; charset=utf-8");
        assert_eq!(
            find(address.strip_prefix(PREFIX).unwrap()).unwrap().bytes,
            asset.bytes
        );
    }

    #[test]
    fn the_style_sheet_is_all_its_parts_in_order() {
        let style = find("style.css").unwrap();
        let style = std::str::from_utf8(&style.bytes).unwrap();
        let mut at = 0;
        for part in STYLE_PARTS {
            let source = Files::get(part).unwrap_or_else(|| panic!("{part} is embedded"));
            let source = std::str::from_utf8(&source.data).unwrap().to_owned();
            at += style[at..]
                .find(&source)
                .unwrap_or_else(|| panic!("{part} comes after the part before it"));
            assert!(find(part).is_none(), "{part} is not served alone");
        }
    }

    #[test]
    fn a_wrong_hash_a_missing_name_and_a_way_out_of_the_folder_find_nothing() {
        for path in [
            "style.0000000000000000.css",
            "no-such.js",
            "../mod.rs",
            "/assets/",
            "",
            "style/../icon.svg",
        ] {
            assert!(find(path).is_none(), "{path}");
        }
        assert_eq!(href("no-such.js"), "/assets/no-such.js");
    }

    #[test]
    fn a_module_names_what_it_imports_with_its_hash_and_a_circle_ends() {
        let sources: BTreeMap<String, Cow<'static, [u8]>> = [
            ("a.js", "import { b } from \"./b.js\";"),
            ("b.js", "export const b = 1;"),
            ("c.js", "import \"./d.js\";"),
            ("d.js", "import \"./c.js\";"),
        ]
        .map(|(name, text)| (name.to_owned(), Cow::Borrowed(text.as_bytes())))
        .into();
        let mut index = Index {
            hashed: BTreeMap::new(),
            assets: BTreeMap::new(),
        };
        for name in sources.keys() {
            index.add(name, &sources, &mut Vec::new());
        }
        let importing = String::from_utf8(index.assets["a.js"].bytes.to_vec()).unwrap();
        assert_eq!(
            importing,
            format!("import {{ b }} from \"./{}\";", index.hashed["b.js"])
        );
        assert_eq!(index.hashed.len(), 4);
    }
}
