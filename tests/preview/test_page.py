"""What the page is told and can do, over HTTP and with the real bot behind it."""

from collections.abc import AsyncIterator

import pytest

from bot.preview.preview import Opened
from tests.kept import FEEDBACK_FILE, feedback_in
from tests.preview.opening import ADA, BEN, FAMILY, Page, call, page_of, running, text_of


@pytest.fixture
async def page(preview: Opened) -> AsyncIterator[Page]:
    async with page_of(preview) as page:
        yield page


async def test_the_real_bot_answers(page: Page, preview: Opened) -> None:
    """A question with typos gets its answer with the disclaimer; nothing that the bot asked was refused."""
    assert [room["title"] for room in page.hello["rooms"]] == ["Ada", "Family"]
    answer = await page.say("wat causes b12 deficency??")
    text = text_of(answer["nodes"])
    assert text.startswith("Causes")
    assert "healthcare professional" in text
    assert answer["nodes"][0]["type"] == "bold"
    assert preview.telegram.state.refusals == []


async def test_why_is_what_ask_says(page: Page) -> None:
    """The panel is told words, candidates and statements, each with its section and sentence."""
    await page.say("wat causes b12 deficency??")
    await page.say("and depression?")
    await page.act("say", chat=ADA, person=ADA, text="do b12 shots give energy")
    why = await page.told("question", lambda one: one["question"] == "do b12 shots give energy")
    assert why["intents"] == ["shots"]
    assert why["why"]["last_topics"] == ["depression"]
    assert why["why"]["candidates"][0]["intent"] == "shots"
    assert why["statements"][0]["section"] == "Treatment for Vitamin B12 Deficiency"
    assert why["statements"][0]["sentences"]
    assert why["golden"] == '  - "do b12 shots give energy"'
    assert why["golden_file"] == "tests/golden/shots.yaml"


async def test_a_tap_is_answered_and_explained(page: Page) -> None:
    """What a button opens comes, the tap stops waiting, and a question after it leans on it."""
    answer = await page.say("what causes b12 deficiency")
    label = answer["rows"][0][0]["label"]
    query = (await page.act("tap", chat=ADA, person=ADA, id=answer["id"], row=0, place=0))["query"]
    assert (await page.told("question"))["question"] == label
    assert (await page.told("answered"))["query"] == query
    assert text_of((await page.told("message"))["nodes"]).startswith(label)


async def test_thumbs_mark_the_message_in_its_place(page: Page) -> None:
    """And open nothing: nobody asked."""
    answer = await page.say("what causes b12 deficiency")
    rows = [[button["label"] for button in row] for row in answer["rows"]]
    row = next(at for at, labels in enumerate(rows) if "👍 Helpful" in labels)
    await page.act("tap", chat=ADA, person=ADA, id=answer["id"], row=row, place=0)
    changed = await page.told("message", lambda one: one["id"] == answer["id"])
    assert changed["rows"][row][0]["label"].startswith("👍 Helpful ")
    assert changed["edited"]


async def test_a_question_is_shared_and_withdrawn(page: Page, preview: Opened) -> None:
    """By the button below the reply, as on Telegram; the table is that of the bot's own folder."""
    file = preview.settings.data / FEEDBACK_FILE
    answer = await page.say("where can i buy b12")
    for kept in (["where can i buy b12"], []):
        row = len(answer["rows"]) - 1
        await page.act("tap", chat=ADA, person=ADA, id=answer["id"], row=row, place=0)
        answer = await page.told("message")
        assert await feedback_in(file).questions() == kept
    assert [row[0]["label"] for row in answer["rows"]][-1] == "Share this question with the editors"


async def test_people_and_groups_are_apart(page: Page) -> None:
    """The group knows nothing of Ada's chat; the bot answers there who names it or answers it."""
    await page.say("what causes b12 deficiency")
    await page.act("say", chat=FAMILY, person=BEN, text="/ask why?")
    assert (await page.told("question", lambda one: one["name"] == "Ben"))["why"]["last_topics"] == []
    await page.told("message", lambda one: one["from"] == "bot")
    await page.act("say", chat=FAMILY, person=BEN, text="hi there, what causes b12 deficiency")
    answer = await page.say("is it for life @b12_bot", FAMILY, ADA)
    assert answer["reply"]["name"] == "Ada"
    replied = await page.say("and shots?", FAMILY, BEN, reply_to=answer["id"])
    assert replied["reply"]["name"] == "Ben"


async def test_a_changed_question_changes_the_answer(page: Page) -> None:
    """In its place, as on Telegram."""
    await page.say("/start")
    answer = await page.say("how is b12 deficiency diagnosed")
    own = answer["id"] - 1
    await page.act("change", chat=ADA, id=own, text="do b12 shots give energy")
    changed = await page.told("message", lambda one: one["from"] == "bot")
    assert changed["id"] == answer["id"]
    assert text_of(changed["nodes"]).startswith("Shots")


async def test_any_button_edit_and_removal_is_shown(page: Page, preview: Opened) -> None:
    """Not only those that the bot has today: links, copies, edits, messages that are taken away."""
    await page.say("/start")
    keyboard = {"inline_keyboard": [[
        {"text": "Call", "copy_text": {"text": "112"}}, {"text": "Site", "url": "https://example.org"},
        {"text": "App", "url": "tg://resolve?domain=x"},
    ]]}  # fmt: skip
    sent = await call(preview, "sendMessage", chat_id=ADA, text="<b>", reply_markup=keyboard)
    message = sent["result"]["message_id"]
    shown = await page.told("message")
    assert shown["nodes"] == ["<b>"]
    assert shown["rows"] == [[
        {"label": "Call", "does": "copy", "text": "112"},
        {"label": "Site", "does": "open", "href": "https://example.org"},
        {"label": "App", "does": "nothing"},
    ]]  # fmt: skip
    await call(preview, "editMessageText", chat_id=ADA, message_id=message, text="other")
    assert (await page.told("message"))["nodes"] == ["other"]


async def test_it_shows_that_the_bot_is_typing(page: Page, preview: Opened) -> None:
    """As a bot tells Telegram when its reply takes long."""
    await page.say("/start")
    await call(preview, "sendChatAction", chat_id=ADA, action="typing")
    assert await page.told("typing") == {"chat": ADA}


async def test_who_opens_the_page_later_sees_all(page: Page, preview: Opened) -> None:
    """The chats, the keyboard, the commands, and no more than the last ten questions."""
    for at in range(11):
        await page.say(f"/help {at}")
    async with page_of(preview) as later:
        hello = later.hello
    ada, family = hello["rooms"]
    assert (len(ada["messages"]), len(family["messages"])) == (22, 0)
    assert [one["from"] for one in ada["messages"][:2]] == [ADA, "bot"]
    assert [one["question"] for one in hello["questions"]] == [f"/help {at}" for at in range(1, 11)]
    assert "causes" in [command["name"] for command in hello["bot"]["commands"]]


async def test_what_no_page_would_send_is_refused(preview: Opened) -> None:
    """A chat, message, button or person that there is not, no text, too much of it, no object."""
    bad: list[tuple[str, object]] = [
        ("say", {"chat": 1, "person": ADA, "text": "x"}),
        ("say", {"chat": ADA, "person": BEN, "text": "x"}),
        ("say", {"chat": ADA, "person": ADA, "text": " "}),
        ("say", {"chat": ADA, "person": ADA, "text": "x" * 4097}),
        ("say", {"chat": ADA, "person": ADA, "text": ["x"]}),
        ("tap", {"chat": ADA, "person": ADA, "id": 1, "row": 0, "place": 0}),
        ("change", {"chat": ADA, "id": 1, "text": "x"}),
        ("say", [1]),
    ]
    async with page_of(preview) as page:
        for what, given in bad:
            headers = {"Origin": preview.url.rstrip("/")}
            async with page._web.post(f"{preview.url}{what}", json=given, headers=headers) as answer:
                assert answer.status == 400, (what, given)


async def test_nothing_is_kept() -> None:
    """The folder that the bot writes to is gone when the preview ends."""
    async with running() as preview, page_of(preview) as page:
        await page.say("/start")
        folder = preview.settings.data
        assert list(folder.iterdir())
    assert not folder.exists()
