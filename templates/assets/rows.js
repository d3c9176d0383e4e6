// Slots that are filled in rows: add, copy, remove, and the totals below. There is always one empty row at the end.

/** A number as the server reads it, or `null`. */
export const wholeNumber = (text) => (/^\s*\d{1,6}\s*$/.test(text) ? Number.parseInt(text, 10) : null);

const fieldsOf = (row) => [...row.querySelectorAll("[data-cell]")];
const isEmpty = (row) => fieldsOf(row).every((field) => (field.type === "checkbox" ? !field.checked : field.value.trim() === ""));

function clear(row) {
  for (const field of fieldsOf(row)) {
    if (field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
  for (const remark of row.querySelectorAll("[data-odd] span")) remark.hidden = true;
}

// Ids of definitions hold no underscore, so `_3_` in a name is the number of a row.
function number(row, index) {
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const name of ["id", "for", "name", "aria-labelledby", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(/_\d+_/, `_${index}_`));
    }
  }
  const shown = row.querySelector("[data-number]");
  if (shown) shown.textContent = index + 1;
}

/** The rows of a slot. `changed` is called after each change. */
export function rowsOf(slot, changed) {
  const list = slot.querySelector("[data-rows]");
  if (!list) return null;
  const rows = () => [...list.children];

  const renumber = () => {
    rows().forEach(number);
    for (const button of list.querySelectorAll("[data-do]")) button.hidden = false;
    total();
  };
  const total = () => {
    const filled = rows().filter((row) => !isEmpty(row));
    const minutes = filled.map((row) => wholeNumber(row.querySelector("[data-cell=minutes]")?.value ?? "") ?? 0);
    const show = (name, value) => {
      const element = slot.querySelector(`[data-total-${name}]`);
      if (element) element.textContent = value;
    };
    show("rows", filled.length);
    show("minutes", minutes.reduce((sum, value) => sum + value, 0));
  };
  const append = (like, after) => {
    const row = like.cloneNode(true);
    // What is typed is not part of what is cloned.
    fieldsOf(like).forEach((field, index) => {
      const copied = fieldsOf(row)[index];
      if (field.type === "checkbox") copied.checked = field.checked;
      else copied.value = field.value;
    });
    (after ?? list.lastElementChild).after(row);
    return row;
  };
  const blank = () => {
    const last = list.lastElementChild;
    if (isEmpty(last)) return last;
    const row = append(last);
    clear(row);
    renumber();
    return row;
  };

  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    const action = event.target.closest("[data-do]")?.dataset.do;
    if (!row || !["copy-row", "remove-row"].includes(action)) return;
    if (action === "copy-row") {
      const copied = append(row, row);
      renumber();
      fieldsOf(copied)[0].focus();
    } else {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      if (next) row.remove();
      else clear(row);
      blank();
      renumber();
      fieldsOf(next ?? row)[0].focus();
    }
    changed();
  });
  slot.querySelector("[data-do=add-row]")?.addEventListener("click", (event) => {
    event.preventDefault();
    fieldsOf(blank())[0].focus();
  });
  list.addEventListener("input", total);
  renumber();

  return {
    blank,
    /** What is in the rows that are not empty, each as `read` says. */
    read: (read) => rows().filter((row) => !isEmpty(row)).map(read),
    /** Shows other rows, each written by `write`. */
    write(values, write) {
      const model = list.firstElementChild.cloneNode(true);
      clear(model);
      list.replaceChildren(
        ...[...values, null].map((value) => {
          const row = model.cloneNode(true);
          clear(row);
          if (value !== null) write(row, value);
          return row;
        }),
      );
      renumber();
    },
  };
}
