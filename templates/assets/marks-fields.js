// The fields of a reading as what is saved, and what is saved back into the fields.

import { time } from "./fields.js";
import { rowsOf } from "./rows.js";

const ALL = ["strength", "next-step", "private-note"];
const named = (name) => name.replaceAll("-", "_");

const chosen = (element) => element.querySelector("input[type=radio]:checked")?.value ?? null;
const isYes = (element) => ({ yes: true, no: false })[chosen(element)] ?? null;
const choose = (element, value) => {
  for (const radio of element.querySelectorAll("input[type=radio]")) radio.checked = radio.value === value;
};
const yesOrNo = (value) => ({ true: "yes", false: "no" })[String(value)] ?? null;

const cell = (row, name) => row.querySelector(`[data-cell=${name}]`);
const wholeNumber = (text) => (/^\s*\d{1,5}\s*$/.test(text) ? Number.parseInt(text, 10) : null);

/** A row as a place in the work. What is typed and no time or number is kept with the words. */
function pointer(row) {
  const place = cell(row, "place");
  // Words without a place are about the first one that there is.
  const [slot, file] = (place.value || (place.options[1]?.value ?? "")).split("/");
  const at = time(cell(row, "at").value);
  const page = wholeNumber(cell(row, "page").value);
  const stray = [at === null ? cell(row, "at").value : "", page === null ? cell(row, "page").value : ""];
  const quote = [cell(row, "quote").value, ...stray].map((text) => text.trim()).filter(Boolean).join(" ");
  return {
    slot,
    ...(file && { file }),
    ...(at !== null && { at }),
    ...(page !== null && { page }),
    ...(quote !== "" && { quote }),
  };
}

function writePointer(row, value) {
  const place = cell(row, "place");
  const values = [...place.options].map((option) => option.value);
  const whole = value.file ? `${value.slot}/${value.file}` : value.slot;
  place.value = values.includes(whole) ? whole : value.slot;
  cell(row, "at").value = value.at ?? "";
  cell(row, "page").value = value.page ?? "";
  cell(row, "quote").value = value.quote ?? "";
}

/** The pointers below one heading. */
function pointersOf(details, changed) {
  const rows = rowsOf(details, changed);
  const count = details.querySelector("[data-pointer-count]");
  const counted = () => {
    const number = rows.read(() => true).length;
    count.textContent = number > 0 ? number : "";
  };
  details.addEventListener("change", () => {
    rows.blank();
    counted();
  });
  details.addEventListener("click", counted);
  return {
    details,
    read: () => rows.read(pointer),
    write(values) {
      rows.write(values, writePointer);
      if (values.length > 0) details.open = true;
      counted();
    },
    /** Adds a place; where nothing is pointed at, opens the fields to say it. */
    add(value) {
      details.open = true;
      const row = rows.blank();
      if (value === null) {
        cell(row, "place").focus();
        return;
      }
      writePointer(row, value);
      rows.blank();
      counted();
      changed();
    },
  };
}

function criterionOf(section, changed) {
  const { model } = section.dataset;
  const marks = [...section.querySelectorAll("[data-mark]")];
  const pointers = new Map();
  for (const details of section.querySelectorAll("[data-pointers]")) {
    pointers.set(details.closest("[data-detail]")?.dataset.detail ?? null, pointersOf(details, changed));
  }
  const comment = section.querySelector("[data-field=comment]");
  const none = section.querySelector("[data-field=none]");
  return {
    id: section.dataset.criterion,
    title: section.querySelector("h3").textContent.trim(),
    pointers,
    read() {
      const seen = {
        details: {},
        level: null,
        met: null,
        evidence: pointers.get(null)?.read() ?? [],
        detail_evidence: {},
        none_found: none.checked,
        comment: comment.value,
      };
      if (model === "levels") seen.level = chosen(marks[0]);
      if (model === "met") seen.met = isYes(marks[0]);
      if (model !== "details") return seen;
      for (const mark of marks) {
        const { detail } = mark.dataset;
        const isEvident = isYes(mark);
        if (isEvident !== null) seen.details[detail] = isEvident;
        const places = pointers.get(detail).read();
        if (places.length > 0) seen.detail_evidence[detail] = places;
      }
      return seen;
    },
    write(seen) {
      comment.value = seen?.comment ?? "";
      none.checked = seen?.none_found ?? false;
      pointers.get(null)?.write(seen?.evidence ?? []);
      if (model === "levels") choose(marks[0], seen?.level ?? null);
      if (model === "met") choose(marks[0], yesOrNo(seen?.met));
      if (model !== "details") return;
      for (const mark of marks) {
        const { detail } = mark.dataset;
        choose(mark, yesOrNo(seen?.details[detail]));
        pointers.get(detail).write(seen?.detail_evidence[detail] ?? []);
      }
    },
  };
}

const joined = (theirs, mine) => (theirs === mine ? mine : [theirs, mine].filter((text) => text.trim() !== "").join("\n\n"));
const unlike = (theirs, mine) => {
  const known = new Set(theirs.map((one) => JSON.stringify(one)));
  return [...theirs, ...mine.filter((one) => !known.has(JSON.stringify(one)))];
};

function bothOf(mine, theirs) {
  const places = Object.keys({ ...theirs.detail_evidence, ...mine.detail_evidence });
  return {
    details: { ...theirs.details, ...mine.details },
    level: mine.level ?? theirs.level,
    met: mine.met ?? theirs.met,
    evidence: unlike(theirs.evidence, mine.evidence),
    detail_evidence: Object.fromEntries(
      places.map((id) => [id, unlike(theirs.detail_evidence[id] ?? [], mine.detail_evidence[id] ?? [])]),
    ),
    none_found: mine.none_found && theirs.none_found,
    comment: joined(theirs.comment, mine.comment),
  };
}

/** What reads and writes the form of a reading. */
export function readingOf(form, changed) {
  const criteria = [...form.querySelectorAll("[data-criterion]")].map((section) => criterionOf(section, changed));
  const conditions = [...form.querySelectorAll("[data-condition]")];
  const field = (name) => form.querySelector(`[data-field=${name}]`);
  const second = field("second");
  const insufficient = field("insufficient");
  const describe = (reading) =>
    [
      ...criteria.map(({ id, title }) => {
        const seen = reading.criteria[id];
        if (!seen) return title;
        const marks = Object.values(seen.details).map((isEvident) => (isEvident ? "✓" : "–"));
        const level = seen.level ?? { true: "✓", false: "–" }[seen.met] ?? "";
        return [title, [...marks, level].join(" ").trim(), seen.comment].filter(Boolean).join("\n");
      }),
      reading.strength,
      reading.next_step,
      reading.private_note,
    ]
      .filter(Boolean)
      .join("\n\n");

  return {
    criteria,
    describe,
    read: () => ({
      criteria: Object.fromEntries(criteria.map((criterion) => [criterion.id, criterion.read()])),
      conditions: Object.fromEntries(
        conditions.map((one) => [one.dataset.condition, isYes(one)]).filter(([, isMet]) => isMet !== null),
      ),
      ...Object.fromEntries(ALL.map((name) => [named(name), field(name).value])),
      insufficient: insufficient?.value || null,
      asks_for_second: second?.checked ?? false,
    }),
    write(reading) {
      for (const criterion of criteria) criterion.write(reading.criteria[criterion.id]);
      for (const one of conditions) choose(one, yesOrNo(reading.conditions[one.dataset.condition]));
      for (const name of ALL) field(name).value = reading[named(name)];
      if (insufficient) insufficient.value = reading.insufficient ?? "";
      if (second) second.checked = reading.asks_for_second;
    },
    both(mine, theirs) {
      const ids = Object.keys({ ...theirs.criteria, ...mine.criteria });
      const pair = (id) => (mine.criteria[id] && theirs.criteria[id] ? bothOf(mine.criteria[id], theirs.criteria[id]) : (mine.criteria[id] ?? theirs.criteria[id]));
      return {
        criteria: Object.fromEntries(ids.map((id) => [id, pair(id)])),
        conditions: { ...theirs.conditions, ...mine.conditions },
        ...Object.fromEntries(ALL.map(named).map((name) => [name, joined(theirs[name], mine[name])])),
        insufficient: mine.insufficient ?? theirs.insufficient,
        asks_for_second: mine.asks_for_second || theirs.asks_for_second,
      };
    },
  };
}
