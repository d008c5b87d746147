// The right panel: every Bot API call and every update, newest first, raw JSON on demand.

import { ask, make, pause } from "./kit.js";

const POLL_MS = 1_500;
/** Older entries leave the panel; the simulator keeps them. */
const ENTRIES_SHOWN = 300;
const OPEN_KEY = "simulator.journal";

const byId = (id) => document.getElementById(id);

let lastSeen = 0;
let isOpen = false;
let nameOf = (chat) => String(chat);

/** `names(chatId)` gives the name shown for a chat. */
export function startJournal(names) {
  nameOf = names;
  const toggle = byId("journal-toggle");
  toggle.addEventListener("click", () => setOpen(!isOpen));
  byId("journal-close").addEventListener("click", () => { setOpen(false); toggle.focus(); });
  byId("journal").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { setOpen(false); toggle.focus(); }
  });
  const polls = byId("journal-polls");
  polls.addEventListener("change", () => byId("journal").classList.toggle("with-polls", polls.checked));
  setOpen(localStorage.getItem(OPEN_KEY) === "open");
  poll();
}

/** After a restart of the server its journal begins anew. */
export function restartJournal() {
  lastSeen = 0;
  byId("journal-entries").replaceChildren();
}

function setOpen(open) {
  isOpen = open;
  byId("journal").hidden = !open;
  byId("journal-toggle").setAttribute("aria-expanded", String(open));
  localStorage.setItem(OPEN_KEY, open ? "open" : "closed");
  if (open) readNews();
}

async function poll() {
  for (;;) {
    if (isOpen) await readNews();
    await pause(POLL_MS);
  }
}

async function readNews() {
  const asked = lastSeen;
  const answer = await ask(`/journal?since=${asked}`).catch(() => null);
  // Two readers may overlap (poll and opening): the later answer would repeat the entries.
  if (!answer || asked !== lastSeen) return;
  const entries = (answer.entries ?? answer.journal ?? []).filter((entry) => entry.n > lastSeen);
  if (entries.length === 0) return;
  lastSeen = entries.at(-1).n;
  const list = byId("journal-entries");
  list.prepend(...entries.slice(-ENTRIES_SHOWN).map(drawEntry).reverse());
  while (list.children.length > ENTRIES_SHOWN) list.lastElementChild.remove();
  byId("journal-empty").hidden = true;
}

function drawEntry(entry) {
  const row = entry.kind === "call" ? describeCall(entry) : describeUpdate(entry);
  const summary = make("summary", {},
    make("span", { class: "entry-kind", text: row.kind }),
    make("span", { class: "entry-name", text: row.name }),
    make("span", { class: "entry-chat", text: row.chat, dir: "auto" }),
    make("span", { class: row.failed ? "entry-status failed" : "entry-status", text: row.status }));
  const details = make("details", {}, summary);
  // The JSON is written only when somebody opens the entry: most never are.
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("pre")) details.append(make("pre", { tabindex: "0", text: JSON.stringify(entry, null, 2) }));
  });
  return make("li", { class: row.isPoll ? "entry poll" : "entry", "data-entry": entry.n }, details);
}

function describeCall(entry) {
  const chat = entry.params?.chat_id;
  return {
    kind: "call",
    name: entry.method,
    chat: chat === undefined ? "" : nameOf(Number(chat)),
    status: String(entry.status),
    failed: entry.status >= 400,
    isPoll: /^getupdates$/i.test(entry.method),
  };
}

function describeUpdate(entry) {
  const update = entry.update ?? {};
  const [name] = Object.keys(update).filter((key) => key !== "update_id");
  const body = update[name] ?? {};
  const chat = body.chat?.id ?? body.message?.chat?.id ?? body.from?.id;
  return { kind: "update", name: name ?? "update", chat: chat === undefined ? "" : nameOf(chat), status: `#${update.update_id ?? "?"}`, failed: false };
}
