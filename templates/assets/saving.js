// A page on which somebody writes: says what is saved and what is not, shows two versions of one text beside each other,
// and is not left before everything has arrived or is kept.

import { moveTo } from "./lent.js";
import { beforeLeaving } from "./session.js";

const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });

const show = (id, isShown) => {
  document.getElementById(id).hidden = !isShown;
};

const isWriting = (section) => {
  const { activeElement } = document;
  return section.contains(activeElement) || Boolean(activeElement?.matches("input, select, textarea, [contenteditable]"));
};

/**
 * Where saves go, and what is said about them. `savers` is filled by the page; `addressOf` says where one saves, `describe`
 * puts what it saves in words, and `reviewed` hears what the server said of it.
 */
export function pageOf({ root, base, savers, addressOf, describe, reviewed }) {
  const status = document.getElementById("save-state");
  const echo = document.querySelector("[data-save-echo]");
  let last = status.textContent.trim();
  let spoken = null;
  const page = {
    attempt: root.dataset.reference,
    base,
    token: root.dataset.token,
    // What else on the page is saved, in its own way.
    said: null,
    // Whether a form takes along all that is not saved, so that nobody has to be asked.
    isGoing: false,
    get isDirty() {
      return page.said?.isDirty || savers.some((saver) => saver.isDirty);
    },
    addressOf: (slot) => addressOf(page, slot),
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
      if (review) reviewed(saver, review);
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
      // It says itself that it is there; whoever is writing goes on where the cursor is.
      if (!isWriting(saver.section)) panel.focus();
      page.heard();
    },
  };
  return page;
}

/** Lets people decide between two versions; `settled` is called afterwards. */
export function settles(saver, settled) {
  saver.section.querySelector("[data-conflict]").addEventListener("click", (event) => {
    const choice = event.target.closest("[data-keep]")?.dataset.keep;
    if (!choice) return;
    saver.section.querySelector("[data-conflict]").hidden = true;
    saver.settle(choice);
    settled();
  });
}

/** Sees to it that nothing is lost however the page is left. `seqField` gives the field in which a form says its number. */
export async function keepSaving(page, savers, form, seqField) {
  const gone = new AbortController();
  const flushAll = (options) => Promise.all([...savers.map((saver) => saver.flush(options)), page.said?.flush(options)]);
  const on = (target, name, listener) => target.addEventListener(name, listener, { signal: gone.signal });

  // Leaving: what is not saved goes with a last request, and a copy stays in the browser.
  const away = () => {
    for (const saver of savers) saver.copy();
    page.said?.copy();
    flushAll({ isLast: true });
  };
  on(document, "visibilitychange", () => {
    if (document.visibilityState === "hidden") away();
  });
  on(window, "pagehide", away);
  on(window, "online", () => flushAll());
  on(window, "beforeunload", (event) => {
    if (!page.isGoing && page.isDirty) event.preventDefault();
  });

  // Why the page cannot be left by its buttons yet, if so: what did not arrive would not arrive by the form either.
  const hindrance = () => {
    const saver = savers.find(({ isUnsaved, held }) => isUnsaved && ["offline", "ended", "moved"].includes(held));
    return saver?.held ?? null;
  };
  const stay = (reason) => {
    page.heard(reason);
    document.getElementById(`banner-${reason}`).scrollIntoView({ block: "nearest" });
  };

  // The buttons that send the whole page do so after everything was saved, so that nothing meets itself on the way.
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
      if (page.said?.isDirty) return page.said.point();
      for (const { slot, seq } of savers) {
        const field = seqField(slot);
        if (field) field.value = seq;
      }
      isSending = true;
      page.isGoing = !savers.some(({ conflict, isUnsaved }) => conflict || isUnsaved);
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

  const restored = await Promise.all([...savers.map((saver) => saver.restore()), page.said?.restore()]);
  if (restored.some(Boolean)) show("banner-restored", true);
}
