// A counter of words with its limits, kept up to date while somebody types.

/** Writes how much is used into a counter: the result of `count` from `words.js`. */
export function write(counter, used) {
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
  // Where nothing is written yet, nothing follows.
  const isUnder = least !== null && number < least && number > 0;
  const side = most !== null && number > most ? "over" : isUnder ? "under" : null;
  const kind = side === null ? "fine" : (counter.dataset[`${side}Class`] ?? "outside");
  for (const name of ["fine", "outside", "blocks"]) counter.classList.toggle(name, name === kind);
  // What follows is said of it as the server would say it, and goes with it.
  const follows = counter.dataset[`${side}Follows`] ?? "";
  const words = counter.querySelector("[data-counter-follows]");
  if (words.textContent !== follows) words.textContent = follows;
  words.hidden = follows === "";
  counter.querySelector("[data-counter-icon]").hidden = follows === "";
}
