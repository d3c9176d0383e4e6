// Saving while somebody writes. Each slot is saved by itself, under a number that rises by one: a save that is based on
// an older number than the stored one is a conflict, and people decide it. Nothing typed is let go of before the server
// has said that it has it.

import { forget, keep, kept } from "./keep.js";
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
  constructor(page, slot, seq, fields) {
    Object.assign(this, { page, slot, seq, fields });
    this.saved = fields.read();
    this.first = null;
    this.timer = null;
    this.copier = null;
    this.running = null;
    this.pending = null;
    this.retry = FIRST_RETRY;
    this.conflict = null;
  }

  get isDirty() {
    return this.conflict !== null || !same(this.fields.read(), this.saved);
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

  /** Keeps what is typed in the browser until the server has it. */
  async copy() {
    if (!this.isDirty) return;
    await keep(this.page.attempt, this.slot, { answer: this.fields.read(), based_on: this.seq, at: Date.now() });
  }

  /** Takes up what an earlier page could not save. Whether there was something. */
  async restore() {
    const copy = await kept(this.page.attempt, this.slot);
    if (!copy) return false;
    const stored = this.fields.read();
    if (same(copy.answer, stored)) {
      await forget(this.page.attempt, this.slot);
      return false;
    }
    if (copy.based_on === this.seq) {
      this.fields.write(copy.answer);
      this.plan(0);
      return true;
    }
    this.fields.write(copy.answer);
    this.dispute({ newer: stored, seq: this.seq, saved_at: null });
    return false;
  }

  /** Saves now what is not saved; ends when it is, or when it cannot be for the moment. */
  async flush(options = {}) {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (this.conflict || !this.isDirty) return;
    this.running = this.save(options).finally(() => {
      this.running = null;
    });
    await this.running;
  }

  async save(options) {
    const answer = this.fields.read();
    // The same content keeps its number until the server has answered: what arrives twice counts once.
    if (!this.pending || !same(this.pending.answer, answer)) {
      this.pending = { based_on: this.seq, save_id: crypto.randomUUID(), answer };
    }
    this.first = null;
    this.page.heard("saving");
    let response;
    try {
      response = await send(`${this.page.base}/slots/${encodeURIComponent(this.slot)}`, {
        method: "PUT",
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          "x-form-token": this.page.token,
        },
        body: JSON.stringify(this.pending),
        keepalive: options.isLast === true,
      });
    } catch {
      return this.later("offline");
    }
    if (response.ok) return this.accepted(answer, await response.json());
    if (response.status === 409) return this.late(answer, response);
    if (response.status === 401 || response.status === 403) return this.later("ended");
    if (response.status >= 500 || response.status === 429) return this.later("offline");
    await this.copy();
    return this.page.heard("refused");
  }

  // Somebody was faster; if with the same words, there is nothing to decide. A 409 without them says that the work is
  // not worked on any more.
  async late(answer, response) {
    const conflict = await response.json();
    if (conflict.newer === undefined) {
      await this.copy();
      return this.page.heard("moved");
    }
    if (!same(conflict.newer, answer)) return this.dispute(conflict);
    return this.accepted(answer, { seq: conflict.seq, saved_at: conflict.saved_at });
  }

  async accepted(answer, { seq, saved_at: savedAt, words, review }) {
    this.seq = seq;
    this.saved = answer;
    this.pending = null;
    this.retry = FIRST_RETRY;
    if (!this.isDirty) {
      clearTimeout(this.copier);
      await forget(this.page.attempt, this.slot);
    }
    this.page.accepted(this, { savedAt, words, review });
    if (this.isDirty) this.plan(SOON);
  }

  async later(state) {
    await this.copy();
    this.page.heard(state);
    this.plan(this.retry);
    this.retry = Math.min(LAST_RETRY, this.retry * 2);
  }

  async dispute(conflict) {
    this.pending = null;
    this.conflict = conflict;
    await this.copy();
    this.page.disputed(this, conflict);
  }

  /** What somebody decided: `mine`, `theirs` or `both`. */
  settle(choice) {
    const { newer, seq } = this.conflict;
    const mine = this.fields.read();
    this.conflict = null;
    this.seq = seq;
    this.saved = newer;
    if (choice === "theirs") this.fields.write(newer);
    if (choice === "both") this.fields.write(this.fields.both(mine, newer));
    if (choice === "theirs") {
      this.saved = this.fields.read();
      forget(this.page.attempt, this.slot);
      this.page.heard("saved");
    } else {
      this.plan(0);
    }
  }
}
