"""What `check` finds only by understanding."""

import shutil
from pathlib import Path

import pytest

from bot.knowledge import Knowledge, KnowledgeError, load
from bot.understanding import Learnt
from bot.understanding.rules import check
from tests.process import ROOT


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
                '- "b12 deficiency causes"',
                '- "why c\u2019ant it\u2019s be"\n      - "why cant its be"\n      - "why can\u200bt its be"',
            ),
            "is the same as “why cant its be” in line",
        ),
        (
            ("intents.yaml", '- "b12 deficiency causes"', '- "my b12 is 98"'),
            "“my b12 is 98” is caught as “personal” before it is matched, reword it or the phrase (red-flag)",
        ),
        (
            ("knowledge/dialogue.yaml", '"tell me more"', '"tell me more", "i (love|want to) (you|die)"'),
            "“i want to die” is caught as “crisis” before it is matched, reword it or the phrase (red-flag)",
        ),
        (
            ("knowledge/dialogue.yaml", '"tell me more"', '"tell me more", "(more|hola)"'),
            "“hola” is taken for spanish, remove the words that say so in languages.yaml (turned-away)",
        ),
        (
            ("knowledge/dialogue.yaml", '"tell me more"', '"tell me more", "tell .. more"'),
            "“..” stands for nothing here, where a phrase is a whole message; write the words out (phrase)",
        ),
        (
            ("knowledge/dialogue.yaml", '"tell me more"', '"tell me more", "(more than # of them|so)"'),
            "“#” stands for nothing here, where a phrase is a whole message; write the words out (phrase)",
        ),
        (
            ("knowledge/dialogue.yaml", '"tell me more"', '"tell me more", "tell & more"'),
            "“&” stands for nothing here, where a phrase is a whole message; write the words out (phrase)",
        ),
        (
            (
                "knowledge/dialogue.yaml",
                '"tell me more"',
                f'"tell me more", "{" ".join(["(m|n (o|))"] * 12)}"',
            ),
            "this phrase stands for 531,441 texts, split it: at most 500 a phrase (phrase)",
        ),
        (
            (
                "knowledge/dialogue.yaml",
                '"tell me more"',
                '"tell me more", "(Tell|show) (me|us) more?"',
            ),
            "“tell me more” already says something in line",
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
    tmp_path: Path, learnt: Learnt, edit: tuple[str, str, str], problem: str
) -> None:
    """It is named with its place; what was learnt before the edit serves to look."""
    file, old, new = edit
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    shutil.copy(ROOT / "intents.yaml", tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        found = check(load(tmp_path), learnt)
    except KnowledgeError as error:
        found = list(error.problems)
    out = "\n".join(map(str, found))
    assert out.startswith(f"{file}:") or "turned-away" in problem
    assert problem in out
