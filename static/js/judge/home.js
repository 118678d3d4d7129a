// The list of pitches, with what this device knows and the page, perhaps kept for hours, does not.
import * as outbox from "./outbox.js";
import { judge, words } from "./phone.js";

const draw = async () => {
  const sheets = new Map((await outbox.sheetsOf(judge)).map((sheet) => [sheet.slot, sheet]));
  const going = new Set((await outbox.list(judge)).filter((item) => item.state !== "late").map((item) => item.slot));
  for (const list of document.querySelectorAll("[data-pitches]")) {
    const rows = [...list.querySelectorAll("[data-slot]")];
    for (const row of rows) {
      const held = sheets.get(row.dataset.slot);
      if (!held || !(held.dirty || held.revision > Number(row.dataset.revision))) continue;
      const isDone = held.dirty ? held.finish : held.state === "SUBMITTED";
      row.classList.toggle("done", isDone);
      row.querySelector("[data-circle]").toggleAttribute("hidden", isDone);
      row.querySelector("[data-check]").toggleAttribute("hidden", !isDone);
      const parts = [words(isDone ? "is-handed-in" : "begun")];
      if (going.has(row.dataset.slot)) parts.push(words("waits"));
      row.querySelector("[data-state]").textContent = ` ${parts.join(" ")}`;
    }
    const next = rows.find((row) => !row.classList.contains("done"));
    const section = list.closest("section");
    const link = document.querySelector(`[data-score="${list.dataset.pitches}"]`);
    if (!link) continue;
    section.querySelector("h1").textContent = next ? words("next-pitch", next.dataset.team) : words("all-done");
    link.hidden = !next;
    if (next) {
      link.href = next.querySelector("a").href;
      link.textContent = words("score-team", next.dataset.team);
    }
  }
};

export const run = async () => {
  document.addEventListener("outbox", draw);
  await draw();
};
