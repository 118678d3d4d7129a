// Small help over pages that work without it: dialogs, menus, errors, announcements, picked rows.

const say = (words) => {
  const region = document.getElementById("say");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = words; }, 50);
};
document.addEventListener("say", (event) => say(event.detail?.value ?? event.detail));

// A form that came back with mistakes: the summary is read first, and its links reach the control itself.
document.querySelector("[data-errors]")?.focus();
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-errors] a[href^='#']");
  const control = link && document.getElementById(link.hash.slice(1));
  if (!control) return;
  event.preventDefault();
  control.focus();
  (control.closest(".field") ?? control).scrollIntoView({ block: "center" });
});

// Links that open a dialog instead of going to their page.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (!dialog?.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  dialog.showModal();
  dialog.addEventListener("close", () => link.focus(), { once: true });
});
document.addEventListener("click", (event) => {
  if (event.target.matches("dialog.dialog[open]")) event.target.close();
});

// Menus close on Escape, on a click elsewhere and when focus leaves them.
const menus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});
for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
}

// The place one is at stays in view when the bar scrolls sideways.
document.querySelector(".nav [aria-current='page']")?.scrollIntoView({ block: "nearest", inline: "center" });

// Rows picked for a bulk action: how many, and all of the page at once.
const picks = (id) => document.querySelectorAll(`input[name="pick"][form="${CSS.escape(id)}"]`);
const count = (id) => {
  const form = document.getElementById(id);
  const label = form?.querySelector("[data-picked]");
  if (!label) return;
  const boxes = [...picks(id)];
  const picked = boxes.filter((box) => box.checked).length;
  label.dataset.first ??= label.textContent;
  label.textContent = picked ? `${picked} ${label.dataset.words}` : label.dataset.first;
  form.classList.toggle("has-picks", picked > 0);
  const all = document.querySelector(`[data-pick-all="${CSS.escape(id)}"]`);
  if (all) {
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  }
};
document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.matches?.("[data-pick-all]")) {
    for (const one of picks(box.dataset.pickAll)) one.checked = box.checked;
    count(box.dataset.pickAll);
  } else if (box.matches?.("input[name='pick'][form]")) {
    count(box.getAttribute("form"));
  } else if (box.matches?.("form[data-autosubmit] select, form[data-autosubmit] input[type='checkbox']")) {
    box.form.requestSubmit();
  }
});

// The stamp of an autosave.
document.addEventListener("saved", (event) => {
  for (const stamp of document.querySelectorAll("[data-saved]")) stamp.textContent = event.detail?.value ?? event.detail;
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// One press is enough: a second one within a moment does not post again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 3000);
});

// A judge's pages that this device keeps go with the judge: nothing of them is there for the next person (J-09).
const forget = async (but) => {
  for (const name of await caches.keys()) {
    if (name.startsWith("judge-pages-") && name !== `judge-pages-${but}`) await caches.delete(name);
  }
};
if ("caches" in window) {
  const { person } = document.documentElement.dataset;
  if (person) forget(person).catch(() => {});
  document.addEventListener("submit", (event) => {
    // A field may be called “action” too, so the attribute is asked.
    const to = new URL(event.target.getAttribute("action") ?? "", location.href);
    if (to.pathname === "/accounts/logout/") forget("").catch(() => {});
  });
}
