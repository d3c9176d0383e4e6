// The page on which work is read and scored: saves while somebody works, counts, and answers to keys.

import { Saver } from "./autosave.js";
import { write } from "./counter.js";
import { openEvidence } from "./evidence.js";
import { seconds } from "./fields.js";
import { readingOf } from "./marks-fields.js";
import { keepSaving, pageOf, settles } from "./saving.js";
import { count } from "./words.js";

const root = document.querySelector("[data-reading]");
const form = document.getElementById("reading-form");
const keys = document.querySelector("[data-keys]");
const looked = form.querySelector("[data-looked]");
const result = form.querySelector("[data-result]");
const savers = [];

const isMade = (mark) => mark.querySelector("input[type=radio]:checked") !== null;
const marks = [...form.querySelectorAll("[data-mark]")];

function counted() {
  const scored = marks.filter((mark) => !("condition" in mark.dataset));
  looked.textContent = looked.dataset.looked.replace("#", scored.filter(isMade).length);
  for (const mark of marks) mark.classList.toggle("made", isMade(mark));
  for (const field of form.querySelectorAll("[data-comment]")) {
    write(field.querySelector("[data-counter]"), count(field.querySelector("textarea").value));
  }
}

const changed = () => {
  page.isGoing = false;
  // What it came to is of what was saved before.
  result.textContent = "";
  savers.forEach((saver) => saver.changed());
  counted();
};
const fields = readingOf(form, changed);
const page = pageOf({
  root,
  base: root.dataset.reading,
  savers,
  addressOf: ({ base }) => base,
  describe: fields.describe,
  reviewed(_, review) {
    result.textContent = review.result ? ` · ${review.result}` : "";
    document.getElementById("banner-over").hidden = !review.is_over;
  },
});
const saver = new Saver(page, "reading", Number(root.dataset.seq), fields);
saver.section = form.parentElement;
savers.push(saver);
form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("focusout", ({ target, relatedTarget }) => {
  // From mark to mark is one movement; a text that is left is saved at once.
  if (target.matches("textarea, input[type=text]") || !form.contains(relatedTarget)) saver.flush();
});
settles(saver, () => {
  counted();
  marks[0]?.querySelector("input")?.focus();
});
counted();

// Pointing: what is selected in the work, or the moment of a player, goes to the mark where somebody is.
let active = null;
const pointersOf = (mark) => {
  const section = mark.closest("[data-criterion]");
  const criterion = fields.criteria.find(({ id }) => id === section?.dataset.criterion);
  return criterion?.pointers.get(mark.dataset.detail ?? null) ?? null;
};
const place = (where) => (where === null ? null : { ...where, ...(where.at !== undefined && { at: seconds(where.at) }) });
const point = (mark, where) => pointersOf(mark)?.add(place(where));
const evidence = openEvidence(root, {
  reference: root.dataset.reference,
  mark(where) {
    const mark = active ?? marks.find((one) => !isMade(one)) ?? marks[0];
    if (!mark) return;
    point(mark, where);
    mark.scrollIntoView({ block: "nearest" });
  },
});
for (const button of form.querySelectorAll("[data-do=point-here]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const mark = button.closest("[data-mark]") ?? button.closest("[data-criterion]").querySelector("[data-mark]");
    point(mark, evidence.where());
  });
}

// Keys. They are for the marks alone: what is typed into a field stays there.
const isTyping = (element) => element.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
const focus = (mark) => {
  const radio = mark.querySelector("input[type=radio]:checked") ?? mark.querySelector("input[type=radio]");
  radio.focus();
  mark.scrollIntoView({ block: "nearest" });
};
const move = (from, step) => {
  const next = marks[(from ? marks.indexOf(from) : step > 0 ? -1 : marks.length) + step];
  if (next) focus(next);
};
const choose = (mark, number) => {
  const radios = [...mark.querySelectorAll("input[type=radio]")];
  const isPair = mark.querySelector(".pair") !== null;
  const radio = isPair ? { 1: radios[0], 0: radios[1] }[number] : radios[number - 1];
  if (!radio) return;
  radio.focus();
  if (!radio.checked) radio.click();
};

form.addEventListener("focusin", (event) => {
  active = event.target.closest("[data-mark]") ?? active;
});
form.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { key, target } = event;
  if (isTyping(target)) {
    if (key === "Escape" && active) {
      event.preventDefault();
      focus(active);
    }
    return;
  }
  const mark = target.closest("[data-mark]");
  const isLevels = mark !== null && mark.querySelector(".pair") === null;
  const isRadio = target.matches("input[type=radio]");
  let act = null;
  if (key === "j" || (key === "ArrowDown" && isRadio && !isLevels)) act = () => move(mark ?? active, 1);
  else if (key === "k" || (key === "ArrowUp" && isRadio && !isLevels)) act = () => move(mark ?? active, -1);
  else if (mark && /^\d$/.test(key)) act = () => choose(mark, Number(key));
  else if (mark && key === "p") act = () => point(mark, evidence.where());
  else if (mark && key === "c") act = () => mark.closest("[data-criterion]")?.querySelector("[data-field=comment]").focus();
  else if (key === "?") {
    act = () => {
      keys.open = true;
      keys.querySelector("summary").focus();
    };
  }
  if (!act) return;
  event.preventDefault();
  act();
});
keys.hidden = false;
const popOut = document.querySelector("[data-pop-out]");
if (popOut && window.parent === window) popOut.hidden = true;

const { newer, newerAt } = form.parentElement.querySelector("[data-conflict]").dataset;
if (newer) saver.dispute({ newer: JSON.parse(newer), seq: saver.seq, saved_at: newerAt, based_on: -1 });
await keepSaving(page, savers, form, () => form.querySelector("input[name=seq]"));
