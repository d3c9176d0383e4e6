// Pictures and recordings that only their owner may see. A cookie opens them by itself; where there is none, they are
// fetched with the session's secret: pictures at once, recordings when they are to be played.

import { beforeLeaving, needsSecret, send } from "./session.js";

const made = [];

async function load(element, address) {
  const response = await send(address, { headers: { accept: "*/*" } });
  if (!response.ok) return;
  const url = URL.createObjectURL(await response.blob());
  made.push(url);
  element.src = url;
}

if (needsSecret()) {
  for (const element of document.querySelectorAll("[data-private][src]")) {
    const address = element.getAttribute("src");
    if (element instanceof HTMLMediaElement) {
      element.removeAttribute("src");
      const first = async () => {
        await load(element, address);
        await element.play();
      };
      element.addEventListener("pointerdown", first, { once: true });
      element.addEventListener("keydown", first, { once: true });
      element.addEventListener("needed", first, { once: true });
    } else {
      await load(element, address);
    }
  }
  beforeLeaving(() => made.forEach((url) => URL.revokeObjectURL(url)));
}
