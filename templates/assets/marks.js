// Own marks on the rubric. They stay in this browser: nobody else is to see them.

const list = document.querySelector("[data-marks]");
const place = `marks/${list.dataset.marks}`;
const boxes = [...list.querySelectorAll("input[type=checkbox]")];

try {
  const marked = new Set(JSON.parse(localStorage.getItem(place) ?? "[]"));
  for (const box of boxes) box.checked = marked.has(box.id);
  list.addEventListener("change", () => {
    localStorage.setItem(place, JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.id)));
  });
} catch {
  // A browser that keeps nothing for pages in frames; the marks last as long as the page.
}
