// Work that is over without being handed in: what this browser kept of it and the server never had, as text to copy.

import { describe } from "./fields.js";
import { allKept } from "./keep.js";

const section = document.querySelector("[data-copies]");

for (const { slot, copy } of await allKept(section.dataset.copies)) {
  const place = section.querySelector(`[data-copy="${CSS.escape(slot)}"]`);
  const texts = [copy.answer && describe(copy.answer), copy.aside, copy.other && describe(copy.other)];
  const text = texts.filter(Boolean).join("\n\n");
  if (!place || text === "") continue;
  // Each tab has a copy of its own.
  const field = place.querySelector("[data-copy-text]");
  if (!place.hidden && field.textContent.includes(text)) continue;
  field.textContent = place.hidden ? text : `${field.textContent}\n\n${text}`;
  place.hidden = false;
  section.hidden = false;
}
