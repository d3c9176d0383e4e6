// A page that was opened without its cookie: takes the session's secret from the platform's storage, fetches the
// page with it, and shows it here. The secret stays in memory; forms of the page are sent with it.

import { reveal, storage } from "./platform-storage.js";

const step = document.getElementById("resume-step").dataset;
const nonce = document.querySelector("script[nonce]").nonce;
let runs = 0;
const secret = await storage(step).get(step.key);

const isOurs = (address) => {
  const url = new URL(address, location.href);
  return url.origin === location.origin && url.pathname.startsWith("/app/");
};

const send = (address, options = {}) =>
  fetch(address, { ...options, headers: { ...options.headers, accept: "text/html", authorization: `Bearer ${secret}` } });

function show(html) {
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

// A module runs once for each address in a document, and this document shows several pages.
function run(src) {
  const script = document.createElement("script");
  script.type = "module";
  script.nonce = nonce;
  script.src = `${src}#${++runs}`;
  document.head.append(script);
}

async function save(response) {
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition"))?.[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name ?? "";
  link.click();
  URL.revokeObjectURL(link.href);
}

async function take(response) {
  if (response.redirected) return location.replace(response.url);
  if (response.headers.has("content-disposition")) return save(response);
  show(await response.text());
}

// A form whose answer leads to another site (the content picker's) is an ordinary form and goes its own way.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !isOurs(form.action)) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  await take(await send(form.action, { method: "POST", body }));
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-download]");
  if (!link || !isOurs(link.href)) return;
  event.preventDefault();
  await take(await send(link.href));
});

const page = secret ? await send(location.href) : null;
if (page?.ok) {
  show(await page.text());
} else {
  reveal("fallback");
}
