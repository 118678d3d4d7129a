// Begins what a judge's page can do beyond a plain form; without it the page works as it came.
import { facts, judge, say, words } from "./phone.js";
import * as outbox from "./outbox.js";
import { begin } from "./sender.js";
import { show } from "./strip.js";
import * as timer from "./timer.js";
import * as lock from "./lock.js";

const AGED = 20 * 60_000;

// All pages of this judge are kept by the worker while there is a network.
const keep = async () => {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(facts.worker, { scope: facts.home });
  const { active } = await navigator.serviceWorker.ready;
  const cache = await caches.open(`judge-pages-${judge}`);
  const all = facts.pages.split(" ");
  const isOld = Math.abs(Date.now() - Number(localStorage.getItem("judge.kept"))) > AGED;
  const known = await Promise.all(all.map((url) => cache.match(url)));
  const pages = all.filter((_, place) => isOld || !known[place]);
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => {
    if (data === "kept") localStorage.setItem("judge.kept", Date.now());
    document.documentElement.dataset.kept = data;
  };
  active.postMessage({ pages }, [channel.port2]);
};

const run = async () => {
  lock.run();
  timer.run();
  try {
    await outbox.list(judge);
  } catch {
    // No storage, as in some private windows: the plain form stays, and saves with its buttons.
    say(words("not-kept"));
    return;
  }
  if (document.getElementById("sheet")) await (await import("./sheet.js")).run();
  if (document.querySelector("[data-pitches]")) await (await import("./home.js")).run();
  await show();
  begin();
  keep().catch(() => {});
  navigator.storage?.persist?.().catch(() => {});
};
run();
