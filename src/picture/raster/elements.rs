//! What an SVG consists of, before it is read for drawing: no entities, no foreign elements, and not more than can be
//! drawn once everything that refers to something else has been written out.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId, ParsingOptions};

use super::super::PictureError;

/// The most bytes.
const MAX_BYTES: usize = 1024 * 1024;
/// The most elements and texts as written.
const MAX_NODES: u32 = 20_000;
/// How deep elements may lie in each other, references followed.
const MAX_DEPTH: u32 = 48;
/// What all elements may cost, references written out: about one for an element, a letter or a handful of points.
const MAX_COST: u64 = 80_000;
/// The product of rules and elements: each rule is tried on each element.
const MAX_RULES: usize = 2_000_000;

/// Elements that show other files, or draw in ways whose cost is hard to bound.
const REFUSED: [&str; 15] = [
    "image",
    "foreignObject",
    "script",
    "marker",
    "feImage",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feMorphology",
    "feSpecularLighting",
    "feTile",
    "feTurbulence",
    "animate",
    "animateTransform",
    "set",
];

/// An SVG as a document whose cost is bounded.
pub fn read(svg: &str) -> Result<Document<'_>, PictureError> {
    if svg.len() > MAX_BYTES {
        return Err(PictureError::TooLarge);
    }
    let options = ParsingOptions {
        // Programs for drawing name a document type, which is harmless; entities are not.
        allow_dtd: !svg.contains("<!ENTITY"),
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(svg, options).map_err(|error| match error {
        resvg::usvg::roxmltree::Error::NodesLimitReached => PictureError::TooMuch,
        _ => PictureError::Damaged,
    })?;
    let mut weigher = Weigher::new(&document)?;
    let weight = weigher.weigh(document.root_element(), 0)?;
    if weight.cost > MAX_COST {
        return Err(PictureError::TooMuch);
    }
    Ok(document)
}

/// What an element costs with all that it refers to, and how often it would be written out.
#[derive(Clone, Copy, Default)]
struct Weight {
    cost: u64,
    size: u64,
}

enum Known {
    /// Being weighed: whoever meets it again goes round in a circle.
    Open,
    Weighed(Weight),
}

/// A reference, and whether what is inside of the element inherits it.
struct Reference<'a> {
    id: &'a str,
    is_inherited: bool,
}

struct Weigher<'a> {
    document: &'a Document<'a>,
    ids: HashMap<&'a str, NodeId>,
    /// What the rules of a class refer to.
    classes: HashMap<&'a str, Vec<Reference<'a>>>,
    known: HashMap<NodeId, Known>,
}

impl<'a> Weigher<'a> {
    fn new(document: &'a Document<'a>) -> Result<Self, PictureError> {
        let mut weigher = Self {
            document,
            ids: HashMap::new(),
            classes: HashMap::new(),
            known: HashMap::new(),
        };
        let mut elements = 0;
        let mut rules = 0;
        for node in document.descendants().filter(Node::is_element) {
            elements += 1;
            let name = node.tag_name().name();
            if let Some(refused) = REFUSED.iter().find(|refused| **refused == name) {
                return Err(PictureError::Element(refused));
            }
            if let Some(id) = node.attribute("id") {
                weigher.ids.insert(id, node.id());
            }
            if name == "style" {
                for text in node.children().filter_map(|child| child.text()) {
                    rules += weigher.read_style(text)?;
                }
            }
        }
        if rules.saturating_mul(elements) > MAX_RULES {
            return Err(PictureError::TooMuch);
        }
        Ok(weigher)
    }

    /// Takes the references of a style sheet in. Only rules for classes may have some: those of other selectors could
    /// hold for any element, and what they multiply to could not be told.
    fn read_style(&mut self, style: &'a str) -> Result<usize, PictureError> {
        let mut count = 0;
        for rule in style.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else {
                continue;
            };
            let references = references(declarations);
            for selector in selectors.split(',') {
                count += 1;
                // A comment before a selector does no harm.
                let selector = selector.rsplit("*/").next().unwrap_or(selector).trim();
                if references.is_empty() {
                    continue;
                }
                let class = selector.strip_prefix('.');
                let is_plain = |class: &&str| {
                    class
                        .chars()
                        .all(|letter| letter.is_alphanumeric() || "-_".contains(letter))
                };
                let Some(class) = class.filter(is_plain) else {
                    return Err(PictureError::TooMuch);
                };
                let known = self.classes.entry(class).or_default();
                known.extend(
                    references
                        .iter()
                        .map(|reference| Reference { ..*reference }),
                );
            }
        }
        Ok(count)
    }

    fn weigh(&mut self, node: Node<'a, 'a>, depth: u32) -> Result<Weight, PictureError> {
        match self.known.get(&node.id()) {
            Some(Known::Weighed(weight)) => return Ok(*weight),
            Some(Known::Open) => return Err(PictureError::TooMuch),
            None if depth > MAX_DEPTH => return Err(PictureError::TooMuch),
            None => {}
        }
        self.known.insert(node.id(), Known::Open);
        let mut weight = own(node);
        for child in node.children() {
            let inner = if child.is_element() {
                self.weigh(child, depth + 1)?
            } else {
                own(child)
            };
            weight.cost = weight.cost.saturating_add(inner.cost);
            weight.size = weight.size.saturating_add(inner.size);
        }
        // A link leads somewhere and shows nothing.
        if node.tag_name().name() != "a" {
            for attribute in node.attributes().filter(|one| one.name() == "href") {
                let target = self.target(attribute.value().trim().trim_start_matches('#'));
                if let Some(target) = target {
                    let inner = self.weigh(target, depth + 1)?;
                    weight.cost = weight.cost.saturating_add(inner.cost);
                    weight.size = weight.size.saturating_add(inner.size);
                }
            }
        }
        for (target, is_inherited) in self.painted_with(node) {
            let inner = self.weigh(target, depth + 1)?;
            let times = if is_inherited { weight.size.max(1) } else { 1 };
            weight.cost = weight.cost.saturating_add(inner.cost.saturating_mul(times));
        }
        // A sum that is too large ends the work at once, whatever else there is.
        if weight.cost > MAX_COST {
            return Err(PictureError::TooMuch);
        }
        self.known.insert(node.id(), Known::Weighed(weight));
        Ok(weight)
    }

    fn target(&self, id: &str) -> Option<Node<'a, 'a>> {
        self.ids.get(id).and_then(|id| self.document.get_node(*id))
    }

    /// What an element is filled, drawn, clipped, masked or filtered with. Gradients cost next to nothing.
    fn painted_with(&self, node: Node<'a, 'a>) -> Vec<(Node<'a, 'a>, bool)> {
        let mut found = Vec::new();
        let mut add = |reference: &Reference| {
            let target = self.target(reference.id);
            let target = target.filter(|target| !target.tag_name().name().ends_with("Gradient"));
            found.extend(target.map(|target| (target, reference.is_inherited)));
        };
        for attribute in node.attributes() {
            match attribute.name() {
                "style" => references(attribute.value()).iter().for_each(&mut add),
                "class" => {
                    let classes = attribute.value().split_whitespace();
                    let known = classes.filter_map(|class| self.classes.get(class));
                    known.flatten().for_each(&mut add);
                }
                name => {
                    let ids = addresses(attribute.value());
                    let is_inherited = is_inherited(name);
                    ids.for_each(|id| add(&Reference { id, is_inherited }));
                }
            }
        }
        found
    }
}

/// What a node costs without the others.
fn own(node: Node) -> Weight {
    if node.is_element() {
        let length: usize = node
            .attributes()
            .filter(|attribute| matches!(attribute.name(), "d" | "points"))
            .map(|attribute| attribute.value().len())
            .sum();
        return Weight {
            cost: 1 + length as u64 / 20,
            size: 1,
        };
    }
    let is_silent = |parent: Node| {
        matches!(
            parent.tag_name().name(),
            "style" | "title" | "desc" | "metadata" | "svg" | "g" | "defs"
        )
    };
    let is_letters = node.is_text() && !node.parent().is_some_and(is_silent);
    Weight {
        cost: if is_letters {
            node.text().map_or(0, |text| text.len() as u64)
        } else {
            0
        },
        size: 0,
    }
}

/// The references of declarations such as `fill: url(#x); clip-path: url(#y)`.
fn references(declarations: &str) -> Vec<Reference<'_>> {
    let all = declarations.split(';').flat_map(|declaration| {
        let name = declaration.split(':').next().unwrap_or_default();
        let is_inherited = is_inherited(name.trim());
        addresses(declaration).map(move |id| Reference { id, is_inherited })
    });
    all.collect()
}

/// Whether what is inside of an element takes a property over from it.
fn is_inherited(property: &str) -> bool {
    !matches!(property, "clip-path" | "mask" | "filter")
}

/// The places in the same picture that a value names.
fn addresses(value: &str) -> impl Iterator<Item = &str> {
    let marks: &[char] = &['"', '\'', ' '];
    value.match_indices("url(").filter_map(move |(at, begin)| {
        let inner = value[at + begin.len()..].trim_start_matches(marks);
        let inner = inner.strip_prefix('#')?;
        inner.split(')').next().map(|id| id.trim_end_matches(marks))
    })
}
