"""What a knowledge base must fulfil beyond the shape of its files.

`references` and `texts` hold what the bot can't do without, `limits` and `wording` what is for its readers.
"""

from collections.abc import Callable, Iterator, Mapping

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Problem, Text

Finding = tuple[Text, str]
"""The text at fault, and what is wrong with it and what to do."""

Rule = Callable[[Knowledge], Iterator[Finding]]


class Rules(dict[str, Rule]):
    """Rules by the name that is printed with what they find."""

    def __init__(self, *, is_advice: bool = False) -> None:
        super().__init__()
        self._is_advice = is_advice
        self._across: set[str] = set()

    def add(self, name: str, *, across: bool = False) -> Callable[[Rule], Rule]:
        """Add a rule. One that looks across files would, where a file is missing, only repeat that."""

        def add(function: Rule) -> Rule:
            self[name] = function
            if across:
                self._across.add(name)
            return function

        return add

    def check(self, knowledge: Knowledge, *, is_whole: bool = True) -> list[Problem]:
        """Return what the rules find; if a file is missing, those that look at single texts."""
        asked = {name: rule for name, rule in self.items() if is_whole or name not in self._across}
        return apply(asked, knowledge, is_advice=self._is_advice)


def apply(rules: Mapping[str, Rule], knowledge: Knowledge, *, is_advice: bool = False) -> list[Problem]:
    """Return what these rules find, under their names."""
    return [
        Problem(at.mark, text, name, is_advice)
        for name, rule in rules.items()
        for at, text in rule(knowledge)
    ]
