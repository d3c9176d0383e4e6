// Texts with a little structure, as the tool keeps them. Owns what is left of anything that is pasted or typed, and
// what its words are; the server does the same again.

import { plain as wordsOf } from "./words.js";

const KEPT = {
  P: "p",
  DIV: "p",
  BR: "br",
  STRONG: "strong",
  B: "strong",
  EM: "em",
  I: "em",
  UL: "ul",
  OL: "ol",
  LI: "li",
  A: "a",
  BLOCKQUOTE: "blockquote",
  H1: "h3",
  H2: "h3",
  H3: "h3",
  H4: "h4",
  H5: "h4",
  H6: "h4",
  TR: "p",
  TABLE: "p",
  CAPTION: "p",
  SECTION: "p",
  ARTICLE: "p",
  HEADER: "p",
  FOOTER: "p",
  PRE: "p",
  DT: "p",
  DD: "p",
};
const BLOCKS = new Set(["p", "ul", "ol", "blockquote", "h3", "h4"]);
const GONE = new Set(["SCRIPT", "STYLE", "TEMPLATE", "HEAD", "META", "LINK", "TITLE", "OBJECT", "IFRAME", "SVG", "MATH"]);

const isWeb = (address) => /^(https?:\/\/|mailto:)/i.test(address);

// Word says "bold" in a style; Docs wraps everything in a <b> that is not. The attribute is read as text, because the
// page's policy keeps browsers from applying it.
function tagOf(element) {
  const style = element.getAttribute("style") ?? "";
  const isBold = /font-weight:\s*(bold|[6-9]00)/i.test(style);
  if (element.tagName === "SPAN") {
    if (isBold) return "strong";
    return /font-style:\s*italic/i.test(style) ? "em" : null;
  }
  if (element.tagName === "B" && /font-weight:\s*(normal|[1-5]00)/i.test(style)) return null;
  return KEPT[element.tagName] ?? null;
}

const isBreak = (node) => node?.localName === "br" || BLOCKS.has(node?.localName);

// Writes as the server does: a block ends the paragraph that it begins in. In an item of a list, and in a row of a table,
// a block is only its words, and something has to stand between them and what is there.
class Writer {
  constructor(document) {
    this.document = document;
    this.root = this.at = document.createElement("div");
    this.row = null;
    // What the next words are kept apart by: "br", " " or nothing.
    this.gap = null;
  }

  get isInLine() {
    return this.at.localName === "li" || (this.row !== null && this.row.contains(this.at));
  }

  // What stands before the next words, in what holds them or before an emphasis that is only begun.
  get before() {
    let place = this.at;
    while (place.lastChild === null && ["strong", "em", "a"].includes(place.localName)) {
      if (place.previousSibling) return place.previousSibling;
      place = place.parentNode;
    }
    return place.lastChild;
  }

  part() {
    const last = this.before;
    if (this.gap !== null && last !== null && !isBreak(last)) {
      this.at.append(this.gap === "br" ? this.document.createElement("br") : this.gap);
    }
    this.gap = null;
  }

  words(text) {
    const last = this.before;
    if (text.trim() === "" && (this.gap !== null || last === null || isBreak(last))) return;
    this.part();
    this.at.append(text);
  }

  open(tag) {
    if (BLOCKS.has(tag)) {
      this.gap = null;
      const around = this.at.closest("p");
      if (around) this.at = around.parentNode;
    } else if (tag === "li" || tag === "br") {
      this.gap = null;
    } else {
      this.part();
    }
    const element = this.document.createElement(tag);
    this.at.append(element);
    this.at = element;
    return element;
  }

  close(element) {
    const isBlock = BLOCKS.has(element.localName);
    if (element.contains(this.at)) {
      this.at = element.parentNode;
      this.gap = isBlock ? null : this.gap;
    } else if (isBlock) {
      this.gap = "br";
    }
    const isBlank = element.localName === "p" && element.textContent.trim() === "" && !element.querySelector("br");
    if (isBlank || (element.localName !== "br" && !element.hasChildNodes())) element.remove();
  }
}

function copy(from, writer) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      writer.words(node.data.replace(/\u00a0/g, " "));
    } else if (node.nodeType === Node.ELEMENT_NODE && !GONE.has(node.tagName.toUpperCase())) {
      copyElement(node, writer);
    }
  }
}

function copyElement(node, writer) {
  const tag = tagOf(node);
  if (node.tagName === "TD" || node.tagName === "TH") writer.gap = " ";
  if (tag === null || (tag === "a" && !isWeb(node.getAttribute("href") ?? ""))) {
    copy(node, writer);
  } else if (tag === "p" && writer.isInLine) {
    // The words of a cell stay beside those of the cell before.
    writer.gap ??= "br";
    copy(node, writer);
    writer.gap = "br";
  } else {
    const kept = writer.open(tag);
    if (tag === "a") kept.setAttribute("href", node.getAttribute("href"));
    if (node.tagName === "TR") writer.row = kept;
    copy(node, writer);
    writer.close(kept);
  }
}

/** An element's content as HTML of the few elements that are kept. */
export function clean(element) {
  const writer = new Writer(document.implementation.createHTMLDocument(""));
  copy(element, writer);
  const onlyBreaks = writer.root.textContent.trim() === "";
  return onlyBreaks ? "" : writer.root.innerHTML;
}

/** HTML from anywhere as HTML of the few elements that are kept. */
export const cleanHtml = (html) => clean(new DOMParser().parseFromString(html, "text/html").body);

/** Plain text as HTML: an empty line begins a paragraph. */
export function fromPlain(text) {
  const inert = document.implementation.createHTMLDocument("");
  const body = inert.createElement("div");
  for (const block of text.replace(/\r\n?/g, "\n").split(/\n{2,}/)) {
    if (block.trim() === "") continue;
    const paragraph = inert.createElement("p");
    block.split("\n").forEach((line, index) => {
      if (index > 0) paragraph.append(inert.createElement("br"));
      paragraph.append(line);
    });
    body.append(paragraph);
  }
  return body.innerHTML;
}

/** The words of HTML, with line breaks where blocks begin and end. */
export const plain = (html) => wordsOf(new DOMParser().parseFromString(html, "text/html").body).trim();
