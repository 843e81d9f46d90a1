"""Sizes: what Telegram takes, and what a phone shows."""

import pytest

from tests.knowledge.base import (
    MESSAGES,
    RED_FLAGS,
    USED,
    Base,
    Broken,
    Edit,
    broken,
    gap,
    intent,
    rewritten,
    statement,
)

A_COMMAND = (
    "①: an id is 1 to 32 of a-z, 0-9 and _, starting with a letter, as Telegram's commands are; "
    "rename the intent (telegram-limit)"
)

LIMITS = [
    *(
        broken(
            f"a {key} of {limit + 1} characters",
            rewritten(MESSAGES, key, "①" + "x" * (limit + 1), under=under),
            f"①: this text has {limit + 1} characters, Telegram takes {limit} (telegram-limit)",
        )
        for key, under, limit in [
            ("description", "profile", 512),
            ("short_description", "profile", 120),
            ("privacy", "commands", 256),
        ]
    ),
    broken(
        "a topic's description of 257 characters",
        intent({"command": "①" + "x" * 257}),
        "①: this text has 257 characters, Telegram takes 256 (telegram-limit)",
    ),
    *(
        broken(f"a command with {what}", intent({"command": "Extra"}, name="①" + name), A_COMMAND)
        for what, name in [
            ("a capital", "Extra"),
            ("a hyphen", "one-more"),
            ("a digit in front", "'12'"),
            ("33 characters", "x" * 33),
            ("a space", "one more"),
        ]
    ),
    broken(
        "a command that is a page",
        intent({"command": "Extra"}, name="①source"),
        "①: “source” is a page of the bot, rename the intent (telegram-limit)",
    ),
    broken(
        "an answer that is too long",
        (statement({"text": "x" * 3_000, "caveat": "x" * 497}), intent({"answer": "[extra]"}, name="①extra")),
        "①: this reply has 3501 characters, shorten it to 3500 (telegram-limit)",
    ),
    broken(
        "an answer that is too long because Telegram counts an emoji as two",
        (statement({"text": "\U0001f48a" * 1_750}), intent({"answer": "[extra]"}, name="①extra")),
        "①: this reply has 3502 characters, shorten it to 3500 (telegram-limit)",
    ),
    *(
        broken(
            f"a {key} that is too long",
            rewritten(file, key, f"①|\n{indent}{'x' * 1_500}\n\n{indent}{'x' * 1_997}", under=under),
            "①: this reply has 3501 characters, shorten it to 3500 (telegram-limit)",
        )
        for file, key, under, indent in [
            (MESSAGES, "privacy", "", "  "),
            (MESSAGES, "about", "smalltalk", "    "),
        ]
    ),
]

TOO_LONG = [
    broken("a disclaimer", rewritten(MESSAGES, "disclaimer", "A healthcare professional. " + "x" * 4_096)),
    broken("a gap's topic", gap({"topic": "x" * 4_096})),
    broken(
        "an emergency with its resources",
        (
            rewritten(RED_FLAGS, "close", "x" * 2_400, under="emergency"),
            rewritten(RED_FLAGS, "text", "x" * 1_200, under="call_now"),
        ),
    ),
    broken(
        "a personal reply with its statements",
        (
            rewritten(RED_FLAGS, "close", "x" * 3_000, under="personal"),
            statement({"text": "x" * 3_000}),
            Edit(RED_FLAGS, "statements: [", "statements: [extra, "),
        ),
    ),
]

FINE = [
    broken("a description that just fits", rewritten(MESSAGES, "description", "x" * 512, under="profile")),
    broken("a command that just fits", intent({"command": "x" * 256}, name="x" * 32)),
    broken(
        "an answer that just fits",
        (statement({"text": "x" * 3_498}), USED),
    ),
]


@pytest.mark.parametrize("case", TOO_LONG)
def test_no_reply_is_longer_than_telegram_takes(base: Base, case: Broken) -> None:
    """Whatever a reply is put together from, it fits one message, the disclaimer included."""
    base.edit(*case.edits)
    assert [text for text in base.problems() if text.endswith("(telegram-limit)")]


@pytest.mark.parametrize("case", [*LIMITS, *FINE])
def test_telegram_takes_every_text(base: Base, case: Broken) -> None:
    """What is longer than Telegram takes, or no command to it, is named before Telegram refuses it."""
    base.expect(case)
