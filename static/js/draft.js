// A draft that several people write: saved as it is typed, with what others wrote put in where nobody is typing.

const form = document.querySelector("form[data-draft]");
const PAUSE = 1500;
const BEAT = 15000;

if (form) {
  const stamp = form.querySelector("[data-saved]");
  const others = form.querySelector("[data-others]");
  const problem = form.querySelector("[data-problem]");
  const parts = new Map();
  for (const base of form.querySelectorAll("input[type='hidden'][name^='base_']")) {
    const control = form.elements[base.name.slice(5)];
    if (control) parts.set(control.name, { control, base, sent: control.value });
  }
  let timer = 0;
  let busy = false;
  let leaving = false;

  const isDirty = ({ control, sent }) => control.value !== sent;
  const part = () => (parts.has(document.activeElement?.name) ? document.activeElement.name : "");

  const body = () => {
    const data = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, part: part() });
    for (const [name, one] of parts) {
      data.set(one.base.name, one.base.value);
      if (isDirty(one)) data.set(name, one.control.value);
    }
    return data;
  };

  // The place of the cursor is kept, counted from the end when what changed stands before it.
  const put = (control, value) => {
    const { selectionStart: at, value: before } = control;
    control.value = value;
    if (document.activeElement !== control || at === null || !control.setSelectionRange) return;
    const isBefore = value.slice(0, at) !== before.slice(0, at);
    const place = isBefore ? Math.max(0, value.length - (before.length - at)) : at;
    control.setSelectionRange(place, place);
  };

  const tell = (words, isClash) => {
    problem.textContent = words;
    if (!isClash) return;
    const link = document.createElement("a");
    link.href = `${location.pathname}#clashes`;
    link.textContent = form.dataset.choose;
    link.addEventListener("click", (event) => { event.preventDefault(); location.hash = "clashes"; location.reload(); });
    problem.append(" ", link);
  };

  const take = (answer, typed) => {
    let clashes = false;
    let merged = false;
    for (const [name, now] of Object.entries(answer.parts)) {
      const one = parts.get(name);
      if (!one) continue;
      if (now.clash) {
        clashes = true;
        one.sent = typed.get(name) ?? one.sent;
      } else if (typed.has(name)) {
        const isStill = one.control.value === typed.get(name);
        merged ||= "value" in now;
        if ("value" in now && isStill) put(one.control, now.value);
        one.sent = isStill ? one.control.value : typed.get(name);
        one.base.value = isStill ? now.revision : now.basis;
      } else if (!isDirty(one)) {
        put(one.control, now.value);
        one.sent = one.control.value;
        one.base.value = now.revision;
      }
    }
    if (clashes) tell(form.dataset.clash, true);
    else if (!problem.querySelector("a")) problem.textContent = "";
    if (merged) document.dispatchEvent(new CustomEvent("say", { detail: form.dataset.merged }));
    if (answer.saved) stamp.textContent = answer.saved;
    others.textContent = answer.others;
  };

  const save = async () => {
    clearTimeout(timer);
    if (busy || leaving) return;
    busy = true;
    const data = body();
    const typed = new Map([...parts.keys()].filter((name) => data.has(name)).map((name) => [name, data.get(name)]));
    try {
      const response = await fetch(form.dataset.draft, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const answer = await response.json();
      if (answer.problem) tell(answer.problem, false);
      else take(answer, typed);
    } catch {
      tell(form.dataset.offline, false);
    } finally {
      busy = false;
      timer = setTimeout(save, [...parts.values()].some(isDirty) ? PAUSE : BEAT);
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => { leaving = true; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") soon(); });
  // What was typed in the last moment is sent on the way out; the browser sees to it that it arrives.
  window.addEventListener("pagehide", () => {
    if (!leaving && [...parts.values()].some(isDirty)) navigator.sendBeacon(form.dataset.draft, body());
  });

  // A file that has arrived is in the draft: the list is asked for as the server draws it, and says so where it stands.
  form.addEventListener("uploaded", async ({ target }) => {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const list = page.querySelector("form[data-draft] [data-files]");
      if (!list?.querySelector("li")) return;
      form.querySelector("[data-files]").replaceChildren(...list.childNodes);
      for (const row of target.querySelectorAll("li[data-state='done']")) row.hidden = true;
    } catch { /* without a line it shows after the next reload, as it does without scripts */ }
  });
  timer = setTimeout(save, BEAT);
  form.dataset.ready = "1";
}
