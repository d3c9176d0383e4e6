// Text that this browser kept because it could not be saved before its page was closed: shows where, so that nobody hands in
// without it. What became of it is decided in the workspace, where both texts are.

import { allKept } from "./keep.js";

const notice = document.querySelector("[data-held]");

for (const { slot } of await allKept(notice.dataset.held)) {
  const place = notice.querySelector(`[data-held-slot="${CSS.escape(slot)}"]`);
  if (!place) continue;
  place.hidden = false;
  notice.hidden = false;
}
