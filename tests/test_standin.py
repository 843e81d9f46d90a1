"""The stand-in for Telegram keeps its promises, seen by a real python-telegram-bot client."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, MessageHandler, filters
from telegram.request import HTTPXRequest

from bot.preview.telegram import ApiError, parse_html
from tools.standin import StandIn
from tools.standin.kinds import KINDS

TOKEN = "123456:TEST-token"
ADA = 1001
# Loading the certificates of the world takes longer than a whole test.
TRUST_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

Handler = Callable[[Bot, Update], Awaitable[object]]


@pytest.fixture
async def telegram() -> AsyncIterator[StandIn]:
    async with StandIn(TOKEN, patience=2) as standin:
        yield standin


@pytest.fixture
async def bot(telegram: StandIn) -> AsyncIterator[Bot]:
    async with connect(telegram) as bot:
        yield bot


def connect(telegram: StandIn, token: str = TOKEN) -> Bot:
    quick = [HTTPXRequest(httpx_kwargs={"verify": TRUST_NOBODY}) for _ in range(2)]
    return Bot(
        token,
        base_url=f"{telegram.url}/bot",
        base_file_url=f"{telegram.url}/file/bot",
        request=quick[0],
        get_updates_request=quick[1],
    )


@asynccontextmanager
async def running(bot: Bot, handler: Handler) -> AsyncIterator[None]:
    """A bot that answers every update with `handler`."""

    async def poll() -> None:
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=5):
                offset = update.update_id + 1
                await handler(bot, update)

    task = asyncio.create_task(poll())
    yield
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.result()


async def meet(telegram: StandIn, bot: Bot) -> Message:
    """Let Ada write to the bot, so that it may write to her; returns its reply."""
    async with running(bot, lambda bot, _: bot.send_message(ADA, "Hello")):
        await telegram.client(ADA).say("hello")
    return Message.de_json(telegram.client(ADA).last.as_json(), bot)


async def call(telegram: StandIn, method: str, **params: object) -> dict[str, Any]:
    """A call with a JSON body, for what python-telegram-bot would not send."""
    async with httpx.AsyncClient(verify=TRUST_NOBODY) as client:
        response = await client.post(f"{telegram.url}/bot{TOKEN}/{method}", json=params)
    answer: dict[str, Any] = response.json()
    assert response.status_code == answer.get("error_code", 200)
    return answer


def button(callback_data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Causes", callback_data=callback_data)]])


async def test_a_person_speaks_and_reads_the_answer(telegram: StandIn, bot: Bot) -> None:
    async def echo(bot: Bot, update: Update) -> None:
        assert update.effective_message is not None
        assert update.effective_user is not None
        await bot.send_message(
            update.effective_user.id,
            f"You said <b>{update.effective_message.text}</b>",
            parse_mode="HTML",
            reply_markup=ReplyKeyboardMarkup([["Topics", "Help"]]),
        )

    async with running(bot, echo):
        ada, grace = telegram.client(ADA, "Ada"), telegram.client(1002, "Grace", None)
        message = await ada.say("what causes it?")
        await grace.say("hi")
        assert (await ada.press("Topics")).text == "You said Topics"
    assert message.text == "You said what causes it?"
    assert message.html == "You said <b>what causes it?</b>"
    assert [entity.as_json() for entity in message.entities] == [{"type": "bold", "offset": 9, "length": 15}]
    assert message.keyboard == [["Topics", "Help"]]
    assert [m.text for m in ada.messages] == ["You said what causes it?", "You said Topics"]
    assert grace.last.text == "You said hi"
    assert telegram.calls_of("sendMessage")[0].params["chat_id"] == ADA
    assert telegram.refusals == []


async def test_commands_and_mentions_are_entities(telegram: StandIn, bot: Bot) -> None:
    seen: list[MessageEntity] = []

    async def look(bot: Bot, update: Update) -> None:
        assert update.message is not None
        seen.extend(update.message.entities)
        await bot.send_message(ADA, "Seen")

    async with running(bot, look):
        await telegram.client(ADA).say("/start@standin_bot é 😀 @someone a/b")
    assert [(e.type, e.offset, e.length) for e in seen] == [("bot_command", 0, 18), ("mention", 24, 8)]


async def test_every_kind_of_message_can_be_parsed(telegram: StandIn, bot: Bot) -> None:
    async def name_it(bot: Bot, update: Update) -> None:
        assert update.message is not None
        kinds = [kind for kind in KINDS if getattr(update.message, kind)]
        await bot.send_message(ADA, f"{' '.join(kinds)} {update.message.caption}")

    async with running(bot, name_it):
        for kind in KINDS:
            assert kind in (await telegram.client(ADA).send(kind, caption="what is it?")).text


async def test_a_raw_update_is_queued_as_it_is(telegram: StandIn, bot: Bot) -> None:
    ada = telegram.client(ADA)
    await ada.send_update({"edited_message": ada.message(text="changed", edit_date=1)})
    [update] = await bot.get_updates()
    assert update.edited_message is not None
    assert update.edited_message.text == "changed"


async def test_a_silent_bot_is_reported(telegram: StandIn, bot: Bot) -> None:
    ada = telegram.client(ADA)
    ada._patience = 0.05
    with pytest.raises(AssertionError, match=r"the bot did not answer 'hello' within 0\.05 s"):
        await ada.say("hello")
    await ada.expect_silence(0.01)
    with pytest.raises(AssertionError, match="should have kept silent"):
        await asyncio.gather(ada.expect_silence(0.1), bot.send_message(ADA, "Hello"))


async def test_a_topic_of_a_group_keeps_its_answers(telegram: StandIn, bot: Bot) -> None:
    async def answer(_: Bot, update: Update) -> None:
        assert update.message is not None
        await update.message.reply_text("Here", do_quote=True)

    async with running(bot, answer):
        message = await telegram.group(thread=7).say("hello")
    assert message.extra["message_thread_id"] == 7
    assert message.extra["reply_to_message"]["text"] == "hello"
    assert telegram.refusals == []


async def test_an_inline_button_is_pressed_and_the_message_edited(telegram: StandIn, bot: Bot) -> None:
    async def handle(bot: Bot, update: Update) -> None:
        if update.callback_query is None:
            await bot.send_message(ADA, "Choose", reply_markup=button("t:causes"))
        else:
            await update.callback_query.answer("Done")
            await update.callback_query.edit_message_text(f"Chosen: {update.callback_query.data}")

    async with running(bot, handle):
        ada = telegram.client(ADA)
        assert (await ada.say("hi")).inline_buttons == [["Causes"]]
        assert (await ada.press("Causes")).text == "Chosen: t:causes"
        assert ada.last.text == "Chosen: t:causes"
        with pytest.raises(AssertionError, match=r"no button 'Causes'; inline buttons: \[\]"):
            await ada.press("Causes")


async def test_a_press_can_end_with_the_answer(telegram: StandIn, bot: Bot) -> None:
    async def handle(bot: Bot, update: Update) -> None:
        if update.callback_query is None:
            markup = InlineKeyboardMarkup.from_row(
                [
                    InlineKeyboardButton("Yes", callback_data="y"),
                    InlineKeyboardButton("Web", url="https://who.int"),
                ]
            )
            await bot.send_message(ADA, "Helpful?", reply_markup=markup)
        else:
            await update.callback_query.answer("Thank you")

    async with running(bot, handle):
        ada = telegram.client(ADA)
        await ada.say("hi")
        assert (await ada.tap("Yes"))["text"] == "Thank you"
        with pytest.raises(AssertionError, match="'Web' is no button for the bot"):
            await ada.tap("Web")


async def test_a_reply_keyboard_stays(telegram: StandIn, bot: Bot) -> None:
    await meet(telegram, bot)
    await bot.send_message(ADA, "Choose", reply_markup=ReplyKeyboardMarkup([["Topics"]]))
    await bot.send_message(ADA, "Or write")
    assert telegram.client(ADA).last.keyboard == [["Topics"]]


REFUSED_MESSAGES: list[tuple[dict[str, object], str]] = [
    ({"text": " "}, "message text is empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "*x*", "parse_mode": "Markdown"}, "unsupported parse_mode"),
    ({"text": "<p>x</p>", "parse_mode": "HTML"}, "can't parse entities: Unsupported start tag"),
    ({"text": "x", "chat_id": 5}, "chat not found"),
    ({"text": "x", "chat_id": "@channel"}, "chat not found"),
    ({"text": "x", "chat_id": "@channel", "colour": "red"}, "unknown parameter colour"),
    ({"text": "x", "reply_markup": "{"}, "can't parse reply_markup: expected dict"),
    ({"text": "x", "message_thread_id": 3}, "message thread not found"),
    ({"text": "x", "message_thread_id": True}, "can't parse message_thread_id: expected int"),
    ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
]


async def test_sending_is_refused(telegram: StandIn, bot: Bot) -> None:
    await meet(telegram, bot)
    for params, reason in REFUSED_MESSAGES:
        answer = await call(telegram, "sendMessage", **{"chat_id": ADA, **params})
        assert answer["description"].startswith(f"Bad Request: {reason}"), params
    assert len(telegram.refusals) == len(REFUSED_MESSAGES)


async def test_a_reaction_reaches_a_bot_that_asked_for_it(telegram: StandIn, bot: Bot) -> None:
    """As Telegram has it: with the old one, and to no bot that did not."""
    sent = await meet(telegram, bot)
    ada = telegram.client(ADA)
    ada.react(sent.message_id, "👍")
    (hello,) = await bot.get_updates(timeout=0, allowed_updates=["message_reaction"])
    ada.react(sent.message_id, "🔥", before="👍")
    (update,) = await bot.get_updates(timeout=0, offset=hello.update_id + 1)
    assert update.message_reaction
    changed = update.message_reaction
    emoji = [[one.emoji for one in ones] for ones in (changed.old_reaction, changed.new_reaction)]  # type: ignore[attr-defined]
    assert emoji == [["👍"], ["🔥"]]


async def test_what_fits_is_sent(telegram: StandIn, bot: Bot) -> None:
    await meet(telegram, bot)
    assert (await bot.send_message(ADA, "😀" * 4096)).text == "😀" * 4096
    without = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await bot.send_message(ADA, "x", reply_parameters=without)).reply_to_message is None
    assert await bot.send_chat_action(ADA, "typing")
    assert telegram.refusals == []


REFUSED_MARKUPS: list[tuple[dict[str, object], str]] = [
    ({"inline_keyboard": [[{"text": "x", "callback_data": "я" * 33}]]}, "BUTTON_DATA_INVALID"),
    ({"inline_keyboard": [[{"text": "x", "callback_data": ""}]]}, "BUTTON_DATA_INVALID"),
    ({"inline_keyboard": [[{"text": "x", "url": "who.int"}]]}, "BUTTON_URL_INVALID"),
    ({"inline_keyboard": [[{"text": "x", "copy_text": {"text": "x" * 257}}]]}, "BUTTON_COPY_TEXT_INVALID"),
    ({"inline_keyboard": [[{"text": "x", "copy_text": {}}]]}, "BUTTON_COPY_TEXT_INVALID"),
    ({"inline_keyboard": [[{"text": "x"}]]}, "can't parse inline keyboard button: Text buttons"),
    ({"inline_keyboard": [[{"text": "", "callback_data": "x"}]]}, "can't parse inline"),
    (
        {"inline_keyboard": [[{"text": "x", "callback_data": "x", "url": "https://x.org"}]]},
        "can't parse inline",
    ),
    ({"inline_keyboard": [[{"text": "x", "data": "x"}]]}, "can't parse inline keyboard button: unknown"),
    ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}, "can't parse reply markup"),
    ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}, "can't parse reply markup"),
    ({"inline_keyboard": ["x"]}, "can't parse reply markup"),
    ({"keyboard": [["x"] * 9]}, "can't parse reply markup: more than 8 buttons in a row"),
    ({"keyboard": [[{"text": " "}]]}, "can't parse keyboard button"),
    ({"keyboard": [["x"]], "resize": True}, "can't parse reply markup: unknown field resize"),
    ({"buttons": []}, "object expected as reply markup"),
]


async def test_a_markup_is_refused(telegram: StandIn, bot: Bot) -> None:
    await meet(telegram, bot)
    for markup, reason in REFUSED_MARKUPS:
        answer = await call(telegram, "sendMessage", chat_id=ADA, text="x", reply_markup=markup)
        assert answer.get("description", "").startswith(f"Bad Request: {reason}"), markup


async def test_editing_and_deleting(telegram: StandIn, bot: Bot) -> None:
    message = await meet(telegram, bot)
    changed = await message.edit_reply_markup(button("x"))
    assert isinstance(changed, Message)
    assert changed.reply_markup == button("x")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await message.edit_text("Hello", reply_markup=button("x"))
    await message.edit_text("Hello")
    assert telegram.client(ADA).last.inline_buttons == []
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", ADA, 99)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", ADA, message.message_id - 1)
    with_keyboard = await bot.send_message(ADA, "Choose", reply_markup=ReplyKeyboardMarkup([["x"]]))
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await with_keyboard.edit_text("Choose now")


async def test_a_press_is_answered_once(telegram: StandIn, bot: Bot) -> None:
    message = await meet(telegram, bot)
    ada = telegram.client(ADA)
    await ada.send_update(
        {
            "callback_query": {
                "id": "77",
                "from": {"id": ADA, "is_bot": False, "first_name": "Ada"},
                "chat_instance": "1",
                "data": "forged",
                "message": json.loads(message.to_json()),
            }
        }
    )
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query("77", "x" * 201)
    await bot.answer_callback_query("77")
    for query in ("77", "unknown"):
        with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query"):
            await bot.answer_callback_query(query)


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("1 &lt; 2 &amp; &#51; &#x34; &quot;", '1 < 2 & 3 4 "', []),
        ("😀<b>a<i>b</i></b>", "😀ab", [("bold", 2, 2), ("italic", 3, 1)]),
        (" <b> x </b> ", "x", [("bold", 0, 1)]),
        ("<b>x</b> <i></i>", "x", [("bold", 0, 1)]),
    ],
)
def test_text_and_entities(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    plain, found = parse_html(html)
    assert plain == text
    assert [(e.type, e.offset, e.length) for e in found] == entities


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("5 < 6 and 7 > 6", 'Unsupported start tag " 6 and 7 " at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a </b", "Unclosed end tag at byte offset 2"),
    ],
)
def test_what_is_refused(html: str, reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(html)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


async def test_the_bot_is_known(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username, me.can_join_groups) == (123456, True, "standin_bot", True)


async def test_what_was_set_can_be_read(telegram: StandIn, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("help", "What I can do")])
    assert [c.command for c in await bot.get_my_commands()] == ["help"]
    assert telegram.commands == {"help": "What I can do"}
    await bot.set_my_description("Reads one article.")
    await bot.set_my_short_description("One article.")
    assert (await bot.get_my_description()).description == telegram.description == "Reads one article."
    assert (await bot.get_my_short_description()).short_description == telegram.short_description


async def test_what_does_not_fit_is_refused(telegram: StandIn) -> None:
    refused: list[tuple[str, dict[str, object]]] = [
        ("setMyCommands", {"commands": [{"command": "Help", "description": "x"}]}),
        ("setMyCommands", {"commands": [{"command": "help", "description": ""}]}),
        ("setMyCommands", {"commands": [{"command": "help", "description": "x"}] * 101}),
        ("setMyCommands", {"commands": [], "language_code": "en"}),
        ("setMyDescription", {"description": "x" * 513}),
        ("setMyShortDescription", {"short_description": "x" * 121}),
    ]
    for method, params in refused:
        assert (await call(telegram, method, **params))["error_code"] == 400, (method, params)


async def test_an_update_stays_until_it_is_confirmed(telegram: StandIn, bot: Bot) -> None:
    ada = telegram.client(ADA)
    for text in ("one", "two", "three"):
        await ada.send_update({"message": ada.message(text=text)})
    first = await bot.get_updates(limit=2)
    assert [u.message.text for u in first if u.message] == ["one", "two"]
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [u.message.text for u in rest if u.message] == ["three"]
    assert await bot.get_updates(offset=-1) == rest
    assert await bot.get_updates(offset=rest[-1].update_id + 1) == ()


async def test_a_hurried_bot_gets_one_at_a_time(telegram: StandIn, bot: Bot) -> None:
    ada = telegram.client(ADA)
    for text in ("one", "two"):
        await ada.send_update({"message": ada.message(text=text)})
    assert [len(await bot.get_updates(offset=7)) for _ in range(2)] == [2, 1]


async def test_the_choice_of_kinds_sticks(telegram: StandIn, bot: Bot) -> None:
    ada = telegram.client(ADA)
    await bot.get_updates(allowed_updates=["callback_query"])
    await ada.send_update({"message": ada.message(text="lost")})
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    await ada.send_update({"message": ada.message(text="kept")})
    assert len(await bot.get_updates()) == 1


async def test_the_older_of_two_polls_ends_with_a_conflict(telegram: StandIn, bot: Bot) -> None:
    async with connect(telegram) as other:
        older = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.05)
        newer = asyncio.create_task(other.get_updates(timeout=5))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that"):
            await older
        await telegram.client(ADA).send_update({"message": telegram.client(ADA).message(text="hi")})
        assert len(await newer) == 1


async def test_a_poll_that_was_given_up_is_no_conflict(telegram: StandIn, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    poll.cancel()
    assert await bot.get_updates() == ()
    await asyncio.sleep(0.1)
    assert telegram.refusals == []


async def test_an_open_poll_does_not_keep_the_stand_in() -> None:
    async with StandIn(TOKEN) as telegram:
        bot = connect(telegram)
        poll = asyncio.create_task(bot.get_updates(timeout=50))
        await telegram.state.signal.until(lambda: bool(telegram.calls), 5)
    assert await poll == ()
    await bot.shutdown()


async def test_an_application_starts_and_stops_without_a_refusal(telegram: StandIn) -> None:
    async def answer(update: Update, _: object) -> None:
        assert update.message is not None
        await update.message.reply_text("Hello")

    url = f"{telegram.url}/bot"
    application = Application.builder().token(TOKEN).base_url(url).job_queue(None).build()
    application.add_handler(MessageHandler(filters.COMMAND, answer))
    async with application:
        assert application.updater is not None
        await application.updater.start_polling()
        await application.start()
        assert (await telegram.client(ADA).say("/start")).text == "Hello"
        await application.updater.stop()
        await application.stop()
    assert telegram.refusals == []


class Hook:
    """A bot's webhook, which refuses the first posts."""

    def __init__(self, refuse: int = 0) -> None:
        self.refuse = refuse
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.received = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request and answer it."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head[1:])}
        body = json.loads(await reader.readexactly(int(headers["content-length"])))
        self.requests.append((head[0].split()[1], headers, body))
        self.refuse -= 1
        status = "200 OK" if self.refuse < 0 else "500 Oops"
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        if self.refuse < 0:
            self.received.set()


async def test_updates_are_posted_until_they_are_accepted() -> None:
    hook = Hook(refuse=2)
    server = await asyncio.start_server(hook.serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    async with (
        server,
        StandIn(TOKEN, webhook_target=f"http://{host}:{port}") as telegram,
        connect(telegram) as bot,
    ):
        await bot.set_webhook("https://bot.example:8443/hook?a=1", secret_token="s3cret")
        ada = telegram.client(ADA)
        await ada.send_update({"message": ada.message(text="hi")})
        await asyncio.wait_for(hook.received.wait(), 2)
        path, headers, body = hook.requests[-1]
        assert (path, headers["x-telegram-bot-api-secret-token"]) == ("/hook?a=1", "s3cret")
        assert body["message"]["text"] == "hi"
        assert len(hook.requests) == 3
        info = await bot.get_webhook_info()
        assert info.last_error_message == "Wrong response from the webhook: 500"
        with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook()
        assert (await bot.get_webhook_info()).url == ""
        assert await bot.get_updates() == ()


async def test_a_bad_webhook_is_refused(telegram: StandIn, bot: Bot) -> None:
    for url, secret in [("http://a.example", "x"), ("https://a.example:99", "x"), ("https://a.example", "ä")]:
        with pytest.raises(BadRequest):
            await bot.set_webhook(url, secret_token=secret)
    assert [refusal.method for refusal in telegram.refusals] == ["setWebhook"] * 3


async def test_a_wrong_token_and_an_unknown_method(telegram: StandIn) -> None:
    with pytest.raises(InvalidToken):
        await connect(telegram, "123456:other").__aenter__()
    assert (await call(telegram, "sendHug"))["error_code"] == 404
    assert [r.description for r in telegram.refusals] == ["Unauthorized", "Not Found"]


async def test_forms_and_queries_are_read_and_files_are_not(telegram: StandIn) -> None:
    async with httpx.AsyncClient(base_url=f"{telegram.url}/bot{TOKEN}", verify=TRUST_NOBODY) as client:
        assert (await client.get("/getMe")).json()["ok"]
        assert (await client.get("/setMyDescription", params={"description": "x"})).json()["ok"]
        assert (await client.post("/setMyDescription", data={"description": ""})).json()["ok"]
        refused = await client.post("/setMyDescription", files={"description": b"x"})
    assert (
        refused.json()["description"] == "Bad Request: multipart/form-data is not supported by the stand-in"
    )
    assert telegram.description == ""


async def test_calls_fail_on_request(telegram: StandIn, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    await meet(telegram, bot)
    description = "Too Many Requests: retry after 3"
    telegram.fail("sendMessage", code=429, description=description, retry_after=3)
    with pytest.raises(RetryAfter):
        await bot.send_message(ADA, "x")
    telegram.fail("sendMessage", code=502, description="Bad Gateway", times=2)
    for _ in range(2):
        with pytest.raises(TelegramError, match="Bad Gateway"):
            await bot.send_message(ADA, "x")
    assert (await bot.send_message(ADA, "x")).text == "x"
    assert telegram.refusals == []
