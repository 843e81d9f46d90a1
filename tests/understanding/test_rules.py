"""What `check` finds only by understanding."""

from pathlib import Path

import pytest

from bot.knowledge import Knowledge, KnowledgeError
from bot.learning import learn
from bot.understanding import Learnt
from bot.understanding.rules import check
from tests.knowledge.base import EXAMPLES, Base, Edit
from tests.process import ROOT


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """A small knowledge base with all examples of red flags: with a few, anything is like them."""
    base = Base(tmp_path)
    base.write(EXAMPLES, (ROOT / EXAMPLES).read_bytes())
    return base


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Learnt:
    """What was learnt of it."""
    base = Base(tmp_path_factory.mktemp("base"))
    base.write(EXAMPLES, (ROOT / EXAMPLES).read_bytes())
    return learn(base.load())


def test_a_small_knowledge_base_is_sound(base: Base, taught: Learnt) -> None:
    """What the edits below spoil has no problem before."""
    assert check(base.load(), taught) == []


def test_the_knowledge_base_of_this_repository_is_sound(knowledge: Knowledge, learnt: Learnt) -> None:
    """Nothing in it is nothing, twice, or a red flag once it is folded."""
    assert check(knowledge, learnt) == []


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (
            ("intents.yaml", 'label: "Causes"', 'label: "\U0001f600"'),
            "“\U0001f600” has no letter or digit to compare, write a word (folds-to-nothing)",
        ),
        (
            ("intents.yaml", 'label: "Causes"', 'label: "Shots?"'),
            "the label “Shots” is typed like “Shots?” in intents.yaml:",
        ),
        (
            (
                "intents.yaml",
                '- "why do people end up with low b12"',
                '- "why c\u2019ant it\u2019s be"\n      - "why cant its be"\n      - "why can\u200bt its be"',
            ),
            "is the same as “why cant its be” in line",
        ),
        (
            ("intents.yaml", '- "why do people end up with low b12"', '- "my b12 is 98"'),
            "“my b12 is 98” is caught as “personal” before it is matched, reword it or the phrase (red-flag)",
        ),
        (
            ("knowledge/dialogue.yaml", '"more"', '"more", "i (love|want to) (you|die)"'),
            "“i want to die” is caught as “crisis” before it is matched, reword it or the phrase (red-flag)",
        ),
        (
            ("knowledge/dialogue.yaml", '"more"', '"more", "(more|hola)"'),
            "“hola” is taken for spanish, remove the words that say so in languages.yaml (turned-away)",
        ),
        (
            ("knowledge/dialogue.yaml", '"more"', '"more", "tell .. more"'),
            "“..” stands for nothing here, where a phrase is a whole message; write the words out (phrase)",
        ),
        (
            ("knowledge/dialogue.yaml", '"more"', '"more", "(more than # of them|so)"'),
            "“#” stands for nothing here, where a phrase is a whole message; write the words out (phrase)",
        ),
        (
            ("knowledge/dialogue.yaml", '"more"', '"more", "tell & more"'),
            "“&” stands for nothing here, where a phrase is a whole message; write the words out (phrase)",
        ),
        (
            (
                "knowledge/dialogue.yaml",
                '"more"',
                f'"more", "{" ".join(["(m|n (o|))"] * 12)}"',
            ),
            "this phrase stands for 531,441 texts, split it: at most 500 a phrase (phrase)",
        ),
        (
            (
                "knowledge/dialogue.yaml",
                '"more"',
                '"more", "(More|and) (of that|)?"',
            ),
            "“more” already says something in line",
        ),
        (
            ("knowledge/languages.yaml", 'sure: ["hola"', 'sure: ["absorption"'),
            "is taken for spanish, remove the words that say so in languages.yaml (turned-away)",
        ),
        (
            ("knowledge/vocabulary.yaml", 'fillers: ["please"', 'fillers: ["..."'),
            "“...” has no letter or digit to compare, write a word (folds-to-nothing)",
        ),
    ],
)
def test_an_edit_that_folding_spoils_is_found(
    base: Base, taught: Learnt, edit: tuple[str, str, str], problem: str
) -> None:
    """It is named with its place; what was learnt before the edit serves to look."""
    base.edit(Edit(*edit))
    try:
        found = check(base.load(), taught)
    except KnowledgeError as error:
        found = list(error.problems)
    out = "\n".join(map(str, found))
    assert out.startswith(f"{edit[0]}:") or "turned-away" in problem
    assert problem in out
