"""`knowledge/messages.yaml` as frozen values: the bot's own texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.problems import Text

Paragraphs = tuple[Text, ...]
"""A text of the bot, one entry a paragraph."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How the bot presents itself in Telegram."""

    description: Text
    short_description: Text


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and button words."""

    all_topics: Text
    more: Text
    none_of_these: Text
    gap_heading: Text
    caveat: Text
    section: Text
    sections: Text
    helpful: Text
    not_helpful: Text
    copy: Text
    """Before a number that a tap copies."""
    share: Text
    """The button that shares a question with the editors …"""
    withdraw: Text
    """… and the one that takes it back."""
    mistake: Text
    """The button under an alarm that was none."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The bot's own texts."""

    disclaimer: Text
    short_disclaimer: Text
    """Ends small talk."""
    welcome: Paragraphs
    help: Paragraphs
    menu: Paragraphs
    suggestion: Paragraphs
    gap: Paragraphs
    unforeseen: Paragraphs
    unforeseen_beside_help: Paragraphs
    """The same beside help lines, where there are no buttons."""
    fallback: Paragraphs
    no_topic: Paragraphs
    """To a follow-up question where nothing was talked about."""
    ready: Paragraphs
    """To “ok” and the like after an answer."""
    rephrase: Paragraphs
    """After two messages in a row that were not understood."""
    other_language: Paragraphs
    """After the line in a person's own language."""
    unsupported: Paragraphs
    unknown_command: Paragraphs
    expired_button: Paragraphs
    error: Paragraphs
    slow_down: Paragraphs
    not_counted: Paragraphs
    """To a thumb that can't be counted now, in a small window."""
    source: Paragraphs
    restated: Paragraphs
    """Before it, to someone who asks where the last answer is from."""
    privacy: Paragraphs
    forget: Paragraphs
    after_safe: Paragraphs
    """After an alarm, to someone who is safe now."""
    way_back: Paragraphs
    """After an alarm that was none."""
    no_such_button: Paragraphs
    not_sure_of_the_rest: Paragraphs
    """After an answer to a message that may ask something else as well."""
    no_more: Paragraphs
    """To what asks on where all was said."""
    repeated: Paragraphs
    """Before a reply that was among the last two: one of these."""
    personal_line: Paragraphs
    """After an answer to someone who may ask about their own case."""
    developer_info: Paragraphs
    developer_unnamed: Paragraphs
    """In place of `developer_info` where nobody has said how to be reached."""
    smalltalk: Mapping[str, Paragraphs]
    profile: Profile
    commands: Mapping[str, Text]
    """What Telegram's command list says of each page of the bot (`start`, `help` …)."""
    words: Words
