// The workspace: brings fields, saving, counting, uploads and players together, and says how it goes.

import { Saver } from "./autosave.js";
import { descriptions } from "./describe.js";
import { describe, fieldsOf } from "./fields.js";
import { moveTo } from "./lent.js";
import { annotate } from "./recording.js";
import { beforeLeaving } from "./session.js";
import { uploads } from "./upload.js";
import { count } from "./words.js";

const root = document.querySelector("[data-workspace]");
const status = document.getElementById("save-state");
const echo = document.querySelector("[data-save-echo]");
const form = document.getElementById("part-form");
const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
const gone = new AbortController();
const savers = [];
let last = status.textContent.trim();
let spoken = null;
// Whether a form takes along all that is not saved, so that nobody has to be asked.
let isGoing = false;

const show = (id, isShown) => {
  document.getElementById(id).hidden = !isShown;
};

/** Where saves go, and what is said about them. */
const page = {
  attempt: root.dataset.reference,
  base: root.dataset.workspace,
  token: root.dataset.token,
  get isDirty() {
    return said.isDirty || savers.some((saver) => saver.isDirty);
  },
  say(text) {
    if (text === spoken) return;
    spoken = text;
    status.textContent = text;
    echo.textContent = text;
  },
  heard(state) {
    const words = status.dataset;
    const isDirty = page.isDirty;
    if (state === "ended") show("banner-ended", true);
    if (state === "refused") show("banner-refused", true);
    if (state === "moved") show("banner-moved", true);
    show("banner-offline", state === "offline" || (!document.getElementById("banner-offline").hidden && isDirty && state !== "saved"));
    if (state === "offline" || state === "ended") page.say(words.offline);
    else if (state === "saving") page.say(words.saving);
    else if (isDirty) page.say(words.unsaved);
    else page.say(last);
  },
  accepted(saver, { savedAt, review }) {
    last = `${status.dataset.saved} ${clock.format(savedAt ? new Date(savedAt) : new Date())}`;
    for (const id of ["banner-ended", "banner-moved", "banner-offline", "banner-refused"]) show(id, false);
    page.heard("saved");
    if (review) page.reviewed(saver, review);
  },
  reviewed(saver, review) {
    const head = saver.section.querySelector(".slot-head .meta");
    if (!head || !review.badge) return;
    head.querySelector(".badge")?.remove();
    const badge = document.createElement("span");
    badge.className = `badge ${review.tone}`;
    badge.textContent = review.badge;
    head.append(badge);
  },
  disputed(saver, conflict) {
    const panel = saver.section.querySelector("[data-conflict]");
    for (const id of ["banner-ended", "banner-offline"]) show(id, false);
    const put = (name, text) => {
      panel.querySelector(`[data-${name}]`).textContent = text;
    };
    put("mine", describe(saver.fields.read()));
    put("theirs", describe(conflict.newer));
    put("theirs-at", conflict.saved_at ? clock.format(new Date(conflict.saved_at)) : "");
    panel.querySelector("[data-side=mine]").hidden = false;
    panel.querySelector("[data-choices]").hidden = false;
    panel.querySelector("[data-keep=both]").hidden = !saver.fields.both;
    panel.hidden = false;
    panel.focus();
    page.heard();
  },
};

const said = descriptions(root, (state) => (state === "saved" ? page.accepted(null, {}) : page.heard()));
const flushAll = (options) => Promise.all([...savers.map((saver) => saver.flush(options)), said.flush(options)]);

function begin(section) {
  let saver = null;
  const changed = () => {
    isGoing = false;
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
  section.querySelector("[data-conflict]").addEventListener("click", (event) => {
    const choice = event.target.closest("[data-keep]")?.dataset.keep;
    if (!choice) return;
    section.querySelector("[data-conflict]").hidden = true;
    saver.settle(choice);
    countNow();
    section.querySelector("textarea, input:not([type=hidden]), [contenteditable]")?.focus();
  });
  annotate(section, fields, changed);
}

// Words, by the same rule as the server's. Slots of one part share a budget; what other parts have used of it is in the
// page already and stays as it was.
const outside = new Map();

function write(counter, used) {
  const { min, max, left, over, missing, unit, unitCharacters } = counter.dataset;
  const noun = used.unit === "characters" ? unitCharacters : unit;
  const most = max === undefined ? null : Number(max);
  const least = min === undefined ? null : Number(min);
  const number = used.number;
  let text = most === null && least === null ? `${number} ${noun}` : `${number} / ${most ?? least} ${noun}`;
  if (most !== null && number > most) text += ` · ${number - most} ${over}`;
  else if (least !== null && number < least) text += ` · ${least - number} ${missing}`;
  else if (most !== null) text += ` · ${most - number} ${left}`;
  counter.querySelector("[data-counter-text]").textContent = text;
  const isOutside = (most !== null && number > most) || (least !== null && number < least);
  counter.classList.toggle("fine", !isOutside);
  counter.classList.toggle("outside", isOutside && !counter.classList.contains("blocks"));
}

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
uploads(root, page, said, () => flushAll());

// A page that came back from a form holds what was not saved: it met another text, or was not taken as it is.
for (const saver of savers) {
  const { newer, newerAt } = saver.section.querySelector("[data-conflict]").dataset;
  if (newer) saver.dispute({ newer: JSON.parse(newer), seq: saver.seq, saved_at: newerAt });
  else if (saver.isUnsaved) saver.plan(0);
}
page.heard();

const restored = await Promise.all(savers.map((saver) => saver.restore()));
if (restored.some(Boolean)) show("banner-restored", true);

// Leaving: what is not saved goes with a last request, and a copy stays in the browser.
const away = () => {
  for (const saver of savers) saver.copy();
  flushAll({ isLast: true });
};
const on = (target, name, listener) => target.addEventListener(name, listener, { signal: gone.signal });
on(document, "visibilitychange", () => {
  if (document.visibilityState === "hidden") away();
});
on(window, "pagehide", away);
on(window, "online", () => flushAll());
on(window, "beforeunload", (event) => {
  if (!isGoing && page.isDirty) event.preventDefault();
});

// Why the page cannot be left by its buttons yet, if so: what did not arrive would not arrive by the form either.
function hindrance() {
  const saver = savers.find(({ isUnsaved, held }) => isUnsaved && ["offline", "ended", "moved"].includes(held));
  return saver?.held ?? null;
}

function stay(reason) {
  page.heard(reason);
  document.getElementById(`banner-${reason}`).scrollIntoView({ block: "nearest" });
}

// The buttons that send the whole part do so after everything was saved, so that nothing meets itself on the way.
let isSending = false;
on(form, "submit", (event) => {
  if (isSending) return;
  const { submitter } = event;
  event.preventDefault();
  event.stopImmediatePropagation();
  // Only once this event is over does the browser take another submit of the same form.
  const over = new Promise((resolve) => setTimeout(resolve));
  Promise.all([flushAll(), over]).then(() => {
    const reason = hindrance();
    if (reason !== null) return stay(reason);
    if (said.isDirty) return said.point();
    for (const { slot, seq } of savers) {
      const field = document.querySelector(`input[name="s_${CSS.escape(slot)}"]`);
      if (field) field.value = seq;
    }
    isSending = true;
    isGoing = !savers.some(({ conflict, isUnsaved }) => conflict || isUnsaved);
    form.requestSubmit(submitter);
    isSending = false;
  });
});

// A session that is over: another tab that opens the same work lends this one its way in.
const tabs = new BroadcastChannel("microcred-work");
tabs.onmessage = ({ data }) => {
  if (data.attempt !== page.attempt) return;
  if (data.kind === "opened" && !document.getElementById("banner-ended").hidden) {
    moveTo(page, data);
    flushAll();
  }
};
tabs.postMessage({ kind: "opened", attempt: page.attempt, base: page.base, token: page.token });

beforeLeaving(async () => {
  await flushAll();
  gone.abort();
  tabs.close();
  for (const saver of savers) {
    clearTimeout(saver.timer);
    clearTimeout(saver.copier);
  }
});
