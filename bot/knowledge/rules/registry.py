"""The registry of rules: small functions from `Knowledge` to findings, under the name that `check` prints."""

from collections.abc import Callable, Iterator, Mapping

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Problem, Text

Finding = tuple[Text, str]
"""The text at fault, and what is wrong with it and what to do."""

Rule = Callable[[Knowledge], Iterator[Finding]]

RULES: dict[str, Rule] = {}
ADVICE: dict[str, Rule] = {}
"""Rules that ask for what is better, and keep no bot from answering."""
ACROSS: set[str] = set()
"""The rules that compare files: where one is missing they would only repeat that."""


def check(knowledge: Knowledge, *, is_whole: bool = True) -> list[Problem]:
    """Return what every registered rule finds; if a file is missing, those that look at single texts."""
    return apply({name: rule for name, rule in RULES.items() if is_whole or name not in ACROSS}, knowledge)


def advise(knowledge: Knowledge) -> list[Problem]:
    """Return what could be better in a knowledge base that loads."""
    return apply(ADVICE, knowledge, is_advice=True)


def apply(rules: Mapping[str, Rule], knowledge: Knowledge, *, is_advice: bool = False) -> list[Problem]:
    """Return what these rules find, under their names."""
    return [
        Problem(at.mark, text, name, is_advice)
        for name, rule in rules.items()
        for at, text in rule(knowledge)
    ]


def rule(name: str, *, across: bool = False, is_advice: bool = False) -> Callable[[Rule], Rule]:
    """Register a rule under the name that is printed with its findings."""

    def register(function: Rule) -> Rule:
        (ADVICE if is_advice else RULES)[name] = function
        if across:
            ACROSS.add(name)
        return function

    return register
