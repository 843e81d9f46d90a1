// The page as a whole: its chats, its panel, and what it hears from the server.

import { button } from "./dom.js";
import { Panel } from "./panel.js";
import { Phone } from "./phone.js";
import { listen } from "./server.js";

const phones = new Map();
const panel = new Panel(document.getElementById("panel"));
const places = Object.fromEntries(["phones", "rooms", "theme", "why", "lost"].map((id) => [id, document.getElementById(id)]));
let chosen;

function begin({ bot, rooms, questions, knowledge }) {
  phones.clear();
  rooms.forEach((room) => phones.set(room.id, new Phone(room, bot)));
  places.phones.replaceChildren(...[...phones.values()].map(({ root }) => root));
  places.rooms.replaceChildren(...rooms.map(({ id, title }) => button(title, "room", () => choose(id))));
  choose(phones.has(chosen) ? chosen : rooms[0].id);
  panel.begin(questions, knowledge);
}

function choose(id) {
  chosen = id;
  [...phones].forEach(([room, phone], at) => {
    phone.root.hidden = room !== id;
    places.rooms.children[at].setAttribute("aria-pressed", room === id);
  });
  phones.get(id).toEnd();
}

/** A button that is in or out: `changed` is told which. */
function toggle(place, changed) {
  place.addEventListener("click", () => {
    const pressed = place.getAttribute("aria-pressed") !== "true";
    place.setAttribute("aria-pressed", pressed);
    changed(pressed);
  });
}

function hear(event, did) {
  return (data) => {
    const phone = phones.get(data.chat);
    if (phone) did(phone, data);
  };
}

const prefersDark = matchMedia("(prefers-color-scheme: dark)").matches;
places.theme.setAttribute("aria-pressed", prefersDark);
toggle(places.theme, (dark) => { document.documentElement.dataset.theme = dark ? "dark" : "light"; });
toggle(places.why, (shown) => { document.getElementById("panel").hidden = !shown; });

listen({
  hello: begin,
  message: hear("message", (phone, message) => phone.show(message)),
  typing: hear("typing", (phone) => phone.setTyping(true)),
  answered: (answer) => phones.forEach((phone) => phone.answered(answer)),
  bot: (bot) => phones.forEach((phone) => phone.setBot(bot)),
  question: (question) => panel.add(question),
  knowledge: (knowledge) => panel.setKnowledge(knowledge),
}, (lost) => { places.lost.hidden = !lost; });
