// The board works by links and buttons alone. Here people may also be dragged, focus stays with whoever was moved,
// and what happened is said aloud.

let dragged = null;
let focusOn = null;

const board = () => document.querySelector("[data-board]");
const target = (event) => event.target.closest?.(".seat, [data-free]");
const row = (element) => element.closest("[data-team]");
const clear = () => board().querySelectorAll(".is-target, .is-dragged").forEach((one) => one.classList.remove("is-target", "is-dragged"));
// Not on one's own team, nor on somebody who stays; and whoever has no team yet takes only free places.
const isOver = (over) => dragged && over && row(over) && row(over) !== row(dragged) && !(over.dataset.person && !(over.draggable && row(dragged)));

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".seat[draggable='true']") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector("b").textContent);
  dragged.classList.add("is-dragged");
});

document.addEventListener("dragover", (event) => {
  const over = target(event);
  board()?.querySelectorAll(".is-target").forEach((one) => one !== over && one.classList.remove("is-target"));
  if (!isOver(over)) return;
  event.preventDefault();
  over.classList.add("is-target");
});

document.addEventListener("drop", (event) => {
  const over = target(event);
  if (!isOver(over)) return;
  event.preventDefault();
  const form = document.getElementById("drag");
  form.elements.person.value = dragged.dataset.person;
  form.elements.to.value = row(over).dataset.team;
  form.elements.swap.value = over.dataset.person ?? "";
  focusOn = dragged.id;
  form.requestSubmit();
});

document.addEventListener("dragend", () => {
  if (dragged) clear();
  dragged = null;
});

// The person a form moves keeps the focus, wherever the seat is now; other forms say what does.
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form?.matches("[data-moves]")) focusOn = `seat-${form.elements.person.value}`;
  else if (form) focusOn = form.dataset.keeps ?? form.querySelector("button[id]")?.id ?? focusOn;
});

// A button that has nothing left to do cannot be focused: then its twin is, or the heading.
const focusable = () => [focusOn, "undo", "redo", "board-t"].map((id) => id && document.getElementById(id)).find((one) => one && !one.disabled);

document.addEventListener("htmx:afterSettle", () => {
  if (focusOn) focusable()?.focus({ preventScroll: true });
  focusOn = null;
  const words = board()?.querySelector(".flashes")?.textContent.trim();
  if (words) document.dispatchEvent(new CustomEvent("say", { detail: words }));
});

// Undo and redo by the keys that people know, unless they are typing.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
  if (!board() || event.target.closest?.("input, select, textarea") || !(event.target === document.body || board().contains(event.target))) return;
  const button = document.getElementById(event.shiftKey ? "redo" : "undo");
  if (!button) return;
  event.preventDefault();
  if (!button.disabled) button.form.requestSubmit();
});
