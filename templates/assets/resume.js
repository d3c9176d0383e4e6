// A page that was opened without its cookie: takes the session's secret from the platform's storage, fetches the
// page with it, and shows it here. The secret stays in memory; forms of the page are sent with it.

import { reveal, storage } from "./platform-storage.js";
import { isOurs, leave, send, useSecret } from "./session.js";

const step = document.getElementById("resume-step").dataset;
const unanswered = document.getElementById("unanswered");
const nonce = document.querySelector("script[nonce]").nonce;
let runs = 0;
const secret = await storage(step).get(step.key);
if (secret) useSecret(secret);

async function show(html) {
  await leave();
  const next = new DOMParser().parseFromString(html, "text/html");
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  document.body.replaceWith(next.body);
  for (const { src } of next.querySelectorAll("script[type=module][src]")) run(src);
  for (const script of document.body.querySelectorAll("script[type=module][src]")) run(script.src);
  // Whoever was in here goes on at the top of the new page; whoever is elsewhere in the LMS stays there.
  const heading = document.querySelector("h1");
  if (heading && document.hasFocus()) {
    heading.tabIndex = -1;
    heading.focus();
  }
}

// A module runs once for each address in a document, and this document shows several pages. What a module imports has
// no such number: it is there once, and keeps what it knows.
function run(src) {
  const script = document.createElement("script");
  script.type = "module";
  script.nonce = nonce;
  script.src = `${src}#${++runs}`;
  document.head.append(script);
}

async function save(response) {
  const disposition = response.headers.get("content-disposition");
  const name = /filename="([^"]+)"/.exec(disposition)?.[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name ?? "";
  link.click();
  URL.revokeObjectURL(link.href);
}

async function take(response) {
  if (response.redirected) {
    await leave();
    return location.replace(response.url);
  }
  if (response.headers.has("content-disposition")) return save(response);
  return show(await response.text());
}

// The page stays, with all that is in it, until there is an answer that can take its place.
async function ask(address, options) {
  unanswered.hidden = true;
  const response = await send(address, options).catch(() => null);
  if (response && response.status < 500 && response.status !== 429) return take(response);
  document.querySelector("main").prepend(unanswered);
  unanswered.hidden = false;
  unanswered.scrollIntoView({ block: "nearest" });
}

// A form whose answer leads to another site (the content picker's) is an ordinary form and goes its own way.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.target === "_blank" || !isOurs(form.action)) return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
  await ask(form.action, { method: "POST", body });
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-download]");
  if (!link || !isOurs(link.href)) return;
  event.preventDefault();
  await ask(link.href);
});

const page = secret ? await send(location.href) : null;
if (page?.ok) {
  await show(await page.text());
} else {
  reveal("fallback");
}
