// The lower end of a phone: text field, attach menu, command menu and reply keyboard.

import { icon, iconButton, make, openDialog, openMenu } from "./kit.js";

const TEXT_MAX_HEIGHT_PX = 132;
const ALBUM_MIN = 2;
const ALBUM_MAX = 10;
const PLACEHOLDER = "Message";

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.commands = [];
    this.editing = null;
    this.root = this.#draw();
    this.setKeyboard(null);
    this.setCommands([]);
  }

  // ---- what the server tells -------------------------------------------------------------

  /** `keyboard`: the reply markup (`keyboard` or `rows` of buttons, or the rows themselves), or null. */
  setKeyboard(keyboard) {
    const rows = Array.isArray(keyboard) ? keyboard : keyboard?.keyboard ?? keyboard?.rows ?? [];
    const signature = JSON.stringify(keyboard ?? null);
    if (signature === this.shownKeyboard) return;
    this.shownKeyboard = signature;
    this.isOneTime = Boolean(keyboard?.one_time_keyboard ?? keyboard?.one_time);
    this.text.placeholder = keyboard?.input_field_placeholder || PLACEHOLDER;
    this.keyboard.replaceChildren(...rows.map((buttons, row) => this.#drawKeyboardRow(buttons, row)));
    this.keyboardToggle.hidden = rows.length === 0;
    this.#openKeyboard(rows.length > 0);
  }

  /** The bot sent a keyboard: it opens even if it is the same as the one folded away. */
  expectKeyboard() {
    this.shownKeyboard = undefined;
  }

  setCommands(commands) {
    this.commands = commands;
    this.commandsButton.hidden = commands.length === 0;
  }

  setBlocked(isBlocked) {
    this.bar.hidden = isBlocked;
    this.blockedBar.hidden = !isBlocked;
    this.keyboard.classList.toggle("covered", isBlocked);
  }

  // ---- writing and editing ---------------------------------------------------------------

  startEdit(message) {
    this.editing = message;
    this.editWords.textContent = message.text;
    this.editBar.hidden = false;
    this.text.value = message.text;
    this.#fitText();
    this.text.focus();
    this.text.setSelectionRange(message.text.length, message.text.length);
  }

  #stopEdit() {
    this.editing = null;
    this.editBar.hidden = true;
    this.text.value = "";
    this.#fitText();
    this.text.focus();
  }

  async #send() {
    const text = this.text.value.trim();
    if (!text || this.isSending) return;
    this.isSending = true;
    const { editing } = this;
    const answer = editing
      ? await this.phone.act("edit", { message_id: editing.message_id, text })
      : await this.phone.sendText(text);
    this.isSending = false;
    // Refused words stay in the field, so that nobody types them twice.
    if (!answer) return;
    if (editing) this.#stopEdit();
    else if (this.text.value.trim() === text) this.text.value = "";
    this.#fitText();
  }

  #onKey(event) {
    // While an input method composes (Chinese, Korean), Enter picks a word and must not send.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape" && this.editing) {
      event.preventDefault();
      this.#stopEdit();
    } else if (event.key === "ArrowUp" && this.text.value === "") {
      const newest = this.phone.newestOwnText();
      if (!newest) return;
      event.preventDefault();
      this.startEdit(newest);
    }
  }

  #fitText() {
    this.text.style.height = "auto";
    // The borders do not count as what scrolls, but as height.
    const borders = this.text.offsetHeight - this.text.clientHeight;
    this.text.style.height = `${Math.min(this.text.scrollHeight + borders, TEXT_MAX_HEIGHT_PX)}px`;
    this.sendButton.disabled = this.text.value.trim() === "";
  }

  // ---- menus -----------------------------------------------------------------------------

  #openCommands(anchor) {
    const lang = this.phone.person.language_code;
    openMenu(this.phone.device, anchor, "Commands", this.commands.map(({ command, description }) => ({
      label: `/${command}`,
      note: description,
      lang,
      run: () => this.phone.sendText(`/${command}`),
    })));
  }

  #openAttachments(anchor) {
    openMenu(this.phone.device, anchor, "Attach", [
      { label: "Photo", icon: "photo", run: () => this.#sendPhoto() },
      { label: "Album", icon: "album", run: () => this.#sendAlbum() },
      { label: "Contact", icon: "contact", run: () => this.#sendContact() },
      { label: "Document", icon: "document", run: () => this.#sendDocument() },
      { label: "Sticker", icon: "sticker", run: () => this.phone.act("sticker") },
      { label: "Voice", icon: "voice", run: () => this.phone.act("voice") },
      { label: "Location", icon: "location", run: () => this.phone.act("location") },
    ]);
  }

  /** Asks for the fields in a dialog of this phone; gives their inputs, or null after a cancel. */
  async #askFor(title, confirm, fields) {
    const inputs = fields.map(([, properties]) => make("input", { autocomplete: "off", ...properties }));
    const content = fields.map(([label, properties], index) => (properties.type === "checkbox"
      ? make("label", { class: "check" }, inputs[index], label)
      : make("label", {}, label, inputs[index])));
    const agreed = await openDialog(this.phone.device, { title, content, confirm, cancel: "Cancel" });
    return agreed ? inputs : null;
  }

  async #sendPhoto() {
    const inputs = await this.#askFor("Send a photo", "Send", [
      ["Caption (may be empty)", { type: "text", maxlength: "1024" }],
      ["Picture (without one, an invented one is drawn)", { type: "file", accept: "image/*" }],
    ]);
    if (!inputs) return;
    const [caption, picture] = inputs;
    this.phone.act("photo", { ...filled("caption", caption.value), ...(await readFile(picture)) });
  }

  async #sendAlbum() {
    const inputs = await this.#askFor("Send an album", "Send", [
      ["How many photos", { type: "number", min: ALBUM_MIN, max: ALBUM_MAX, value: "3", required: true }],
      ["Caption (may be empty)", { type: "text", maxlength: "1024" }],
    ]);
    if (!inputs) return;
    const [count, caption] = inputs;
    this.phone.act("album", { count: Number(count.value), ...filled("caption", caption.value) });
  }

  async #sendContact() {
    const { person } = this.phone;
    const inputs = await this.#askFor("Send a contact", "Send", [
      ["First name", { type: "text", required: true, maxlength: "64" }],
      ["Last name (may be empty)", { type: "text", maxlength: "64" }],
      ["Phone number", { type: "tel", required: true, maxlength: "32", placeholder: "+86 138 0013 8000" }],
      [`This is the own contact of ${person.name}`, { type: "checkbox" }],
    ]);
    if (!inputs) return;
    const [first, last, number, isOwn] = inputs;
    this.phone.act("contact", {
      phone_number: number.value.trim(),
      first_name: first.value.trim(),
      ...filled("last_name", last.value),
      ...(isOwn.checked ? { user_id: person.id } : {}),
    });
  }

  async #sendDocument() {
    const inputs = await this.#askFor("Send a document", "Send", [
      ["File name", { type: "text", required: true, maxlength: "255", value: "notes.txt" }],
      ["File (without one, an invented one is written)", { type: "file" }],
    ]);
    if (!inputs) return;
    const [name, file] = inputs;
    const content = await readFile(file);
    this.phone.act("document", { name: name.value.trim(), ...content });
  }

  // ---- reply keyboard --------------------------------------------------------------------

  #drawKeyboardRow(buttons, row) {
    const drawn = buttons.map((button, column) => {
      const text = typeof button === "string" ? button : button.text;
      return make("button", { type: "button", class: "reply-button", dir: "auto", text, onclick: () => this.#tapKeyboard(button, row, column) });
    });
    return make("div", { class: "button-row" }, ...drawn);
  }

  /** Telegram asks before it gives away a number or a place; so does this phone. */
  async #tapKeyboard(button, row, column) {
    const wish = button.request_contact ? "phone number" : button.request_location ? "location" : null;
    if (wish) {
      const content = [make("p", { text: `The bot will see the ${wish} of ${this.phone.person.name}.` })];
      const agreed = await openDialog(this.phone.device, { title: `Share your ${wish}?`, content, confirm: "Share", cancel: "Cancel" });
      if (!agreed) return;
    }
    const answer = await this.phone.act("tap_keyboard", { row, column });
    if (answer && this.isOneTime) this.#openKeyboard(false);
  }

  #openKeyboard(isOpen) {
    const label = isOpen ? "Hide the keyboard of the bot" : "Show the keyboard of the bot";
    this.keyboard.hidden = !isOpen;
    this.keyboardToggle.setAttribute("aria-expanded", String(isOpen));
    this.keyboardToggle.setAttribute("aria-label", label);
    this.keyboardToggle.title = label;
  }

  // ---- drawing ---------------------------------------------------------------------------

  #draw() {
    this.keyboard = make("div", { class: "reply-keyboard", role: "group", "aria-label": "Keyboard of the bot" });
    this.blockedBar = make("div", { class: "blocked-bar", hidden: true, lang: "en" },
      make("button", { type: "button", class: "unblock", text: "Unblock the bot", onclick: () => this.phone.actAndCatchUp("unblock") }));
    this.#drawEditBar();
    this.#drawBar();
    return make("div", { class: "composer" }, this.editBar, this.bar, this.blockedBar, this.keyboard);
  }

  #drawEditBar() {
    this.editWords = make("span", { class: "edit-words", dir: "auto" });
    this.editBar = make("div", { class: "edit-bar", hidden: true },
      icon("edit"),
      make("div", {}, make("strong", { lang: "en", text: "Editing your message" }), this.editWords),
      iconButton("close", "Stop editing", () => this.#stopEdit()));
  }

  #drawBar() {
    const menu = { "aria-haspopup": "menu", "aria-expanded": "false" };
    this.commandsButton = make("button", {
      type: "button", class: "commands", lang: "en", title: "Commands of the bot", ...menu, onclick: (event) => this.#openCommands(event.currentTarget),
    }, icon("commands"), "Menu");
    this.text = make("textarea", {
      rows: "1", dir: "auto", maxlength: "4096", "data-composer": true, "aria-label": `Message of ${this.phone.person.name}`, placeholder: PLACEHOLDER,
      oninput: () => this.#fitText(), onkeydown: (event) => this.#onKey(event),
    });
    this.keyboardToggle = iconButton("keyboard", "Keyboard of the bot", () => this.#openKeyboard(this.keyboard.hidden));
    this.sendButton = iconButton("send", "Send", () => this.#send(), { class: "icon-button send", "data-send": true, disabled: true });
    const attach = iconButton("attach", "Attach", (event) => this.#openAttachments(event.currentTarget), menu);
    this.bar = make("div", { class: "bar" }, this.commandsButton, attach, this.text, this.keyboardToggle, this.sendButton);
  }
}

function filled(name, value) {
  return value.trim() ? { [name]: value.trim() } : {};
}

/** The chosen file as `{base64, name}`, or nothing when none was chosen. */
async function readFile(input) {
  const file = input.files[0];
  if (!file) return {};
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return { base64: url.slice(url.indexOf(",") + 1), name: file.name };
}
