"""Every reply, put together from the knowledge base. `Conversation` decides which of them it is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.conversation.alarms import Alarms
from bot.conversation.reply import Outcome, Reply, Style
from bot.conversation.writer import written
from bot.knowledge import VALUE, Intent, Kind, Knowledge, Language
from bot.understanding import Alarm


class Composer(Alarms):
    """Writes replies: the pages of the bot here, answers and help in the modules that it builds on."""

    def __init__(self, knowledge: Knowledge, contact: str) -> None:
        """Say what `knowledge` says; `contact` is how to reach who runs this bot."""
        super().__init__(knowledge)
        self._contact = contact

    def topics(self, outcome: Outcome = Outcome.SMALL_TALK, texts: Iterable[str] | None = None) -> Reply:
        """Return the buttons of all topics from A to Z, under the menu's text or another."""
        return Reply(
            outcome,
            written(texts or self._messages.menu),
            self._messages.disclaimer,
            intents=("help",) if outcome is Outcome.SMALL_TALK else (),
            buttons=tuple(sorted(self._buttons.values(), key=lambda button: button.label.casefold())),
        )

    def source(self, restated: Intent | None) -> Reply:
        """Return where answers come from; first of all the last one, if it restates something."""
        article, messages = self._article, self._messages
        texts = (text.format(title=article.title, taken_in=article.taken_in) for text in messages.source)
        reply = self.page(Outcome.SMALL_TALK, texts, ("about",))
        if not (restated and restated.answer):
            return reply
        last = (*written(messages.restated), self._source_of(restated.answer))
        return replace(reply, paragraphs=(*last, *reply.paragraphs))

    def flagged(self, alarm: Alarm, said: Reply | None) -> Reply:
        """Return the reply to an alarm, or to a personal question: what is `said` of it in general leads."""
        flag = alarm.flag
        is_value = flag.concern == VALUE
        if not said:
            return self.red_flag(flag, alarm.also)
        # Whoever gives a value is told the limit: before an answer, behind what the article does not say.
        untold = [one for one in flag.statements if is_value and one not in said.statements]
        statements = (*untold, *said.statements)
        limit = self._said(self._as_written(untold))
        # What is said to the person is said to the rest of the question, too.
        unsaid = self._messages.not_sure_of_the_rest
        asked = (one for one in said.paragraphs if one.style is not Style.SOURCE and one.text not in unsaid)
        told = (*limit, *asked) if said.outcome is Outcome.ANSWER else (*asked, *limit)
        source = [self._source_of(statements)] if statements else []
        return replace(
            said,
            outcome=Outcome.PERSONAL,
            paragraphs=(*told, *written((*flag.lead, *flag.close)), *source),
            intents=(flag.id, *said.intents),
            statements=statements,
            actions=(),
            votes=(),
        )

    def no_more(self, intent: Intent) -> Reply:
        """Return that all was said of what somebody asks on about, and what lies next to it."""
        return Reply(
            Outcome.ANSWER if intent.kind is Kind.ANSWERED else Outcome.GAP,
            written(self._messages.no_more),
            self._messages.disclaimer,
            intents=(intent.id,),
            buttons=self._offer(intent.follow_ups),
        )

    def no_such_button(self, offered: Iterable[str]) -> Reply:
        """Return the reply to a number that no button has, with the buttons that there are."""
        page = self.page(Outcome.FALLBACK, self._messages.no_such_button)
        shown = self._offer(offered)
        return replace(page, buttons=shown, quick_replies=() if shown else page.quick_replies)

    def small_talk(self, texts: Iterable[str], intent: str = "help", score: float = 100.0) -> Reply:
        """Return what is said to a greeting, or a remark that asks nothing, with the short disclaimer."""
        reply = self.page(Outcome.SMALL_TALK, texts, (intent,), score)
        return replace(reply, disclaimer=self._messages.short_disclaimer)

    def ready(self) -> Reply:
        """Return the reply to someone who takes note of an answer and asks nothing."""
        return self.small_talk(self._messages.ready)

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

    def not_counted(self) -> Reply:
        """Return the reply to a thumb that can't be counted now."""
        return self.page(Outcome.FALLBACK, self._messages.not_counted)

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
