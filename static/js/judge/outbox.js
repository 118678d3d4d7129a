// Changes on their way, in order. A change that was ever sent is never altered: its key stands for what it says.
import { ask, within } from "./store.js";

const rows = (outbox, judge) => ask(outbox.index("judge").getAll(judge));
const heard = new BroadcastChannel("judge");
// Other tabs are told, and this one.
const tell = () => {
  heard.postMessage("outbox");
  document.dispatchEvent(new Event("outbox"));
};
heard.onmessage = () => document.dispatchEvent(new Event("outbox"));

export const list = (judge) => within("readonly", (_, outbox) => rows(outbox, judge));
export const sheet = (judge, slot) => within("readonly", (sheets) => ask(sheets.get([judge, slot])));
export const sheetsOf = (judge) => within("readonly", async (sheets) => (await ask(sheets.getAll())).filter((one) => one.judge === judge));
export const isWaiting = (item) => item.state === "waiting";

// The sheet is so on this device, and a change waits to say so; taps on an unsent sheet are one change.
export const put = async (held, facts) => {
  await within("readwrite", async (sheets, outbox) => {
    // What the site has said meanwhile is known here, and perhaps not yet to the page that was tapped.
    const known = await ask(sheets.get([held.judge, held.slot])) ?? held;
    sheets.put({ ...held, revision: known.revision, state: known.state, saved: known.saved });
    const own = (await rows(outbox, held.judge)).filter((item) => item.slot === held.slot && item.state !== "late");
    const last = own.at(-1);
    const fresh = { fields: held.fields, finish: held.finish, at: Date.now() };
    // Not sent yet, or waiting for the judge's choice: the same row says the newest.
    if (last && (last.state !== "waiting" || !last.tries)) {
      const kind = last.kind === "scores" || facts.kind === "scores" ? "scores" : "note";
      outbox.put({ ...last, ...fresh, kind });
    } else {
      outbox.add({
        ...facts, ...fresh, judge: held.judge, slot: held.slot, key: crypto.randomUUID(),
        // Behind another change of this sheet, it builds on what that one becomes.
        base: last ? null : known.revision, tries: 0, state: "waiting",
      });
    }
  });
  tell();
};

// The first that may be sent now; a sheet that waits for a choice holds its own later changes, and no other's.
export const next = (judge) => within("readwrite", async (_, outbox) => {
  const held = new Set();
  for (const item of await rows(outbox, judge)) {
    if (isWaiting(item) && !held.has(item.slot)) {
      const sent = { ...item, tries: item.tries + 1 };
      // Noted before it goes: from now on it is never altered.
      outbox.put(sent);
      return sent;
    }
    if (item.state !== "late") held.add(item.slot);
  }
  return undefined;
});

export const sent = async (item, answer) => {
  await within("readwrite", async (sheets, outbox) => {
    outbox.delete(item.id);
    const later = (await rows(outbox, item.judge)).find((one) => one.slot === item.slot && one.id > item.id);
    if (later && later.base === null) outbox.put({ ...later, base: answer.revision });
    const held = await ask(sheets.get([item.judge, item.slot]));
    if (held) {
      const settled = later ? {} : { dirty: false, state: answer.state, saved: answer.saved, finish: false };
      sheets.put({ ...held, revision: answer.revision, ...settled });
    }
  });
  tell();
};

// It is not taken: it stays here with the reason, and with all that was changed on this sheet since.
export const refused = async (item, answer) => {
  await within("readwrite", async (_, outbox) => {
    const later = (await rows(outbox, item.judge)).filter((one) => one.slot === item.slot && one.id > item.id && isWaiting(one));
    const last = later.at(-1);
    const merged = last ? { ...item, fields: last.fields, finish: last.finish, at: last.at } : item;
    for (const one of later) outbox.delete(one.id);
    outbox.put({ ...merged, state: answer.outcome, words: answer.words, theirs: answer.theirs, received: answer.received });
  });
  tell();
};

export const remove = async (id) => {
  await within("readwrite", (_, outbox) => { outbox.delete(id); });
  tell();
};

// Sent again as a change of its own, upon what the site holds now.
export const again = async (id, base) => {
  await within("readwrite", async (_, outbox) => {
    const item = await ask(outbox.get(id));
    if (item) outbox.put({ ...item, key: crypto.randomUUID(), base: base ?? item.base, tries: 0, state: "waiting", theirs: undefined, words: undefined });
  });
  tell();
};

// What the site holds is what stands here too; where something waits, nothing is overwritten.
export const settle = async (held) => {
  await within("readwrite", async (sheets, outbox) => {
    const own = (await rows(outbox, held.judge)).some((item) => item.slot === held.slot && item.state !== "late");
    if (!own) sheets.put({ ...held, dirty: false, finish: false });
  });
  tell();
};
