// One phone: the chat of one invented person with the bot. Events change it in place.

import { Composer } from "./composer.js";
import { ask, icon, iconButton, make, movesLittle, openDialog, Refusal } from "./kit.js";
import { copyText, openLink, openMessageMenu, openPhoneMenu } from "./menus.js";
import { createMessage, fillMessage, quoteText, speak, summarize } from "./message.js";
import { salonTime } from "./topbar.js";

/** Nearer to the end than this counts as "reading along": new messages keep the end in view. */
const NEAR_END_PX = 48;
const FADE_MS = 220;
const FLASH_MS = 1_400;
const TOAST_MS = 4_000;
/** Telegram shows "typing" for five seconds, or until the message comes. */
const TYPING_MS = 5_000;
/** A tapped button looks busy until the bot answers, at most this long. */
const PRESS_MS = 10_000;
const ANNOUNCEMENTS_KEPT = 6;

export class Phone {
  /** `page`: `{ botName(), onUnread(phone), isInFront(phone) }`. */
  constructor(person, page) {
    this.person = person;
    this.page = page;
    this.messages = new Map();
    this.unread = 0;
    this.isBlocked = false;
    this.composer = new Composer(this);
    this.root = this.#draw();
    this.#keepEndInView();
    this.#noticeReader();
  }

  // ---- what the server tells -------------------------------------------------------------

  /** Reads the whole chat and brings the phone in line with it, touching only what differs. */
  async synchronise() {
    const chat = await ask(`/people/${this.person.id}/chat`);
    const present = new Set(chat.messages.map((message) => message.message_id));
    for (const id of [...this.messages.keys()]) if (!present.has(id)) this.#remove(id, { quietly: true });
    for (const message of chat.messages) this.#put(message, { quietly: true });
    this.#refreshList();
    this.#takeState(chat);
    this.#showTyping(Boolean(chat.typing));
  }

  /** Applies one event of `GET /events`. */
  apply(event) {
    if (event.message && (event.kind === "message" || event.kind === "edit")) this.#put(event.message);
    else if (event.kind === "delete") this.#remove(event.message_id);
    else if (event.kind === "typing") this.#showTyping(true);
    else if (event.kind === "answer") this.#clearBusy(event.message_id);
    if (event.kind === "keyboard") this.composer.expectKeyboard();
    if (!event.message?.out) this.#readState();
    if (event.toast?.text) event.toast.alert ? this.alert(event.toast.text) : this.toast(event.toast.text);
  }

  /**
   * Keyboard, commands, pin and blocking come as "something changed", and that the bot has read a
   * message comes not at all but shows in what it does next. One request serves a burst.
   */
  #readState() {
    if (this.isReadingState) {
      this.mustReadAgain = true;
      return;
    }
    this.isReadingState = true;
    this.mustReadAgain = false;
    ask(`/people/${this.person.id}/chat`)
      .then((chat) => this.#takeState(chat))
      .catch(() => { /* the event loop notices the outage and reads everything again */ })
      .finally(() => {
        this.isReadingState = false;
        // The answer may be older than what was told while it was under way.
        if (this.mustReadAgain) this.#readState();
      });
  }

  #takeState(chat) {
    this.isBlocked = Boolean(chat.blocked);
    this.root.classList.toggle("blocked", this.isBlocked);
    this.composer.setKeyboard(chat.keyboard);
    this.composer.setCommands(chat.commands ?? []);
    this.composer.setBlocked(this.isBlocked);
    this.#setUnread(chat.unread ?? 0);
    if (this.page.isInFront(this)) this.noticeSeen();
    for (const message of chat.messages) if (message.out && message.read) this.#markRead(message.message_id);
    this.#showPinned(chat.pinned ?? null);
  }

  #put(message, { quietly = false } = {}) {
    const known = this.messages.get(message.message_id);
    if (known && JSON.stringify(known) === JSON.stringify(message)) return;
    this.messages.set(message.message_id, message);
    if (known) this.#redraw(message, known, quietly);
    else this.#insert(message, quietly);
    this.#refreshQuotes(message.message_id);
  }

  /** Replies show the message as it is now, or that it is gone. */
  #refreshQuotes(messageId) {
    const text = quoteText(this.messages.get(messageId));
    for (const quote of this.list.querySelectorAll(`[data-quotes="${Number(messageId)}"]`)) quote.textContent = text;
  }

  #insert(message, quietly) {
    const item = createMessage(message, this);
    const after = [...this.list.children].findLast((other) => Number(other.dataset.message) < message.message_id);
    after ? after.after(item) : this.list.prepend(item);
    // A whole chat being read refreshes and scrolls once, at its end.
    if (quietly) return;
    this.#refreshList();
    if (message.out) return this.#scrollToEnd();
    this.#showTyping(false);
    if (!message.read) this.#setUnread(this.unread + 1);
    this.announce(`Bot: ${speak(message)}`);
    if (this.page.isInFront(this)) this.noticeSeen();
  }

  #redraw(message, known, quietly) {
    const item = this.#itemOf(message.message_id);
    const isSame = JSON.stringify({ ...known, read: null }) === JSON.stringify({ ...message, read: null });
    // That the person read a message of the bot shows nowhere: an opened spoiler stays open.
    if (isSame && !message.out) return;
    fillMessage(item, message, this);
    if (quietly) return;
    this.#refreshList();
    if (isSame) return;
    item.classList.add("flash");
    setTimeout(() => item.classList.remove("flash"), FLASH_MS);
    if (!message.out) this.announce(`Bot changed a message: ${speak(message)}`);
  }

  #markRead(messageId) {
    const message = this.messages.get(messageId);
    if (message && !message.read) this.#put({ ...message, read: true }, { quietly: true });
  }

  #remove(messageId, { quietly = false } = {}) {
    const item = this.#itemOf(messageId);
    this.messages.delete(messageId);
    this.#refreshQuotes(messageId);
    if (!item) return;
    if (item.contains(document.activeElement)) this.scroll.focus({ preventScroll: true });
    // Gone for tests and screen readers at once; the eye gets a moment longer.
    delete item.dataset.message;
    item.inert = true;
    if (!quietly) this.announce("A message was deleted.");
    const leave = () => { item.remove(); this.#refreshList(); };
    if (quietly) return item.remove();
    if (movesLittle()) return leave();
    item.classList.add("leaving");
    setTimeout(leave, FADE_MS);
  }

  #itemOf(messageId) {
    return this.list.querySelector(`[data-message="${Number(messageId)}"]`);
  }

  /** Day headings and the empty state depend on the neighbours, so they are set after each change. */
  #refreshList() {
    let previous = null;
    for (const item of this.list.children) {
      const message = this.messages.get(Number(item.dataset.message));
      if (!message) continue;
      const { day } = salonTime(message.date);
      const heading = item.querySelector(".day");
      heading.hidden = day === previous;
      heading.textContent = day;
      previous = day;
    }
    this.empty.hidden = this.list.children.length > 0;
  }

  // ---- what the person does --------------------------------------------------------------

  /** Posts one act of this person. A refusal is shown in the phone and gives null. */
  async act(action, body = {}) {
    this.noticeSeen();
    try {
      return await ask(`/people/${this.person.id}/${action}`, body);
    } catch (failure) {
      this.toast(failure.message, { isError: true });
      return null;
    }
  }

  sendText(text) {
    this.#scrollToEnd();
    return this.act("say", { text });
  }

  async press(message, row, column, drawn) {
    const button = message.buttons[row][column];
    if (button.kind === "url") return this.openLink(button.url);
    if (button.kind === "copy") return copyText(this, button.copy ?? button.text);
    drawn.setAttribute("aria-busy", "true");
    setTimeout(() => drawn.removeAttribute("aria-busy"), PRESS_MS);
    const answer = await this.act("press", { message_id: message.message_id, row, column });
    if (!answer) drawn.removeAttribute("aria-busy");
  }

  #clearBusy(messageId) {
    const within = (messageId && this.#itemOf(messageId)) || this.list;
    for (const drawn of within.querySelectorAll("[aria-busy]")) drawn.removeAttribute("aria-busy");
  }

  openMenuOf(messageId, anchor) {
    const message = this.messages.get(messageId);
    if (message) openMessageMenu(this, message, anchor);
  }

  openLink(url) {
    return openLink(this, url);
  }

  /** Blocking and clearing touch the whole chat: read it again rather than trust single events. */
  async actAndCatchUp(action) {
    if (!(await this.act(action))) return;
    this.synchronise().catch((failure) => this.toast(failure.message, { isError: true }));
  }

  /** The person has looked at this phone: nothing here is unread any more. */
  noticeSeen() {
    if (this.unread === 0) return;
    this.#setUnread(0);
    ask(`/people/${this.person.id}/read`, {}).catch((failure) => {
      // A badge is no reason to disturb; an outage is told by the banner.
      if (failure instanceof Refusal) console.warn(failure.message);
    });
  }

  // ---- what the person sees and hears ----------------------------------------------------

  /** A short notice at the top of the chat, as Telegram shows it. */
  toast(text, { isError = false } = {}) {
    const notice = make("p", { class: isError ? "toast error" : "toast", dir: "auto", text });
    this.toasts.append(notice);
    this.announce(text);
    setTimeout(() => notice.remove(), TOAST_MS);
  }

  /** A notice that must be closed; the hands stay where they are if they are in another phone. */
  alert(text) {
    const focused = document.activeElement;
    const takeFocus = focused === document.body || this.root.contains(focused);
    if (!takeFocus) this.announce(`Alert: ${text}`);
    const words = make("p", { dir: "auto", lang: this.person.language_code, text });
    openDialog(this.device, { role: "alertdialog", label: `Alert: ${text}`, content: [words], takeFocus });
  }

  announce(text) {
    this.live.append(make("p", { text }));
    while (this.live.children.length > ANNOUNCEMENTS_KEPT) this.live.firstElementChild.remove();
  }

  showMessage(messageId) {
    const item = this.#itemOf(messageId);
    if (!item) return;
    // scrollIntoView would also move the page and the row of phones.
    const middle = item.offsetTop - (this.scroll.clientHeight - item.offsetHeight) / 2;
    this.scroll.scrollTo({ top: middle, behavior: movesLittle() ? "auto" : "smooth" });
    item.classList.add("flash");
    setTimeout(() => item.classList.remove("flash"), FLASH_MS);
  }

  #showTyping(isTyping) {
    clearTimeout(this.typingTimer);
    this.status.textContent = isTyping ? "typing" : "bot";
    this.status.classList.toggle("typing", isTyping);
    if (isTyping) this.typingTimer = setTimeout(() => this.#showTyping(false), TYPING_MS);
  }

  #showPinned(messageId) {
    const message = this.messages.get(messageId);
    this.pinned.hidden = !message;
    this.pinned.dataset.pinned = messageId ?? "";
    this.pinnedWords.textContent = message ? summarize(message) : "";
  }

  #setUnread(count) {
    this.unread = count;
    this.badge.hidden = count === 0;
    this.badge.textContent = count;
    this.badge.title = `${count} unread`;
    this.jumpCount.textContent = count || "";
    this.page.onUnread(this);
  }

  setBotName(name) {
    this.botName.textContent = name;
  }

  newestOwnText() {
    return [...this.messages.values()].filter((message) => message.out && message.kind === "text").at(-1) ?? null;
  }

  // ---- drawing ---------------------------------------------------------------------------

  #draw() {
    const { person } = this;
    this.live = make("div", { class: "unseen", role: "log", "aria-live": "polite", "aria-label": `News on the phone of ${person.name}` });
    this.list = make("ol", { class: "messages" });
    this.scroll = make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": `Messages of ${person.name}` }, this.#drawEmpty(), this.list);
    this.toasts = make("div", { class: "toasts" });
    this.jumpCount = make("span", { class: "badge small" });
    this.jump = iconButton("down", "To the newest message", () => this.#scrollToEnd(), { class: "icon-button jump", hidden: true });
    this.jump.append(this.jumpCount);
    const chat = make("div", { class: "chat" }, this.scroll, this.toasts, this.jump);
    this.device = make("div", { class: "device" }, this.#drawChatHead(), this.#drawPinned(), chat, this.composer.root);
    return make("section", {
      class: "phone", id: `phone-${person.id}`, "data-person": person.id, lang: person.language_code, "aria-label": `Phone of ${person.name}`,
    }, this.#drawPlate(), this.device, this.live);
  }

  #drawPlate() {
    const { person } = this;
    this.badge = make("span", { class: "badge", hidden: true, lang: "en" });
    const state = person.online === false ? make("span", { class: "offline", lang: "en", text: "offline" }) : null;
    return make("header", { class: "plate" },
      make("div", { class: "plate-words" },
        make("h2", { dir: "auto", title: person.name, text: person.name }),
        make("p", { class: "caption", dir: "auto", text: person.caption ?? "" })),
      state, this.badge,
      make("span", { class: "language", lang: "en", title: `Language of this phone: ${person.language_code ?? "none"}`, text: person.language_code ?? "–" }));
  }

  #drawChatHead() {
    this.botName = make("strong", { dir: "auto", text: this.page.botName() });
    this.status = make("span", { class: "status", lang: "en", text: "bot" });
    const open = (event) => openPhoneMenu(this, event.currentTarget);
    return make("div", { class: "chat-head" },
      make("span", { class: "avatar", "aria-hidden": "true" }, icon("card")),
      make("div", { class: "chat-title" }, this.botName, this.status),
      iconButton("more", `Menu of the chat of ${this.person.name}`, open, { "aria-haspopup": "menu", "aria-expanded": "false" }));
  }

  #drawPinned() {
    this.pinnedWords = make("span", { class: "pinned-words", dir: "auto" });
    const show = () => this.showMessage(Number(this.pinned.dataset.pinned));
    this.pinned = make("button", { type: "button", class: "pinned", hidden: true, onclick: show },
      make("strong", { lang: "en", text: "Pinned message" }), this.pinnedWords);
    return this.pinned;
  }

  #drawEmpty() {
    this.empty = make("div", { class: "empty", lang: "en" },
      make("p", { text: "No messages yet. Press Start to meet the bot." }),
      make("button", { type: "button", class: "start", "data-start": true, text: "Start", onclick: () => this.sendText("/start") }));
    return this.empty;
  }

  // ---- scrolling and reading -------------------------------------------------------------

  #scrollToEnd() {
    this.isAtEnd = true;
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  /** Whatever grows (a message, a loaded picture, the keyboard): who was at the end stays there. */
  #keepEndInView() {
    this.isAtEnd = true;
    let lastTop = 0;
    this.scroll.addEventListener("scroll", () => {
      const { scrollTop, scrollHeight, clientHeight } = this.scroll;
      // Only moving up leaves the end: a picture that loads moves the end, not the reader.
      if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) this.isAtEnd = true;
      else if (scrollTop < lastTop) this.isAtEnd = false;
      lastTop = scrollTop;
      this.jump.hidden = this.isAtEnd;
    }, { passive: true });
    const observer = new ResizeObserver(() => { if (this.isAtEnd) this.#scrollToEnd(); });
    observer.observe(this.scroll);
    observer.observe(this.list);
  }

  #noticeReader() {
    for (const kind of ["pointerdown", "focusin", "wheel"]) {
      this.root.addEventListener(kind, () => this.noticeSeen(), { passive: true });
    }
    this.list.addEventListener("contextmenu", (event) => this.#openContextMenu(event));
  }

  #openContextMenu(event) {
    const item = event.target.closest(".message");
    const hasSelection = !getSelection().isCollapsed;
    if (!item?.querySelector(".actions") || event.target.closest("a") || hasSelection) return;
    event.preventDefault();
    this.openMenuOf(Number(item.dataset.message), item.querySelector(".actions"));
  }
}
