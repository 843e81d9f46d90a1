"""How each kind of reply is put together from the knowledge base. `Conversation` decides which kind it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.conversation.reply import Button, Help, Outcome, Paragraph, Reply, Style
from bot.knowledge import UNFORESEEN, Intent, Kind, Knowledge, Language, RedFlag
from bot.understanding import Alarm, Level

MISTAKE = "mistake"
"""The target of the button under an alarm that was none."""
FEWEST_SUGGESTED = 2
"""Buttons of a suggestion; a topic near to the only one makes up for a second."""
MOST_BUTTONS = 4
"""Under an answer."""
TOPICS = "topics"
"""The page that lists all topics, and the target of its button."""


class Composer:
    """Puts replies together; every one of them with the disclaimer."""

    def __init__(self, knowledge: Knowledge, contact: str = "") -> None:
        """Say what `knowledge` says; `contact` is how to reach who runs this bot."""
        self._contact = contact
        self._article = knowledge.article
        self._messages = knowledge.messages
        self._resources = knowledge.red_flags.resources
        self._help_line = self._resources[knowledge.red_flags.help_line].text
        self._buttons: dict[str, Button] = {
            intent.id: Button(intent.label, intent.id)
            for intent in knowledge.intents.values()
            if intent.label
        }
        all_topics = Button(self._messages.words.all_topics, TOPICS)
        self.quick_replies = (*(self._buttons[intent.id] for intent in knowledge.main_topics), all_topics)
        """The main topics, and the button that lists all."""
        self.way_back = (Button(self._messages.words.mistake, MISTAKE),)
        """The button under an alarm that was none."""
        self._topics = {str(intent.id): intent.topic for intent in knowledge.of_kind(Kind.GAP)}
        # What is said most is put together once.
        self._answers = {intent.id: self._answer([intent]) for intent in knowledge.of_kind(Kind.ANSWERED)}

    @property
    def disclaimer(self) -> str:
        """The text that ends every reply."""
        return self._messages.disclaimer

    def answer(self, intents: Sequence[Intent], score: float = 100.0) -> Reply:
        """Return the answers of one intent, or of two in the order asked."""
        one = self._answers[intents[0].id] if len(intents) == 1 else None
        return replace(one or self._answer(intents), score=score)

    def _answer(self, intents: Sequence[Intent]) -> Reply:
        asked = [intent.id for intent in intents]
        offered = dict.fromkeys(chain.from_iterable(intent.follow_ups for intent in intents))
        return Reply(
            Outcome.ANSWER,
            tuple(self._answer_paragraphs(intents)),
            self._messages.disclaimer,
            intents=tuple(asked),
            buttons=self._offer([intent for intent in offered if intent not in asked][:MOST_BUTTONS]),
            statements=tuple(dict.fromkeys(chain.from_iterable(intent.answer for intent in intents))),
            votes=self.votes(asked[0]),
        )

    def votes(self, intent: str) -> tuple[Button, ...]:
        """Return the thumbs under an answer of an intent."""
        words = self._messages.words
        return (Button(words.helpful, f"up:{intent}"), Button(words.not_helpful, f"down:{intent}"))

    def _answer_paragraphs(self, intents: Sequence[Intent]) -> Iterator[Paragraph]:
        """Yield each intent's heading and statements, none of them twice, then all their sections."""
        given: list[str] = []
        for intent in intents:
            yield Paragraph(" ".join(filter(None, (intent.label, intent.emoji))), Style.HEADING)
            new = [statement for statement in intent.answer if statement not in given]
            yield from self._statements(new)
            given += new
        yield self._source_of(given)

    def gap(self, intent: Intent, score: float) -> Reply:
        """Return that the article is silent on this, and what is nearest to it."""
        texts = [text.format(topic=intent.topic) for text in self._messages.gap]
        return self._silent(intent.id, texts, intent.follow_ups, score)

    def unforeseen(self, nearest: Sequence[str], score: float) -> Reply:
        """Return that the article is silent on a question that no intent foresaw, with what is nearest."""
        offered = nearest or [button.target for button in self.quick_replies if button.target != TOPICS]
        return self._silent(UNFORESEEN, self._messages.unforeseen, offered[:MOST_BUTTONS], score)

    def _silent(self, intent: str, texts: Iterable[str], offered: Iterable[str], score: float) -> Reply:
        return Reply(
            Outcome.GAP,
            self._under_heading(texts),
            self._messages.disclaimer,
            intents=(intent,),
            score=score,
            buttons=self._offer(offered),
        )

    def _under_heading(self, texts: Iterable[str]) -> tuple[Paragraph, ...]:
        return (Paragraph(self._messages.words.gap_heading, Style.HEADING), *_texts(texts))

    def suggestion(self, intents: Sequence[Intent], score: float) -> Reply:
        """Return what may have been meant as buttons; one alone would be an answer in disguise."""
        suggested = [intent.id for intent in intents]
        if len(suggested) < FEWEST_SUGGESTED:
            suggested += intents[0].follow_ups[: FEWEST_SUGGESTED - len(suggested)]
        return Reply(
            Outcome.SUGGEST,
            _texts(self._messages.suggestion),
            self._messages.disclaimer,
            intents=tuple(suggested),
            score=score,
            buttons=self._offer(suggested),
        )

    def red_flag(self, flag: RedFlag, also: RedFlag | None = None) -> Reply:
        """Return the fixed reply to a red flag, with the resources or the statements that help.

        `also` is a more urgent one that a personal question may be: a line of its help comes last.
        """
        is_personal = flag.concern is not None
        reply = Reply(
            Outcome.PERSONAL if is_personal else Outcome.RED_FLAG,
            tuple(self._help(flag)),
            self._messages.disclaimer,
            intents=(flag.id,),
            # Someone in danger gets help, not a menu, and a way back if nobody is.
            buttons=() if is_personal else self.way_back,
            quick_replies=self.quick_replies if is_personal else (),
            numbers=self.numbers(flag.resources),
            statements=tuple(flag.statements),
            help=Help.NONE if is_personal else Help.TAKES_OVER,
        )
        return self._with_line(reply, also) if also else reply

    def numbers(self, resources: Iterable[str]) -> tuple[Button, ...]:
        """Return buttons that copy what can be called or texted of some resources."""
        numbers = chain.from_iterable(self._resources[resource].numbers for resource in resources)
        return tuple(Button(f"{self._messages.words.copy} {number}", number) for number in numbers)

    def beside(self, reply: Reply, alarm: Alarm) -> Reply:
        """Return a reply with the help of an alarm: its help lines around it, or one line after it."""
        if alarm.level is Level.LINE:
            return self._with_line(reply, alarm.flag)
        if reply.outcome in {Outcome.ANSWER, Outcome.GAP}:
            return self._with_help(reply, alarm.flag)
        return self.red_flag(alarm.flag)

    def _with_line(self, reply: Reply, flag: RedFlag) -> Reply:
        """Return a reply with one line of help after it."""
        is_personal = flag.concern is not None
        line = self._messages.personal_line if is_personal else (self._help_line,)
        return replace(
            reply,
            paragraphs=(*reply.paragraphs, *_texts(line)),
            help=reply.help if is_personal else Help.LINE,
        )

    def _with_help(self, reply: Reply, flag: RedFlag) -> Reply:
        """Return a reply with the help of a red flag around it: help lines first, and no menu."""
        first = (*_texts(flag.lead), *self._resources_of(flag))
        said = self._silent_beside_help(reply) if reply.outcome is Outcome.GAP else reply.paragraphs
        return replace(
            reply,
            paragraphs=(*first, *said, *_texts(flag.close)),
            intents=(*reply.intents, flag.id),
            buttons=self.way_back,
            votes=(),
            help=Help.LINE,
            numbers=self.numbers(flag.resources),
        )

    def _silent_beside_help(self, gap: Reply) -> tuple[Paragraph, ...]:
        """Return what a gap says where no buttons are: nothing about them."""
        topic = self._topics.get(gap.intents[0])
        if topic is None:
            return self._under_heading(self._messages.unforeseen_beside_help)
        return self._under_heading(text.format(topic=topic) for text in self._messages.gap_beside_help)

    def _resources_of(self, flag: RedFlag) -> Iterable[Paragraph]:
        return _texts(self._resources[resource].text for resource in flag.resources)

    def _help(self, flag: RedFlag) -> Iterator[Paragraph]:
        yield from _texts(flag.lead)
        yield from self._resources_of(flag)
        yield from self._statements(flag.statements)
        if flag.statements:
            yield self._source_of(flag.statements)
        yield from _texts(flag.close)

    def topics(self, outcome: Outcome = Outcome.SMALL_TALK, texts: Iterable[str] | None = None) -> Reply:
        """Return the buttons of all topics, under the menu's text or another."""
        return Reply(
            outcome,
            _texts(texts or self._messages.menu),
            self._messages.disclaimer,
            intents=("help",) if outcome is Outcome.SMALL_TALK else (),
            buttons=tuple(self._buttons.values()),
        )

    def source(self, restated: Intent | None) -> Reply:
        """Return where answers come from; first of all the last one, if it restates something."""
        article, messages = self._article, self._messages
        texts = (text.format(title=article.title, taken_in=article.taken_in) for text in messages.source)
        reply = self.page(Outcome.SMALL_TALK, texts, ("about",))
        if not (restated and restated.answer):
            return reply
        last = (*_texts(messages.restated), self._source_of(restated.answer))
        return replace(reply, paragraphs=(*last, *reply.paragraphs))

    def no_more(self, intent: Intent) -> Reply:
        """Return that all was said of what somebody asks on about, and what lies next to it."""
        return Reply(
            Outcome.ANSWER if intent.kind is Kind.ANSWERED else Outcome.GAP,
            _texts(self._messages.no_more),
            self._messages.disclaimer,
            intents=(intent.id,),
            buttons=self._offer(intent.follow_ups),
        )

    def no_such_button(self, offered: Iterable[str]) -> Reply:
        """Return the reply to a number that no button has, with the buttons that there are."""
        page = self.page(Outcome.FALLBACK, self._messages.no_such_button)
        shown = tuple(self._buttons[target] for target in offered if target in self._buttons)
        return replace(page, buttons=shown, quick_replies=() if shown else page.quick_replies)

    def no_topic(self) -> Reply:
        """Return the reply to a follow-up question where nothing was talked about."""
        return self.page(Outcome.FALLBACK, self._messages.no_topic)

    def remark(self, texts: Iterable[str]) -> Reply:
        """Return what is said to a remark that asks nothing."""
        return self.page(Outcome.SMALL_TALK, texts, ("help",))

    def ready(self) -> Reply:
        """Return the reply to someone who takes note of an answer and asks nothing."""
        return self.remark(self._messages.ready)

    def rephrase(self) -> Reply:
        """Return how to ask, and all topics: the reply to what was not understood twice in a row."""
        return self.topics(Outcome.FALLBACK, self._messages.rephrase)

    def fallback(self, score: float) -> Reply:
        """Return the reply to what is about something else, or was not understood."""
        return self.page(Outcome.FALLBACK, self._messages.fallback, score=score)

    def other_language(self, language: Language) -> Reply:
        """Return the reply to a message in a language that the bot does not speak."""
        return self.page(Outcome.FALLBACK, (language.reply, *self._messages.other_language))

    def unsupported(self) -> Reply:
        """Return the reply to what is not text."""
        return self.page(Outcome.FALLBACK, self._messages.unsupported)

    def expired_button(self) -> Reply:
        """Return the reply to a button that leads nowhere any more."""
        return self.page(Outcome.FALLBACK, self._messages.expired_button)

    def slow_down(self) -> Reply:
        """Return the reply to someone who writes faster than can be answered."""
        return self.page(Outcome.FALLBACK, self._messages.slow_down)

    def apology(self) -> Reply:
        """Return the reply to a message whose handling failed."""
        return self.page(Outcome.FALLBACK, self._messages.error)

    def command_page(self, name: str) -> Reply:
        """Return the page that a command opens; one that is none says so."""
        messages = self._messages
        pages = {
            "start": messages.welcome,
            "help": messages.help,
            "privacy": messages.privacy,
            "developer_info": self._developer_info(),
            "forget": messages.forget,
        }
        if name == "source":
            return self.source(None)
        if name not in pages:
            return self.page(Outcome.FALLBACK, messages.unknown_command)
        intent = {"start": "greeting", "help": "help"}.get(name, "about")
        return self.page(Outcome.SMALL_TALK, pages[name], (intent,))

    def _developer_info(self) -> Sequence[str]:
        if not self._contact:
            return self._messages.developer_unnamed
        return [text.format(contact=self._contact) for text in self._messages.developer_info]

    def page(
        self, outcome: Outcome, texts: Iterable[str], intents: tuple[str, ...] = (), score: float = 100.0
    ) -> Reply:
        """Return a text of the bot, with the main topics."""
        return Reply(
            outcome,
            _texts(texts),
            self._messages.disclaimer,
            intents=intents,
            score=score,
            quick_replies=self.quick_replies,
        )

    def _statements(self, ids: Iterable[str]) -> Iterator[Paragraph]:
        """Yield what is urgent, then statements, each with its caveat."""
        statements = [self._article.statements[key] for key in ids]
        yield from _texts(statement.urgent for statement in statements if statement.urgent)
        for statement in statements:
            yield Paragraph(statement.text)
            if statement.caveat:
                yield Paragraph(f"{self._messages.words.caveat} {statement.caveat}", Style.CAVEAT)

    def _source_of(self, ids: Iterable[str]) -> Paragraph:
        """Return the sections that statements come from."""
        article, words = self._article, self._messages.words
        sections = dict.fromkeys(article.statements[key].citation.section for key in ids)
        headings = ", ".join(f"“{article.sections[section].heading}”" for section in sections)
        lead = words.section if len(sections) == 1 else words.sections
        return Paragraph(f"{lead} {headings}", Style.SOURCE)

    def _offer(self, intents: Iterable[str]) -> tuple[Button, ...]:
        return tuple(self._buttons[intent] for intent in intents)


def _texts(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(map(Paragraph, texts))
