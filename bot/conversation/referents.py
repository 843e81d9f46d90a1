"""Names that “it” stands for once they were spoken of."""

from collections.abc import Iterable, Sequence

from bot.conversation.follow_ups import plain
from bot.knowledge import ANY_TOPIC, FollowUp
from bot.understanding.text import Phrasebook, Text, TextReader


class Referents:
    """Finds the editors' names in messages, and tells what is said of them."""

    def __init__(self, referents: Sequence[FollowUp], reader: TextReader) -> None:
        self._leads = {str(one.phrases[0]): plain(one) for one in referents}
        names = ((phrase, one.phrases[0]) for one in referents for phrase in one.phrases)
        self._names = Phrasebook(
            (reader.as_written(phrase).words, (f"{{{name}}}",)) for phrase, name in names
        )

    def find(self, text: Text) -> str:
        """Return the first name that a text has; empty where it has none."""
        return next((word[1:-1] for word in self._names.read(text.words) if word[0] == "{"), "")

    def lead(self, name: str, topic: str) -> str:
        """Return what is said of a name after a topic: `intent.facet`."""
        return self._leads[name].get(topic) or self._leads[name][ANY_TOPIC]

    def is_said(self, name: str, intents: Iterable[str]) -> bool:
        """Say whether one of some intents is what is said of a name."""
        return not {lead.partition(".")[0] for lead in self._leads[name].values()}.isdisjoint(intents)
