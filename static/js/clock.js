// Clocks that count by the server's time: what the browser's own clock says does not matter, and a lost network
// does not stop them. On the stage the screen also asks what comes next, changes colour and can ring.

let server = 0;
let at = 0;
const now = () => server + performance.now() - at;
const sync = (milliseconds) => { server = milliseconds; at = performance.now(); };

const digits = (milliseconds) => {
  const over = milliseconds < 0;
  const seconds = over ? Math.floor(-milliseconds / 1000) : Math.ceil(milliseconds / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return over ? `+${text}` : text;
};

const look = (left) => (left < 0 ? "over" : left <= 60_000 ? "soon" : "");

const stage = document.querySelector("[data-stage]");
const say = document.querySelector("[data-say]");
let bell = null;
let rung = "";

const ring = (times) => {
  if (!bell) return;
  for (let turn = 0; turn < times; turn += 1) {
    const [tone, volume] = [bell.createOscillator(), bell.createGain()];
    const begins = bell.currentTime + turn * 0.5;
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(0.25, begins);
    volume.gain.exponentialRampToValueAtTime(0.001, begins + 0.45);
    tone.connect(volume).connect(bell.destination);
    tone.start(begins);
    tone.stop(begins + 0.45);
  }
};

// Words once at each turn, so that the colour is never alone.
const announce = (state, until) => {
  if (!stage) return;
  stage.dataset.look = state;
  const words = { over: stage.dataset.over, soon: stage.dataset.soon }[state] ?? "";
  if (say.textContent !== words) say.textContent = words;
  const turn = `${state}:${until}`;
  if (state && rung !== turn) ring(state === "over" ? 2 : 1);
  rung = turn;
};

const draw = (timer) => {
  if (!timer.dataset.until) return;
  const [from, until] = [Number(timer.dataset.from), Number(timer.dataset.until)];
  const left = until - now();
  const text = digits(left);
  if (timer.textContent !== text) timer.textContent = text;
  timer.dataset.look = look(left);
  announce(look(left), until);
  const line = stage?.querySelector("[data-line]");
  line?.setAttribute("width", String(Math.min(100, Math.max(0, (100 * (now() - from)) / (until - from)))));
};

const timers = () => document.querySelectorAll("[data-timer]");
const begin = () => {
  const first = document.querySelector("[data-timer][data-now]");
  if (first) sync(Number(first.dataset.now));
};
const tick = () => timers().forEach(draw);

begin();
tick();
setInterval(tick, 200);

// --- the desk: a key held down, or a second press meant for the button that stood there before, is no step ---

const PAUSE = 500;
let stepped = -PAUSE;
document.addEventListener("htmx:afterSettle", () => { begin(); tick(); });
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key !== "Tab" && event.target.closest?.("#desk form")) event.preventDefault();
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig?.verb !== "post") return;
  if (performance.now() - stepped < PAUSE) event.preventDefault();
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig?.verb === "post") stepped = performance.now();
});

// --- the stage ---

const show = (facts) => {
  sync(facts.now);
  stage.dataset.kind = facts.kind;
  for (const part of stage.querySelectorAll("[data-f]")) {
    const words = facts[part.dataset.f] ?? "";
    if (part.textContent !== words) part.textContent = words;
  }
  const timer = stage.querySelector("[data-timer]");
  for (const name of ["from", "until"]) {
    if (facts[name]) timer.dataset[name] = facts[name];
    else delete timer.dataset[name];
  }
  if (!facts.until) {
    timer.textContent = "";
    announce("", "");
    stage.querySelector("[data-line]").setAttribute("width", "0");
  }
  tick();
};

const ask = async () => {
  const net = stage.querySelector("[data-net]");
  try {
    const answer = await fetch(stage.dataset.stage, { cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (!answer.ok) throw new Error(answer.status);
    show(await answer.json());
    net.textContent = "";
  } catch {
    net.textContent = stage.dataset.lost;
  }
  setTimeout(ask, 2000);
};

if (stage) {
  setTimeout(ask, 2000);
  const sound = stage.querySelector("[data-sound]");
  sound.hidden = false;
  sound.addEventListener("click", () => {
    bell = bell ? null : new AudioContext();
    sound.setAttribute("aria-pressed", String(Boolean(bell)));
    const label = sound.querySelector("span");
    label.dataset.off ??= label.textContent;
    label.textContent = bell ? sound.dataset.on : label.dataset.off;
    ring(1);
  });
  const full = stage.querySelector("[data-full]");
  full.hidden = !document.fullscreenEnabled;
  full.addEventListener("click", () => document.documentElement.requestFullscreen());
}
