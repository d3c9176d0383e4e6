// Copies of what was typed and not yet saved, in this browser alone. They are sealed with a key that the browser holds
// and never shows, and are cleared once the work was handed in.

const NAME = "microcred";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("key");
      request.result.createObjectStore("copy");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let ready = null;

// Browsers that keep nothing for pages in frames say so by an error; then there is no copy, and nothing else changes.
function open() {
  ready ??= (async () => {
    const db = await opened();
    const store = () => db.transaction("key", "readwrite").objectStore("key");
    let key = await done(store().get("key"));
    if (!key) {
      key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
      await done(store().put(key, "key"));
    }
    return { db, key };
  })().catch(() => null);
  return ready;
}

const place = (attempt, slot) => `${attempt}/${slot}`;
const every = (attempt) => IDBKeyRange.bound(place(attempt, ""), place(attempt, "\uffff"));

/** Keeps a copy. */
export async function keep(attempt, slot, value) {
  const opened = await open();
  if (!opened) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, opened.key, text);
  await done(opened.db.transaction("copy", "readwrite").objectStore("copy").put({ iv, sealed }, place(attempt, slot)));
}

/** The copy that is kept, or `null`. */
export async function kept(attempt, slot) {
  const opened = await open();
  if (!opened) return null;
  const found = await done(opened.db.transaction("copy").objectStore("copy").get(place(attempt, slot)));
  if (!found) return null;
  try {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: found.iv }, opened.key, found.sealed);
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return null;
  }
}

/** All copies of an attempt, each with its slot. */
export async function allKept(attempt) {
  const opened = await open();
  if (!opened) return [];
  const keys = await done(opened.db.transaction("copy").objectStore("copy").getAllKeys(every(attempt)));
  const slots = keys.map((key) => key.slice(place(attempt, "").length));
  const copies = await Promise.all(slots.map(async (slot) => ({ slot, copy: await kept(attempt, slot) })));
  return copies.filter(({ copy }) => copy !== null);
}

/** Lets go of a copy, or of all copies of an attempt. */
export async function forget(attempt, slot) {
  const opened = await open();
  if (!opened) return;
  const range = slot === undefined ? every(attempt) : place(attempt, slot);
  await done(opened.db.transaction("copy", "readwrite").objectStore("copy").delete(range));
}
