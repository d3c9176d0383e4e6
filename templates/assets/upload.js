// Files on their way: progress in words, a place to drop them, and a way to stop. What is typed meanwhile is saved first
// and stays; only the list of files is drawn anew, and what is being said of them comes over into the new one.

import { refocus, submitted } from "./describe.js";
import { openPrivate } from "./media.js";
import { headers, send } from "./session.js";

const FIRST_LOOK = 1500;
const LAST_LOOK = 30_000;
const LOOKS = 40;

/** Ties all upload forms of a page to this way of sending. `said` is what is said of the files. */
export function uploads(root, page, said, flush) {
  for (const form of root.querySelectorAll("[data-upload]")) upload(form, page, said, flush);
  root.addEventListener("submit", (event) => remove(event, said, flush));
  for (const list of root.querySelectorAll("[data-files][data-checking]")) watch(list, said, flush);
}

function upload(form, page, said, flush) {
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
    await redraw(slot.querySelector("[data-files]"), said, flush);
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

// Taking a file away: sent as a form, shown without leaving the page.
async function remove(event, said, flush) {
  const form = event.target.closest("[data-remove-file]");
  if (!form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const list = form.closest("[data-files]");
  const response = await submitted(form);
  if (!response?.ok) return;
  await flush();
  await redraw(list, said, flush);
}

/** Draws a list of files anew as the server has it; the rest of the page stays as it is. The list that is there then. */
async function redraw(list, said, flush) {
  const response = await send(location.href).catch(() => null);
  if (!response?.ok) return list;
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = next.getElementById(list.id);
  if (!fresh || !list.isConnected) return list;
  const slot = list.closest("[data-slot]");
  const player = slot.querySelector("[data-player]");
  // A player appears or goes only with the page, because notes hang on it.
  const isNew = !player && next.querySelector(`#${CSS.escape(slot.id)} [data-player]`);
  if (isNew) {
    await flush();
    location.hash = slot.id;
    location.reload();
    return list;
  }
  const was = list.contains(document.activeElement) ? document.activeElement : null;
  said.carry(list, fresh);
  openPrivate(fresh);
  const wasChecking = list.dataset.checking !== undefined;
  list.replaceWith(fresh);
  if (was && !refocus(was, fresh)) slot.querySelector("[data-upload] input[type=file]").focus();
  if (!wasChecking && fresh.dataset.checking !== undefined) watch(fresh, said, flush);
  return fresh;
}

// Files that are still being looked at are asked for again, less and less often, and not for ever.
async function watch(list, said, flush) {
  let shown = list;
  for (let look = 0; look < LOOKS && shown.isConnected && shown.dataset.checking !== undefined; look += 1) {
    const wait = Math.min(LAST_LOOK, FIRST_LOOK * 1.4 ** look);
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (!shown.isConnected) return;
    if (document.visibilityState === "visible") shown = await redraw(shown, said, flush);
  }
}
