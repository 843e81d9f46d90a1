"""Messages that say little by themselves, and lean on what was last talked about."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from bot.knowledge import ANY_TOPIC, DialoguePhrases, FollowUp
from bot.understanding.folding import fold
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
        self._leanings: dict[str, Leaning] = {}
        for place, phrases in enumerate(dialogue.choices):
            self._add(phrases, place)
        self._add(dialogue.last_choice, -1)
        self._add(dialogue.more.phrases, AsksOn(plain(dialogue.more), for_more=True, is_vague=True))
        for follow_up in dialogue.vague:
            self._add(follow_up.phrases, AsksOn(plain(follow_up), is_vague=True))
        for follow_up in dialogue.follow_ups:
            self._add(follow_up.phrases, AsksOn(plain(follow_up)))
        self._add(dialogue.agrees, "yes")
        self._add(dialogue.refuses, "no")
        self._add(dialogue.acknowledges, "ok")
        for remark in dialogue.remarks:
            self._add(remark.phrases, tuple(map(str, remark.reply)))
        for text in list(self._leanings):
            self._leanings.setdefault(self._plain(text) or text, self._leanings[text])
        self._lead_ins = tuple(f"{fold(lead_in)} " for lead_in in dialogue.lead_ins)
        self._refers_back = re.compile(rf"\b(?:{'|'.join(map(fold, dialogue.refers_back)) or '(?!)'})\b")
        self._names = {fold(name): str(one.phrases[0]) for one in dialogue.referents for name in one.phrases}
        self.said = {str(one.phrases[0]): plain(one) for one in dialogue.referents}
        """By name, and by the last topic: what is said of it."""
        self._mentions = {f" {word} ": plain(one) for one in dialogue.mentions for word in one.phrases}

    def find(self, *folded: str) -> Leaning | None:
        """Return what a folded message does with what came before it, or None if it stands by itself."""
        texts = list(chain.from_iterable(map(self._bared, dict.fromkeys(folded))))
        found = (self._leanings.get(text) for text in (*texts, *map(self._plain, texts)))
        return next((one for one in found if one is not None), None)

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

    def _add(self, phrases: Iterable[str], leaning: Leaning) -> None:
        for phrase in phrases:
            for text in alternatives(phrase):
                self._leanings.setdefault(text, leaning)


def plain(follow_up: FollowUp) -> dict[str, str]:
    """Return by topic what a follow-up leads to."""
    return {str(topic): str(lead) for topic, lead in follow_up.leads_to.items()}
