// The platform's side of window messages: storage for tools whose cookies are blocked, frame height, and closing.
// It runs in the page around the tool's frame and, where the product has one, in the forwarding frame beside it.

const PREFIX = "lti|platform_storage";
const CHARACTERS = 4096;
const KEYS = 500;

const element = document.querySelector("[data-platform]");
const { site, origins, storage, frame, close } = element.dataset;
const allowed = new Set(origins.split(" "));

class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

function area(origin) {
  return `${PREFIX}|${site}|${origin}|`;
}

function stored(origin) {
  return Object.entries(localStorage).filter(([name]) => name.startsWith(area(origin)));
}

function textOf(request, member) {
  const value = request[member];
  if (typeof value !== "string" || value === "") throw new Refused("bad_request", `${member} must be a text`);
  return value;
}

function put(request, origin) {
  const key = textOf(request, "key");
  const name = area(origin) + key;
  const { value } = request;
  if (value === undefined || value === null || value === "") {
    localStorage.removeItem(name);
    return { key, value: null };
  }
  if (typeof value !== "string") throw new Refused("bad_request", "value must be a text");
  const others = stored(origin).filter(([one]) => one !== name);
  const used = others.reduce((sum, [one, text]) => sum + one.length - area(origin).length + text.length, 0);
  if (others.length >= KEYS || used + key.length + value.length > CHARACTERS) {
    throw new Refused("storage_exhaustion", `a tool has ${CHARACTERS} characters in ${KEYS} keys`);
  }
  localStorage.setItem(name, value);
  return { key, value };
}

function get(request, origin) {
  const key = textOf(request, "key");
  return { key, value: localStorage.getItem(area(origin) + key) };
}

function capabilities() {
  const where = frame ? { frame } : {};
  const messages = storage ? ["lti.put_data", "lti.get_data"].map((subject) => ({ subject, ...where })) : [];
  return { supported_messages: [...messages, { subject: "lti.capabilities" }, { subject: "lti.frameResize" }] };
}

function resize(request, _origin, source) {
  const height = Number.parseInt(request.height, 10);
  if (!Number.isFinite(height) || height <= 0) throw new Refused("bad_request", "height must be a positive number");
  const tool = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === source);
  if (tool) tool.style.blockSize = `${Math.min(height, 20000)}px`;
  return { height };
}

function leave() {
  if (close) window.location.assign(close);
}

// With a forwarding frame, storage is answered there and nowhere else.
const here = storage === "here" ? { put_data: put, get_data: get } : {};
const actions = { capabilities, ...here, frameResize: resize, close: leave };

function actionOf(subject) {
  const name = subject.replace(/^org\.imsglobal\.lti\./, "").replace(/^lti\./, "");
  if (name === subject) return null;
  return Object.hasOwn(actions, name) ? actions[name] : undefined;
}

window.addEventListener("message", (event) => {
  const request = event.data;
  if (typeof request !== "object" || request === null || typeof request.subject !== "string") return;
  const action = actionOf(request.subject);
  if (action === null || request.subject.endsWith(".response") || !event.source) return;
  const answer = { subject: `${request.subject}.response`, message_id: request.message_id };
  try {
    if (!allowed.has(event.origin)) throw new Refused("wrong_origin", "this tool is not shown here");
    if (!action) throw new Refused("unsupported_subject", request.subject);
    if (action === leave) return leave();
    textOf(request, "message_id");
    Object.assign(answer, action(request, event.origin, event.source));
  } catch (error) {
    answer.error = { code: error.code ?? "error", message: error.message };
  }
  event.source.postMessage(answer, event.origin === "null" ? "*" : event.origin);
});
element.dataset.ready = "yes";
