// Answers for the site while there is no network, to the judges' pages only. What it keeps of a judge is kept under
// that judge's name, as the answer itself names it, and goes when somebody else's answer comes (J-09).
const SHELL = "judge-shell-1";
const PAGES = "judge-pages-";
const OFFLINE = "/judge/offline/";
const STATIC = "/static/";
// Bad Wi-Fi answers late or never: after this long the kept page is shown, and the new one kept when it comes.
const PATIENCE = 3000;
const GONE = [403, 404, 410];

// A name with a hash in it never means anything else.
const isFixed = (url) => /\.[0-9a-f]{12}\./.test(url);

const names = async (start) => (await caches.keys()).filter((name) => name.startsWith(start));

// What a page, a style sheet or a script asks for in turn.
const ASKED = [/(?:href|src)="(\/static\/[^"#]+)/g, /(?:from|import\()\s*"(\.\/[^"]+)"/g, /url\("?([^")]+)"?\)/g];
const asked = (text, base) => {
  const found = ASKED.flatMap((sign) => [...text.matchAll(sign)].map((match) => new URL(match[1], base)));
  return found.filter((url) => url.origin === self.location.origin && url.pathname.startsWith(STATIC)).map((url) => url.href);
};

const keepAsset = async (url, seen) => {
  if (seen.has(url)) return;
  seen.add(url);
  const cache = await caches.open(SHELL);
  const held = isFixed(url) && await cache.match(url);
  const answer = held || await fetch(url);
  if (!answer.ok) return;
  if (!held) await cache.put(url, answer.clone());
  if (/\.(css|js)$/.test(url)) await keepAssets(await answer.text(), url, seen);
};
const keepAssets = (text, base, seen) => Promise.allSettled(asked(text, base).map((url) => keepAsset(url, seen)));

const keepShell = async () => {
  const answer = await fetch(OFFLINE, { credentials: "omit" });
  await (await caches.open(SHELL)).put(OFFLINE, answer.clone());
  await keepAssets(await answer.text(), self.location.origin, new Set());
};

const remember = async (url, answer) => {
  const judge = answer.headers.get("X-Judge");
  if (judge) {
    for (const name of await names(PAGES)) if (name !== PAGES + judge) await caches.delete(name);
    if (answer.status === 200 && !answer.redirected) await (await caches.open(PAGES + judge)).put(url, answer);
  } else if (GONE.includes(answer.status)) {
    for (const name of await names(PAGES)) await (await caches.open(name)).delete(url);
  }
};

const kept = async (url) => {
  for (const name of await names(PAGES)) {
    const found = await (await caches.open(name)).match(url);
    if (found) return found;
  }
  return undefined;
};

const patience = () => new Promise((_, reject) => { setTimeout(() => reject(new Error("late")), PATIENCE); });

const page = async (url, coming) => {
  const held = await kept(url);
  if (!held) return coming.catch(() => caches.match(OFFLINE));
  try {
    const answer = await Promise.race([coming, patience()]);
    return answer.status >= 500 ? held : answer;
  } catch {
    return held;
  }
};

const asset = async (request) => {
  const held = await (await caches.open(SHELL)).match(request.url);
  if (held && isFixed(request.url)) return held;
  const coming = fetch(request);
  if (!held) return coming;
  try {
    const answer = await Promise.race([coming, patience()]);
    return answer.ok || answer.status === 304 ? answer : held;
  } catch {
    return held;
  }
};

self.addEventListener("install", (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    const address = url.origin + url.pathname;
    const coming = fetch(request);
    event.waitUntil(coming.then((answer) => remember(address, answer.clone())).catch(() => {}));
    event.respondWith(page(address, coming.then((answer) => answer)));
  } else if (url.pathname.startsWith(STATIC)) {
    event.respondWith(asset(request));
  }
});

// A page names all the pages of its judge: each is kept now, before the network goes.
self.addEventListener("message", (event) => {
  const { pages } = event.data;
  const all = async () => {
    const seen = new Set();
    for (const url of pages) {
      const answer = await fetch(url);
      await remember(new URL(url, self.location.origin).href, answer.clone());
      await keepAssets(await answer.text(), self.location.origin, seen);
    }
  };
  event.waitUntil(all().then(() => event.ports[0]?.postMessage("kept")).catch(() => event.ports[0]?.postMessage("not kept")));
});
