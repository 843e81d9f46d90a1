// One message as a bubble, with its buttons and reactions.

import { button, copy, element, arrows } from "./dom.js";

const REACTIONS = ["👍", "❤️", "🔥", "🎉", "😢", "👎"];

const MARKS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

/** What can be done with a message: `tap(row, place, button)`, `command(text)`, `react(emoji)`, `reply()`, `change()`. */
export function bubble(message, name, does) {
  const isBot = message.from === "bot";
  const time = new Date(message.time * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const text = element("div", "text");
  if (message.name) text.append(element("b", "name", {}, message.name));
  if (message.reply) text.append(quoted(message.reply));
  const words = element("div", "words");
  words.append(...message.nodes.map((node) => draw(node, does)), meta(message, time, isBot));
  text.append(words);
  const body = element("div", "body", {}, text, more(message, does, isBot));
  const whole = element("article", "message", { "aria-label": `${name}, ${time}` }, body);
  whole.dataset.from = message.from;
  if (message.rows.length) whole.append(rows(message.rows, does));
  react(whole, message.reactions);
  return whole;
}

/** Show the reactions to a message. */
export function react(whole, reactions) {
  whole.querySelector(".reactions")?.remove();
  if (!reactions.length) return;
  const counted = new Map();
  for (const emoji of reactions) counted.set(emoji, (counted.get(emoji) ?? 0) + 1);
  const shown = [...counted].map(([emoji, count]) =>
    element("span", "reaction", {}, count > 1 ? `${emoji} ${count}` : emoji));
  const place = element("div", "reactions", { role: "group", "aria-label": "Reactions" }, ...shown);
  whole.querySelector(".words").append(place);
}

function draw(node, does) {
  if (typeof node === "string") return node;
  const inside = node.children.map((child) => draw(child, does));
  if (node.type === "link" && /^https?:\/\//i.test(node.href)) {
    return element("a", "", { href: node.href, target: "_blank", rel: "noopener noreferrer" }, ...inside);
  }
  if (node.type === "bot_command") {
    return button(node.children[0], "command", () => does.command(node.children[0]));
  }
  return element(MARKS[node.type] ?? "span", MARKS[node.type] ? "" : node.type, {}, ...inside);
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

/** The button beside a message, and what it opens: reactions, a reply, a change. */
function more(message, does, isBot) {
  const menu = element("div", "doings", { role: "group", "aria-label": "React or reply", hidden: true });
  const opener = button("⋯", "more", () => open(menu.hidden), { "aria-label": "React or reply", "aria-expanded": "false" });
  const open = (shown) => {
    menu.hidden = !shown;
    opener.setAttribute("aria-expanded", shown);
    if (shown) menu.querySelector("button").focus();
    else opener.focus();
  };
  const doing = (label, what, properties) => button(label, "", () => { open(false); what(); }, properties);
  const emoji = REACTIONS.map((one) => doing(one, () => does.react(one), { "aria-label": `React with ${one}` }));
  menu.append(element("div", "emoji", {}, ...emoji), doing("Reply", does.reply));
  if (!isBot) menu.append(doing("Edit", does.change));
  arrows(menu, () => open(false));
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget) && relatedTarget !== opener) menu.hidden = true;
  });
  return element("div", "beside", {}, opener, menu);
}
