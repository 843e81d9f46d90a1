"""Messages that say little by themselves, and lean on what was last talked about."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from bot.knowledge import ANY_TOPIC, DialoguePhrases, FollowUp
from bot.understanding.folding import fold
from bot.understanding.fuzzy import TextNumbers
from bot.understanding.phrases import alternatives
from bot.understanding.text import Text


@dataclass(frozen=True, slots=True)
class AsksOn:
    """The message asks on about the last topic."""

    leads_to: Mapping[str, str]
    """By topic: what answers it."""
    for_more: bool = False
    """Whether it asks for what was not said yet, whatever that is."""
    is_vague: bool = False
    """Whether it asks for more of the same."""


Assent = Literal["yes", "no", "ok"]
Leaning = AsksOn | Assent | int | tuple[str, ...]
"""What a message does with what came before it: it asks on, assents, chooses a place (from 0 on, -1 is the
last), or remarks something that has this reply."""


class FollowUps:
    """Knows the editors' phrases, all of them whole messages."""

    def __init__(self, dialogue: DialoguePhrases) -> None:
        self._lead_outs = tuple(f" {fold(lead_out)}" for lead_out in dialogue.lead_outs)
        self._leanings = [leaning for _, leaning in _leanings(dialogue)]
        self._numbers = TextNumbers(_numbered(dialogue), lambda text: self._plain(text) or text)
        self._lead_ins = tuple(f"{fold(lead_in)} " for lead_in in dialogue.lead_ins)
        self._refers_back = re.compile(rf"\b(?:{'|'.join(map(fold, dialogue.refers_back)) or '(?!)'})\b")
        self._names = {fold(name): str(one.phrases[0]) for one in dialogue.referents for name in one.phrases}
        self.said = {str(one.phrases[0]): plain(one) for one in dialogue.referents}
        """By name, and by the last topic: what is said of it."""
        self._mentions = {f" {word} ": plain(one) for one in dialogue.mentions for word in one.phrases}

    def find(self, *folded: str) -> Leaning | None:
        """Return what a folded message does with what came before it, or None if it stands by itself."""
        texts = list(chain.from_iterable(map(self._bared, dict.fromkeys(folded))))
        numbers = map(self._numbers.find, (*texts, *map(self._plain, texts)))
        return next((self._leanings[number] for number in numbers if number is not None), None)

    def name_in(self, text: Text) -> str:
        """Return the name that “it” stands for after a text; empty where that has none."""
        words = f" {' '.join(text.words)} "
        return next((name for one, name in self._names.items() if f" {one} " in words), "")

    def mentioned(self, text: Text, topic: str) -> str:
        """Return what is said after a topic of what a text mentions; empty where that is nothing."""
        words = f" {' '.join((*text.words, *text.slots))} "
        leads = (said.get(topic, said.get(ANY_TOPIC)) for one, said in self._mentions.items() if one in words)
        return next(filter(None, leads), "")

    def is_said(self, name: str, intents: Iterable[str]) -> bool:
        """Say whether one of some intents is what is said of a name."""
        return not {lead.partition(".")[0] for lead in self.said[name].values()}.isdisjoint(intents)

    def refers_back(self, folded: str) -> bool:
        """Say whether a folded message has a word that stands for what was last talked about."""
        return bool(self._refers_back.search(folded))

    def with_name(self, folded: str, name: str) -> str:
        """Return a folded message with a name for the first such word: “who gets it”."""
        return self._refers_back.sub(name, self.bare(folded), count=1)

    def bare(self, folded: str) -> str:
        """Return a folded message without the words that lead to a new topic, and those behind it."""
        *_, rest = self._bared(folded)
        return rest

    def _bared(self, folded: str) -> Iterator[str]:
        """Yield a folded message, and what is left without lead-ins and lead-outs, one after the other."""
        yield folded
        while folded.startswith(self._lead_ins):
            folded = folded.removeprefix(max(filter(folded.startswith, self._lead_ins), key=len))
            yield folded
        while folded.endswith(self._lead_outs):
            folded = folded.removesuffix(next(filter(folded.endswith, self._lead_outs)))
            yield folded

    def _plain(self, folded: str) -> str:
        """Return a text without the words that say nothing, wherever they stand: “is it really true”."""
        return " ".join(word for word in folded.split() if f" {word}" not in self._lead_outs)


def _leanings(dialogue: DialoguePhrases) -> Iterator[tuple[Iterable[str], Leaning]]:
    """Yield phrases with what they do; of two alike, the first counts."""
    yield from ((phrases, place) for place, phrases in enumerate(dialogue.choices))
    yield dialogue.last_choice, -1
    yield dialogue.more.phrases, AsksOn(plain(dialogue.more), for_more=True, is_vague=True)
    yield from ((one.phrases, AsksOn(plain(one), is_vague=True)) for one in dialogue.vague)
    yield from ((one.phrases, AsksOn(plain(one))) for one in dialogue.follow_ups)
    yield dialogue.agrees, "yes"
    yield dialogue.refuses, "no"
    yield dialogue.acknowledges, "ok"
    yield from ((remark.phrases, tuple(map(str, remark.reply))) for remark in dialogue.remarks)


def _numbered(dialogue: DialoguePhrases) -> Iterator[tuple[str, int]]:
    """Yield every text of the phrases, with the place of what it does."""
    for number, (phrases, _) in enumerate(_leanings(dialogue)):
        yield from ((text, number) for text in chain.from_iterable(map(alternatives, phrases)))


def plain(follow_up: FollowUp) -> dict[str, str]:
    """Return by topic what a follow-up leads to."""
    return {str(topic): str(lead) for topic, lead in follow_up.leads_to.items()}
