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
  const isOutside = (most !== null && number > most) || (least !== null && number < least);
  counter.classList.toggle("fine", !isOutside);
  counter.classList.toggle("outside", isOutside && !counter.classList.contains("blocks"));
}
