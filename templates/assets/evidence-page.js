// A page that shows work and lets nobody write about it.

import { openEvidence } from "./evidence.js";

const main = document.querySelector("main");
openEvidence(main, { reference: main.querySelector("[data-evidence]").dataset.evidence });
