// The pitch's time by the site's clock, whatever this device's own says.
import { moment, say, words } from "./phone.js";

const box = document.querySelector("[data-clock]");
const parts = [...(box?.querySelectorAll("[data-part]") ?? [])].map((row) => ({
  row, from: Number(row.dataset.from) * 1000, to: Number(row.dataset.to) * 1000, left: row.dataset.left,
}));
let was;

const span = (ms) => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

const draw = () => {
  const now = moment();
  const [first] = parts;
  const last = parts.at(-1);
  const running = parts.find((part) => part.from <= now && now < part.to);
  // Long before and long after, the planned time says more than a count.
  if (now < first.from - 30 * 60_000 || now > last.to + 60 * 60_000) return;
  const [time, note] = running
    ? [span(running.to - now), running.left]
    : now < first.from ? [span(first.from - now), words("to-start")] : [words("time-up"), words("time-up-note")];
  box.classList.toggle("is-over", now >= last.to);
  box.querySelector(".t").textContent = time;
  box.querySelector("[data-left]").textContent = note;
  for (const part of parts) {
    const share = Math.min(1, Math.max(0, (now - part.from) / (part.to - part.from)));
    part.row.querySelector(".tm-done").setAttribute("width", String(Math.round(share * 1000) / 10));
    part.row.classList.toggle("is-now", part === running);
    if (part === running) part.row.setAttribute("aria-current", "step");
    else part.row.removeAttribute("aria-current");
  }
  if (was !== undefined && was !== running) say(running ? `${running.row.textContent.trim()}` : words("time-up"));
  was = running ?? null;
};

export const run = () => {
  if (!parts.length) return;
  for (const part of parts) part.row.style.flexGrow = String((part.to - part.from) / 60_000);
  draw();
  setInterval(draw, 1000);
};
