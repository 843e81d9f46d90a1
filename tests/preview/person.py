"""A person at the page: reads what is to be seen, and uses what can be found by its name."""

import re

from playwright.async_api import Locator, Page, expect


class Person:
    """Somebody in one of the chats."""

    def __init__(self, tab: Page, chat: str) -> None:
        self.tab = tab
        name = f"Group {chat}" if chat == "Family" else re.compile(f"^{chat}.s chat with")
        self.phone = tab.get_by_role("region", name=name)
        self.line = tab.get_by_role("textbox", name=f"Message in {chat}")
        self.answers = self.phone.get_by_role("article", name=re.compile("^b12bot"))
        self.own = self.phone.locator("article.out")
        self.chat = tab.get_by_role("group", name="Chats").get_by_role("button", name=chat)

    @property
    def answer(self) -> Locator:
        """The bot's last message."""
        return self.answers.last

    async def start(self) -> None:
        """Open the chat, and press its first button."""
        await self.chat.click()
        await self.phone.get_by_role("button", name="Start").click()
        await expect(self.answers).to_have_count(1)

    async def say(self, text: str) -> str:
        """Type a message, send it, wait for the bot's next one, and read it."""
        before = await self.answers.count()
        await self.line.fill(text)
        await self.line.press("Enter")
        await expect(self.answers).to_have_count(before + 1)
        return await self.answer.inner_text()

    async def press(self, label: str) -> None:
        """Press a button under the bot's last message, which is found by its words."""
        await self.answer.get_by_role("button", name=label, exact=True).click()

    async def choose(self, label: str) -> str:
        """Press a quick reply, wait for the bot's next message, and read it."""
        before = await self.answers.count()
        keyboard = self.phone.get_by_role("group", name="Quick replies")
        if not await keyboard.is_visible():
            await self.phone.get_by_role("button", name="Quick replies").click()
        await keyboard.get_by_role("button", name=label, exact=True).click()
        await expect(self.answers).to_have_count(before + 1)
        return await self.answer.inner_text()
