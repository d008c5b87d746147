// Draws a text with Telegram's entities. Offsets count UTF-16 units, which is what JS strings count too.

import { make } from "./kit.js";

const PLAIN_TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const COLOURED = new Set(["mention", "text_mention", "hashtag", "cashtag", "email", "phone_number"]);
const OPENABLE = new Set(["http:", "https:"]);

/** `phone` gets the taps: `sendText(text)` for a command, `openLink(url)` for a link. */
export function drawText(text, entities, phone) {
  const ordered = (entities ?? [])
    .filter((entity) => entity.length > 0 && entity.offset >= 0 && entity.offset < text.length)
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return drawRange(text, ordered, 0, text.length, phone);
}

function drawRange(text, entities, from, to, phone) {
  const fragment = document.createDocumentFragment();
  const waiting = [...entities];
  let at = from;
  while (waiting.length > 0) {
    const entity = waiting.shift();
    const end = Math.min(entity.offset + entity.length, to);
    appendWords(fragment, text.slice(at, entity.offset));
    const inner = takeInner(waiting, end);
    fragment.append(wrap(entity, text.slice(entity.offset, end), drawRange(text, inner, entity.offset, end, phone), phone));
    at = end;
  }
  appendWords(fragment, text.slice(at, to));
  return fragment;
}

/** A block ends its line by itself, so the line break written after it would show as an empty line. */
function appendWords(fragment, words) {
  const followsBlock = ["PRE", "BLOCKQUOTE"].includes(fragment.lastChild?.nodeName);
  fragment.append(followsBlock ? words.replace(/^\n/, "") : words);
}

/** Takes what begins before `end` out of `waiting`; what reaches over `end` is cut in two. */
function takeInner(waiting, end) {
  const inner = [];
  while (waiting.length > 0 && waiting[0].offset < end) {
    const entity = waiting.shift();
    const over = entity.offset + entity.length - end;
    inner.push(over > 0 ? { ...entity, length: entity.length - over } : entity);
    if (over > 0) insertInOrder(waiting, { ...entity, offset: end, length: over });
  }
  return inner;
}

function insertInOrder(waiting, entity) {
  const place = waiting.findIndex((other) => other.offset > entity.offset);
  waiting.splice(place < 0 ? waiting.length : place, 0, entity);
}

function wrap(entity, words, inner, phone) {
  if (PLAIN_TAGS[entity.type]) return make(PLAIN_TAGS[entity.type], {}, inner);
  if (COLOURED.has(entity.type)) return make("span", { class: "coloured" }, inner);
  switch (entity.type) {
    case "spoiler": return drawSpoiler(inner);
    case "pre": return make("pre", { tabindex: "0", "data-language": entity.language }, make("code", {}, inner));
    case "bot_command": return make("button", { type: "button", class: "inline-link", onclick: () => phone.sendText(words) }, inner);
    case "url": return drawLink(words, inner, phone);
    case "text_link": return drawLink(entity.url, inner, phone);
    default: return inner;
  }
}

/** A span, since a button cannot break over lines; role and keys make it a button for everybody. */
function drawSpoiler(inner) {
  const words = make("span", { class: "spoiler-words", "aria-hidden": "true" }, inner);
  const spoiler = make("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show it" }, words);
  const open = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    const shown = make("span", { class: "spoiler-open", tabindex: "-1" }, ...words.childNodes);
    spoiler.replaceWith(shown);
    shown.focus({ preventScroll: true });
  };
  spoiler.addEventListener("click", open, true);
  spoiler.addEventListener("keydown", open);
  return spoiler;
}

function drawLink(url, inner, phone) {
  const target = readUrl(url);
  if (!target) return make("span", { class: "coloured" }, inner);
  const follow = (event) => {
    event.preventDefault();
    phone.openLink(target.href);
  };
  return make("a", { href: target.href, rel: "noopener noreferrer", title: target.href, onclick: follow, onauxclick: follow }, inner);
}

/** A URL that may be opened at all (never `javascript:` and the like), or null. */
export function readUrl(url) {
  const complete = /^[a-z][a-z0-9+.-]*:/i.test(url ?? "") ? url : `http://${url ?? ""}`;
  try {
    const target = new URL(complete);
    return OPENABLE.has(target.protocol) ? target : null;
  } catch {
    return null;
  }
}

/** Does this link start a bot with a parameter, so that it stays inside the simulator? */
export function isStartLink(target) {
  return ["t.me", "telegram.me"].includes(target.hostname) && target.searchParams.has("start");
}
