// Saving while somebody writes. Each slot is saved by itself, under a number that rises by one: a save that is based on
// an older number than the stored one is a conflict, and people decide it. Nothing typed is let go of before the server
// has said that it has it.

import { forget, keep, kept, taken } from "./keep.js";
import { send } from "./session.js";

const SOON = 1500;
const LATEST = 4500;
const FIRST_RETRY = 2000;
const LAST_RETRY = 30_000;
const COPY = 400;

// The server writes members in another order than the page.
const sorted = (_, value) =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
const same = (one, other) => JSON.stringify(one, sorted) === JSON.stringify(other, sorted);

/** One slot's way to the server. `page` says where that is and hears how it goes. */
export class Saver {
  constructor(page, slot, seq, fields, isUnsaved = false) {
    Object.assign(this, { page, slot, seq, fields });
    // What the server has, as far as this page knows: nothing of what came back with the page because it was not taken.
    this.saved = isUnsaved ? null : fields.read();
    this.first = null;
    this.timer = null;
    this.copier = null;
    this.running = null;
    this.pending = null;
    this.retry = FIRST_RETRY;
    this.conflict = null;
    // Why the last save did not arrive: `offline`, `ended`, `refused`, `moved`; `null` when it did.
    this.held = null;
  }

  /** Whether there is something that the server does not have. */
  get isDirty() {
    return this.conflict !== null || this.isUnsaved || this.aside !== "" || this.unread !== null;
  }

  /** Whether there is something to save, or something of which it is not known whether it arrived. */
  get isUnsaved() {
    return this.pending !== null || !same(this.fields.read(), this.saved);
  }

  /** What is no part of the answer before the server has read it: lines to take notes from. */
  get aside() {
    return this.fields.aside?.read().trim() ?? "";
  }

  /** What was typed and could not be read: it stays in its field, and is no part of the answer. */
  get unread() {
    return this.fields.unread?.read() ?? null;
  }

  /** Something was typed. */
  changed() {
    this.first ??= Date.now();
    clearTimeout(this.copier);
    this.copier = setTimeout(() => this.copy(), COPY);
    this.plan(Math.min(SOON, Math.max(0, this.first + LATEST - Date.now())));
    this.page.heard();
  }

  plan(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  /** Keeps what is typed in the browser until the server has it. Whether it is kept. */
  async copy() {
    if (!this.isDirty) return false;
    return keep(this.page.attempt, this.slot, {
      answer: this.conflict || this.isUnsaved ? this.fields.read() : undefined,
      aside: this.aside,
      unread: this.unread,
      // What nobody has decided yet stays based on the number that its writer knew, so that it is asked again.
      based_on: this.conflict?.based_on ?? this.seq,
      sent: this.pending?.answer,
      other: this.conflict?.stored === undefined ? undefined : this.conflict.newer,
      at: Date.now(),
    });
  }

  /** Takes up what an earlier page could not save. Whether there was something that is being saved now. */
  async restore() {
    const { attempt } = this.page;
    for (const found of await kept(attempt, this.slot)) {
      if (this.conflict) return false;
      const isSaving = await this.takeUp(found.copy);
      if (!this.isDirty) {
        await taken(attempt, this.slot, found);
        continue;
      }
      const isKept = await this.copy();
      if (isKept || !this.isDirty) await taken(attempt, this.slot, found);
      // What other tabs have besides comes up when the page is opened again.
      return isSaving;
    }
    return false;
  }

  async takeUp(copy) {
    const stored = this.saved ?? this.fields.read();
    this.restoreAside(copy.aside ?? "", stored);
    this.restoreUnread(copy.unread);
    if (copy.answer === undefined || same(copy.answer, stored)) {
      if (!this.isDirty) await forget(this.page.attempt, this.slot);
      return false;
    }
    // Somebody was typing already while the copy was looked for. Neither goes over the other.
    if (this.isUnsaved) {
      this.dispute({ newer: copy.answer, stored: this.saved, seq: this.seq, saved_at: null });
      return false;
    }
    this.fields.write(copy.answer);
    this.restoreUnread(copy.unread);
    if (copy.other !== undefined) {
      this.dispute({ newer: copy.other, stored, seq: this.seq, saved_at: null });
      return false;
    }
    // What the server has may be this browser's own, of which it never heard that it had arrived.
    const isOwn = copy.sent !== undefined && same(copy.sent, stored);
    if (copy.based_on === this.seq || isOwn) {
      this.plan(0);
      return true;
    }
    this.dispute({ newer: stored, seq: this.seq, saved_at: null, based_on: copy.based_on });
    return false;
  }

  // Lines that the server has read are notes by now, or in the field again with what is odd about them.
  restoreAside(lines, stored) {
    if (lines === "" || !this.fields.aside || this.aside !== "" || this.fields.aside.isIn(lines, stored)) return;
    this.fields.aside.write(lines);
    this.page.heard();
  }

  // Where something that can be read stands by now, it stays.
  restoreUnread(unread) {
    if (!unread || !this.fields.unread) return;
    this.fields.unread.write(unread);
    this.page.heard();
  }

  /** Saves now what is not saved; ends when it is, or when it cannot be for the moment. */
  async flush(options = {}) {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (this.conflict || !this.isUnsaved) return;
    this.running = this.saveAll(options).finally(() => {
      this.running = null;
    });
    await this.running;
  }

  // What may have arrived without an answer goes again as it was, so that it counts once; what was typed since follows.
  async saveAll(options) {
    const isAgain = this.pending !== null;
    await this.save(options);
    if (isAgain && this.pending === null && this.held === null && !this.conflict && this.isUnsaved) await this.save(options);
  }

  async save(options) {
    this.pending ??= { based_on: this.seq, save_id: crypto.randomUUID(), answer: this.fields.read() };
    const { answer } = this.pending;
    this.first = null;
    this.page.heard("saving");
    let response;
    try {
      response = await send(this.page.addressOf(this.slot), {
        method: "PUT",
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          "x-form-token": this.page.token,
        },
        body: JSON.stringify(this.pending),
        keepalive: options.isLast === true,
      });
      if (response.ok) return this.accepted(answer, await response.json());
      if (response.status === 409) return this.late(answer, await response.json());
    } catch {
      return this.later("offline");
    }
    if (response.status === 401 || response.status === 403) return this.later("ended");
    if (response.status >= 500 || response.status === 429) return this.later("offline");
    return this.refused("refused");
  }

  // Somebody was faster; if it was this page itself, or somebody with the same words, there is nothing to decide. A 409
  // without words says that the work is not worked on any more.
  late(answer, conflict) {
    if (conflict.newer === undefined) return this.refused("moved");
    const isOwn = conflict.save_id === this.pending.save_id || same(conflict.newer, answer);
    return isOwn ? this.accepted(answer, conflict) : this.dispute(conflict);
  }

  async accepted(answer, { seq, saved_at: savedAt, words, review }) {
    this.seq = seq;
    this.saved = answer;
    this.pending = null;
    this.held = null;
    this.retry = FIRST_RETRY;
    if (!this.isDirty) {
      clearTimeout(this.copier);
      await forget(this.page.attempt, this.slot);
    } else {
      await this.copy();
    }
    this.page.accepted(this, { savedAt, words, review });
    if (this.isUnsaved) this.plan(SOON);
  }

  async later(state) {
    this.held = state;
    await this.copy();
    this.page.heard(state);
    this.plan(this.retry);
    this.retry = Math.min(LAST_RETRY, this.retry * 2);
  }

  // It did not arrive, and will not as it is.
  async refused(state) {
    this.held = state;
    this.pending = null;
    await this.copy();
    this.page.heard(state);
  }

  // `newer` is what stands against what is in the fields; `stored` is what the server has, where that is another text;
  // `based_on` is the number that the writer knew, where it is not this page's.
  async dispute(conflict) {
    this.pending = null;
    this.held = null;
    this.conflict = conflict;
    await this.copy();
    this.page.disputed(this, conflict);
  }

  /** What somebody decided: `mine`, `theirs` or `both`. */
  settle(choice) {
    const { newer, stored, seq } = this.conflict;
    const mine = this.fields.read();
    const { unread } = this;
    this.conflict = null;
    this.seq = seq;
    this.saved = stored === undefined ? newer : stored;
    if (choice === "theirs") this.fields.write(newer);
    if (choice === "both") {
      this.fields.write(this.fields.both(mine, newer));
      if (unread !== null) this.fields.unread.write(unread, newer);
    }
    if (choice === "theirs" && stored === undefined) this.saved = this.fields.read();
    if (this.isUnsaved) {
      this.plan(0);
    } else {
      if (!this.isDirty) forget(this.page.attempt, this.slot);
      this.page.heard("saved");
    }
  }
}
