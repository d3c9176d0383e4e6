// Copies of what was typed and not yet saved, in this browser alone. They are sealed with a key that the browser holds
// and never shows, and are cleared once the work was handed in. Each tab has its own, so that none lets go of what only
// another has.

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

// The same for all pages that a tab shows one after another, where the browser remembers it.
function tabId() {
  const fresh = crypto.randomUUID();
  try {
    const id = sessionStorage.getItem(NAME) ?? fresh;
    sessionStorage.setItem(NAME, id);
    return id;
  } catch {
    return fresh;
  }
}

// Ids of definitions hold no number sign.
const tab = tabId();
const place = (attempt, slot) => `${attempt}/${slot}#${tab}`;
const slotOf = (attempt, key) => key.slice(`${attempt}/`.length).split("#")[0];
const every = (attempt) => IDBKeyRange.bound(`${attempt}/`, `${attempt}/\uffff`);
const ofSlot = (attempt, slot) => IDBKeyRange.bound(`${attempt}/${slot}`, `${attempt}/${slot}#\uffff`);

/** Keeps a copy. Whether the browser took it. */
export const keep = (attempt, slot, value) =>
  within(async ({ db, key }) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text);
    await done(table(db, "copy", "readwrite").put({ iv, sealed }, place(attempt, slot)));
    return true;
  }, false);

// Those that this browser can still open.
const openedIn = (range) =>
  within(async ({ db, key }) => {
    const copies = table(db, "copy");
    const [places, all] = await Promise.all([done(copies.getAllKeys(range)), done(copies.getAll(range))]);
    const texts = all.map(async ({ iv, sealed }, index) => {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed).catch(() => null);
      return text && { place: places[index], iv, copy: JSON.parse(new TextDecoder().decode(text)) };
    });
    return (await Promise.all(texts)).filter(Boolean);
  }, []);

/** The copies of a slot: this tab's first, then the latest of the others. */
export async function kept(attempt, slot) {
  const own = place(attempt, slot);
  const found = await openedIn(ofSlot(attempt, slot));
  return found.sort((one, other) => (other.place === own) - (one.place === own) || (other.copy.at ?? 0) - (one.copy.at ?? 0));
}

/** All copies of an attempt, each with its slot. */
export async function allKept(attempt) {
  const found = await openedIn(every(attempt));
  return found.map(({ place: key, copy }) => ({ slot: slotOf(attempt, key), copy }));
}

/**
 * Lets go of another tab's copy that this one has taken up, unless that tab has written another since; what is this tab's
 * stays.
 */
export const taken = (attempt, slot, { place: key, iv }) =>
  within(async ({ db }) => {
    if (key === place(attempt, slot)) return;
    const copies = table(db, "copy", "readwrite");
    const found = await done(copies.get(key));
    if (found && found.iv.every((byte, index) => byte === iv[index])) await done(copies.delete(key));
  }, undefined);

/** Lets go of this tab's copy, or of all copies of an attempt. */
export const forget = (attempt, slot) =>
  within(({ db }) => done(table(db, "copy", "readwrite").delete(slot === undefined ? every(attempt) : place(attempt, slot))), undefined);
