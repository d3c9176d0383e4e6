// After the platform's answer: shows that this browser began the login, and enters the session.

import { reveal, storage } from "./platform-storage.js";

const SESSION_KEY = "microcred_session";
const step = document.getElementById("confirm-step").dataset;
const kept = storage(step);

function explain(problem) {
  const show = (part, text) => {
    if (text) document.getElementById(`failure-${part}`).textContent = text;
  };
  show("title", problem?.title);
  show("message", problem?.detail);
  show("next", problem?.next);
  show("reference", problem?.reference);
  reveal("failure");
}

async function confirm() {
  const secret = await kept.get(step.key);
  const response = await fetch(step.confirmUrl, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "x-microcred-confirm": "1",
    },
    body: JSON.stringify({
      id_token: step.idToken,
      state: step.state,
      ticket: step.ticket,
      secret: secret ?? "",
      session: await kept.get(SESSION_KEY),
    }),
  });
  const answer = await response.json();
  if (!response.ok) return explain(answer);
  if (!(await kept.put(answer.session_key, answer.session_secret))) return explain(null);
  location.replace(answer.location);
}

try {
  await confirm();
} catch {
  explain(null);
}
