"""What people ask under load: updates as Telegram makes them, questions from the golden files."""

import time
from itertools import count

from bot.knowledge.golden import read_golden
from tests.process import ROOT
from tests.standin.values import JSON

FIRST = 10_000_000
"""The user id of the first person."""
KNOWN = {
    "what causes b12 deficiency": "Causes",
    "how is b12 deficiency diagnosed": "Diagnosis",
    "does a b12 shot help me lose weight": "Shots",
}
"""Questions, and how the bot's replies to them begin."""

_message_ids = count(1)


def question(person: int, text: str) -> JSON:
    """The update of a person's message in a private chat."""
    who = {"id": person, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    chat = {"id": person, "type": "private", "first_name": "Ada"}
    number, date = next(_message_ids), int(time.time())
    return {"message": {"message_id": number, "from": who, "chat": chat, "date": date, "text": text}}


def poison(person: int) -> JSON:
    """An update that no library can parse."""
    return {"message": {"message_id": "x", "chat": person, "text": "poison"}}


def golden_questions() -> list[str]:
    """Every golden question, in an order that mixes the intents."""
    files = read_golden(sorted((ROOT / "tests" / "golden").glob("*.yaml")))
    longest = max(len(file.questions) for file in files)
    return [str(file.questions[at]) for at in range(longest) for file in files if at < len(file.questions)]
