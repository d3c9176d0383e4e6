// How long a recording is, as people write it; read as the server reads it (`domain/length.rs`), and a test compares the
// two.

const SECONDS = { h: 3600, m: 60, s: 1 };
const BELOW = { h: "m", m: "s" };
const LONGEST = 999 * 3600;
const NAMES = new Map(
  Object.entries({
    h: ["h", "hr", "hrs", "hour", "hours", "hora", "horas"],
    m: ["m", "min", "mins", "minute", "minutes", "minuto", "minutos", "'", "’", "′"],
    s: ["s", "sec", "secs", "second", "seconds", "seg", "segs", "segundo", "segundos", '"', "”", "″", "''"],
  }).flatMap(([unit, names]) => names.map((name) => [name, unit])),
);

function withColons(text) {
  const match = /^(?:(\d{1,3}):)?(\d{1,3}):(\d\d)(?![\d:])\s*(.*?)\.*$/s.exec(text);
  if (!match) return null;
  const [, hours, minutes, rest, word] = match;
  if (Number(rest) > 59 || (hours !== undefined && (minutes.length !== 2 || Number(minutes) > 59))) return null;
  const unit = word === "" ? null : NAMES.get(word);
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(rest);
  if (hours !== undefined) return unit === null || unit === "h" ? seconds : null;
  if (unit === "h") return seconds * 60;
  return unit === null || unit === "m" ? seconds : null;
}

// Numbers are counted in hundredths.
function withUnits(text) {
  let rest = text;
  let total = 0;
  let before = null;
  while (rest !== "") {
    const match = /^(\d{1,6})(?:[.,](\d{1,2})(?!\d))?(?!\d)\s*([^\s\d.,]*)(.*)$/s.exec(rest);
    if (!match) return null;
    const [, whole, fraction = "", word, after] = match;
    const number = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
    const unit = word === "" ? BELOW[before] : NAMES.get(word);
    if (unit === undefined) return null;
    if (before !== null && (SECONDS[unit] >= SECONDS[before] || number >= (SECONDS[before] / SECONDS[unit]) * 100)) return null;
    if (word === "" && (after !== "" || number % 100 !== 0)) return null;
    total += Math.floor((number * SECONDS[unit]) / 100);
    before = unit;
    rest = after.replace(/^\.?\s*,?\s*(?:(?:and|y|con) \s*)?/, "");
  }
  return before === null ? null : total;
}

/** The seconds of a length of time, or `null` where it cannot be told. */
export function length(text) {
  const plain = text.trim().toLowerCase();
  const total = plain.includes(":") ? withColons(plain) : withUnits(plain);
  return total !== null && total <= LONGEST ? total : null;
}
