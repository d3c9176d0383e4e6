// Work that is read: its players, the notes that lead into them, and what somebody points at. Every key has a button.

import { needsSecret } from "./session.js";

const STEP = 5;
const LONGEST_QUOTE = 300;

const remembered = (place) => {
  try {
    return localStorage.getItem(place) !== null;
  } catch {
    return false;
  }
};
const remember = (place) => {
  try {
    localStorage.setItem(place, "yes");
  } catch {
    // A browser that keeps nothing for pages in frames asks again the next time.
  }
};

/**
 * Brings the evidence below `root` to life. `reference` names the reading; `mark` is called when somebody marks a moment.
 * Gives `where()`, the place that was last pointed at: words that are selected, or the moment of a player.
 */
export function openEvidence(root, { reference = "", mark = null } = {}) {
  let last = null;
  const pieceOf = (element) => element?.closest("[data-piece]");
  const playerOf = (piece) => piece?.querySelector("[data-player]");
  const mediaOf = (player) => player?.querySelector("video, audio");
  const isOpen = (player) => !player.querySelector("[data-stage]").hidden;

  const pointAt = (player) => {
    last = {
      slot: pieceOf(player).dataset.piece,
      file: player.dataset.player,
      at: Math.floor(mediaOf(player).currentTime),
    };
    return last;
  };
  const play = (media) => {
    if (!media.src && needsSecret()) media.dispatchEvent(new Event("needed"));
    else media.play().catch(() => null);
  };
  const toggle = (media) => (media.paused ? play(media) : media.pause());
  const seek = (piece, at) => {
    const player = playerOf(piece);
    if (!player) return;
    if (!isOpen(player)) {
      player.querySelector("[data-known-nobody]").focus();
      return;
    }
    const media = mediaOf(player);
    media.currentTime = at;
    media.focus();
    play(media);
  };

  function open(player) {
    const media = mediaOf(player);
    const known = player.querySelector("[data-known]");
    const stage = player.querySelector("[data-stage]");
    const nobody = player.querySelector("[data-known-nobody]");
    const place = `known/${reference}/${player.dataset.player}`;
    const answered = () => {
      known.hidden = true;
      stage.hidden = false;
    };
    if (known) {
      nobody.hidden = false;
      if (remembered(place)) answered();
      else stage.hidden = true;
      nobody.addEventListener("click", () => {
        remember(place);
        answered();
        media.focus();
      });
    }
    for (const name of ["pause", "seeked", "play"]) media.addEventListener(name, () => pointAt(player));

    const marker = player.querySelector("[data-do=mark-here]");
    const markHere = () => {
      media.pause();
      mark(pointAt(player));
    };
    player.querySelector("[data-player-hint]").hidden = mark === null;
    marker.hidden = mark === null;
    marker.addEventListener("click", markHere);
    player.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("button, form")) return;
      const act = {
        " ": () => toggle(media),
        ArrowLeft: () => (media.currentTime = Math.max(0, media.currentTime - STEP)),
        ArrowRight: () => (media.currentTime += STEP),
        m: mark && markHere,
        M: mark && markHere,
      }[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    }, { capture: true });
  }

  for (const player of root.querySelectorAll("[data-player]")) open(player);
  for (const button of root.querySelectorAll("[data-seek]")) {
    button.hidden = !playerOf(pieceOf(button));
    if (!button.hidden) button.parentElement.querySelector("[data-moment]").hidden = true;
  }
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-seek]");
    if (button) seek(pieceOf(button), Number(button.dataset.seek));
    const link = event.target.closest("a[data-place]");
    const piece = link && root.querySelector(`[data-piece="${CSS.escape(link.dataset.place)}"]`);
    if (!piece) return;
    event.preventDefault();
    piece.focus();
    piece.scrollIntoView({ block: "start" });
    if (link.dataset.at !== undefined) seek(piece, Number(link.dataset.at));
  });
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const element = selection.anchorNode?.parentElement;
    const quote = selection.toString().replace(/\s+/g, " ").trim();
    if (quote === "" || !element?.closest("[data-text]") || !root.contains(element)) return;
    last = { slot: pieceOf(element).dataset.piece, quote: quote.slice(0, LONGEST_QUOTE) };
  });

  return { where: () => last };
}
