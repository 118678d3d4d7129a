// The sheet: every tap is kept on this device at once and then sent; the page never waits for the network.
import * as outbox from "./outbox.js";
import { clock, judge, say, words } from "./phone.js";
import { flush, status } from "./sender.js";

const form = document.getElementById("sheet");
const done = document.getElementById("done");
const both = document.getElementById("both");
const dock = document.querySelector(".dock");
const go = dock.querySelector("[data-go]");
const onward = dock.querySelector("[data-next]");
const { slot, seat, team } = form.dataset;
// Which tab of this device wrote last: what it wrote itself, a tab never takes back over newer taps.
const TAB = crypto.randomUUID();
const HIDDEN = ["csrfmiddlewaretoken", "once", "revision"];
let held;
let isEditing = false;

const criteria = [...form.querySelectorAll("[data-criterion]")].map((details) => {
  const key = details.dataset.criterion;
  return {
    key,
    details,
    said: details.querySelector("[data-said]"),
    mark: details.querySelector("[data-said] svg"),
    reason: details.querySelector("textarea"),
    chosen: () => details.querySelector("input:checked"),
  };
});
const check = document.querySelector("#done .tasks .ico");
const nameOf = (input) => input.parentElement.querySelector("[data-name]").textContent;
const isUnsaid = (one) => Boolean(one.reason && one.chosen()?.matches("[data-end]") && !one.reason.value.trim());

const read = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !HIDDEN.includes(name)));

const apply = (fields) => {
  for (const control of form.elements) {
    if (control.type === "radio") control.checked = fields[control.name] === control.value;
    else if (control.matches("textarea")) control.value = fields[control.name] ?? "";
  }
};

const icon = () => {
  const made = check.cloneNode(true);
  made.setAttribute("class", "ico");
  return made;
};

const drawCriterion = (one) => {
  const input = one.chosen();
  if (input) {
    const name = document.createElement("b");
    name.textContent = nameOf(input);
    one.said.replaceChildren(icon(), " ", name);
  } else {
    one.said.textContent = one.details.open ? one.said.dataset.unsaid : words("not-scored");
  }
  const shown = document.querySelector(`[data-done="${one.key}"] [data-level]`);
  shown.textContent = input ? `${nameOf(input)}. ${input.parentElement.querySelector("[data-wording]").textContent}` : "";
};

const drawNotes = () => {
  const list = done.querySelector("[data-notes]");
  list.replaceChildren(...[...form.querySelectorAll(".notes textarea")].filter((area) => area.value.trim()).map((area) => {
    const block = document.createElement("div");
    const term = document.createElement("dt");
    const name = document.createElement("b");
    const text = document.createElement("dd");
    name.textContent = form.querySelector(`label[for="${area.id}"]`).textContent.trim();
    text.textContent = area.value;
    text.className = "kept-lines";
    term.append(name);
    block.append(term, text);
    return block;
  }));
};

const isHandedIn = () => (held.dirty ? held.finish : held.state === "SUBMITTED");
const keptWords = () => {
  const time = held.dirty ? clock(held.at) : held.saved;
  if (isHandedIn()) return words(held.dirty ? "handed-in-here" : "handed-in", time);
  if (!held.revision && !held.dirty) return "";
  return words(held.dirty ? "saved-here" : "saved", time);
};

const draw = () => {
  criteria.forEach(drawCriterion);
  const scored = criteria.filter((one) => one.chosen()).length;
  const isDone = isHandedIn() && !isEditing;
  dock.querySelector("[data-count]").textContent = words("scored", scored, criteria.length);
  dock.querySelector("[data-kept]").textContent = keptWords() || dock.querySelector("[data-kept]").textContent;
  go.textContent = words(scored === criteria.length ? "finish" : "next-criterion");
  go.hidden = isDone;
  onward.hidden = !isDone;
  form.hidden = isDone;
  done.hidden = !isDone;
  document.querySelector("[data-clock]")?.toggleAttribute("hidden", isDone);
  done.querySelector("[data-done-at]").textContent = held.dirty ? words("waits") : held.saved;
  drawNotes();
};

const save = async (kind, more = {}) => {
  held = { ...held, ...more, at: Date.now(), tab: TAB, dirty: true, fields: read() };
  const change = { kind, seat, team, page: location.pathname, sync: form.dataset.sync };
  await outbox.put(held, change);
  form.dataset.at = held.at;
  draw();
  flush();
};

const openAt = (one, target) => {
  one.details.open = true;
  (target ?? one.details.querySelector("summary")).focus({ preventScroll: true });
  one.details.scrollIntoView({ block: target ? "center" : "start" });
};

const complain = (one) => {
  const message = one.details.querySelector("[data-msg]");
  message.textContent = words("why");
  message.hidden = false;
  one.reason.setAttribute("aria-invalid", "true");
  openAt(one, one.reason);
  say(words("why"));
};

const finish = async () => {
  const unsaid = criteria.find(isUnsaid);
  if (unsaid) return complain(unsaid);
  isEditing = false;
  // Opened and not changed: it is still handed in.
  if (held.dirty || held.state !== "SUBMITTED") await save("scores", { finish: true });
  draw();
  document.getElementById("done-h").focus();
  return say(keptWords());
};

const forward = () => {
  const from = criteria.findIndex((one) => one.details.open);
  const order = [...criteria.slice(from + 1), ...criteria.slice(0, from + 1)];
  const wanted = order.find((one) => !one.chosen());
  return wanted ? openAt(wanted) : finish();
};

const label = (name) => {
  const one = criteria.find((row) => name.endsWith(`_${row.key}`));
  if (one) return one.details.querySelector(".crit-name").textContent;
  return form.querySelector(`label[for="${form.elements[name].id}"]`).textContent.trim();
};
const shownAs = (name, value) => {
  const input = name.startsWith("score_") && form.querySelector(`[name="${name}"][value="${CSS.escape(value ?? "")}"]`);
  return input ? nameOf(input) : value || words("not-scored");
};

// J-05: what is here beside what is there; the judge chooses, and nothing is lost silently.
const compare = async () => {
  const item = (await outbox.list(judge)).find((one) => one.slot === slot && one.state === "changed");
  const wasHidden = both.hidden;
  both.hidden = !item;
  if (!item) return;
  const { fields } = item.theirs;
  const names = [...new Set([...Object.keys(item.fields), ...Object.keys(fields)])];
  const differing = names.filter((name) => (item.fields[name] ?? "") !== (fields[name] ?? "") && form.elements[name]);
  both.querySelector("[data-words]").textContent = item.words;
  both.querySelector("[data-rows]").replaceChildren(...differing.map((name) => {
    const row = document.createElement("tr");
    const cells = [label(name), shownAs(name, item.fields[name]), shownAs(name, fields[name])];
    row.append(...cells.map((text, place) => {
      const cell = document.createElement(place ? "td" : "th");
      if (!place) cell.scope = "row";
      cell.textContent = text;
      return cell;
    }));
    return row;
  }));
  both.dataset.item = item.id;
  if (wasHidden) {
    say(item.words);
    both.scrollIntoView({ block: "start" });
  }
};

const choose = async (isMine) => {
  const item = (await outbox.list(judge)).find((one) => one.id === Number(both.dataset.item));
  if (!item) return;
  if (isMine) await outbox.again(item.id, item.theirs.revision);
  else {
    await outbox.remove(item.id);
    const { revision, state, fields } = item.theirs;
    held = { ...held, revision, state, fields, saved: clock(Date.now()), dirty: false, finish: false };
    await outbox.settle(held);
    apply(fields);
  }
  both.hidden = true;
  draw();
  (done.hidden ? criteria[0].details.querySelector("summary") : document.getElementById("done-h")).focus();
  flush();
};

const start = async () => {
  const known = await outbox.sheet(judge, slot);
  const own = (await outbox.list(judge)).filter((one) => one.slot === slot && one.state !== "late");
  const page = {
    judge, slot, seat, team, state: form.dataset.state, revision: Number(form.elements.revision.value),
    fields: read(), saved: /\d\d:\d\d/.exec(dock.querySelector("[data-kept]").textContent)?.[0] ?? "", dirty: false, finish: false,
  };
  held = known && (own.length || known.revision > page.revision) ? known : page;
  if (held === page) await outbox.settle(page);
  else {
    apply(held.fields);
    const lacking = criteria.find((one) => !one.chosen());
    for (const one of criteria) one.details.open = one === lacking;
  }
  for (const plain of document.querySelectorAll("[data-plain]")) plain.hidden = true;
  draw();
  await compare();
};

const waiting = new Map();
const refresh = async () => {
  const stored = await outbox.sheet(judge, slot);
  if (!stored || stored.at < held.at) return;
  const isOthers = stored.tab !== TAB && stored.at > (held.at ?? 0) && !waiting.size;
  held = stored;
  if (isOthers) apply(held.fields);
};
const typed = (area) => {
  clearTimeout(waiting.get(area));
  waiting.delete(area);
  return save(area.closest(".notes") ? "note" : "scores", { finish: false });
};

export const run = async () => {
  await start();
  form.addEventListener("change", (event) => {
    if (event.target.type === "radio") save("scores", { finish: false });
    else if (waiting.has(event.target)) typed(event.target);
  });
  form.addEventListener("input", ({ target }) => {
    if (!target.matches("textarea")) return;
    target.removeAttribute("aria-invalid");
    target.closest(".field").querySelector("[data-msg]")?.setAttribute("hidden", "");
    clearTimeout(waiting.get(target));
    waiting.set(target, setTimeout(() => typed(target), 300));
  });
  // What was typed in the last moment is kept before the page goes.
  const rest = () => { for (const area of [...waiting.keys()]) typed(area); };
  addEventListener("pagehide", rest);
  document.addEventListener("visibilitychange", () => { if (document.hidden) rest(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("toggle", () => criteria.forEach(drawCriterion), true);
  go.addEventListener("click", forward);
  document.getElementById("take-back")?.addEventListener("submit", (event) => {
    event.preventDefault();
    isEditing = true;
    draw();
    openAt(criteria[0]);
  });
  both.querySelector("[data-mine]").addEventListener("click", () => choose(true));
  both.querySelector("[data-theirs]").addEventListener("click", () => choose(false));
  document.addEventListener("answered", async ({ detail: { item, answer } }) => {
    if (item.slot !== slot) return;
    await refresh();
    if (answer.outcome === "saved" && answer.words) say(answer.words);
    draw();
    await compare();
  });
  // Another tab of this device may have changed this sheet.
  document.addEventListener("outbox", async () => {
    await refresh();
    draw();
  });
  form.dataset.ready = "yes";
  if (status.trouble === "offline") draw();
};
