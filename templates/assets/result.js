// The page of a result: plays a recording from the moment that a comment speaks of, and prints.

for (const link of document.querySelectorAll("[data-play]")) {
  link.addEventListener("click", async (event) => {
    const player = document.querySelector(`[data-recording="${CSS.escape(link.dataset.play)}"]`);
    if (!player) return;
    event.preventDefault();
    player.scrollIntoView({ block: "center" });
    player.focus();
    if (!player.currentSrc) player.dispatchEvent(new Event("needed"));
    const seek = () => {
      player.currentTime = Number(link.dataset.at);
      player.play().catch(() => {});
    };
    if (player.readyState > 0) seek();
    else player.addEventListener("loadedmetadata", seek, { once: true });
    if (player.preload === "none") player.load();
  });
}

for (const offer of document.querySelectorAll("[data-print]")) {
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => window.print());
}
