"""What follows an alarm: for half an hour help comes first. docs/architecture.md draws the machine.

Its events are those of `bot.understanding.Event`; `next_state` is the whole of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.conversation.composer import Composer
from bot.conversation.reply import Help, Outcome, Paragraph, Reply
from bot.knowledge import Knowledge, RedFlag
from bot.understanding import Event

SECONDS = 30 * 60.0
"""How long an alarm is heeded."""


@dataclass(frozen=True, slots=True)
class Alarmed:
    """That an alarm was raised in a chat."""

    flag: str
    """The name of the red flag: crisis, emergency or crisis_of_another."""
    resources: tuple[str, ...]
    """What helps, by what was said then."""
    until: float
    """When it ends, in seconds of the door's clock."""
    repeated: int = 0
    """How often help was named again."""


def next_state(state: Alarmed | None, event: Event, raised: RedFlag | None, now: float) -> Alarmed | None:
    """Return the state after an event; only time, and that it was a mistake, end one.

    `raised` is the red flag of an alarm, `now` the time by the door's clock.
    """
    repeated = state.repeated + 1 if state else 0
    match event:
        case Event.ALARM if raised:
            return Alarmed(str(raised.name), tuple(map(str, raised.resources)), now + SECONDS, repeated)
        case Event.MISTAKE:
            return None
        case Event.ANYTHING_ELSE if state:
            return replace(state, repeated=repeated)
    return state


class AlarmReplies:
    """Puts the replies together that only follow an alarm."""

    def __init__(self, knowledge: Knowledge, compose: Composer) -> None:
        self._compose = compose
        self._messages = knowledge.messages
        self._flags = {str(flag.name): flag for flag in knowledge.red_flags.flags}
        self._resources = knowledge.red_flags.resources
        self._line = Paragraph(self._resources[knowledge.red_flags.help_line].text)

    def again(self, state: Alarmed) -> Reply:
        """Return help once more, the number first, in words that the last two replies did not have."""
        again = self._flags[state.flag].again
        texts = (self._resources[key].text for key in state.resources)
        return self._help(state, (*texts, again[state.repeated % len(again)]))

    def safe(self, state: Alarmed) -> Reply:
        """Return a kind word to someone who is safe now, and where help is to be had."""
        return self._help(state, (*self._messages.after_safe, self._line.text))

    def way_back(self, state: Alarmed | None) -> Reply:
        """Return how to go on after what was no alarm."""
        about = (str(self._flags[state.flag].id),) if state else ("help",)
        page = self._compose.page(Outcome.SMALL_TALK, (*self._messages.way_back, self._line.text), about)
        return replace(page, buttons=page.quick_replies, quick_replies=(), help=Help.LINE)

    def above(self, reply: Reply) -> Reply:
        """Return a reply with help above it, unless it has some."""
        if reply.help is not Help.NONE:
            return reply
        return replace(reply, paragraphs=(self._line, *reply.paragraphs), help=Help.LINE)

    def _help(self, state: Alarmed, texts: Sequence[str]) -> Reply:
        return Reply(
            Outcome.RED_FLAG,
            tuple(map(Paragraph, texts)),
            self._compose.disclaimer,
            intents=(str(self._flags[state.flag].id),),
            buttons=self._compose.way_back,
            help=Help.TAKES_OVER,
            numbers=self._compose.numbers(state.resources),
        )
