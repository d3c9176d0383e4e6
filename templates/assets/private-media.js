// Pictures and recordings of the page that is shown.

import { openPrivate } from "./media.js";

openPrivate(document);
