// Before the platform is asked to authenticate anybody: lets its storage keep this login's secret.

import { reveal, storage } from "./platform-storage.js";

const step = document.getElementById("storage-step").dataset;

if (await storage(step).put(step.key, step.secret)) {
  location.replace(step.continueUrl);
} else {
  reveal("fallback");
}
