// Pictures and recordings that only their owner may see. A cookie opens them by itself; where there is none, they are
// fetched with the session's secret: pictures at once, recordings when they are to be played.

import { beforeLeaving, needsSecret, send } from "./session.js";

const made = new Set();

async function load(element, address) {
  const response = await send(address, { headers: { accept: "*/*" } }).catch(() => null);
  if (!response?.ok) return;
  const url = URL.createObjectURL(await response.blob());
  made.add(url);
  element.src = url;
}

function letGo() {
  for (const url of made) URL.revokeObjectURL(url);
  made.clear();
}

/** Opens what is private below `root`; best before it is in the page, so that nothing is asked for in vain. */
export function openPrivate(root) {
  if (!needsSecret()) return;
  for (const element of root.querySelectorAll("[data-private][src]")) {
    const address = element.getAttribute("src");
    element.removeAttribute("src");
    if (!(element instanceof HTMLMediaElement)) {
      load(element, address);
      continue;
    }
    const first = async () => {
      await load(element, address);
      await element.play();
    };
    element.addEventListener("pointerdown", first, { once: true });
    element.addEventListener("keydown", first, { once: true });
    element.addEventListener("needed", first, { once: true });
  }
  beforeLeaving(letGo);
}
