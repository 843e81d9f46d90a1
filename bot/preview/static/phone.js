// One chat as a phone shows it.

import { element, toast } from "./dom.js";
import { act } from "./server.js";
import { Composer } from "./composer.js";
import { bubble } from "./message.js";

const TYPING = 5000; // milliseconds for which Telegram shows that somebody types

export class Phone {
  constructor(room, bot) {
    this.room = room;
    this.messages = new Map();
    this.waiting = new Map();
    const copied = document.getElementById("phone").content.cloneNode(true);
    this.root = copied.firstElementChild;
    this.log = this.root.querySelector(".log");
    this.start = this.root.querySelector(".start");
    this.composer = new Composer(this.root, room, (...given) => this.send(...given), () => this.takeSides());
    this.start.firstElementChild.addEventListener("click", () => this.send("/start"));
    this.setBot(bot);
    this.composer.setKeyboard(room.keyboard);
    room.messages.forEach((message) => this.show(message));
    this.showStart();
  }

  get isGroup() {
    return this.room.people.length > 1;
  }

  setBot(bot) {
    this.bot = bot;
    const title = this.isGroup ? this.room.title : bot.name;
    const names = [...this.room.people.map(({ name }) => name), bot.name];
    this.about = this.isGroup ? names.join(", ") : "bot";
    this.root.setAttribute("aria-label", this.isGroup ? `Group ${title}` : `${this.room.title}’s chat with ${title}`);
    this.root.querySelector(".title").textContent = title;
    this.root.querySelector(".avatar").textContent = this.isGroup ? title[0] : "";
    this.root.querySelector(".avatar").classList.toggle("bot", !this.isGroup);
    const owner = this.root.querySelector(".owner");
    owner.hidden = this.isGroup;
    owner.textContent = this.room.title;
    this.log.setAttribute("aria-label", `Messages of ${this.isGroup ? title : this.room.title}`);
    this.composer.setCommands(this.isGroup ? [] : bot.commands);
    this.root.querySelector(".menu").hidden = this.isGroup;
    this.setTyping(false);
    this.showStart();
  }

  /** An empty chat says what the bot can do, and has one button. */
  showStart() {
    const isEmpty = !this.messages.size;
    this.start.hidden = !isEmpty || this.isGroup;
    this.composer.form.hidden = isEmpty && !this.isGroup;
    this.log.querySelector(".intro")?.remove();
    if (!isEmpty) return;
    const text = this.isGroup
      ? `Name @${this.bot.username}, write /ask before a question, or reply to the bot: it keeps out of all else.`
      : this.bot.description;
    const title = this.isGroup ? "In a group" : "What can this bot do?";
    this.log.append(element("div", "intro", {}, element("b", "", {}, title), element("p", "", {}, text)));
  }

  /** Show a message, new or changed. */
  show(message) {
    const isBot = message.from === "bot";
    const name = isBot ? this.bot.name : message.name;
    const shown = { ...message, name: this.isGroup ? name : "" };
    const drawn = bubble(shown, name, this.doings(message));
    const old = this.messages.get(message.id)?.element;
    this.messages.set(message.id, { ...message, element: drawn });
    this.takeSide(drawn);
    if (old) this.replace(old, drawn);
    else this.add(drawn, isBot);
    if (message.keyboard) this.composer.setKeyboard(message.keyboard);
    if (isBot) this.setTyping(false);
  }

  /** One's own messages stand at the right, all others at the left. */
  takeSide(drawn) {
    const isOwn = drawn.dataset.from === String(this.composer.person);
    drawn.classList.toggle("out", isOwn);
    drawn.classList.toggle("in", !isOwn);
  }

  takeSides() {
    this.messages.forEach(({ element: drawn }) => this.takeSide(drawn));
  }

  add(drawn, isBot) {
    if (this.messages.size === 1) this.showStart();
    if (!this.log.querySelector(".day")) this.log.append(element("div", "day", {}, "Today"));
    if (isBot) this.log.querySelectorAll(".out").forEach((own) => own.classList.add("read"));
    this.log.append(drawn);
    this.scroll(drawn);
  }

  /** The focus stays where it was in a message that is changed: on its first button, if on one. */
  replace(old, drawn) {
    const hadFocus = old.contains(document.activeElement);
    if (old.classList.contains("read")) drawn.classList.add("read");
    old.replaceWith(drawn);
    if (hadFocus) (drawn.querySelector(".inline .key") ?? this.log).focus();
    this.scroll(drawn);
  }

  scroll(drawn) {
    const isLong = drawn.offsetHeight > this.log.clientHeight;
    drawn.scrollIntoView({ block: isLong ? "start" : "nearest" });
    if (!isLong && drawn === this.log.lastElementChild) this.log.scrollTop = this.log.scrollHeight;
  }

  /** Show the newest message: where a phone becomes visible, it has forgotten how far it was. */
  toEnd() {
    const last = [...this.messages.values()].at(-1);
    if (last) this.scroll(last.element);
  }

  setTyping(isTyping) {
    clearTimeout(this.typing);
    this.root.querySelector(".about").textContent = isTyping ? "typing…" : this.about;
    this.root.classList.toggle("typing", isTyping);
    if (isTyping) this.typing = setTimeout(() => this.setTyping(false), TYPING);
  }

  /** A tap was answered: the button waits no longer, and a text is shown. */
  answered({ query, text }) {
    if (!this.waiting.has(query)) return;
    this.waiting.get(query).removeAttribute("aria-busy");
    this.waiting.delete(query);
    if (text) toast(text);
  }

  send(text, about, changes) {
    if (changes) this.do("change", { id: about.id, text });
    else this.do("say", { text, reply_to: about?.id });
  }

  doings(message) {
    return {
      tap: (row, place, key) => this.tap(message, row, place, key),
      command: (text) => this.send(text),
      reply: () => this.composer.about(message, "Reply"),
      change: () => this.composer.about(message, "Edit", true),
    };
  }

  async tap(message, row, place, key) {
    key.setAttribute("aria-busy", "true");
    const { query } = await this.do("tap", { id: message.id, row, place });
    if (query) this.waiting.set(query, key);
  }

  async do(what, given) {
    try {
      return await act(what, { chat: this.room.id, person: this.composer.person, ...given });
    } catch {
      toast("The preview did not take that.");
      return {};
    }
  }
}
