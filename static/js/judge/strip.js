// The line above the page and the list below it: what is not sent, and what to do.
import * as outbox from "./outbox.js";
import { clock, facts, judge, say, words } from "./phone.js";
import { flush, status } from "./sender.js";

const strip = document.getElementById("strip");
const box = document.getElementById("outbox");
let told = "";

const line = (waiting, others) => {
  const count = waiting.length;
  if (status.trouble === "other_judge") return [words("elsewhere"), "go-sign-in"];
  if (status.trouble === "signed_out") return [count ? words("sign-in", count) : words("sign-in-none"), "go-sign-in"];
  if (others.length && !status.trouble) return [words("choose", others.length), "see"];
  const many = count ? words("waiting", count) : "";
  if (status.trouble === "offline") return [count ? `${words("no-signal")} ${many}` : words("no-signal-none"), count ? "see" : ""];
  if (status.trouble === "trouble") return [`${words("trouble")} ${many}`, count ? "see" : ""];
  return ["", ""];
};

const button = (name, act, label) => {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn btn-s", textContent: words(name) });
  made.setAttribute("aria-label", `${words(name)}: ${label}`);
  made.addEventListener("click", act);
  return made;
};

const acts = (item, label) => {
  if (item.state === "changed") {
    const link = document.createElement("a");
    Object.assign(link, { href: item.page, className: "btn btn-s", textContent: words("choose-one") });
    link.setAttribute("aria-label", `${words("choose-one")}: ${label}`);
    return location.pathname === item.page ? [] : [link];
  }
  const off = button("remove", () => outbox.remove(item.id), label);
  const redo = button("try-again", () => outbox.again(item.id).then(flush), label);
  return item.state === "waiting" ? [] : ["refused", "invalid"].includes(item.state) ? [redo, off] : [off];
};

const row = (item) => {
  const made = document.createElement("li");
  const label = words(item.finish ? "finish-for" : item.kind === "note" ? "note-on" : "scores-for", item.team);
  const text = document.createElement("span");
  text.textContent = label;
  const time = document.createElement("time");
  time.textContent = clock(item.at);
  made.append(text, time);
  if (item.words) {
    const why = document.createElement("p");
    why.className = "mid";
    why.textContent = item.words;
    made.append(why);
  }
  const buttons = acts(item, label);
  if (buttons.length) {
    const place = document.createElement("p");
    place.className = "acts";
    place.append(...buttons);
    made.append(place);
  }
  return made;
};

const announce = (waiting) => {
  if (status.trouble === told) return;
  const before = told;
  told = status.trouble;
  if (told === "offline") say(words("say-offline"));
  else if (told) say(strip.textContent.trim());
  else if (before && !waiting.length) say(words("all-sent"));
};

export const show = async () => {
  const items = await outbox.list(judge);
  const waiting = items.filter(outbox.isWaiting);
  const others = items.filter((item) => !outbox.isWaiting(item));
  const [text, act] = line(waiting, others);
  strip.querySelector("[data-words]").textContent = text;
  strip.querySelector("[data-act]").textContent = act ? words(act) : "";
  const here = encodeURIComponent(location.pathname);
  strip.href = act === "go-sign-in" ? `${facts.signIn}?next=${here}` : "#outbox";
  strip.hidden = !text;
  strip.dataset.trouble = status.trouble;
  const isShown = others.length > 0 || (waiting.length > 0 && status.trouble !== "");
  box.hidden = !isShown;
  box.querySelector("[data-title]").textContent = waiting.length ? words("waiting-here", waiting.length) : words("to-look-at", others.length);
  box.querySelector("[data-list]").replaceChildren(...items.map(row));
  // For whoever watches: how much waits, and how much is to be looked at.
  if (others.length > Number(box.dataset.others ?? 0)) box.open = true;
  box.dataset.waiting = waiting.length;
  box.dataset.others = others.length;
  announce(waiting);
};

strip.addEventListener("click", () => { if (strip.hash === "#outbox") box.open = true; });
document.addEventListener("outbox", show);
