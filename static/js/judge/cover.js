// Before anything is drawn: is this page to be covered? It lay idle too long, or belongs to somebody else (J-25, J-09).
(() => {
  const root = document.documentElement;
  const { home, judge, session, minutes } = document.currentScript.dataset;
  const box = window.localStorage;
  const limit = Number(minutes ?? box.getItem("judge.minutes") ?? 0) * 60_000;
  const cover = (why) => {
    root.classList.add("covered");
    root.dataset.covered = why;
  };
  const idle = () => {
    const seen = Number(box.getItem("judge.seen"));
    // A clock that was set back is no proof that nobody waited.
    return limit > 0 && seen > 0 && Math.abs(Date.now() - seen) >= limit;
  };
  if (minutes) box.setItem("judge.minutes", minutes);
  const held = box.getItem("judge.lock");
  // Another sign-in than the one that was locked has proved who it is.
  if (held && session && held !== session && judge) box.removeItem("judge.lock");
  else if (held || (idle() && box.getItem("judge.of"))) {
    const known = box.getItem("judge.session");
    if (!held && session && known && session !== known) box.setItem("judge.seen", Date.now());
    else {
      box.setItem("judge.lock", held || known || session || "locked");
      cover("idle");
      // Only the judges' own pages can be opened again.
      if (!judge && location.pathname !== home && !location.pathname.startsWith(`${home}offline/`)) location.replace(home);
    }
  }
  window.judgeCover = { cover, idle, limit, judge, session };
})();
