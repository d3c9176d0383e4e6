// "Ready, for me": ticks a part without leaving the page. The box is a field of the part's form and works as one where this
// does not run. What is being typed is saved first, so that the mark is of what is there.

import { send } from "./session.js";

const clock = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

/** Begins. What it gives back is to be called when something of the part was saved. */
export function readiness(page, flush) {
  const card = document.querySelector("[data-ready]");
  const find = (selector) => card.querySelector(selector);
  const [was, box, again] = ["ready_was", "ready", "ready_again"].map((name) => find(`[name=${name}]`));
  const [state, changed] = [find("[data-ready-state]"), find("[data-ready-changed]")];
  const tab = document.querySelector(".part-links [aria-current] [data-mark]");

  const show = (at, isChanged) => {
    box.checked = at !== null;
    was.value = at === null ? "" : "yes";
    again.checked = false;
    changed.hidden = !isChanged;
    tab.textContent = at === null ? "" : isChanged ? card.dataset.changedWord : card.dataset.readyWord;
    tab.className = at === null ? "" : `badge ${isChanged ? "attention" : "good"}`;
  };

  // One after another, so that the last word is the one that stays.
  let turn = Promise.resolve();
  const mark = (isReady) => {
    turn = turn.then(() => markNow(isReady));
  };
  const markNow = async (isReady) => {
    await flush();
    const response = await send(`${page.base}/parts/${encodeURIComponent(card.dataset.ready)}/ready`, {
      method: "PUT",
      headers: { accept: "application/json", "content-type": "application/json", "x-form-token": page.token },
      body: JSON.stringify({ is_ready: isReady }),
    }).catch(() => null);
    if (!response?.ok) {
      // The box stays as it was ticked: the buttons of the page send it.
      state.textContent = card.dataset.broken;
      return;
    }
    const { marked_at: at } = await response.json();
    show(at, false);
    state.textContent = at === null ? "" : `${card.dataset.readyWord} · ${clock.format(new Date(at))}`;
  };
  box.addEventListener("change", () => mark(box.checked));
  again.addEventListener("change", () => again.checked && mark(true));

  return () => {
    if (was.value === "yes" && changed.hidden && box.checked) show("", true);
  };
}
