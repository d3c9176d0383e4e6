// What is said of files. It is saved like all that is typed: soon, again when it did not arrive, and before the page is
// left, with a copy in the browser until it did. A field is unsaved while it differs from what the server gave or took.

import { forget, keep, kept, taken } from "./keep.js";
import { send } from "./session.js";

const SOON = 1500;
const FIRST_RETRY = 4000;
const LAST_RETRY = 30_000;
const COPY = 400;

const fieldsOf = (form) => [...form.querySelectorAll("textarea, input:not([type=hidden])")];
const isUnsaved = (form) => fieldsOf(form).some((field) => field.value !== field.defaultValue);
const keptAs = (form) => `file/${form.getAttribute("action").split("/").at(-2)}`;
const unsavedIn = (root) => [...root.querySelectorAll("[data-describe]")].filter(isUnsaved);

/** Says below a form how its sending went; nothing when it went well. */
export function tell(form, response, problem) {
  const place = form.querySelector("[data-form-state]");
  place.textContent = response?.ok ? "" : (problem?.detail ?? place.dataset.broken);
  place.hidden = place.textContent === "";
}

/** Sends a form as a script does: the answer, or `null` without a connection, and what the server says is wrong. */
export async function submitted(form, options = {}) {
  const response = await send(form.action, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
    ...options,
  }).catch(() => null);
  const problem = response && !response.ok ? await response.json().catch(() => null) : null;
  tell(form, response, problem);
  return response;
}

/**
 * Saves the descriptions below `root`, which belong to `attempt`. `heard` is called when something is typed, when it is
 * saved, and when it did not arrive, with the reason.
 */
export function descriptions(root, attempt, heard) {
  const timers = new WeakMap();
  const copiers = new WeakMap();
  const waits = new WeakMap();
  const turns = new WeakMap();

  const plan = (form, wait) => {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => form.isConnected && save(form), wait));
  };
  const copy = async (form) => {
    clearTimeout(copiers.get(form));
    if (!isUnsaved(form)) return false;
    const fields = fieldsOf(form).map(({ name, value, defaultValue }) => [name, { value, stored: defaultValue }]);
    return keep(attempt, keptAs(form), Object.fromEntries(fields));
  };
  // What the server has changed since then stays as the server has it.
  const restore = async (form) => {
    for (const found of await kept(attempt, keptAs(form))) {
      if (isUnsaved(form)) return false;
      for (const field of fieldsOf(form)) {
        const { value, stored } = found.copy[field.name] ?? {};
        if (value !== undefined && stored === field.defaultValue) field.value = value;
      }
      if (!isUnsaved(form)) continue;
      plan(form, 0);
      if (await copy(form)) await taken(attempt, keptAs(form), found);
      return true;
    }
    return false;
  };
  // One after another, so that an older word never arrives after a newer one.
  const save = (form, options) => {
    clearTimeout(timers.get(form));
    const turn = (turns.get(form) ?? Promise.resolve()).then(() => saveNow(form, options));
    turns.set(form, turn);
    return turn;
  };
  const saveNow = async (form, options) => {
    if (!isUnsaved(form)) return;
    const sent = fieldsOf(form).map((field) => field.value);
    const response = await submitted(form, options);
    if (!response?.ok) {
      const wait = waits.get(form) ?? FIRST_RETRY;
      waits.set(form, Math.min(LAST_RETRY, wait * 2));
      await copy(form);
      // What the server does not take as it is waits for another word.
      const isOver = response?.status === 401 || response?.status === 403;
      if (!isOver && response && response.status < 500 && response.status !== 429) return;
      plan(form, wait);
      return heard(isOver ? "ended" : "offline");
    }
    waits.delete(form);
    fieldsOf(form).forEach((field, index) => (field.defaultValue = sent[index]));
    const picture = form.closest("li").querySelector("img");
    const alt = form.elements.alt_text;
    if (picture && alt) picture.alt = alt.defaultValue;
    if (isUnsaved(form)) {
      plan(form, SOON);
    } else {
      clearTimeout(copiers.get(form));
      await forget(attempt, keptAs(form));
    }
    heard("saved");
  };

  root.addEventListener("input", ({ target }) => {
    const form = target.closest("[data-describe]");
    if (!form) return;
    clearTimeout(copiers.get(form));
    copiers.set(form, setTimeout(() => copy(form), COPY));
    plan(form, SOON);
    heard();
  });
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-describe]");
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    save(form);
  });
  for (const form of unsavedIn(root)) plan(form, SOON);

  return {
    /** Whether something is not saved. */
    get isDirty() {
      return unsavedIn(root).length > 0;
    },
    /** Keeps what is not saved in the browser. */
    copy: () => Promise.all(unsavedIn(root).map(copy)),
    /** Takes up what an earlier page could not save. Whether there was something. */
    restore: async () => (await Promise.all([...root.querySelectorAll("[data-describe]")].map(restore))).some(Boolean),
    /** Saves everything now. */
    flush: ({ isLast } = {}) => Promise.all(unsavedIn(root).map((form) => save(form, { keepalive: isLast === true }))),
    /** Leads to what is not saved. */
    point: () => fieldsOf(unsavedIn(root)[0]).find((field) => field.value !== field.defaultValue)?.focus(),
    /** Brings what is unsaved in one list of files, and the place of the cursor, over into a fresh one. */
    carry(list, fresh) {
      for (const form of unsavedIn(list)) {
        const other = fresh.querySelector(`[data-describe][action="${CSS.escape(form.getAttribute("action"))}"]`);
        if (!other) continue;
        for (const field of fieldsOf(form)) {
          const place = other.elements[field.name];
          if (place && field.value !== field.defaultValue) place.value = field.value;
        }
        if (isUnsaved(other)) plan(other, SOON);
      }
    },
  };
}

/** Puts the cursor back where it was before what it was in was drawn anew. Whether there is such a place. */
export function refocus(was, root) {
  const field = was.id ? root.querySelector(`#${CSS.escape(was.id)}`) : null;
  if (!field) return false;
  field.focus();
  if (typeof was.selectionStart === "number") field.setSelectionRange(was.selectionStart, was.selectionEnd);
  return true;
}
