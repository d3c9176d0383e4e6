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

const table = (db, name, mode) => db.transaction(name, mode).objectStore(name);

async function prepared() {
  const db = await opened();
  let key = await done(table(db, "key").get("key"));
  if (!key) {
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Another tab may have been faster; its key is the one that copies are sealed with.
    await done(table(db, "key", "readwrite").add(made, "key")).catch(() => null);
    key = await done(table(db, "key").get("key"));
  }
  return { db, key };
}

// Browsers that keep nothing for pages in frames, or have no room, say so by an error, at any step; then there is no
// copy, and nothing else changes. The next time it is tried from the beginning.
async function within(act, otherwise) {
  try {
    ready ??= prepared();
    return await act(await ready);
  } catch {
    ready = null;
    return otherwise;
  }
}

const place = (attempt, slot) => `${attempt}/${slot}`;
const every = (attempt) => IDBKeyRange.bound(place(attempt, ""), place(attempt, "\uffff"));

/** Keeps a copy. Whether the browser took it. */
export const keep = (attempt, slot, value) =>
  within(async ({ db, key }) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text);
    await done(table(db, "copy", "readwrite").put({ iv, sealed }, place(attempt, slot)));
    return true;
  }, false);

/** The copy that is kept, or `null`. */
export const kept = (attempt, slot) =>
  within(async ({ db, key }) => {
    const found = await done(table(db, "copy").get(place(attempt, slot)));
    if (!found) return null;
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: found.iv }, key, found.sealed);
    return JSON.parse(new TextDecoder().decode(text));
  }, null);

/** All copies of an attempt, each with its slot. */
export async function allKept(attempt) {
  const keys = await within(({ db }) => done(table(db, "copy").getAllKeys(every(attempt))), []);
  const slots = keys.map((key) => key.slice(place(attempt, "").length));
  const copies = await Promise.all(slots.map(async (slot) => ({ slot, copy: await kept(attempt, slot) })));
  return copies.filter(({ copy }) => copy !== null);
}

/** Lets go of a copy, or of all copies of an attempt. */
export const forget = (attempt, slot) =>
  within(({ db }) => done(table(db, "copy", "readwrite").delete(slot === undefined ? every(attempt) : place(attempt, slot))), undefined);
