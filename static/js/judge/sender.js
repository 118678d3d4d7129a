// Sends what waits, one by one and in order. It relies on no background service: the page itself tries again when
// it is opened, comes to the front or is online, and after a while.
import { device, facts, judge, learn } from "./phone.js";
import * as outbox from "./outbox.js";

export const status = { trouble: navigator.onLine ? "" : "offline" };
const PATIENCE = 12_000;
const BEAT = 60_000;
const TRIED_AGAIN = new Set([408, 429]);
let token;
let failures = 0;
let timer;
let beaten = 0;
// How often the network went, and how often it had when the present run began: what was asked before proves nothing.
let gone = 0;
let known = 0;

const set = (trouble) => {
  if (status.trouble === trouble) return;
  status.trouble = trouble;
  document.dispatchEvent(new Event("outbox"));
};

const reached = () => { if (gone === known) set(""); };

const read = async (response) => {
  if (response.type === "opaqueredirect" || !response.headers.get("content-type")?.startsWith("application/json")) return { outcome: "no_answer" };
  const answer = await response.json();
  if (answer.now) learn(answer.now);
  return answer;
};

// A page may be hours old: its proof of origin is asked for anew, with who is signed in now.
const fresh = async () => {
  const response = await fetch(facts.token, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  const answer = await read(response);
  if (answer.outcome === "token" && answer.judge !== judge) return "other_judge";
  token = answer.token;
  return answer.outcome;
};

const post = async (url, body, key) => {
  const headers = { "content-type": "application/json", "x-csrftoken": token, ...(key && { "x-client-key": key }) };
  const more = { method: "POST", redirect: "manual", headers, body: JSON.stringify({ judge, device, ...body }) };
  const response = await fetch(url, { ...more, signal: AbortSignal.timeout(PATIENCE) });
  return { status: response.status, ...await read(response) };
};

const waitingBySeat = (items) => {
  const counts = {};
  for (const item of items.filter(outbox.isWaiting)) counts[item.seat] = (counts[item.seat] ?? 0) + 1;
  return counts;
};

const beat = async (items) => {
  const answer = await post(facts.beat, { waiting: waitingBySeat(items) });
  if (answer.outcome === "heard") beaten = Date.now();
  return answer;
};

const one = async (item) => {
  const rest = waitingBySeat((await outbox.list(judge)).filter((other) => other.id !== item.id))[item.seat] ?? 0;
  const fields = { ...item.fields, once: item.key, revision: item.base ?? 0 };
  return post(item.sync, { at: item.at, finish: item.finish, waiting: rest, fields }, item.key);
};

const STOPS = { signed_out: "signed_out", other_judge: "other_judge", no_answer: "trouble", busy: "trouble", unreadable: "trouble" };

// Whether the next one may go.
const settled = async (item, answer) => {
  if (STOPS[answer.outcome] || answer.status >= 500 || TRIED_AGAIN.has(answer.status)) {
    set(STOPS[answer.outcome] ?? "trouble");
    return false;
  }
  reached();
  if (answer.outcome === "saved") await outbox.sent(item, answer);
  else await outbox.refused(item, answer);
  document.dispatchEvent(new CustomEvent("answered", { detail: { item, answer } }));
  return true;
};

const run = async () => {
  known = gone;
  token ?? await prove();
  for (let item = await outbox.next(judge); item; item = await outbox.next(judge)) {
    let answer = await one(item);
    // The proof of origin was too old: once more with a fresh one. The key is the same, so it counts once.
    if (answer.outcome === "no_answer" && answer.status === 403) {
      await prove();
      answer = await one(item);
    }
    if (!await settled(item, answer)) return;
  }
  const items = await outbox.list(judge);
  const seen = status.trouble || items.some(outbox.isWaiting) || Date.now() - beaten > BEAT || Date.now() < beaten;
  if (!seen) return;
  const answer = await beat(items);
  if (answer.outcome === "heard") reached();
  else set(STOPS[answer.outcome] ?? "trouble");
};

class Stopped extends Error {}
const prove = async () => {
  const outcome = await fresh();
  if (outcome === "token") return;
  token = undefined;
  set(STOPS[outcome] ?? "trouble");
  throw new Stopped(outcome);
};

const later = () => {
  clearTimeout(timer);
  const span = status.trouble ? Math.min(60_000, 2000 * 2 ** Math.min(failures, 5)) : BEAT;
  timer = setTimeout(flush, span * (0.8 + Math.random() * 0.4));
};

let isRunning = false;
let isAsked = false;
const work = async () => {
  try {
    do {
      isAsked = false;
      await run();
    } while (isAsked && !status.trouble);
    failures = status.trouble ? failures + 1 : 0;
  } catch (problem) {
    failures += 1;
    if (!(problem instanceof Stopped)) set("offline");
  }
};

// Only one tab sends at a time; the others hear of it.
export const flush = async () => {
  if (isRunning) { isAsked = true; return; }
  isRunning = true;
  try {
    if (navigator.locks) await navigator.locks.request("judge-outbox", { ifAvailable: true }, (lock) => lock && work());
    else await work();
  } finally {
    isRunning = false;
    later();
  }
  if (isAsked && !status.trouble) flush();
};

export const begin = () => {
  addEventListener("online", () => { failures = 0; token = undefined; beaten = 0; flush(); });
  addEventListener("offline", () => { gone += 1; set("offline"); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  flush();
};
