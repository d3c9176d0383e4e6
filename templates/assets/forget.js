// The work was handed in, or is over: what this browser kept of it is no longer needed.

import { forget } from "./keep.js";

for (const { dataset } of document.querySelectorAll("[data-forget]")) {
  await forget(dataset.forget);
  localStorage.removeItem(`marks/${dataset.forget}`);
}
