// The page: reads who is there, draws a phone each, and follows the events of the simulator.

import { startJournal, restartJournal } from "./journal.js";
import { ask, make, pause } from "./kit.js";
import { Phone } from "./phone.js";
import { readClock, startTopbar } from "./topbar.js";

/** How long one long poll may wait for news. */
const POLL_S = 25;
const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 8_000;
/** An empty answer that comes faster than this was no long poll: do not spin. */
const EMPTY_ANSWER_MIN_MS = 200;
const COMPLAINT_MS = 6_000;
/** One phone at a time below this width; style.css has the same number. */
const NARROW = matchMedia("(max-width: 819px)");

const phones = new Map();
const container = document.getElementById("phones");
const tabs = document.getElementById("tabs");
const banner = document.getElementById("banner");
let botName = "Bot";
let active = null;
let complaintTimer = null;
let isOffline = false;

const page = {
  botName: () => botName,
  isInFront: (phone) => !document.hidden && (phone.root.contains(document.activeElement) || (NARROW.matches && active === phone)),
  onUnread: showUnread,
};

// ---- staying current ---------------------------------------------------------------------

/** Never ends. Whatever fails, it starts over from a full reading, so nothing can be missed. */
async function followEvents() {
  let since = null;
  let retry = RETRY_FIRST_MS;
  for (;;) {
    try {
      since ??= await synchronise();
      setOffline(false);
      retry = RETRY_FIRST_MS;
      since = await takeNews(since);
    } catch (failure) {
      since = null;
      setOffline(true, failure);
      await pause(retry);
      retry = Math.min(retry * 2, RETRY_MAX_MS);
    }
  }
}

/** Reads everything as it is now; the sequence number is taken first, so what comes meanwhile is seen again. */
async function synchronise() {
  const { seq } = await ask("/events?since=0&wait=0");
  const bot = await ask("/bot").catch(() => null);
  if (bot?.name) setBotName(bot.name);
  await readClock();
  await readPeople();
  await Promise.all([...phones.values()].map((phone) => phone.synchronise()));
  restartJournal();
  return seq;
}

/** Waits for the next events and applies them. Gives the new position, or null if some were lost. */
async function takeNews(since) {
  const asked = performance.now();
  const { seq, events } = await ask(`/events?since=${since}&wait=${POLL_S}`);
  if (seq < since || (events.length > 0 && events[0].seq > since + 1)) return null;
  for (const event of events) await applyEvent(event);
  if (events.length === 0 && performance.now() - asked < EMPTY_ANSWER_MIN_MS) await pause(EMPTY_ANSWER_MIN_MS);
  return seq;
}

async function applyEvent(event) {
  if (event.kind === "clock") return readClock();
  // Groups have negative numbers and no phone of their own.
  if (event.chat > 0 && !phones.has(event.chat)) await meetNewPeople();
  const concerned = event.chat === null ? [...phones.values()] : [phones.get(event.chat)];
  try {
    for (const phone of concerned) phone?.apply(event);
  } catch (failure) {
    // One event that cannot be drawn must not stop the others.
    console.error("event not applied", event.seq, failure);
  }
}

function setOffline(offline, failure) {
  if (offline === isOffline) return;
  isOffline = offline;
  document.body.classList.toggle("stale", offline);
  clearTimeout(complaintTimer);
  banner.hidden = !offline;
  banner.textContent = offline ? `${failure.message} Trying again; what you see may be old.` : "";
}

/** A sentence for the whole page, gone after a while. */
function complain(sentence) {
  if (isOffline) return;
  banner.textContent = sentence;
  banner.hidden = false;
  clearTimeout(complaintTimer);
  complaintTimer = setTimeout(() => { banner.hidden = true; }, COMPLAINT_MS);
}

// ---- people and phones -------------------------------------------------------------------

/** Brings the phones in line with the people; gives the phones that are new and still empty. */
async function readPeople() {
  const { people } = await ask("/people");
  const present = new Set(people.map((person) => person.id));
  for (const [id, phone] of phones) if (!present.has(id)) removePhone(id, phone);
  const added = people.filter((person) => !phones.has(person.id)).map(addPhone);
  if (!active || !phones.has(active.person.id)) activate(phones.values().next().value ?? null);
  arrangeForWidth();
  return added;
}

async function meetNewPeople() {
  const added = await readPeople();
  await Promise.all(added.map((phone) => phone.synchronise()));
}

function addPhone(person) {
  const phone = new Phone(person, page);
  phones.set(person.id, phone);
  container.append(phone.root);
  phone.tab = make("button", {
    type: "button", role: "tab", class: "tab", id: `tab-${person.id}`, "aria-controls": phone.root.id, "data-tab": person.id, lang: person.language_code,
    onclick: () => activate(phone),
  }, make("span", { class: "tab-name", dir: "auto", text: person.name }), make("span", { class: "badge", hidden: true }));
  tabs.append(phone.tab);
  setTabState(phone);
  return phone;
}

function removePhone(id, phone) {
  phones.delete(id);
  phone.root.remove();
  phone.tab.remove();
}

function setBotName(name) {
  botName = name;
  for (const phone of phones.values()) phone.setBotName(name);
}

// ---- one phone at a time on a narrow window ----------------------------------------------

function activate(phone) {
  active = phone;
  for (const other of phones.values()) setTabState(other);
  if (!phone) return;
  phone.tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (NARROW.matches) phone.noticeSeen();
}

function setTabState(phone) {
  const isActive = phone === active;
  phone.root.classList.toggle("active", isActive);
  phone.tab.setAttribute("aria-selected", String(isActive));
  phone.tab.tabIndex = isActive ? 0 : -1;
}

/** Only in the narrow layout is a phone the panel of a tab. */
function arrangeForWidth() {
  for (const phone of phones.values()) phone.root.setAttribute("role", NARROW.matches ? "tabpanel" : "region");
  if (NARROW.matches) active?.noticeSeen();
}

function moveBetweenTabs(event) {
  const all = [...phones.values()];
  const here = all.indexOf(active);
  const target = {
    ArrowRight: (here + 1) % all.length,
    ArrowLeft: (here - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  activate(all[target]);
  all[target].tab.focus();
}

function showUnread(phone) {
  const badge = phone.tab?.querySelector(".badge");
  if (badge) {
    badge.hidden = phone.unread === 0;
    badge.textContent = phone.unread;
    badge.title = `${phone.unread} unread`;
  }
  const total = [...phones.values()].reduce((sum, other) => sum + other.unread, 0);
  document.title = total > 0 ? `(${total}) Kartoteka simulator` : "Kartoteka simulator";
}

function nameOf(chat) {
  return phones.get(chat)?.person.name ?? String(chat);
}

tabs.addEventListener("keydown", moveBetweenTabs);
NARROW.addEventListener("change", arrangeForWidth);
startTopbar(complain);
startJournal(nameOf);
followEvents();
