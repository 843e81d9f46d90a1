"""The registry of rules: small functions from `Knowledge` to findings, under the name that `check` prints."""

from collections.abc import Callable, Iterator, Mapping

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Problem, Text

Finding = tuple[Text, str]
"""The text at fault, and what is wrong with it and what to do."""

Rule = Callable[[Knowledge], Iterator[Finding]]

RULES: dict[str, Rule] = {}


def check(knowledge: Knowledge) -> list[Problem]:
    """Return what every registered rule finds."""
    return apply(RULES, knowledge)


def apply(rules: Mapping[str, Rule], knowledge: Knowledge) -> list[Problem]:
    """Return what these rules find, under their names."""
    return [Problem(at.mark, text, name) for name, rule in rules.items() for at, text in rule(knowledge)]


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register a rule under the name that is printed with its findings."""

    def register(function: Rule) -> Rule:
        RULES[name] = function
        return function

    return register
