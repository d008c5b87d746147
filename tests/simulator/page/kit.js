// The small parts every other file builds with: elements, icons, requests, menus and dialogs.
// Data reaches the page only as text nodes and attributes set here, never as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** Strokes on a 24 × 24 grid. */
const ICONS = {
  album: "M7 3h12a2 2 0 0 1 2 2v10M5 7h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2zM4 18l4-4 3 3 2-2 3 3",
  attach: "M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.700 4.700L9.800 17a1.600 1.600 0 0 1-2.300-2.300l7.500-7.500",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.800 5.800l12.400 12.400",
  card: "M4 5h16v14H4zM8 10h8M8 14h5",
  check: "M5 12.500 9.500 17 19 7.500",
  checks: "M1.500 12.500 6 17l8.500-9M11.500 16.500l.8.5L21.500 8",
  close: "M6 6l12 12M18 6 6 18",
  commands: "M4 7h16M4 12h16M4 17h16",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500a7.500 7.500 0 0 1 15 0",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  document: "M6 3h8l5 5v13H6zM14 3v5h5",
  down: "M6 9.500l6 6 6-6",
  edit: "M4 20l1-4.500L16.500 4 20 7.500 8.500 19 4 20z",
  erase: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  keyboard: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M17.500 10h.01M8 14.500h8",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4.200 4.200 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4.200 4.200 0 0 0 6 6l1-1",
  location: "M12 21s7-6.500 7-11.500a7 7 0 0 0-14 0C5 14.500 12 21 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  more: "M12 5.500h.01M12 12h.01M12 18.500h.01",
  out: "M8 16 17 7M9 7h8v8",
  photo: "M3 5h18v14H3zM4 17l5-5 4 4 3-3 4 4M15.500 9.500h.01",
  send: "M4 4l17 8-17 8 2.500-8zM6.500 12H13",
  shield: "M12 3l7 3v5c0 5-3 8.500-7 10-4-1.500-7-5-7-10V6z",
  silent: "M6 16V11a6 6 0 0 1 9-5.200M18 10.500V16l1.500 2H8M10 21h4M4 3l16 18",
  sticker: "M12 3a9 9 0 1 0 9 9c-5 0-9-4-9-9zM9 14a4 4 0 0 0 5 1.500",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
};

/** Builds an element: `text` sets its words, `onclick` and its kin listen, the rest are attributes. */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A drawing without meaning of its own: whoever uses it also gives words. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  drawing.append(path);
  return drawing;
}

/** A round button that shows only an icon and says `label` to a screen reader and on hover. */
export function iconButton(name, label, onclick, properties = {}) {
  const words = { "aria-label": label, title: label, lang: "en" };
  return make("button", { type: "button", class: "icon-button", ...words, onclick, ...properties }, icon(name));
}

/** Words for a screen reader only. */
export function unseen(text) {
  return make("span", { class: "unseen", lang: "en", text });
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function movesLittle() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The simulator understood the request and said no; `message` is its sentence. */
export class Refusal extends Error {}

/** GET without a body, POST with one. Rejects with a sentence that can be shown as it is. */
export async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Error("The simulator does not answer.");
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer && answer.ok !== false) return answer;
  throw new Refusal(answer?.error ?? `The simulator answered ${response.status}.`);
}

/** Runs `work` again and again with `interval` ms between the end of one run and the next. */
export async function repeat(interval, work) {
  for (;;) {
    await work();
    await pause(interval);
  }
}

let closeOpenMenu = null;

/** Opens a menu inside `host` next to `anchor`. Items: `{label, icon?, note?, danger?, run}`. */
export function openMenu(host, anchor, label, items) {
  const wasOpenHere = anchor.getAttribute("aria-expanded") === "true";
  closeOpenMenu?.();
  if (wasOpenHere) return;
  const menu = make("div", { class: "menu", role: "menu", "aria-label": label, lang: "en" });
  const close = (giveFocusBack) => {
    closeOpenMenu = null;
    document.removeEventListener("pointerdown", closeOutside, true);
    anchor.setAttribute("aria-expanded", "false");
    menu.remove();
    if (giveFocusBack) anchor.focus();
  };
  const closeOutside = (event) => {
    if (!menu.contains(event.target) && !anchor.contains(event.target)) close(false);
  };
  menu.append(...items.map((item) => menuItem(item, close)));
  menu.addEventListener("keydown", (event) => moveInMenu(event, menu, close));
  document.addEventListener("pointerdown", closeOutside, true);
  closeOpenMenu = () => close(false);
  anchor.setAttribute("aria-expanded", "true");
  host.append(menu);
  placeMenu(menu, host, anchor);
  menu.querySelector("button")?.focus({ preventScroll: true });
}

function menuItem(item, close) {
  const words = make("span", { class: "menu-words" }, make("span", { text: item.label, dir: "auto" }));
  if (item.note) words.append(make("small", { text: item.note, dir: "auto", lang: item.lang }));
  const run = () => {
    close(true);
    item.run();
  };
  const kind = item.danger ? "menu-item danger" : "menu-item";
  const drawing = item.icon ? icon(item.icon) : null;
  return make("button", { type: "button", role: "menuitem", tabindex: "-1", class: kind, onclick: run }, drawing, words);
}

function moveInMenu(event, menu, close) {
  const items = [...menu.querySelectorAll("button")];
  const here = items.indexOf(document.activeElement);
  const target = {
    ArrowDown: (here + 1) % items.length,
    ArrowUp: (here - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (target !== undefined) {
    event.preventDefault();
    items[target].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close(true);
  }
}

/** Prefers the side of the anchor with room, and never leaves the phone. */
function placeMenu(menu, host, anchor) {
  const margin = 8;
  const frame = host.getBoundingClientRect();
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = from.bottom - frame.top + 4;
  const above = from.top - frame.top - height - 4;
  const top = below + height <= frame.height - margin ? below : Math.max(margin, above);
  const left = Math.min(from.left - frame.left, frame.width - width - margin);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(margin, left)}px`;
}

/**
 * Opens a dialog that belongs to one phone: only that phone waits, the others go on.
 * Resolves with true for the main button and false for cancel or Escape.
 * `takeFocus` is false when the hands are busy in another phone.
 */
export function openDialog(host, { title, label = title, role = "dialog", content = [], confirm = "OK", cancel = null, takeFocus = true }) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const behind = [...host.children].filter((child) => !child.inert);
    const veil = make("div", { class: "veil", lang: "en" });
    const close = (answer) => {
      const hadFocus = veil.contains(document.activeElement) || document.activeElement === document.body;
      veil.remove();
      for (const child of behind) child.inert = false;
      // What opened the dialog may be gone by now; the text field always is there.
      const target = host.contains(before) ? before : host.querySelector("textarea");
      if (hadFocus) target?.focus({ preventScroll: true });
      resolve(answer);
    };
    // Not aria-modal: the rest of this phone is inert, but the other phones are not.
    veil.append(make("div", { class: "dialog", role, "aria-label": label }, dialogForm({ title, content, confirm, cancel }, close)));
    for (const child of behind) child.inert = true;
    host.append(veil);
    if (takeFocus) veil.querySelector("input:not([type=checkbox]), [type=submit]").focus({ preventScroll: true });
  });
}

function dialogForm({ title, content, confirm, cancel }, close) {
  const form = make("form");
  if (title) form.append(make("h3", { text: title }));
  const buttons = make("div", { class: "dialog-buttons" });
  if (cancel) buttons.append(make("button", { type: "button", class: "plain", text: cancel, onclick: () => close(false) }));
  buttons.append(make("button", { type: "submit", class: "main", text: confirm }));
  form.append(...content, buttons);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close(true);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(false);
  });
  return form;
}
