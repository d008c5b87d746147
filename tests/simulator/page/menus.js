// The menus and dialogs of one phone: its chat, its messages, links and pictures.

import { isStartLink, readUrl } from "./entities.js";
import { make, openDialog, openMenu } from "./kit.js";

export function openPhoneMenu(phone, anchor) {
  openMenu(phone.device, anchor, `Chat of ${phone.person.name}`, [
    { label: "Open a start link", note: "t.me/…?start=…", icon: "link", run: () => askForLink(phone) },
    { label: "Clear the chat", icon: "erase", run: () => clearChat(phone) },
    phone.isBlocked
      ? { label: "Unblock the bot", icon: "block", run: () => phone.actAndCatchUp("unblock") }
      : { label: "Block the bot", icon: "block", danger: true, run: () => phone.actAndCatchUp("block") },
  ]);
}

export function openMessageMenu(phone, message, anchor) {
  const text = message.text || message.caption;
  const isWritten = message.out && message.kind === "text";
  const remove = () => phone.act("delete", { message_id: message.message_id });
  openMenu(phone.device, anchor, "Message", [
    ...(isWritten ? [{ label: "Edit", icon: "edit", run: () => phone.composer.startEdit(message) }] : []),
    ...(text && !message.protected ? [{ label: "Copy text", icon: "copy", run: () => copyText(phone, text) }] : []),
    { label: "Delete", note: "for the person and the bot", icon: "erase", danger: true, run: remove },
  ]);
}

export async function copyText(phone, text) {
  try {
    await navigator.clipboard.writeText(text);
    phone.toast("Copied");
  } catch {
    phone.toast("The browser did not allow copying.", { isError: true });
  }
}

/** A start link stays inside; any other is shown first, since it would leave this machine. */
export async function openLink(phone, url) {
  const target = readUrl(url);
  if (target && isStartLink(target)) return phone.act("open_link", { url: target.href });
  const content = [
    make("p", { text: "This link leads out of the simulator:" }),
    make("p", { class: "address", dir: "ltr", text: url ?? "" }),
  ];
  const words = target ? { confirm: "Open in a new tab", cancel: "Cancel" } : { confirm: "Close" };
  const agreed = await openDialog(phone.device, { title: "Open this link?", content, ...words });
  if (agreed && target) window.open(target.href, "_blank", "noopener,noreferrer");
  return null;
}

export function lookAt(phone, file, alt) {
  const content = [make("img", { class: "large", src: file, alt, draggable: "false" })];
  return openDialog(phone.device, { title: "Photo", content, confirm: "Close" });
}

async function askForLink(phone) {
  const input = make("input", { type: "text", required: true, autocomplete: "off", inputmode: "url", placeholder: "https://t.me/…?start=…" });
  const content = [make("label", {}, "Link", input)];
  const agreed = await openDialog(phone.device, { title: "Open a start link", content, confirm: "Open", cancel: "Cancel" });
  if (agreed) phone.act("open_link", { url: input.value.trim() });
}

async function clearChat(phone) {
  const content = [make("p", { text: "All messages go, for the person and the bot." })];
  const agreed = await openDialog(phone.device, { title: "Clear the chat?", content, confirm: "Clear", cancel: "Keep" });
  if (agreed) phone.actAndCatchUp("clear");
}
