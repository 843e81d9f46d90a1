"""Probes: questions made by combining names, aspects, spellings and clauses of life. `evaluate` asks them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.fields import Fields
from bot.knowledge.nodes import compose
from bot.knowledge.problems import KnowledgeError, Problem

Questions = Mapping[str, tuple[str, ...]]
"""By intent."""


@dataclass(frozen=True, slots=True)
class Probes:
    """What is combined; `{}` in a question is filled in."""

    names: tuple[str, ...]
    loose_names: tuple[str, ...]
    """Names that the article does not use: the right button is as right as an answer."""
    aspects: Questions
    also: Questions
    """By intent: other intents that are as right."""
    spellings: tuple[str, ...]
    plain: Mapping[str, str]
    circumstances: tuple[str, ...]


def read_probes(path: Path) -> Probes:
    """Read a file of probes.

    Raises:
        KnowledgeError: with every problem of the file, if there is one.
        OSError: if it can't be read.
    """
    problems: list[Problem] = []
    fields = Fields(compose(path.read_bytes(), str(path), problems), str(path), problems)
    aspects, also, plain = (fields.mapping(name) for name in ("aspects", "also", "plain"))
    probes = Probes(
        fields.texts("names"),
        fields.texts("loose_names"),
        {key: aspects.texts(key) for key in aspects.keys()},  # noqa: SIM118 - not a dict
        {key: also.texts(key) for key in also.keys()},  # noqa: SIM118
        fields.texts("spellings"),
        {key: plain.text(key) for key in plain.keys()},  # noqa: SIM118
        fields.texts("circumstances"),
    )
    fields.close()
    if problems:
        raise KnowledgeError(problems)
    return probes
