// A small editor over a plain field. The field stays the truth for forms; the editor fills it at every change.

import { clean, cleanHtml, fromPlain, plain } from "./rich.js";

/** Puts the editor in place of the field of a text slot. Gives what reads and writes it. */
export function edit(slot, changed) {
  const source = slot.querySelector("[data-source]");
  const frame = slot.querySelector("[data-editor]");
  const page = frame.querySelector("[data-page]");
  const tools = [...frame.querySelectorAll("[data-command]")];
  const linkForm = frame.querySelector("[data-link-form]");
  const linkField = linkForm.querySelector("input");
  let held = null;

  const write = (html) => {
    page.innerHTML = cleanHtml(html);
    mirror();
  };
  // Without script the field is what is read: it holds the words, and the server keeps the structure if they are the same.
  const mirror = () => {
    source.value = plain(page.innerHTML);
  };

  const stored = source.dataset.html;
  const typed = source.value;
  // A browser that came back to the page may have kept another text in the field than the server sent.
  const isSame = plain(stored).replace(/\s+/g, " ") === typed.trim().replace(/\s+/g, " ");
  write(isSame || typed === "" ? stored : fromPlain(typed));
  frame.hidden = false;
  source.hidden = true;
  // The label stays with the field for forms, and leads to the editor for people.
  for (const label of slot.querySelectorAll(`label[for="${source.id}"]`)) label.addEventListener("click", () => page.focus());
  document.execCommand("defaultParagraphSeparator", false, "p");

  const press = () => {
    for (const tool of tools) {
      if (!tool.hasAttribute("aria-pressed")) continue;
      const isOn = page.contains(getSelection().anchorNode) && document.queryCommandState(tool.dataset.command);
      tool.setAttribute("aria-pressed", String(isOn));
    }
  };
  const act = () => {
    mirror();
    press();
    changed();
  };

  page.addEventListener("input", act);
  page.addEventListener("keyup", press);
  page.addEventListener("mouseup", press);
  page.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    event.preventDefault();
    const cleaned = html ? cleanHtml(html) : fromPlain(text);
    const isOneLine = !html && !/\n/.test(text);
    if (isOneLine) document.execCommand("insertText", false, text);
    else document.execCommand("insertHTML", false, cleaned);
    act();
  });
  page.addEventListener("drop", (event) => event.preventDefault());

  // One of the tools is in the order of Tab; the arrows lead to the others.
  const toolbar = tools[0].parentElement;
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = tools.indexOf(document.activeElement);
    const next = { Home: 0, End: tools.length - 1 }[event.key] ?? (at + step + tools.length) % tools.length;
    if (at < 0 || Number.isNaN(next)) return;
    event.preventDefault();
    tools.forEach((tool, index) => (tool.tabIndex = index === next ? 0 : -1));
    tools[next].focus();
  });
  toolbar.addEventListener("mousedown", (event) => event.preventDefault());
  toolbar.addEventListener("click", (event) => {
    const command = event.target.closest("[data-command]")?.dataset.command;
    if (!command) return;
    if (command === "createLink") {
      const selection = getSelection();
      held = page.contains(selection.anchorNode) && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
      linkForm.hidden = false;
      linkField.focus();
      return;
    }
    page.focus();
    document.execCommand(command);
    act();
  });
  const setLink = () => {
    const address = linkField.value.trim();
    linkForm.hidden = true;
    linkField.value = "";
    page.focus();
    if (!/^(https?:\/\/|mailto:)\S+$/i.test(address)) return;
    if (held) {
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(held);
    }
    if (getSelection().isCollapsed) {
      document.execCommand("insertText", false, address);
    } else {
      document.execCommand("createLink", false, address);
    }
    act();
  };
  linkForm.querySelector("[data-link-set]").addEventListener("click", setLink);
  linkField.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      setLink();
    } else if (event.key === "Escape") {
      linkForm.hidden = true;
      page.focus();
    }
  });

  return {
    read: () => clean(page),
    write,
    focus: () => page.focus(),
  };
}
