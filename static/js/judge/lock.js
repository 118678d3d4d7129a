// A phone left on a table covers itself; a code for the day opens it again without a network, or signing in (J-25).
import { judge, say, words } from "./phone.js";

const { judgeCover: early, localStorage: box } = window;
const root = document.documentElement;
const cover = document.getElementById("cover");
const unlock = cover.querySelector("[data-unlock]");
const chooser = document.querySelector("[data-choose-code]");
const PLACE = `judge.code.${judge}`;
const TRIES = 5;
const ROUNDS = 200_000;
let before;

const today = () => new Date().toDateString();
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const digest = async (code, salt) => {
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(code), "PBKDF2", false, ["deriveBits"]);
  const way = { name: "PBKDF2", hash: "SHA-256", iterations: ROUNDS, salt: new TextEncoder().encode(salt) };
  return hex(await crypto.subtle.deriveBits(way, secret, 256));
};
const chosen = () => {
  const held = JSON.parse(box.getItem(PLACE) ?? "null");
  return held?.day === today() && held.tries > 0 ? held : undefined;
};

const draw = () => {
  const has = Boolean(chosen());
  unlock.hidden = !has;
  const note = cover.querySelector("[data-no-code]");
  note.hidden = has;
  note.textContent = has ? "" : words("code-gone");
  if (chooser) chooser.hidden = has || early.limit === 0;
};

const shut = () => {
  if (!root.classList.contains("covered")) before = document.activeElement;
  if (!box.getItem("judge.lock")) box.setItem("judge.lock", early.session);
  early.cover("idle");
  draw();
  document.getElementById("cover-h").focus();
};

const touch = () => {
  if (!root.classList.contains("covered")) box.setItem("judge.seen", Date.now());
};

const open = () => {
  box.removeItem("judge.lock");
  root.classList.remove("covered");
  touch();
  before?.focus?.();
};

const look = () => {
  if (!root.classList.contains("covered") && early.idle()) shut();
};

const attempt = async (event) => {
  event.preventDefault();
  const held = chosen();
  const field = unlock.elements.code;
  const right = held && await digest(field.value.trim(), held.salt) === held.hash;
  field.value = "";
  if (right) {
    box.setItem(PLACE, JSON.stringify({ ...held, tries: TRIES }));
    open();
    return;
  }
  const tries = (held?.tries ?? 1) - 1;
  if (held) box.setItem(PLACE, JSON.stringify({ ...held, tries }));
  const message = document.getElementById("cover-msg");
  message.textContent = words("code-wrong", tries);
  message.hidden = false;
  field.setAttribute("aria-describedby", "cover-msg");
  field.setAttribute("aria-invalid", "true");
  draw();
  if (tries > 0) field.focus();
  say(message.textContent);
};

const choose = async (event) => {
  event.preventDefault();
  const field = chooser.querySelector("input");
  const code = field.value.trim();
  const message = chooser.querySelector("[data-msg]");
  message.hidden = /^\d{4,8}$/.test(code);
  if (!message.hidden) {
    field.setAttribute("aria-invalid", "true");
    field.focus();
    return;
  }
  const salt = crypto.randomUUID();
  box.setItem(PLACE, JSON.stringify({ day: today(), salt, hash: await digest(code, salt), tries: TRIES }));
  draw();
  say(words("code-kept"));
  document.querySelector("main h1").setAttribute("tabindex", "-1");
  document.querySelector("main h1").focus();
};

export const run = () => {
  box.setItem("judge.of", judge);
  draw();
  if (root.classList.contains("covered")) shut();
  else {
    box.setItem("judge.session", early.session);
    touch();
  }
  unlock.addEventListener("submit", attempt);
  chooser?.addEventListener("submit", choose);
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, touch, { passive: true });
  addEventListener("storage", (event) => {
    if (event.key !== "judge.lock") return;
    if (event.newValue) shut();
    else open();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5000);
};
