// What the page says of itself, the words it may say, and the site's time.

export const facts = document.getElementById("phone").dataset;
export const { judge } = facts;
const held = document.getElementById("words").content;

export const words = (name, ...values) => {
  const text = held.querySelector(`[data-for="${name}"]`).textContent;
  return values.reduce((made, value, place) => made.replace(values.length > 1 ? `#${place + 1}` : "#", value), text);
};

export const say = (text) => document.dispatchEvent(new CustomEvent("say", { detail: text }));

export const device = (() => {
  const known = localStorage.getItem("judge.device") ?? crypto.randomUUID();
  localStorage.setItem("judge.device", known);
  return known;
})();

// The device's clock may be wrong: the difference to the site's is learned with every answer (J-10).
export const learn = (now) => localStorage.setItem("judge.skew", now - Date.now());
if (localStorage.getItem("judge.skew") === null) learn(Number(facts.now));
export const moment = (at = Date.now()) => at + Number(localStorage.getItem("judge.skew"));
export const clock = (at) => new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: "2-digit", minute: "2-digit", timeZone: "Europe/London",
}).format(moment(at));
