// Where a person types: the line, the command menu, the quick replies, who writes in a group.

import { arrows, button, element } from "./dom.js";

export class Composer {
  /** `root` is the phone, `send(text, about, changes)` sends, `written()` is told that somebody else writes now. */
  constructor(root, room, send, written) {
    this.send = send;
    this.written = written;
    this.form = root.querySelector(".composer");
    this.line = root.querySelector("textarea");
    this.menu = root.querySelector(".menu");
    this.commands = root.querySelector(".commands");
    this.answering = root.querySelector(".answering");
    this.keys = root.querySelector(".keys");
    this.keyboard = root.querySelector(".keyboard");
    this.person = room.people[0].id;
    this.known = [];
    this.line.setAttribute("aria-label", `Message in ${room.title}`);
    this.listen();
    if (room.people.length > 1) this.addSpeakers(root.querySelector(".speakers"), room);
  }

  listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(this.line.value); });
    this.line.addEventListener("input", () => this.typed());
    this.line.addEventListener("keydown", (event) => this.pressed(event));
    this.menu.addEventListener("click", () => this.offer(this.commands.hidden ? this.known : []));
    this.keys.addEventListener("click", () => this.showKeyboard(this.keyboard.hidden));
    this.answering.querySelector("button").addEventListener("click", () => this.about(null));
    arrows(this.commands, () => { this.offer([]); this.line.focus(); });
    arrows(this.keyboard, () => this.line.focus());
  }

  addSpeakers(place, room) {
    place.hidden = false;
    for (const person of room.people) {
      const choice = element("input", "", { type: "radio", name: `as-${room.id}`, checked: person.id === this.person });
      choice.addEventListener("change", () => { this.person = person.id; this.written(); });
      place.append(element("label", "", {}, choice, element("span", "", {}, person.name)));
    }
  }

  /** What is written next is about a message: a reply to it, or its change. */
  about(message, title = "", change = false) {
    this.message = message;
    this.changes = Boolean(message) && change;
    this.answering.hidden = !message;
    if (!message) return;
    const words = textOf(message.nodes);
    this.answering.querySelector("b").textContent = title;
    this.answering.querySelector("span").textContent = words;
    if (change) this.line.value = words;
    this.typed();
    this.line.focus();
  }

  setCommands(commands) {
    this.known = commands;
  }

  setKeyboard(rows) {
    const labels = JSON.stringify(rows);
    if (labels === this.labels) return;
    this.labels = labels;
    const shown = rows.map((row) =>
      element("div", "row", {}, ...row.map((label) => button(label, "key", () => this.submit(label)))));
    this.keyboard.replaceChildren(...shown);
    this.keys.hidden = !rows.length;
    this.showKeyboard(rows.length > 0);
  }

  showKeyboard(shown) {
    this.keyboard.hidden = !shown;
    this.keys.setAttribute("aria-expanded", shown);
  }

  submit(text) {
    if (!text.trim()) return;
    this.send(text, this.message, this.changes);
    this.line.value = "";
    this.about(null);
    this.typed();
  }

  typed() {
    const { value } = this.line;
    // As on a phone: what one types with takes the place of the quick replies.
    if (value) this.showKeyboard(false);
    this.form.querySelector(".send").disabled = !value.trim();
    const isCommand = /^\/[a-z0-9_]*$/.test(value);
    this.offer(isCommand ? this.known.filter(({ name }) => `/${name}`.startsWith(value)) : []);
    this.line.style.height = "auto";
    this.line.style.height = `${this.line.scrollHeight}px`;
  }

  pressed(event) {
    const { key, shiftKey, isComposing } = event;
    if (key === "Enter" && !shiftKey && !isComposing) this.form.requestSubmit();
    else if (key === "ArrowUp" && !this.commands.hidden) this.commands.lastElementChild.focus();
    else if (key === "ArrowDown" && !this.commands.hidden) this.commands.firstElementChild.focus();
    else if (key === "Escape") { this.offer([]); this.about(null); }
    else return;
    event.preventDefault();
  }

  /** Show commands to choose from; none hide the list. */
  offer(commands) {
    const shown = commands.map(({ name, does }) => {
      const one = button("", "", () => { this.submit(`/${name}`); this.line.focus(); });
      one.append(element("b", "", {}, `/${name}`), element("span", "", {}, does));
      return one;
    });
    this.commands.replaceChildren(...shown);
    this.commands.hidden = !shown.length;
    this.menu.setAttribute("aria-expanded", shown.length > 0);
  }
}

function textOf(nodes) {
  return nodes.map((node) => (typeof node === "string" ? node : textOf(node.children))).join("");
}
