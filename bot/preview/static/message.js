// One message as a bubble, with its buttons.

import { button, copy, element } from "./dom.js";

const MARKS = { bold: "strong", italic: "em" };

/** What can be done with a message: `tap(row, place, button)`, `command(text)`, `reply()`, `change()`. */
export function bubble(message, name, does) {
  const isBot = message.from === "bot";
  const time = new Date(message.time * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const text = element("div", "text");
  if (message.name) text.append(element("b", "name", {}, message.name));
  if (message.reply) text.append(quoted(message.reply));
  const words = element("div", "words");
  words.append(...message.nodes.map((node) => draw(node, does)), meta(message, time, isBot));
  text.append(words);
  const body = element("div", "body", {}, text, beside(does, isBot));
  const whole = element("article", "message", { "aria-label": `${name}, ${time}` }, body);
  whole.dataset.from = message.from;
  if (message.rows.length) whole.append(rows(message.rows, does));
  return whole;
}

function draw(node, does) {
  if (typeof node === "string") return node;
  const inside = node.children.map((child) => draw(child, does));
  if (node.type === "link") {
    return element("a", "", { href: node.href, target: "_blank", rel: "noopener noreferrer" }, ...inside);
  }
  if (node.type === "bot_command") {
    return button(node.children[0], "command", () => does.command(node.children[0]));
  }
  return element(MARKS[node.type], "", {}, ...inside);
}

function meta(message, time, isBot) {
  const shown = element("span", "meta", {}, message.edited ? `edited ${time}` : time);
  if (!isBot) shown.append(element("span", "ticks", { "aria-hidden": "true" }));
  return shown;
}

function quoted(reply) {
  return element("div", "quoted", {}, element("b", "", {}, reply.name), element("span", "", {}, reply.text));
}

function rows(keyboard, does) {
  const drawn = keyboard.map((row, at) =>
    element("div", "row", {}, ...row.map((one, place) => key(one, at, place, does))));
  return element("div", "inline", { role: "group", "aria-label": "Buttons of this message" }, ...drawn);
}

function key(one, row, place, does) {
  if (one.does === "open") {
    return element("a", "key opens", { href: one.href, target: "_blank", rel: "noopener noreferrer" }, one.label);
  }
  if (one.does === "copy") {
    return button(one.label, "key copies", () => copy(one.text, `Copied: ${one.text}`));
  }
  const made = button(one.label, "key", () => does.tap(row, place, made));
  made.disabled = one.does === "nothing";
  return made;
}

/** What can be done with a message stands beside it. */
function beside(does, isBot) {
  const doings = [button("↩", "", does.reply, { "aria-label": "Reply" })];
  if (!isBot) doings.push(button("✎", "", does.change, { "aria-label": "Edit" }));
  return element("div", "beside", {}, ...doings);
}
