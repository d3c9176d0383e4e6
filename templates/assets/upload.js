// Files on their way: progress in words, a place to drop them, and a way to stop. What is typed meanwhile is saved first
// and stays; only the list of files is drawn anew.

import { headers, send } from "./session.js";

/** Ties all upload forms of a page to this way of sending. */
export function uploads(root, page, flush) {
  for (const form of root.querySelectorAll("[data-upload]")) upload(form, page, flush);
  root.addEventListener("submit", (event) => change(event, flush));
  for (const list of root.querySelectorAll("[data-files][data-checking]")) watch(list);
}

function upload(form, page, flush) {
  const slot = form.closest("[data-slot]");
  const field = form.querySelector("input[type=file]");
  const box = form.querySelector("[data-progress]");
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-upload-state]");
  const stop = box.querySelector("[data-do=stop-upload]");
  let running = null;

  const say = (text) => {
    if (words.textContent !== text) words.textContent = text;
  };
  const sendOne = (file) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      running = request;
      request.open("POST", form.action);
      for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
      request.setRequestHeader("accept", "application/json");
      request.setRequestHeader("content-type", file.type || "application/octet-stream");
      request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
      request.setRequestHeader("x-form-token", page.token);
      request.upload.onprogress = ({ loaded, total }) => {
        // A reader hears every tenth, not every percent.
        bar.value = total > 0 ? Math.floor((loaded / total) * 100) : 0;
        say(`${box.dataset.sending} ${file.name} ${Math.floor(bar.value / 10) * 10} %`);
      };
      request.onload = () => resolve(request);
      request.onerror = () => resolve(null);
      request.onabort = () => resolve(request);
      request.send(file);
    });
  const bring = async (files) => {
    box.hidden = false;
    stop.hidden = false;
    for (const file of files) {
      bar.value = 0;
      const request = await sendOne(file);
      running = null;
      if (request?.status >= 200 && request?.status < 300) {
        say(`${box.dataset.done} ${file.name}`);
      } else if (request?.status === 0 && request?.readyState === XMLHttpRequest.UNSENT) {
        say(box.dataset.stopped);
        break;
      } else {
        say(detail(request) ?? box.dataset.broken);
        break;
      }
    }
    stop.hidden = true;
    field.value = "";
    await flush();
    await redraw(slot.querySelector("[data-files]"));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!running && field.files.length > 0) bring([...field.files]);
  });
  stop.addEventListener("click", () => running?.abort());
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!running && event.dataTransfer.files.length > 0) bring([...event.dataTransfer.files]);
  });
}

/** What the server says about a file that it does not take. */
function detail(request) {
  try {
    const problem = JSON.parse(request.responseText);
    return problem.detail ?? problem.title ?? null;
  } catch {
    return null;
  }
}

// Describing a file and taking it away: sent as forms, shown without leaving the page.
async function change(event, flush) {
  const form = event.target.closest("[data-describe], [data-remove-file]");
  if (!form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const list = form.closest("[data-files]");
  const response = await send(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  await flush();
  if (response.ok) await redraw(list);
}

/** Draws a list of files anew as the server has it; the rest of the page stays as it is. */
async function redraw(list) {
  const response = await send(location.href);
  if (!response.ok) return;
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = next.getElementById(list.id);
  if (!fresh) return;
  const slot = list.closest("[data-slot]");
  const player = slot.querySelector("[data-player]");
  const hadFocus = list.contains(document.activeElement);
  list.replaceWith(fresh);
  // A player appears or goes only with the page, because notes hang on it.
  const isNew = !player && next.querySelector(`#${CSS.escape(slot.id)} [data-player]`);
  if (isNew) {
    location.hash = slot.id;
    location.reload();
    return;
  }
  if (hadFocus) slot.querySelector("[data-upload] input[type=file]").focus();
  if (fresh.dataset.checking !== undefined) watch(fresh);
}

// Files that are still being looked at are asked for again, less and less often.
function watch(list, wait = 1500) {
  setTimeout(async () => {
    if (!list.isConnected) return;
    await redraw(list);
  }, wait);
}
