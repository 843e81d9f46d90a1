"""One function per knowledge file: its fields to frozen values. docs/editing.md says what belongs where."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from bot.knowledge.fields import Fields
from bot.knowledge.intents import Facet, Intent, Kind
from bot.knowledge.messages import Messages, Paragraphs, Profile, Words
from bot.knowledge.model import (
    FULL_SCORE,
    Article,
    Calibration,
    Citation,
    Section,
    Statement,
    Thresholds,
    Vocabulary,
)
from bot.knowledge.problems import Text

PAGES = ("start", "help", "topics", "source", "privacy", "forget", "developer_info")
"""The bot's own pages, each with a command, in the order of Telegram's command list."""

SCORES = ("answered", "unnamed", "gaps", "smalltalk", "suggested")
"""The thresholds that are scores."""

T = TypeVar("T")

_BLANK_LINES = re.compile(r"\n\s*\n")


def read_article(fields: Fields) -> Article:
    """Read `knowledge/article.yaml`."""
    article = Article(
        title=fields.text("title"),
        taken_in=fields.text("taken_in"),
        sections={section.id: section for section in each(fields.mapping("sections"), _section)},
        statements={statement.id: statement for statement in each(fields.mapping("statements"), _statement)},
        together=fields.text_lists("together"),
        not_restated=tuple(_not_restated(item) for item in fields.mappings("not_restated")),
        figures=fields.texts("figures", required=False),
        names=fields.texts("names", required=False),
    )
    fields.close()
    return article


def read_intents(fields: Fields) -> dict[str, Intent]:
    """Read `intents.yaml`."""
    intents = [
        *each(fields.mapping(Kind.ANSWERED), _answered),
        *each(fields.mapping(Kind.GAP), _gap),
        *each(fields.mapping(Kind.SMALL_TALK), _smalltalk),
        _out_of_scope(fields.key(Kind.OUT_OF_SCOPE), fields.mapping(Kind.OUT_OF_SCOPE)),
    ]
    fields.close()
    by_id: dict[str, Intent] = {}
    for intent in intents:
        if intent.id in by_id:
            text = (
                f"the intent “{intent.id}” is already in line {by_id[intent.id].id.mark.line}, merge the two"
            )
            fields.report(intent.id.mark, text, "duplicate-key")
        by_id[intent.id] = intent
    return by_id


def read_messages(fields: Fields) -> Messages:
    """Read `knowledge/messages.yaml`."""
    smalltalk, commands = fields.mapping("smalltalk"), fields.mapping("commands")
    messages = Messages(
        disclaimer=fields.text("disclaimer"),
        short_disclaimer=fields.text("short_disclaimer"),
        welcome=paragraphs(fields, "welcome"),
        help=paragraphs(fields, "help"),
        menu=paragraphs(fields, "menu"),
        suggestion=paragraphs(fields, "suggestion"),
        gap=paragraphs(fields, "gap"),
        unforeseen=paragraphs(fields, "unforeseen"),
        unforeseen_beside_help=paragraphs(fields, "unforeseen_beside_help"),
        fallback=paragraphs(fields, "fallback"),
        no_topic=paragraphs(fields, "no_topic"),
        ready=paragraphs(fields, "ready"),
        rephrase=paragraphs(fields, "rephrase"),
        other_language=paragraphs(fields, "other_language"),
        unsupported=paragraphs(fields, "unsupported"),
        unknown_command=paragraphs(fields, "unknown_command"),
        expired_button=paragraphs(fields, "expired_button"),
        error=paragraphs(fields, "error"),
        slow_down=paragraphs(fields, "slow_down"),
        not_counted=paragraphs(fields, "not_counted"),
        source=paragraphs(fields, "source"),
        restated=paragraphs(fields, "restated"),
        privacy=paragraphs(fields, "privacy"),
        forget=paragraphs(fields, "forget"),
        after_safe=paragraphs(fields, "after_safe"),
        way_back=paragraphs(fields, "way_back"),
        no_such_button=paragraphs(fields, "no_such_button"),
        not_sure_of_the_rest=paragraphs(fields, "not_sure_of_the_rest"),
        no_more=paragraphs(fields, "no_more"),
        repeated=paragraphs(fields, "repeated"),
        personal_line=paragraphs(fields, "personal_line"),
        developer_info=paragraphs(fields, "developer_info"),
        developer_unnamed=paragraphs(fields, "developer_unnamed"),
        smalltalk={key: paragraphs(smalltalk, key) for key in smalltalk.keys()},  # noqa: SIM118 - not a dict
        profile=_profile(fields.mapping("profile")),
        commands={key: commands.text(key) for key in PAGES},
        words=_words(fields.mapping("words")),
    )
    commands.close()
    fields.close()
    return messages


def read_vocabulary(fields: Fields) -> Vocabulary:
    """Read `knowledge/vocabulary.yaml`."""
    synonyms, names = fields.mapping("synonyms"), fields.mapping("names")
    vocabulary = Vocabulary(
        subject=fields.texts("subject"),
        menu_words=fields.texts("menu_words"),
        fillers=fields.texts("fillers"),
        value_words=fields.texts("value_words", required=False),
        pointers=fields.texts("pointers"),
        synonyms={key: synonyms.texts(key) for key in synonyms.keys()},  # noqa: SIM118 - not a dict
        names={key: names.texts(key) for key in names.keys()},  # noqa: SIM118 - not a dict
        ours=fields.texts("ours", required=False),
        near=fields.texts("near", required=False),
        elsewhere=fields.texts("elsewhere", required=False),
        decisive=fields.texts("decisive", required=False),
        circumstances=fields.texts("circumstances", required=False),
    )
    fields.close()
    return vocabulary


def read_thresholds(fields: Fields) -> Thresholds:
    """Read `knowledge/thresholds.yaml`."""
    calibration = fields.mapping("calibration")
    thresholds = Thresholds(
        **{name: _score(fields, name) for name in SCORES},
        calibration=Calibration(*map(calibration.decimal, ("bias", "strength", "odds"))),
    )
    calibration.close()
    fields.close()
    return thresholds


def _score(fields: Fields, name: str) -> int:
    score = fields.number(name)
    if score > FULL_SCORE:
        text = f"{score} is no score, write 0 to {FULL_SCORE}, or run “evaluate --calibrate”"
        fields.report(fields.key(name).mark, text, "score-range")
    return score


def each(fields: Fields, read: Callable[[Text, Fields], T]) -> Iterator[T]:
    """Yield what `read` makes of each key of a mapping."""
    for key, item in fields.items():
        yield read(key, item)
        item.close()


def paragraphs(fields: Fields, name: str) -> Paragraphs:
    """Return the paragraphs of a text; blank lines part them."""
    text = fields.text(name)
    parts = (" ".join(part.split()) for part in _BLANK_LINES.split(text))
    return tuple(Text(part, text.mark) for part in parts if part)


def _section(key: Text, fields: Fields) -> Section:
    return Section(key, fields.text("heading"), fields.number("sentences"))


def _citation(fields: Fields) -> Citation:
    return Citation(fields.text("section"), fields.numbers("sentence"))


def _statement(key: Text, fields: Fields) -> Statement:
    return Statement(
        key,
        fields.text("text"),
        _citation(fields),
        fields.optional_text("caveat"),
        fields.optional_text("urgent"),
    )


def _not_restated(fields: Fields) -> Citation:
    citation = _citation(fields)
    fields.text("reason")
    fields.close()
    return citation


def _answered(key: Text, fields: Fields) -> Intent:
    return Intent(
        key,
        Kind.ANSWERED,
        label=fields.text("label"),
        emoji=fields.optional_text("emoji"),
        command=fields.optional_text("command"),
        answer=fields.texts("answer"),
        facets=tuple(each(fields.mapping("facets", required=False), _facet)),
        follow_ups=fields.texts("follow_ups"),
        examples=fields.texts("examples"),
    )


def _facet(key: Text, fields: Fields) -> Facet:
    return Facet(key, fields.texts("examples"), fields.optional_text("lead"), fields.optional_text("opening"))


def _gap(key: Text, fields: Fields) -> Intent:
    return Intent(
        key,
        Kind.GAP,
        topic=fields.text("topic"),
        nearest=fields.optional_text("nearest"),
        opening=fields.optional_text("opening"),
        words=fields.texts("words", required=False),
        follow_ups=fields.texts("follow_ups"),
        examples=fields.texts("examples"),
    )


def _smalltalk(key: Text, fields: Fields) -> Intent:
    return Intent(key, Kind.SMALL_TALK, examples=fields.texts("examples"))


def _out_of_scope(key: Text, fields: Fields) -> Intent:
    intent = Intent(key, Kind.OUT_OF_SCOPE, examples=fields.texts("examples"))
    fields.close()
    return intent


def _profile(fields: Fields) -> Profile:
    profile = Profile(fields.text("description"), fields.text("short_description"))
    fields.close()
    return profile


def _words(fields: Fields) -> Words:
    words = Words(*map(fields.text, Words.__slots__))
    fields.close()
    return words
