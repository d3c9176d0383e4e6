// How long a text is, counted as the server counts it (src/domain/words.rs), with tables that the server writes.
import { table } from "./word-classes.js";

const OTHER = 0;
const SPACE = 1;
const CHARACTER = 3;

// Where each run of one class begins, and which class it is.
const starts = [];
const classes = [];
let at = 0;
for (const run of table.split(",")) {
  starts.push(at);
  classes.push(Number(run[0]));
  at += parseInt(run.slice(1), 36);
}

// Most texts are of few characters, so these are looked up once.
const first = new Uint8Array(0x600).map((_, point) => search(point));

function search(point) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= point) low = middle;
    else high = middle - 1;
  }
  return classes[low];
}

// {number, unit}: words, and letters of scripts that put no space between words; the unit is "characters" when these are
// at least half.
export function count(text) {
  let words = 0;
  let characters = 0;
  let isInWord = false;
  for (let index = 0; index < text.length; index += 1) {
    const point = text.codePointAt(index);
    if (point > 0xffff) index += 1;
    const kind = point < first.length ? first[point] : search(point);
    if (kind === SPACE) isInWord = false;
    else if (kind === CHARACTER) {
      characters += 1;
      isInWord = false;
    } else if (kind !== OTHER && !isInWord) {
      words += 1;
      isInWord = true;
    }
  }
  const unit = characters > 0 && characters >= words ? "characters" : "words";
  return { number: words + characters, unit };
}

const BLOCKS = new Set(["P", "UL", "OL", "LI", "BLOCKQUOTE", "H3", "H4", "DIV", "BR"]);

// The text of an editor as the server reads it from its HTML: a line where a block begins or ends.
export function plain(node) {
  if (node.nodeType === 3) return node.data;
  let text = "";
  for (const child of node.childNodes) text += plain(child);
  return BLOCKS.has(node.nodeName) ? `\n${text}\n` : text;
}
