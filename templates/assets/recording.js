// The player of a recording and the notes on it. Every key has a button, and every button a field.

import { seconds, time } from "./fields.js";

const STEP = 5;

/** Ties a slot's player to its notes. */
export function annotate(slot, fields, changed) {
  const player = slot.querySelector("[data-player]");
  if (!player || !fields.rows) return;
  const media = player.querySelector("video, audio");
  const rows = fields.rows;
  const cell = (row, name) => row.querySelector(`[data-cell="${name}"]`);

  const note = () => {
    media.pause();
    const row = rows.blank();
    cell(row, "at").value = seconds(media.currentTime);
    cell(row, "text").focus();
    row.scrollIntoView({ block: "nearest" });
    changed();
    rows.blank();
  };
  const toggle = () => {
    if (!media.src) media.dispatchEvent(new Event("needed"));
    else if (media.paused) media.play();
    else media.pause();
  };

  player.querySelector("[data-player-hint]").hidden = false;
  const button = player.querySelector("[data-do=note-here]");
  button.hidden = false;
  button.addEventListener("click", note);

  player.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.localName === "button") return;
    const act = {
      " ": toggle,
      ArrowLeft: () => (media.currentTime = Math.max(0, media.currentTime - STEP)),
      ArrowRight: () => (media.currentTime += STEP),
      n: note,
      N: note,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, { capture: true });

  slot.addEventListener("click", (event) => {
    if (event.target.closest("[data-do]")?.dataset.do !== "play-here") return;
    const at = time(cell(event.target.closest("[data-row]"), "at").value);
    if (at === null) return;
    media.currentTime = at.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    media.focus();
    toggle();
  });
}
