"""How the bot fares where only the name, the spelling or the clause before a question varies."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.conversation import Outcome, Reply
from bot.knowledge import Text

Ask = Callable[[str], Reply]
Asked = tuple[str, str]
"""A question, and the intent that it must reach."""


@dataclass(frozen=True, slots=True)
class Probes:
    """Questions made by combining names, aspects, spellings and clauses; `{}` in one is filled in."""

    names: tuple[Text, ...]
    loose_names: tuple[Text, ...]
    """Names that the article does not use: the right button is as right as an answer."""
    aspects: Mapping[str, tuple[Text, ...]]
    """Questions by intent."""
    also: Mapping[str, tuple[Text, ...]]
    """By intent: other intents that are as right."""
    spellings: tuple[Text, ...]
    plain: Mapping[str, Text]
    circumstances: tuple[Text, ...]


def of_probes(ask: Ask, probes: Probes) -> Iterator[str]:
    """Yield, in percent, what was right and what the right button: by name, by spelling, behind clauses."""
    yield ""
    yield f"{'only this varies':<44}{'n':>5}{'right':>8}{'button':>8}"
    for name in (*probes.names, *probes.loose_names):
        rows = [(one.format(name), intent) for intent, ones in probes.aspects.items() for one in ones]
        yield _row(f"name: {name}", ask, rows, probes, loose=name in probes.loose_names)
    for spelling in probes.spellings:
        rows = [(one.format(spelling), intent) for intent, one in probes.plain.items()]
        yield _row(f"spelling: {spelling}", ask, rows, probes)
    rows = [
        (clause + one.format(probes.spellings[0]), intent)
        for intent, one in probes.plain.items()
        for clause in probes.circumstances
    ]
    yield _row("a clause before the question", ask, rows, probes)


def _row(what: str, ask: Ask, rows: list[Asked], probes: Probes, *, loose: bool = False) -> str:
    right = buttons = 0
    for text, intent in rows:
        reply, wanted = ask(text), {intent, *probes.also.get(intent, ())}
        is_button = reply.outcome is Outcome.SUGGEST and not wanted.isdisjoint(reply.intents)
        is_right = reply.outcome is Outcome.ANSWER and reply.intents[0] in wanted
        right += is_right or (loose and is_button)
        buttons += is_button and not loose
    return f"{what:<44}{len(rows):5}{100 * right / len(rows):8.1f}{100 * buttons / len(rows):8.1f}"
