// The bar above the phones: salon clock, host buttons and counters, colour scheme.

import { ask, make, pause, repeat } from "./kit.js";

const CLOCK_POLL_MS = 5_000;
const HOST_POLL_MS = 2_000;
/** Without a host there is nothing to poll for; ask now and then in case the server was replaced. */
const NO_HOST_POLL_MS = 30_000;
const MORNING_HOUR = 8;
const MORNING_MINUTE = 30;
const DAY_MS = 86_400_000;
const SCHEME_KEY = "simulator.scheme";

const DAY_IN_WORDS = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" });
const DATE_IN_SHORT = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric" });

const byId = (id) => document.getElementById(id);

/** The salon's clock as last told, and when (by this machine's steady clock) it was told. */
const clock = { now: Date.now(), heardAt: performance.now(), offset: "Z", offsetMs: 0, frozen: false };

/** Time and day in the salon's zone, whatever zone the browser is in. */
export function salonTime(unixSeconds) {
  const local = new Date(unixSeconds * 1000 + clock.offsetMs);
  return { time: local.toISOString().slice(11, 16), iso: local.toISOString().slice(0, 16), day: DAY_IN_WORDS.format(local) };
}

/** Reads the clock of the simulator. Rejects when the simulator does not answer. */
export async function readClock() {
  takeClock(await ask("/clock"));
}

function takeClock(answer) {
  const parts = /(Z|[+-]\d\d:\d\d)$/i.exec(answer.now ?? "");
  if (!parts) return;
  clock.offset = parts[1];
  clock.offsetMs = offsetOf(parts[1]);
  clock.now = Date.parse(answer.now);
  clock.heardAt = performance.now();
  clock.frozen = Boolean(answer.frozen);
  showClock();
}

function offsetOf(text) {
  if (/^z$/i.test(text)) return 0;
  const [hours, minutes] = text.slice(1).split(":").map(Number);
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function salonNow() {
  return clock.frozen ? clock.now : clock.now + performance.now() - clock.heardAt;
}

function showClock() {
  const local = new Date(salonNow() + clock.offsetMs);
  const time = byId("clock-time");
  time.textContent = local.toISOString().slice(11, 16);
  time.dateTime = `${local.toISOString().slice(0, 19)}${clock.offset}`;
  byId("clock-date").textContent = DATE_IN_SHORT.format(local);
  byId("clock-frozen").hidden = !clock.frozen;
}

/** The next 08:30 on the salon's wall, written in the salon's own zone. */
function nextMorning() {
  const local = new Date(salonNow() + clock.offsetMs);
  const morning = new Date(local);
  morning.setUTCHours(MORNING_HOUR, MORNING_MINUTE, 0, 0);
  if (morning <= local) morning.setTime(morning.getTime() + DAY_MS);
  return `${morning.toISOString().slice(0, 19)}${clock.offset}`;
}

async function moveClock(change, button, complain) {
  button.disabled = true;
  try {
    await ask("/clock", change);
    await readClock();
  } catch (failure) {
    complain(failure.message);
  }
  button.disabled = false;
  button.focus({ preventScroll: true });
}

function wireClock(complain) {
  for (const button of document.querySelectorAll("[data-advance]")) {
    const change = { advance_s: Number(button.dataset.advance) };
    button.addEventListener("click", () => moveClock(change, button, complain));
  }
  const morning = document.querySelector("[data-next-morning]");
  morning.addEventListener("click", () => moveClock({ set: nextMorning() }, morning, complain));
  setInterval(showClock, 1_000);
  // The event loop tells about outages; a failed poll here need not tell it twice.
  repeat(CLOCK_POLL_MS, () => readClock().catch(() => {}));
}

async function followHost(complain) {
  for (;;) {
    const host = await ask("/host").catch(() => null);
    showHost(host, complain);
    await pause(host ? HOST_POLL_MS : NO_HOST_POLL_MS);
  }
}

function showHost(host, complain) {
  const buttons = host?.buttons ?? [];
  const counters = host?.counters ?? [];
  byId("host-buttons").hidden = buttons.length === 0;
  byId("host-counters").hidden = counters.length === 0;
  showHostButtons(buttons, complain);
  showCounters(counters);
}

/** Redraws only when the list changed, so that a poll never takes the focus away. */
function showHostButtons(buttons, complain) {
  const group = byId("host-buttons");
  const signature = JSON.stringify(buttons);
  if (group.dataset.shown === signature) return;
  group.dataset.shown = signature;
  group.replaceChildren(...buttons.map(({ id, label }) => {
    const run = async (event) => {
      const button = event.currentTarget;
      button.setAttribute("aria-busy", "true");
      await ask(`/host/${encodeURIComponent(id)}`, {}).catch((failure) => complain(failure.message));
      button.removeAttribute("aria-busy");
    };
    return make("button", { type: "button", "data-host": id, text: label, onclick: run });
  }));
}

function showCounters(counters) {
  const list = byId("host-counters");
  const labels = counters.map((counter) => counter.label).join("\n");
  if (list.dataset.shown !== labels) {
    list.dataset.shown = labels;
    list.replaceChildren(...counters.map(({ label }) => make("div", {}, make("dt", { text: label }), make("dd"))));
  }
  const values = list.querySelectorAll("dd");
  counters.forEach(({ value }, index) => {
    if (values[index].textContent !== String(value)) values[index].textContent = String(value);
  });
}

/** Follows the system until somebody chooses; the choice outlives a reload. */
function wireScheme() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const toggle = byId("scheme-toggle");
  const isDark = () => (document.documentElement.dataset.scheme ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => { toggle.textContent = isDark() ? "Light" : "Dark"; toggle.title = `Use ${isDark() ? "light" : "dark"} colours`; };
  const chosen = localStorage.getItem(SCHEME_KEY);
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.scheme = chosen;
  toggle.addEventListener("click", () => {
    document.documentElement.dataset.scheme = isDark() ? "light" : "dark";
    localStorage.setItem(SCHEME_KEY, document.documentElement.dataset.scheme);
    show();
  });
  system.addEventListener("change", show);
  show();
}

function wireTools() {
  const toggle = byId("tools-toggle");
  const bar = document.querySelector(".topbar");
  const set = (open) => {
    bar.classList.toggle("tools-open", open);
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.addEventListener("click", () => set(!bar.classList.contains("tools-open")));
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !bar.classList.contains("tools-open")) return;
    set(false);
    toggle.focus();
  });
}

/** `complain(sentence)` tells the person at the page what went wrong. */
export function startTopbar(complain) {
  wireScheme();
  wireTools();
  wireClock(complain);
  followHost(complain);
}
