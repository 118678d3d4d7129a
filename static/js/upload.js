// Files are sent in parts, one after the other: a broken line, a reload or a pause goes on where it stopped.
// Without this module the form's own file box sends them whole.

const SMALLEST = 256 * 1024;
const QUICK = 2000;
const SLOW = 10000;
const LONGEST_WAIT = 60000;
const say = (words) => document.dispatchEvent(new CustomEvent("say", { detail: words }));
const pause = (time) => new Promise((done) => {
  const timer = setTimeout(done, time);
  window.addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
});
const size = (bytes) => {
  const unit = bytes < 1e6 ? "kilobyte" : "megabyte";
  const number = bytes < 1e6 ? Math.ceil(bytes / 1024) : Math.round(bytes / 1024 / 102.4) / 10;
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit }).format(number);
};
// The same file chosen again, here or in another tab, goes on with the same upload.
const keyOf = (file) => {
  let hash = 2166136261;
  for (const char of file.name) hash = Math.imul(hash ^ char.codePointAt(0), 16777619) >>> 0;
  return `${hash.toString(36)}-${file.size}-${file.lastModified}`;
};

class Gone extends Error {}
class SignedOut extends Gone {}
class Stopped extends Error {}

// One request: what the server said in JSON, or Gone with its reason; no answer and a busy server are tried again.
const ask = (box, query, body, progress, begun) => new Promise((done, failed) => {
  const line = new XMLHttpRequest();
  line.open(body ? "POST" : "GET", `${box.dataset.upload}?${new URLSearchParams(query)}`);
  line.setRequestHeader("X-CSRFToken", box.dataset.token);
  line.setRequestHeader("Accept", "application/json");
  if (body instanceof Blob) line.setRequestHeader("Content-Type", "application/octet-stream");
  if (progress) line.upload.addEventListener("progress", (event) => progress(event.loaded));
  line.addEventListener("load", () => {
    let said = null;
    try { said = JSON.parse(line.responseText); } catch { /* a page, no answer of the view */ }
    if (line.status >= 500 || line.status === 429) failed(new Error("busy"));
    else if (!said) failed(new SignedOut(box.dataset.signedOut));
    else if (line.status === 410 || line.status === 422) failed(new Gone(said.error));
    else done({ ...said, status: line.status });
  });
  line.addEventListener("error", () => failed(new Error("no line")));
  line.addEventListener("abort", () => failed(new Stopped()));
  begun?.(line);
  line.send(body ?? null);
});

class Row {
  constructor(box, name, total, key = "") {
    Object.assign(this, { box, name, total, key, received: 0, state: "waiting", file: null });
    this.line = null;
    this.item = box.querySelector("template").content.firstElementChild.cloneNode(true);
    this.part("name").textContent = name;
    this.part("bar").setAttribute("aria-label", name);
    for (const button of this.item.querySelectorAll("button")) {
      button.setAttribute("aria-label", `${button.textContent} ${name}`);
      button.addEventListener("click", () => this[button.dataset.act]());
    }
    box.querySelector("ul").append(this.item);
  }

  part(name) { return this.item.querySelector(`[data-part="${name}"]`); }

  show(state, words) {
    this.state = state;
    this.part("bar").value = this.total ? this.received / this.total : 0;
    this.part("bar").hidden = state === "failed" || state === "done";
    this.part("words").textContent = words ?? `${size(this.received)} / ${size(this.total)}`;
    this.item.dataset.state = state;
    this.part("pause").hidden = state !== "going" && state !== "waiting";
    this.part("words").classList.toggle("quiet", state !== "failed");
    this.part("resume").hidden = state !== "paused" && !(state === "failed" && this.canGoOn);
  }

  pause() {
    this.show("paused", `${this.box.dataset.paused} ${size(this.received)} / ${size(this.total)}`);
    this.line?.abort();
    this.part("resume").focus();
  }

  resume() {
    this.show("waiting");
    this.part("pause").focus();
    this.box.uploads.go();
  }

  async cancel() {
    this.state = "over";
    this.line?.abort();
    if (this.key) await ask(this.box, { do: "cancel", key: this.key }, new FormData()).catch(() => {});
    this.field?.remove();
    this.item.remove();
    this.box.uploads.removed(this);
  }

  // Stored: the form takes it along by its key.
  store(said) {
    this.received = this.total;
    this.field = document.createElement("input");
    Object.assign(this.field, { type: "hidden", name: this.box.dataset.name, value: said.file });
    this.box.uploads.input.form?.append(this.field);
    this.part("name").textContent = said.name;
    this.show("done", `${this.box.dataset.stored} ${size(this.total)}${said.scan ? `, ${said.scan}` : ""}`);
    this.box.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: said }));
  }

  async send() {
    this.show("going");
    try {
      await this.patiently(() => this.start());
      let step = SMALLEST * 4;
      while (this.received < this.total) step = await this.patiently(() => this.next(step));
      this.show("going", this.box.dataset.checking);
      const said = await this.patiently(() => this.finish());
      this.store(said);
      say(`${this.name}: ${this.box.dataset.stored}`);
    } catch (error) {
      if (error instanceof Stopped) return;
      this.canGoOn = error instanceof SignedOut;
      this.show("failed", error.message);
      say(`${this.name}: ${error.message}`);
    }
  }

  // Tries again, after longer and longer waits, for as long as nobody pauses or cancels.
  async patiently(act) {
    for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      if (this.state !== "going") throw new Stopped();
      try {
        return await act();
      } catch (error) {
        if (error instanceof Gone || error instanceof Stopped) throw error;
        this.show("going", this.box.dataset.noLine);
        await pause(wait);
      }
    }
  }

  async start() {
    const asked = new FormData();
    for (const [name, value] of [["name", this.name], ["size", this.total], ["key", keyOf(this.file)]]) asked.set(name, value);
    const said = await ask(this.box, { do: "start" }, asked, null, (line) => { this.line = line; });
    if (said.reason) throw new Gone(said.reason);
    Object.assign(this, { key: said.key, received: said.received, most: said.chunk });
  }

  async next(step) {
    const began = performance.now();
    const from = this.received;
    const blob = this.file.slice(from, from + Math.min(step, this.most));
    const said = await ask(this.box, { do: "part", key: this.key, offset: from }, blob, (sent) => {
      this.received = from + Math.min(sent, blob.size);
      if (this.state === "going") this.show("going");
    }, (line) => { this.line = line; }).catch((error) => { this.received = from; throw error; });
    this.received = said.received;
    if (this.state === "going") this.show("going");
    const took = performance.now() - began;
    return Math.max(SMALLEST, Math.min(took < QUICK ? step * 2 : took > SLOW ? step / 2 : step, this.most));
  }

  async finish() {
    const said = await ask(this.box, { do: "finish", key: this.key }, new FormData());
    if (said.status === 202) { await pause(2000); return this.finish(); }
    if (said.status === 409) { this.received = said.received; throw new Error("not whole"); }
    if (said.state !== "done") throw new Gone(said.reason);
    return said;
  }
}

class Uploads {
  constructor(box) {
    this.box = box;
    this.rows = [];
    this.input = document.getElementById(box.dataset.input);
    box.uploads = this;
    const field = this.input.closest(".field");
    if (field) field.append(box);
    else this.input.after(box);
    box.hidden = false;
    this.input.addEventListener("change", () => this.choose());
    this.input.form?.addEventListener("submit", (event) => this.hold(event));
    window.addEventListener("beforeunload", (event) => { if (this.busy()) event.preventDefault(); });
    this.remember();
  }

  busy() { return this.rows.some((row) => ["going", "waiting"].includes(row.state)); }

  // What was sent before this page was opened again.
  async remember() {
    const said = await ask(this.box, {}).catch(() => ({ uploads: [] }));
    for (const one of said.uploads ?? []) {
      if (this.rows.some((row) => row.key === one.key || (row.file && keyOf(row.file) === one.client_key))) continue;
      const row = new Row(this.box, one.name, one.size, one.key);
      Object.assign(row, { received: one.received, client: one.client_key });
      this.rows.push(row);
      if (one.file) row.store(one);
      else row.show("half", `${size(one.received)} / ${size(one.size)}. ${this.box.dataset.again}`);
    }
  }

  choose() {
    for (const file of this.input.files) {
      const key = keyOf(file);
      const earlier = this.rows.find((row) => row.client === key || (row.file && keyOf(row.file) === key));
      if (earlier && earlier.state !== "half" && earlier.state !== "failed") continue;
      if (earlier) { earlier.item.remove(); this.removed(earlier); }
      const row = new Row(this.box, file.name, file.size);
      row.file = file;
      row.show("waiting");
      this.rows.push(row);
    }
    this.input.value = "";
    this.go();
  }

  async go() {
    if (this.going) return;
    this.going = true;
    for (let row; (row = this.rows.find((one) => one.state === "waiting"));) await row.send();
    this.going = false;
  }

  hold(event) {
    if (!this.busy()) return;
    event.preventDefault();
    this.box.querySelector("[data-part='wait']").hidden = false;
    say(this.box.dataset.wait);
  }

  removed(row) {
    this.rows = this.rows.filter((one) => one !== row);
    if (row.state === "over") this.input.focus();
  }
}

for (const box of document.querySelectorAll("[data-upload]")) new Uploads(box);
