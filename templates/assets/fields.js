// The fields of a slot as the answer that is saved, and an answer back into the fields.

import { edit } from "./editor.js";
import { length } from "./length.js";
import { plain } from "./rich.js";
import { rowsOf, wholeNumber } from "./rows.js";

const cell = (row, name) => row.querySelector(`[data-cell="${CSS.escape(name)}"]`);

/** A time such as 3:15 or 1:02:03 as the server writes it, or `null`. */
export function time(text) {
  const match = /^\s*(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)\s*$/.exec(text);
  if (!match || (match[1] && Number(match[2]) > 59)) return null;
  return seconds(Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3]));
}

// What cannot be read is no part of the answer: it stays in its field, beside a word about it, and the page says that it
// is not saved. `parts` are the fields by name: each gives what it could not read, or `null`, and takes it up again.
const unreadIn = (parts) => ({
  read() {
    const found = Object.entries(parts).map(([name, part]) => [name, part.unread()]);
    const odd = found.filter(([, text]) => text !== null);
    return odd.length === 0 ? null : Object.fromEntries(odd);
  },
  // `above` is the answer whose rows were put before those that this is of.
  write(unread, above) {
    for (const [name, part] of Object.entries(parts)) if (unread[name] !== undefined) part.retype(unread[name], above);
  },
});

// A cell that each row has. `isRead` says whether its text can be read, `isFree` whether another text may take its place.
function oddCells(slot, rows, name, isRead, isFree) {
  const list = slot.querySelector("[data-rows]");
  if (!rows) return { unread: () => null, retype() {} };
  const isOdd = (field) => field.value.trim() !== "" && !isRead(field.value);
  const show = (field, isShown) => {
    field.closest(".field").querySelector("[data-odd] span").hidden = !isShown;
  };
  list.addEventListener("change", ({ target }) => {
    if (target.dataset.cell === name) show(target, isOdd(target));
  });
  list.addEventListener("input", ({ target }) => {
    if (target.dataset.cell === name && !isOdd(target)) show(target, false);
  });
  const filled = () => rows.read((row) => cell(row, name));
  for (const field of filled()) show(field, isOdd(field));
  return {
    unread() {
      const odd = filled().flatMap((field, index) => (isOdd(field) ? [[index, field.value.trim()]] : []));
      return odd.length === 0 ? null : odd;
    },
    retype(odd, above) {
      const fields = filled();
      const start = (above?.notes ?? above?.visits ?? []).length;
      for (const [index, text] of odd) {
        const field = fields[start + index];
        if (!field || !isFree(field.value.trim())) continue;
        field.value = text;
        show(field, isOdd(field));
      }
    },
  };
}

// The length of a recording elsewhere.
function statedLength(slot) {
  const field = slot.querySelector("[data-field=stated_length]");
  if (!field) return { read: () => null, write() {}, unread: () => null, retype() {} };
  const remark = slot.querySelector("[data-length-odd] span");
  const isOdd = () => field.value.trim() !== "" && length(field.value) === null;
  const show = () => {
    remark.hidden = !isOdd();
  };
  field.addEventListener("change", show);
  field.addEventListener("input", () => {
    if (!isOdd()) remark.hidden = true;
  });
  show();
  const put = (text) => {
    field.value = text;
    show();
  };
  return {
    read() {
      const total = length(field.value);
      return total === null ? null : seconds(total);
    },
    write: (stated) => put(stated ?? ""),
    unread: () => (isOdd() ? field.value.trim() : null),
    retype(text) {
      if (field.value.trim() === "") put(text);
    },
  };
}

/** Seconds as `m:ss` or `h:mm:ss`. */
export function seconds(total) {
  const two = (value) => String(value).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, Math.floor(total) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

// There is one link and one length: the other link is kept with the words, where it can be read and taken from.
function bothRecordings(mine, theirs) {
  const isOther = theirs.link !== null && mine.link !== null && theirs.link !== mine.link;
  const other = isOther ? [theirs.link, theirs.stated_length].filter(Boolean).join(" · ") : "";
  const words = mine.transcript === theirs.transcript ? [mine.transcript] : [theirs.transcript, mine.transcript];
  return {
    kind: "recording",
    link: mine.link ?? theirs.link,
    stated_length: mine.stated_length ?? (isOther ? null : theirs.stated_length),
    transcript: [...words, other].filter((text) => text.trim() !== "").join("\n\n"),
    notes: [...theirs.notes, ...mine.notes],
  };
}

const KINDS = {
  text(slot, changed) {
    const editor = edit(slot, changed);
    return {
      read: () => ({ kind: "text", html: editor.read() }),
      write: (answer) => editor.write(answer.html),
      both: (mine, theirs) => ({ kind: "text", html: `${theirs.html}${mine.html}` }),
      words: () => plain(editor.read()),
    };
  },
  table(slot, changed) {
    const rows = rowsOf(slot, changed);
    const cells = (row) => [...row.querySelectorAll("[data-cell]")];
    return {
      read: () => ({ kind: "table", rows: rows.read((row) => cells(row).map((field) => field.value)) }),
      write: (answer) =>
        rows.write(answer.rows, (row, values) => cells(row).forEach((field, index) => (field.value = values[index] ?? ""))),
      both: (mine, theirs) => ({ kind: "table", rows: [...theirs.rows, ...mine.rows] }),
    };
  },
  observation_log(slot, changed) {
    const rows = rowsOf(slot, changed);
    const TEXTS = ["date", "setting", "focus", "seen", "take_away"];
    const isNumber = (text) => wholeNumber(text) !== null;
    return {
      unread: unreadIn({ minutes: oddCells(slot, rows, "minutes", isNumber, (text) => text === "") }),
      read: () => ({
        kind: "observation_log",
        visits: rows.read((row) => ({
          ...Object.fromEntries(TEXTS.map((name) => [name, cell(row, name).value])),
          minutes: wholeNumber(cell(row, "minutes").value),
        })),
      }),
      write: (answer) =>
        rows.write(answer.visits, (row, visit) => {
          for (const name of TEXTS) cell(row, name).value = visit[name];
          cell(row, "minutes").value = visit.minutes ?? "";
        }),
      both: (mine, theirs) => ({ kind: "observation_log", visits: [...theirs.visits, ...mine.visits] }),
    };
  },
  link(slot) {
    const field = (name) => slot.querySelector(`[data-field=${name}]`);
    return {
      read: () => ({ kind: "link", url: field("url").value.trim(), description: field("description").value }),
      write(answer) {
        field("url").value = answer.url;
        field("description").value = answer.description;
      },
    };
  },
  recording(slot, changed) {
    const rows = rowsOf(slot, changed);
    const field = (name) => slot.querySelector(`[data-field=${name}]`);
    const note = (row) => ({
      // A note without a time is kept at the beginning until it has one.
      at: time(cell(row, "at").value) ?? "0:00",
      components: [...row.querySelectorAll("[data-cell=components]:checked")].map((box) => box.value),
      text: cell(row, "text").value,
    });
    const pasted = slot.querySelector("[data-paste]");
    const stated = statedLength(slot);
    const isTime = (text) => time(text) !== null;
    const at = oddCells(slot, rows, "at", isTime, (text) => text === "" || text === "0:00");
    return {
      rows,
      unread: unreadIn({ stated_length: stated, at }),
      aside: pasted && {
        read: () => pasted.value,
        write(lines) {
          pasted.value = lines;
          pasted.closest("details").open = true;
        },
        isIn: (lines, answer) =>
          lines
            .split("\n")
            .filter((line) => line.trim() !== "")
            .every((line) => answer.notes.some(({ text }) => text !== "" && line.includes(text))),
      },
      read: () => ({
        kind: "recording",
        link: field("link")?.value.trim() || null,
        stated_length: stated.read(),
        transcript: field("transcript").value,
        notes: rows ? rows.read(note) : [],
      }),
      write(answer) {
        if (field("link")) field("link").value = answer.link ?? "";
        stated.write(answer.stated_length);
        field("transcript").value = answer.transcript;
        rows?.write(answer.notes, (row, value) => {
          cell(row, "at").value = value.at;
          cell(row, "text").value = value.text;
          for (const box of row.querySelectorAll("[data-cell=components]")) box.checked = value.components.includes(box.value);
        });
      },
      both: bothRecordings,
    };
  },
  attestation(slot) {
    const box = slot.querySelector("input[type=checkbox]");
    return {
      read: () => ({ kind: "attestation", given: box.checked }),
      write: (answer) => (box.checked = answer.given),
    };
  },
};

/** What reads and writes a slot; `null` for slots that hold nothing but files. */
export const fieldsOf = (slot, changed) => KINDS[slot.dataset.kind]?.(slot, changed) ?? null;

/** An answer as a short text, to be looked at beside another. */
export function describe(answer) {
  switch (answer.kind) {
    case "text":
      return plain(answer.html);
    case "table":
      return answer.rows.map((row) => row.join(" | ")).join("\n");
    case "observation_log":
      return answer.visits
        .map((visit) => [visit.date, visit.minutes, visit.setting, visit.focus, visit.seen, visit.take_away].join(" | "))
        .join("\n");
    case "link":
      return `${answer.url}\n${answer.description}`;
    case "recording":
      return [answer.link ?? "", ...answer.notes.map((note) => `${note.at} ${note.text}`), answer.transcript].join("\n").trim();
    case "attestation":
      return answer.given ? "✓" : "–";
    default:
      return "";
  }
}
