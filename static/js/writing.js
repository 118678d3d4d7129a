// A form that saves itself as it is written; its button does the same without scripts.
const form = document.querySelector("form[data-save]");
const WAIT = 1200, AGAIN = 10000;
const changed = new Set();
let timer, isSaving = false;

const stampOf = (name) => form.querySelector(`[data-saved-of="${CSS.escape(name)}"]`);
const stamp = (names, words, isBad) => {
  for (const name of names) {
    const place = stampOf(name);
    if (!place) continue;
    place.textContent = words;
    place.classList.toggle("is-bad", isBad);
  }
};

const show = (said, sent) => {
  for (const [name, mark] of Object.entries(said.seen)) form.elements[`seen_${name}`].value = mark;
  stamp(sent.filter((name) => name in said.seen), said.saved, false);
  for (const [name, words] of Object.entries(said.errors)) stamp(name ? [name] : sent, words.join(" "), true);
  const answered = document.querySelector("[data-answered]");
  if (answered) answered.textContent = said.answered;
  const hints = document.querySelector("[data-hints]");
  if (hints) hints.innerHTML = said.hints;
};

const plan = (wait) => { clearTimeout(timer); timer = setTimeout(() => save(), wait); };

const save = async (keepalive = false) => {
  if (!changed.size || isSaving) return;
  const sent = [...changed];
  changed.clear();
  isSaving = true;
  let wait = WAIT;
  try {
    const answer = await fetch(form.dataset.save, { method: "POST", body: new FormData(form), keepalive });
    if (answer.redirected || answer.status === 403) throw new Error(form.dataset.out);
    if (![200, 422].includes(answer.status)) throw new Error(form.dataset.failed);
    show(await answer.json(), sent);
  } catch (error) {
    for (const name of sent) changed.add(name);
    stamp(sent, error.message === form.dataset.out ? form.dataset.out : form.dataset.failed, true);
    wait = AGAIN;
  } finally {
    isSaving = false;
    if (changed.size) plan(wait);
  }
};

if (form) {
  form.addEventListener("input", (event) => { changed.add(event.target.name); plan(WAIT); });
  form.addEventListener("focusout", () => save());
  // A phone that turns to something else may not come back.
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
  form.addEventListener("submit", () => { clearTimeout(timer); changed.clear(); });
}
if (matchMedia("(max-width: 40rem)").matches) {
  for (const examples of document.querySelectorAll("[data-examples]")) examples.open = false;
}
