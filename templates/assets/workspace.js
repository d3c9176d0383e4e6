// The workspace: brings fields, saving, counting, uploads and players together, and says how it goes.

import { Saver } from "./autosave.js";
import { write } from "./counter.js";
import { descriptions } from "./describe.js";
import { describe, fieldsOf } from "./fields.js";
import { readiness } from "./ready.js";
import { annotate } from "./recording.js";
import { keepSaving, pageOf, settles } from "./saving.js";
import { uploads } from "./upload.js";
import { count } from "./words.js";

const root = document.querySelector("[data-workspace]");
const form = document.getElementById("part-form");
const savers = [];

let touched = () => {};

/** How far a slot is filled, as its badge says. */
function reviewed(saver, review) {
  touched();
  const head = saver.section.querySelector(".slot-head .meta");
  if (!head || !review.badge) return;
  head.querySelector(".badge")?.remove();
  const badge = document.createElement("span");
  badge.className = `badge ${review.tone}`;
  badge.textContent = review.badge;
  head.append(badge);
}

const page = pageOf({
  root,
  base: root.dataset.workspace,
  savers,
  addressOf: ({ base }, slot) => `${base}/slots/${encodeURIComponent(slot)}`,
  describe,
  reviewed,
});
const said = descriptions(root, page.attempt, (state) => {
  if (state !== "saved") return page.heard(state);
  touched();
  page.accepted(null, {});
});
page.said = said;

function begin(section) {
  let saver = null;
  const changed = () => {
    page.isGoing = false;
    saver?.changed();
    countSoon();
  };
  const fields = fieldsOf(section, changed);
  if (!fields) return;
  saver = new Saver(page, section.dataset.slot, Number(section.dataset.seq), fields, "unsaved" in section.dataset);
  saver.section = section;
  savers.push(saver);
  section.addEventListener("input", changed);
  section.addEventListener("change", changed);
  section.addEventListener("focusout", () => saver.flush());
  settles(saver, () => {
    countNow();
    section.querySelector("textarea, input:not([type=hidden]), [contenteditable]")?.focus();
  });
  annotate(section, fields, changed);
}

// Words, by the same rule as the server's. Slots of one part share a budget; what other parts have used of it is in the
// page already and stays as it was.
const outside = new Map();

function countNow() {
  const sums = new Map();
  for (const { section, fields } of savers) {
    if (!fields.words) continue;
    const used = count(fields.words());
    const own = section.querySelector("[data-counter]:not([data-budget])");
    if (own) write(own, used);
    const budget = section.querySelector("[data-budget]")?.dataset.budget;
    if (budget) sums.set(budget, { number: (sums.get(budget)?.number ?? 0) + used.number, unit: used.unit });
  }
  for (const counter of root.querySelectorAll("[data-budget]")) {
    const { budget } = counter.dataset;
    const here = sums.get(budget) ?? { number: 0, unit: "words" };
    if (!outside.has(budget)) {
      const all = Number.parseInt(counter.querySelector("[data-counter-text]").textContent, 10) || 0;
      outside.set(budget, Math.max(0, all - here.number));
    }
    write(counter, { ...here, number: here.number + outside.get(budget) });
  }
}

let counting = null;
function countSoon() {
  counting ??= setTimeout(() => {
    counting = null;
    countNow();
  }, 300);
}

for (const section of root.querySelectorAll("[data-slot]")) begin(section);
countNow();
const flush = () => Promise.all([...savers.map((saver) => saver.flush()), said.flush()]);
uploads(root, page, said, () => {
  touched();
  return flush();
});
touched = readiness(page, flush);

// A page that came back from a form holds what was not saved: it met another text, or was not taken as it is.
for (const saver of savers) {
  const { newer, newerAt } = saver.section.querySelector("[data-conflict]").dataset;
  if (newer) saver.dispute({ newer: JSON.parse(newer), seq: saver.seq, saved_at: newerAt, based_on: -1 });
  else if (saver.isUnsaved) saver.plan(0);
}
page.heard();

await keepSaving(page, savers, form, (slot) => document.querySelector(`input[name="s_${CSS.escape(slot)}"]`));
