"""Replies to questions: what the article says, what it does not say, and what may have been meant."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.conversation.reply import Button, Outcome, Paragraph, Reply, Style
from bot.conversation.writer import TOPICS, Writer, written
from bot.knowledge import UNFORESEEN, Facet, Intent, Kind, Said, Text, arrange
from bot.understanding import Answer

FEWEST_SUGGESTED = 2
"""Buttons of a suggestion; a topic near to the only one makes up for a second."""
MOST_BUTTONS = 4
"""Topics under an answer."""
MORE = "more:"
"""Before the intent and the facet whose whole answer a button opens: `more:causes.commonest`."""
NONE_OF_THESE = "none"
"""The target of the button that refuses all suggestions."""

_SILENT = re.compile(r"(?:The article|It) (?:does not|gives no|names no|says nothing)\b[^.]*\.")
"""What an opening says that the article does not say."""


class Answers(Writer):
    """Writes replies to questions."""

    def answer(self, intents: Sequence[Intent], score: float = 100.0, facets: Sequence[str] = ()) -> Reply:
        """Return the answers of one intent, or of several in the order asked.

        `facets` says of each intent what exactly was asked, if that is known: its statement leads.
        """
        names = [*facets, *("" for _ in intents)]
        asked = [(intent, intent.facet(name)) for intent, name in zip(intents, names, strict=False)]
        # What is asked of one topic stands together.
        asked.sort(key=lambda one: intents.index(one[0]))
        leads: list[Sequence[Said]] = []
        for at, one in enumerate(asked):
            given = [said.statement.id for said in chain.from_iterable(leads)]
            is_again = any(one[0] is intent for intent, _ in asked[:at])
            leads.append(self._besides(*one, given, is_again=is_again))
        if len(list(filter(None, leads))) > 1 or len({intent.id for intent, _ in asked}) > 1:
            return self._answer(asked, leads, score)
        intent, facet = asked[0]
        arranged = arrange(self._article, intent, facet)
        more = Button(self._messages.words.more, f"{MORE}{intent.id}.{facet.id if facet else ''}")
        return self._answer(asked[:1], [arranged.first], score, (more,) if arranged.rest else ())

    def _besides(
        self, intent: Intent, facet: Facet | None, given: Sequence[str], *, is_again: bool
    ) -> Sequence[Said]:
        """Return what leads one of several answers: what was said already only where more is said of it."""
        lead = intent.lead(facet)
        if lead not in given:
            return arrange(self._article, intent, facet, given).lead
        if facet and facet.opening and (silent := _SILENT.search(facet.opening)):
            text = Text(silent[0], facet.opening.mark)
            return [Said(replace(self._article.statements[lead], caveat=None, urgent=None), text)]
        return [] if is_again else arrange(self._article, intent, facet, given).lead

    def whole_answer(self, intent: Intent, facet: str) -> Reply:
        """Return all that the article says of an intent, the statement that leads a facet first."""
        asked = intent.facet(facet)
        return self._answer([(intent, asked)], [arrange(self._article, intent, asked).all], 100.0)

    def _answer(
        self,
        asked: Sequence[tuple[Intent, Facet | None]],
        said: Sequence[Sequence[Said]],
        score: float,
        actions: tuple[Button, ...] = (),
    ) -> Reply:
        ids = list(dict.fromkeys(str(intent.id) for intent, _ in asked))
        offered = dict.fromkeys(chain.from_iterable(intent.follow_ups for intent, _ in asked))
        statements = dict.fromkeys(one.statement.id for one in chain.from_iterable(said))
        return Reply(
            Outcome.ANSWER,
            (*self._under_labels([intent for intent, _ in asked], said), self._source_of(statements)),
            self._messages.disclaimer,
            intents=tuple(ids),
            facets=tuple(facet.id for _, facet in asked if facet),
            score=score,
            buttons=self._offer([intent for intent in offered if intent not in ids][:MOST_BUTTONS]),
            actions=actions,
            statements=tuple(statements),
            votes=self.votes(ids[0]),
        )

    def _under_labels(self, intents: Sequence[Intent], said: Sequence[Sequence[Said]]) -> Iterator[Paragraph]:
        """Yield each intent's heading and what is said of it; no heading stands alone, or again."""
        last = None
        for intent, ones in zip(intents, said, strict=True):
            if ones and intent is not last:
                yield Paragraph(" ".join(filter(None, (intent.label, intent.emoji))), Style.HEADING)
                last = intent
            yield from self._said(ones)

    def votes(self, intent: str) -> tuple[Button, ...]:
        """Return the thumbs under an answer of an intent."""
        words = self._messages.words
        return (Button(words.helpful, f"up:{intent}"), Button(words.not_helpful, f"down:{intent}"))

    def with_the_rest(self, answer: Reply, asked: Answer) -> Reply:
        """Return an answer with what is said to the rest, and a first button for what may have been asked."""
        silent = written(chain.from_iterable(map(self._beside, asked.gaps)))
        not_sure = written(self._messages.not_sure_of_the_rest) if asked.has_rest else ()
        buttons = dict.fromkeys((*self._offer(asked.unsure), *answer.buttons))
        return replace(
            answer,
            paragraphs=(*answer.before_source(silent), *not_sure),
            intents=(*answer.intents, *asked.gaps),
            buttons=tuple(buttons)[:MOST_BUTTONS],
        )

    def _beside(self, name: str) -> Sequence[str]:
        """Return what is said to a question besides, which the article does not answer."""
        intent = self._intents[name]
        return (self.silence(intent),) if intent.kind is Kind.GAP else self._messages.smalltalk[name]

    def gap(self, intent: Intent, score: float) -> Reply:
        """Return that the article is silent on this, and what it does say nearest to it."""
        silence = self.silence(intent)
        if not intent.nearest:
            return self._silent(intent.id, written([silence]), intent.follow_ups, score)
        statement = self._article.statements[intent.nearest]
        # What the article does not name is not what its statement warns of.
        said = Said(replace(statement, urgent=None), intent.opening or statement.text)
        first, *remarks = self._said([said])
        return self._silent(
            intent.id,
            (Paragraph(f"{silence} {first.text}"), *remarks, self._source_of([statement.id])),
            intent.follow_ups,
            score,
            (statement.id,),
        )

    def silence(self, gap: Intent) -> str:
        """Return that the article does not say what a gap asks."""
        return " ".join(text.format(topic=gap.topic) for text in self._messages.gap)

    def unforeseen(
        self, nearest: Sequence[str], score: float = 0.0, texts: Sequence[str] | None = None
    ) -> Reply:
        """Return that no answer was found to a question that no intent foresaw, with what is nearest."""
        offered = nearest or [button.target for button in self.quick_replies if button.target != TOPICS]
        paragraphs = written(texts or self._messages.unforeseen)
        return self._silent(UNFORESEEN, paragraphs, offered[:MOST_BUTTONS], score)

    def _silent(
        self,
        intent: str,
        paragraphs: Iterable[Paragraph],
        offered: Iterable[str],
        score: float,
        statements: tuple[str, ...] = (),
    ) -> Reply:
        return Reply(
            Outcome.GAP,
            self._under_heading(paragraphs),
            self._messages.disclaimer,
            intents=(intent,),
            score=score,
            buttons=self._offer(offered),
            statements=statements,
        )

    def _under_heading(self, paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
        return (Paragraph(self._messages.words.gap_heading, Style.HEADING), *paragraphs)

    def suggestion(self, intents: Sequence[Intent], score: float) -> Reply:
        """Return what may have been meant as buttons; one alone would be an answer in disguise."""
        suggested = [str(intent.id) for intent in intents]
        if len(suggested) < FEWEST_SUGGESTED:
            suggested += intents[0].follow_ups[: FEWEST_SUGGESTED - len(suggested)]
        return Reply(
            Outcome.SUGGEST,
            written(self._messages.suggestion),
            self._messages.disclaimer,
            intents=tuple(suggested),
            score=score,
            buttons=self._offer(suggested),
            actions=(Button(self._messages.words.none_of_these, NONE_OF_THESE),),
        )
