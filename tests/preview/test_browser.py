"""The preview in a real Chromium, used as a person uses it: what they see, tap, type and hear."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from bot.commands import ready
from bot.knowledge import default_folder
from bot.preview.preview import Opened
from tests.preview.opening import ADA, call, running
from tests.preview.person import Person

DISCLAIMER = "healthcare professional"
UNSURE = "my belly and b12"
"""A message that may mean several things."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def test_a_question_with_typos_gets_its_answer(ada: Person) -> None:
    """With the disclaimer, in bold where it is bold, and with the reasons beside it."""
    answer = await ada.say("wat causes b12 deficency??")
    assert answer.startswith("Causes")
    assert DISCLAIMER in answer
    await expect(ada.answer.locator("strong").first).to_contain_text("Causes")
    panel = ada.tab.get_by_role("complementary", name="For editors")
    await expect(panel).to_contain_text("what cause b12 deficiency")
    await expect(panel.get_by_role("meter").first).to_have_accessible_name("Score of causes")
    await expect(panel).to_contain_text("The Two Main Causes of Vitamin B12 Deficiency, sentence 3")


@pytest.mark.proof
async def test_quick_replies_are_tapped(ada: Person) -> None:
    """They make room while somebody types, and come back when asked for."""
    assert (await ada.choose("Diagnosis")).startswith("Diagnosis")
    await ada.say("and depression?")
    await expect(ada.phone.get_by_role("group", name="Quick replies")).to_be_hidden()
    assert DISCLAIMER in await ada.choose("All topics")


@pytest.mark.proof
async def test_a_follow_up_leans_on_what_came_before(ada: Person) -> None:
    """By a phrase, and by a button."""
    await ada.say("wat causes b12 deficency??")
    assert (await ada.say("and depression?")).startswith("Depression")
    await expect(ada.tab.get_by_role("complementary")).to_contain_text(
        "it was read as if it named the subject"
    )
    await ada.press("Symptoms")
    await expect(ada.answer).to_contain_text("Symptoms 📋")


@pytest.mark.proof
async def test_did_you_mean_is_answered_in_its_place(ada: Person) -> None:
    """What is chosen takes the place of the question; the chat does not grow."""
    await ada.say(UNSURE)
    count, first = await ada.answers.count(), ada.answer.get_by_role("button").nth(1)
    label = await first.inner_text()
    await first.click()
    await expect(ada.answer).to_contain_text("edited")
    await expect(ada.answer.locator("strong").first).to_contain_text(label)
    await expect(ada.answers).to_have_count(count)


@pytest.mark.proof
async def test_none_of_these(ada: Person) -> None:
    """Whoever meant none of what was suggested is offered another way."""
    await ada.say(UNSURE)
    before = await ada.answer.inner_text()
    await ada.press("None of these")
    await expect(ada.answer).not_to_have_text(before)
    await expect(ada.answer).to_contain_text(DISCLAIMER)


@pytest.mark.proof
async def test_more_is_shown_in_place(ada: Person) -> None:
    """The same message grows, and keeps its disclaimer."""
    short = await ada.say("wat causes b12 deficency??")
    await ada.press("More")
    await expect(ada.answer).to_contain_text("edited")
    assert len(await ada.answer.inner_text()) > len(short)
    await expect(ada.answer).to_contain_text(DISCLAIMER)


@pytest.mark.proof
async def test_thumbs(ada: Person) -> None:
    """A thumb is marked and unmarked in place."""
    await ada.say("wat causes b12 deficency??")
    await ada.press("👍 Helpful")
    await ada.press("👍 Helpful ✓")
    await expect(ada.answer.get_by_role("button", name="👍 Helpful", exact=True)).to_be_visible()


@pytest.mark.proof
async def test_an_alarm_brings_help(ada: Person) -> None:
    """Its addresses are links, the panel names the phrase, and a question afterwards is answered."""
    answer = await ada.say("i want to die")
    assert "112" in answer
    await expect(ada.tab.get_by_role("complementary")).to_contain_text(
        "a phrase of red_flags.yaml, “want to die”"
    )
    link = ada.answer.get_by_role("link", name="findahelpline.com")
    await expect(link).to_have_attribute("href", "https://findahelpline.com")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    assert "Causes" in await ada.say("what causes b12 deficiency")


@pytest.mark.proof
async def test_the_way_back_after_an_alarm(ada: Person) -> None:
    """Whoever was taken for somebody in danger says so with one tap, and gets the topics."""
    await ada.say("i want to die")
    await ada.press("This was a mistake")
    await expect(ada.answer.get_by_role("button", name="Causes")).to_be_visible()
    await expect(ada.answer).to_contain_text(DISCLAIMER)


@pytest.mark.proof
async def test_a_group(tab: Page) -> None:
    """Two people write; the bot answers who names it, with their words above, and no one else."""
    family = Person(tab, "Family")
    await family.chat.click()
    await family.line.fill("hi all, what causes b12 deficiency?")
    await family.line.press("Enter")
    await family.phone.get_by_role("radio", name="Ben").check()
    assert (await family.say("/ask is it for life")).startswith("b12bot\nBen\n/ask is it for life")
    await expect(family.phone.get_by_role("article", name=re.compile("^Ada"))).to_have_count(1)
    await expect(family.own).to_have_count(1)
    await family.answer.get_by_role("button", name="Reply", exact=True).click()
    assert "Shots" in await family.say("do b12 shots give energy")
    await expect(family.answers).to_have_count(2)


@pytest.mark.proof
async def test_a_question_is_changed(ada: Person) -> None:
    """And its answer with it."""
    await ada.say("how is b12 deficiency diagnosed")
    await ada.own.last.get_by_role("button", name="Edit").click()
    await expect(ada.line).to_have_value("how is b12 deficiency diagnosed")
    await ada.line.fill("do b12 shots give energy")
    await ada.line.press("Enter")
    await expect(ada.answer).to_contain_text("Shots")
    await expect(ada.own.last).to_contain_text("edited")
    await expect(ada.answers).to_have_count(2)


@pytest.mark.proof
async def test_whatever_the_bot_could_send_is_words_only(ada: Person, preview: Opened) -> None:
    """Markup in a text is shown as it is written; a number is copied by a tap; nothing else runs."""
    evil = "<img src=x onerror=\"document.title='evil'\"><script>document.title='evil'</script>"
    keyboard = {"inline_keyboard": [[{"text": "Copy 112", "copy_text": {"text": "112"}}]]}
    await call(preview, "sendMessage", chat_id=ADA, text=evil, reply_markup=keyboard)
    await expect(ada.answer).to_contain_text(evil)
    assert await ada.answer.locator("img, script").count() == 0
    assert await ada.tab.title() == "b12bot, preview"
    await ada.press("Copy 112")
    await expect(ada.tab.get_by_text("Copied: 112")).to_be_visible()
    assert await ada.tab.evaluate("navigator.clipboard.readText()") == "112"


@pytest.mark.proof
async def test_typing_is_shown(ada: Person, preview: Opened) -> None:
    """Until the message comes."""
    await call(preview, "sendChatAction", chat_id=ADA, action="typing")
    await expect(ada.phone).to_contain_text("typing…")
    await call(preview, "sendMessage", chat_id=ADA, text="Here it is.")
    await expect(ada.phone).not_to_contain_text("typing…")


@pytest.mark.proof
async def test_the_knowledge_is_read_anew(browser: Browser, tmp_path: Path) -> None:
    """A broken file is named with line and column while the bot goes on; a mended one is used."""
    shutil.copytree(default_folder() / "knowledge", tmp_path / "knowledge")
    shutil.copy(default_folder() / "intents.yaml", tmp_path)
    file = tmp_path / "knowledge" / "messages.yaml"
    good = file.read_text(encoding="utf-8")
    async with running(lambda: ready.conversation(tmp_path)) as preview:
        tab = await browser.new_page()
        await tab.goto(preview.url)
        ada = Person(tab, "Ada")
        await ada.start()
        file.write_text(good + "unheard_of: 1\n", encoding="utf-8")
        await tab.get_by_role("button", name="Reload knowledge").click()
        panel = tab.get_by_role("complementary")
        await expect(panel).to_contain_text(f"knowledge/messages.yaml:{len(good.splitlines()) + 1}:1: ")
        assert "Causes" in await ada.say("what causes b12 deficiency")
        file.write_text(good, encoding="utf-8")
        await tab.get_by_role("button", name="Reload knowledge").click()
        await expect(panel).to_contain_text("Read anew at")
        assert "Shots" in await ada.say("do b12 shots give energy")


@pytest.mark.proof
async def test_the_panel_keeps_the_last_ten(ada: Person) -> None:
    """Each can be looked at again and copied as a golden line; the panel can be put away."""
    for at in range(9):
        await ada.say(f"/help {at}")
    await ada.say('what "causes" it?')
    panel = ada.tab.get_by_role("complementary")
    latest = panel.get_by_role("list").filter(has_text="/help 8").get_by_role("button")
    await expect(latest).to_have_count(10)
    await panel.get_by_role("button", name="Copy as golden line").click()
    await expect(ada.tab.get_by_text("Copied, for tests/golden/")).to_be_visible()
    assert await ada.tab.evaluate("navigator.clipboard.readText()") == r'  - "what \"causes\" it?"'
    await latest.last.click()
    await expect(panel.get_by_role("button", name="Copy as golden line")).to_be_hidden()
    await ada.tab.get_by_role("button", name="Why?").click()
    await expect(panel).to_be_hidden()


@pytest.mark.proof
async def test_a_phone_of_360_pixels_needs_no_sideways_scrolling(browser: Browser, preview: Opened) -> None:
    """The chat fills it, the editor's panel stays out of the way, dark as the phone is."""
    context = await browser.new_context(viewport={"width": 360, "height": 640}, color_scheme="dark")
    tab = await context.new_page()
    await tab.goto(preview.url)
    ada = Person(tab, "Ada")
    await ada.start()
    await ada.say("wat causes b12 deficency??")
    too_wide = "[...document.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > 361)"
    assert await tab.evaluate(f"{too_wide}.map(one => one.className)") == []
    assert await tab.evaluate("document.scrollingElement.scrollWidth") == 360
    await expect(tab.get_by_role("complementary")).to_be_hidden()
    assert await brightness(ada) < 0.2
    await violations(tab)
    await context.close()


@pytest.mark.proof
async def test_dark_and_light(ada: Person) -> None:
    """As the system says, and as somebody wants it."""
    assert await brightness(ada) > 0.9
    await ada.tab.get_by_role("button", name="Dark").click()
    assert await brightness(ada) < 0.2


@pytest.mark.proof
async def test_a_keyboard_is_all_one_needs(tab: Page) -> None:
    """Start, ask, choose a command, reply, and think better of it, without a mouse."""
    ada = Person(tab, "Ada")
    await tab_to(tab, "Start")
    await tab.keyboard.press("Enter")
    await expect(ada.answers).to_have_count(1)
    await tab_to(tab, "Message in Ada")
    await tab.keyboard.type("/cau")
    await expect(ada.phone.get_by_role("group", name="Commands").get_by_role("button")).to_have_count(1)
    await tab.keyboard.press("ArrowUp")
    await tab.keyboard.press("Enter")
    await expect(ada.answers).to_have_count(2)
    await expect(ada.line).to_be_focused()
    await tab_to(tab, "Reply", back=True)
    await tab.keyboard.press("Enter")
    await expect(ada.line).to_be_focused()
    await expect(ada.phone.locator(".answering")).to_be_visible()
    await tab.keyboard.press("Escape")
    await expect(ada.phone.locator(".answering")).to_be_hidden()


@pytest.mark.proof
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing(tab: Page, ada: Person, scheme: str) -> None:
    """Neither in the chat, with its menus open, nor in the panel, in light and in dark."""
    await violations(tab)
    if scheme == "dark":
        await tab.get_by_role("button", name="Dark").click()
    await ada.say("i want to die")
    await ada.say("wat causes b12 deficency??")
    await violations(tab)
    await ada.line.fill("/")
    await violations(tab)


@pytest.mark.proof
async def test_the_page_says_that_the_preview_has_ended(browser: Browser) -> None:
    """Rather than let somebody wait for an answer."""
    tab = await browser.new_page()
    async with running() as preview:
        await tab.goto(preview.url)
        await expect(tab.get_by_role("button", name="Start")).to_be_visible()
        await expect(tab.get_by_role("alert")).to_be_hidden()
    await expect(tab.get_by_role("alert")).to_contain_text("The preview has ended")


@pytest.mark.proof
async def test_who_cannot_see_hears_new_messages(ada: Person) -> None:
    """They come into a log that is read aloud, each with who wrote it and when."""
    log = ada.phone.get_by_role("log", name="Messages of Ada")
    await expect(log).to_have_attribute("aria-live", "polite")
    await ada.say("is it for life")
    await expect(log.get_by_role("article").last).to_have_accessible_name(re.compile(r"^b12bot, \d+:\d+"))


async def brightness(person: Person) -> float:
    """How bright the bubbles of the bot are, 0 to 1."""
    colour = await person.answer.locator(".text").evaluate("one => getComputedStyle(one).backgroundColor")
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return (red + green + blue) / (3 * 255)


async def tab_to(tab: Page, name: str, *, back: bool = False) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(60):
        await tab.keyboard.press("Shift+Tab" if back else "Tab")
        focused = await tab.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        )
        if focused.strip() == name:
            return
    raise AssertionError(f"the Tab key does not lead to {name!r}")


async def violations(tab: Page) -> None:
    """Fail if axe-core finds anything against WCAG 2.2 AA, or against what is held good practice."""
    # Not while a bubble fades in: half seen, nothing has its contrast.
    await tab.emulate_media(reduced_motion="reduce")
    results = await Axe().run(tab, options={"runOnly": WCAG})
    assert described(results.response["violations"]) == []


def described(found: Iterable[dict[str, object]]) -> list[str]:
    return [f"{one['id']}: {one['help']}: {[node['html'] for node in one['nodes']]}" for one in found]  # type: ignore[attr-defined]
