// The platform's storage, as LTI Client Side postMessages describes it. Owns finding its window, sending it one
// message at a time and accepting no answer but its own.

const PATIENCE = 1500;

/** The window that the frame name means: a sibling frame, or the window around us. */
function storageWindow(frame) {
  const outer = window.opener ?? window.parent;
  if (outer === window) return null;
  if (frame === "_parent") return outer;
  for (const candidate of [outer, window.top]) {
    try {
      if (candidate.frames[frame]) return candidate.frames[frame];
    } catch {
      // Another site's window that hides its frames; the next one may show them.
    }
  }
  return null;
}

/** Sends one message and waits for its answer; `null` when none comes or it is an error. */
function ask(target, origin, message) {
  const messageId = crypto.randomUUID();
  return new Promise((resolve) => {
    const finish = (answer) => {
      clearTimeout(timer);
      window.removeEventListener("message", listen);
      resolve(answer);
    };
    const listen = (event) => {
      if (event.source !== target || event.origin !== origin) return;
      const answer = event.data;
      if (typeof answer !== "object" || answer === null || answer.message_id !== messageId) return;
      if (answer.subject !== `${message.subject}.response`) return;
      finish(answer.error ? null : answer);
    };
    const timer = setTimeout(() => finish(null), PATIENCE);
    window.addEventListener("message", listen);
    target.postMessage({ ...message, message_id: messageId }, origin);
  });
}

/** The storage that a page's data element (`data-frame`, `data-origin`) describes. */
export function storage({ frame, origin }) {
  return {
    /** Keeps `value` under `key`; whether the platform said that it does. */
    async put(key, value) {
      const target = storageWindow(frame);
      if (!target) return false;
      const answer = await ask(target, origin, { subject: "lti.put_data", key, value });
      return answer !== null && answer.key === key && answer.value === value;
    },
    /** What is kept under `key`, or `null`. */
    async get(key) {
      const target = storageWindow(frame);
      if (!target) return null;
      const answer = await ask(target, origin, { subject: "lti.get_data", key });
      return answer !== null && answer.key === key && typeof answer.value === "string" ? answer.value : null;
    },
  };
}

/** Shows the part of the page that says what to do instead. */
export function reveal(id) {
  document.getElementById(id).hidden = false;
  document.getElementById("waiting").hidden = true;
}
