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
};
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

function copy(from, to, document) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      to.append(document.createTextNode(node.data.replace(/\u00a0/g, " ")));
    } else if (node.nodeType === Node.ELEMENT_NODE && !GONE.has(node.tagName.toUpperCase())) {
      const tag = tagOf(node);
      const isLoose = tag === null || (tag === "a" && !isWeb(node.getAttribute("href") ?? ""));
      // A paragraph in a paragraph or in an item of a list is only its words.
      const isNested = tag === "p" && (to.localName === "p" || to.localName === "li");
      if (isLoose || isNested) {
        copy(node, to, document);
        continue;
      }
      const kept = document.createElement(tag);
      if (tag === "a") kept.setAttribute("href", node.getAttribute("href"));
      copy(node, kept, document);
      if (tag === "br" || kept.childNodes.length > 0) to.append(kept);
    }
  }
}

/** An element's content as HTML of the few elements that are kept. */
export function clean(element) {
  const inert = document.implementation.createHTMLDocument("");
  const body = inert.createElement("div");
  copy(element, body, inert);
  const onlyBreaks = body.textContent.trim() === "";
  return onlyBreaks ? "" : body.innerHTML;
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
