// Draws one message: bubble, media, marks and the inline keyboard under it.

import { drawText } from "./entities.js";
import { icon, iconButton, make, unseen } from "./kit.js";
import { lookAt } from "./menus.js";
import { salonTime } from "./topbar.js";

const BUTTON_STYLES = new Set(["primary", "danger", "success"]);
const WAVE = [5, 9, 14, 8, 17, 20, 12, 7, 15, 19, 10, 6, 13, 18, 9, 5, 11, 16, 8, 5];

/** What a screen reader and a quote call a message without words. */
const KIND_NAMES = {
  photo: "Photo",
  document: "Document",
  contact: "Contact",
  sticker: "Sticker",
  voice: "Voice message",
  location: "Location",
  service: "Notice",
};

export function createMessage(message, phone) {
  const item = make("li", {});
  fillMessage(item, message, phone);
  return item;
}

/** Draws `message` into its item anew, and puts the focus back on the button with the same label or place. */
export function fillMessage(item, message, phone) {
  const focus = rememberFocus(item);
  const side = message.kind === "service" ? "service" : message.out ? "out" : "in";
  const hasButtons = (message.buttons ?? []).length > 0;
  item.className = `message ${side}${hasButtons ? " with-buttons" : ""}${message.album ? " album" : ""}`;
  item.dataset.message = message.message_id;
  item.dataset.kind = message.kind;
  const stack = make("div", { class: "stack" }, drawBubble(message, phone));
  if (hasButtons) stack.append(drawButtons(message, phone));
  const day = item.querySelector(".day") ?? make("div", { class: "day", hidden: true, lang: "en" });
  item.replaceChildren(day, make("div", { class: "line" }, stack, side === "service" ? null : drawActions(message, phone)));
  restoreFocus(item, focus);
}

/** One line that stands for the message: in a quote, in an announcement. */
export function summarize(message) {
  return message.text || message.caption || KIND_NAMES[message.kind] || "Message";
}

/** What a reply shows of the message it answers. */
export function quoteText(message) {
  return message ? summarize(message) : "Deleted message";
}

/** What a screen reader hears when the bot writes or edits. */
export function speak(message) {
  const labels = (message.buttons ?? []).flat().map((button) => button.text);
  return labels.length > 0 ? `${summarize(message)} Buttons: ${labels.join(", ")}.` : summarize(message);
}

function drawBubble(message, phone) {
  const kind = message.kind === "sticker" ? "bubble bare" : "bubble";
  const bubble = make("div", { class: message.protected ? `${kind} guarded` : kind });
  if (message.kind !== "service") bubble.append(unseen(message.out ? "You: " : "Bot: "));
  if (message.reply_to) bubble.append(drawQuote(message.reply_to, phone));
  const media = drawMedia(message, phone);
  if (media) bubble.append(media);
  const words = message.kind === "text" || message.kind === "service" ? message.text : message.caption;
  if (words) {
    bubble.append(make("span", { class: "words", dir: "auto" }, drawText(words, message.entities, phone)));
  }
  if (message.kind !== "service") bubble.append(drawMeta(message));
  return bubble;
}

function drawMeta(message) {
  const { time, iso } = salonTime(message.date);
  const meta = make("span", { class: "meta", lang: "en" });
  if (message.protected) meta.append(mark("shield", "protected: cannot be forwarded or saved"));
  if (message.silent) meta.append(mark("silent", "silent: came without a sound"));
  if (message.edited) meta.append(make("span", { class: "edited", text: "edited" }));
  meta.append(make("time", { datetime: iso, text: time }));
  if (message.out) meta.append(message.read ? mark("checks", "read by the bot") : mark("check", "sent"));
  return meta;
}

function mark(name, words) {
  return make("span", { class: "mark", title: words }, icon(name), unseen(words));
}

function drawQuote(messageId, phone) {
  const text = quoteText(phone.messages.get(messageId));
  return make("button", { type: "button", class: "quote", dir: "auto", "data-quotes": messageId, text, onclick: () => phone.showMessage(messageId) });
}

function drawMedia(message, phone) {
  switch (message.kind) {
    case "text":
    case "service":
      return null;
    case "photo": return drawPhoto(message, phone);
    case "sticker": return drawSticker(message);
    case "voice": return drawVoice();
    case "document": return drawDocument(message);
    default: return drawCard(message);
  }
}

function drawPhoto(message, phone) {
  const alt = message.caption ? "Photo with caption" : "Photo";
  if (!message.file) return make("span", { class: "photo missing" }, icon("photo"), unseen(alt));
  const image = make("img", { src: message.file, alt, draggable: "false" });
  const look = () => lookAt(phone, message.file, alt);
  return make("button", { type: "button", class: "photo", "aria-label": `${alt}, press to enlarge`, onclick: look }, image);
}

function drawSticker(message) {
  const picture = message.text ? make("span", { class: "emoji", text: message.text }) : icon("sticker");
  return make("span", { class: "sticker" }, unseen("Sticker "), picture);
}

function drawVoice() {
  const wave = make("span", { class: "wave", "aria-hidden": "true" });
  for (const height of WAVE) {
    const bar = make("span");
    bar.style.height = `${height}px`;
    wave.append(bar);
  }
  return make("span", { class: "card" }, make("span", { class: "card-icon" }, icon("voice")), unseen("Voice message"), wave);
}

function drawDocument(message) {
  const name = message.file_name || message.text || "Document";
  // A protected document is not to be saved, so it gets no download link, as in Telegram.
  const title = message.file && !message.protected
    ? make("a", { href: message.file, download: name, dir: "auto", text: name })
    : make("span", { dir: "auto", text: name });
  return make("span", { class: "card" }, make("span", { class: "card-icon" }, icon("document")), make("span", { class: "card-words" }, title));
}

/** Contact, location and whatever kind comes later: an icon, the kind in words, the text. */
function drawCard(message) {
  const known = message.kind in KIND_NAMES;
  const words = make("span", { class: "card-words" }, make("small", { lang: "en", text: known ? KIND_NAMES[message.kind] : message.kind }));
  if (message.text) words.append(make("span", { dir: "auto", text: message.text }));
  const drawing = message.kind === "location" ? "location" : message.kind === "contact" ? "contact" : "document";
  return make("span", { class: "card" }, make("span", { class: "card-icon" }, icon(drawing)), words);
}

function drawButtons(message, phone) {
  const keyboard = make("div", { class: "inline-keyboard", role: "group", "aria-label": "Buttons of this message" });
  message.buttons.forEach((buttons, row) => {
    const line = make("div", { class: "button-row" });
    buttons.forEach((button, column) => line.append(drawButton(message, button, row, column, phone)));
    keyboard.append(line);
  });
  return keyboard;
}

function drawButton(message, button, row, column, phone) {
  const style = BUTTON_STYLES.has(button.style) ? ` ${button.style}` : "";
  const press = (event) => phone.press(message, row, column, event.currentTarget);
  const label = make("span", { class: "label", dir: "auto", text: button.text });
  const drawn = make("button", { type: "button", class: `inline-button${style}`, title: button.text, onclick: press }, label);
  drawn.dataset.place = `${row}/${column}`;
  if (button.kind === "url") drawn.append(icon("out"));
  if (button.kind === "copy") drawn.append(icon("copy"));
  return drawn;
}

function drawActions(message, phone) {
  const open = (event) => phone.openMenuOf(message.message_id, event.currentTarget);
  const label = message.out ? "Actions for your message" : "Actions for the bot's message";
  return iconButton("more", label, open, { class: "icon-button actions", "aria-haspopup": "menu", "aria-expanded": "false" });
}

function rememberFocus(item) {
  const focused = document.activeElement;
  if (!item.contains(focused)) return null;
  return { label: focused.textContent, place: focused.dataset.place, isActions: focused.classList.contains("actions") };
}

function restoreFocus(item, focus) {
  if (!focus) return;
  const buttons = [...item.querySelectorAll(".inline-button")];
  const actions = item.querySelector(".actions");
  const target = focus.isActions ? actions
    : buttons.find((button) => button.textContent === focus.label)
      ?? buttons.find((button) => button.dataset.place === focus.place)
      ?? buttons[0] ?? actions;
  target?.focus({ preventScroll: true });
}
