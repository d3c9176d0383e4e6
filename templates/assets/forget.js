// The work was handed in, or is over: what this browser kept of it is no longer needed.

import { forget } from "./keep.js";

for (const { dataset } of document.querySelectorAll("[data-forget]")) {
  await forget(dataset.forget);
  try {
    localStorage.removeItem(`marks/${dataset.forget}`);
  } catch {
    // A browser that keeps nothing for pages in frames has nothing to let go of.
  }
}
