"""The chat page's server: the files of the page, what happens in the chats, and what people do there."""

import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import assert_never

from aiohttp import web

from bot.preview import view
from bot.preview.cast import ROOMS, Room
from bot.preview.explain import Explainer
from bot.preview.feed import Feed
from bot.preview.shield import add_headers, shield
from bot.preview.telegram import JSON
from bot.preview.telegram.state import Chat, State
from bot.preview.telegram.values import (
    Answered,
    Event,
    Presented,
    Said,
    Shown,
    Typing,
)

FILES = Path(__file__).with_name("static")
"""What the browser loads."""
LONGEST_BODY = 64 * 1024
LONGEST_TEXT = 4096
"""Characters that Telegram lets a person send at once."""

LATEST = 10
"""Questions whose reasons are shown to who opens the page later."""

Act = Callable[[JSON], Awaitable[JSON]]
Reload = Callable[[], Awaitable[Sequence[str]]]
"""Returns the problems for which it was not done."""


class Page:
    """Shows the chats of a stand-in, and does there what its people do on the page."""

    def __init__(self, state: State, explainer: Explainer, reload: Reload) -> None:
        """Show `state`; `reload` has the bot answer by knowledge that was edited."""
        self._state = state
        self._explainer = explainer
        self._reload = reload
        self._feed = Feed()
        self._latest: deque[JSON] = deque(maxlen=LATEST)
        """Why the last questions were answered as they were, the newest at the end."""
        self._knowledge: JSON = {"state": "ready", "lines": []}
        state.listeners.append(self._hear)

    def application(self) -> web.Application:
        """Return the web application."""
        application = web.Application(middlewares=[shield], client_max_size=LONGEST_BODY)
        application.on_response_prepare.append(add_headers)
        application.on_shutdown.append(self._close)
        application.router.add_get("/", self._index)
        application.router.add_get("/events", self._events)
        application.router.add_static("/static", FILES)
        for act in (self.say, self.change, self.tap, self.reload):
            application.router.add_post(f"/{act.__name__}", _answering(act))
        return application

    async def say(self, given: JSON) -> JSON:
        """A person writes a message: `text`, maybe in reply to a message of the bot (`reply_to`)."""
        room, text = self._room(given), _text(given)
        chat = self._chat(room.chat)
        room.person(self._state, given["person"]).write(text, chat.sent.get(given.get("reply_to") or 0))
        return {}

    async def change(self, given: JSON) -> JSON:
        """A person changes a message of their own."""
        room, text = self._room(given), _text(given)
        message = self._state.chats[room.id].incoming[given["id"]]
        room.person(self._state, message["from"]["id"]).rewrite(message, text)
        return {}

    async def tap(self, given: JSON) -> JSON:
        """A person taps a button under a message, by row and place; returns the `query` that waits now."""
        room = self._room(given)
        message = self._state.chats[room.id].sent[given["id"]]
        button, person = message.inline_rows[given["row"]][given["place"]], given["person"]
        query = room.person(self._state, person).tap_button(message, button["callback_data"])
        tapped = self._explainer.tap(
            message.as_json(), room.user(person), button["text"], button["callback_data"]
        )
        self._tell_why(tapped)
        return {"query": query}

    async def reload(self, _: JSON) -> JSON:
        """Read the knowledge anew; the bot goes on with the old one meanwhile, and if it can't be used."""
        if self._knowledge["state"] != "learning":
            self._tell_of_knowledge("learning")
            problems = await self._reload()
            self._tell_of_knowledge("broken" if problems else "ready", problems)
        return {}

    def _tell_of_knowledge(self, state: str, lines: Sequence[str] = ()) -> None:
        self._knowledge = {"state": state, "lines": [*lines], "time": int(time.time())}
        self._feed.tell("knowledge", self._knowledge)

    def _tell_why(self, explanation: JSON | None) -> None:
        if explanation:
            self._latest.append(explanation)
            self._feed.tell("question", explanation)

    def _room(self, given: JSON) -> Room:
        return ROOMS[given["chat"]]

    async def _index(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(FILES / "index.html")

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        async for item in self._feed.stream(self._everything()):
            await response.write(item)
        return response

    async def _close(self, _: web.Application) -> None:
        self._feed.close()

    def _everything(self) -> JSON:
        return {
            "bot": self._bot(),
            "rooms": [self._shown(room) for room in ROOMS.values()],
            "questions": list(self._latest),
            "knowledge": self._knowledge,
        }

    def _bot(self) -> JSON:
        return {
            "name": self._state.me["first_name"],
            "username": self._state.me["username"],
            "description": self._state.texts.get("description", ""),
            "commands": [{"name": name, "does": does} for name, does in self._state.commands.items()],
        }

    def _shown(self, room: Room) -> JSON:
        chat = self._chat(room.chat)
        messages = [*map(view.of_bot, chat.sent.values()), *map(view.of_person, chat.incoming.values())]
        return {
            "id": room.id,
            "title": room.title,
            "people": [{"id": person["id"], "name": person["first_name"]} for person in room.people],
            "messages": sorted(messages, key=lambda message: int(message["id"])),
            "keyboard": chat.keyboard,
        }

    def _hear(self, event: Event) -> None:
        match event:
            case Said(message):
                self._feed.tell("message", view.of_person(message))
                self._tell_why(self._explainer.say(message))
            case Shown(message):
                self._feed.tell("message", view.of_bot(message) | {"keyboard": message.keyboard})
            case Typing(chat_id):
                self._feed.tell("typing", {"chat": chat_id})
            case Answered(query_id, params):
                text, alert = params.get("text", ""), params.get("show_alert", False)
                self._feed.tell("answered", {"query": query_id, "text": text, "alert": alert})
            case Presented():
                self._feed.tell("bot", self._bot())
            case _:
                assert_never(event)

    def _chat(self, info: JSON) -> Chat:
        """Return a chat as the stand-in has it; an empty one where nobody has written yet."""
        return self._state.chats.get(info["id"]) or Chat(info)


def _text(given: JSON) -> str:
    """What a person typed.

    Raises:
        ValueError: if it is nothing that can be sent.
    """
    text = given["text"]
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
        raise ValueError("text")
    return text.strip()


def _answering(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return an action as the handler of a request, which refuses what no page of ours would send."""

    async def handler(request: web.Request) -> web.Response:
        try:
            return web.json_response(await act(await request.json()))
        except (AttributeError, KeyError, IndexError, TypeError, ValueError):
            return web.json_response({"error": "there is no such thing to do"}, status=400)

    return handler
