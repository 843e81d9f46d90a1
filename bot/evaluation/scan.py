"""What many question-answering bots do: scan all examples with one scorer of rapidfuzz. To compare with."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process, utils

from bot.understanding import Candidate

SCORERS = {"WRatio": fuzz.WRatio, "token_set_ratio": fuzz.token_set_ratio}


class Scan:
    """Answers with the intent of the example that a scorer likes best."""

    def __init__(self, examples: Mapping[str, Sequence[str]], scorer: str) -> None:
        """Learn examples; `scorer` is one of `SCORERS`."""
        pairs = [(intent, text) for intent, texts in examples.items() for text in texts]
        self._intents = [intent for intent, _ in pairs]
        self._texts = [text for _, text in pairs]
        self._processed = [utils.default_process(text) for text in self._texts]
        self._scorer = SCORERS[scorer]

    def match(self, text: str) -> list[Candidate]:
        """Return the best intent; empty where nothing at all is shared."""
        if not self._texts:
            return []
        query = utils.default_process(text)
        _, score, at = process.extractOne(query, self._processed, scorer=self._scorer, processor=None)
        return [Candidate(self._intents[at], round(score, 1), self._texts[at], score / 100)] if score else []
