// Starts allauth's passkey dialogs from data attributes: no page of ours has a script inside.
// <form data-passkey="loginForm" data-login="button id" data-credential="input id">; buttons stay hidden without scripts.

for (const form of document.querySelectorAll("[data-passkey]")) {
  const { passkey, ...ids } = form.dataset;
  window.allauth.webauthn.forms[passkey]({ ids });
}

for (const hidden of document.querySelectorAll("[data-passkey-shown]")) hidden.hidden = false;

document.addEventListener("allauth.error", (event) => {
  const note = document.querySelector("[data-passkey-error]");
  if (!note) return;
  event.preventDefault();
  note.hidden = false;
  document.dispatchEvent(new CustomEvent("say", { detail: note.textContent.trim() }));
});
