"""`check --document`: the statements beside the article that they restate."""

import re
import textwrap
from pathlib import Path

import pytest

from tests.knowledge.base import ARTICLE, Broken, Edit, broken
from tests.knowledge.document.own import DOCUMENT, TEXT, TeaBase


@pytest.fixture
def tea(tmp_path: Path) -> TeaBase:
    """A knowledge base that fits its article."""
    return TeaBase(tmp_path).build()


CORRECT = "correct the number, and what cites this section (document-sentences)"
AS_THERE = "write it as it stands there (document-heading)"


def lacking(at: str, what: str, line: int, rule: str) -> str:
    """Return what is said of a statement that has something which a cited sentence does not have."""
    where = f"what the statement cites (line {line} of article.txt)"
    remedy = "cite the sentence that has it or reword the statement"
    return f"{at}: “{what}” is not in {where}, {remedy} (document-{rule})"


def nearer(at: str, sentence: int) -> str:
    """Return what is said of a citation that is not the nearest."""
    what = f"this is nearer to sentence {sentence} of “effects” than to the one it cites"
    return f"{at}: {what}, cite that one or reword the statement (document-citation)"


CHANGED = [
    broken(
        "a number in the article",
        (
            Edit(DOCUMENT, "3 cups", "5 cups"),
            Edit(ARTICLE, '"3"', '①"3"'),
            Edit(ARTICLE, '"She had', '②"She had'),
        ),
        "①: article.txt has no “3”, remove it (document-figure)",
        lacking("②", "3", 4, "figure"),
    ),
    broken(
        "a number in a statement",
        Edit(ARTICLE, '"She had 3 cups', '①"She had two cups'),
        lacking("①", "two", 4, "figure"),
    ),
    broken(
        "a number word in the article",
        (
            Edit(DOCUMENT, "two clubs", "ten clubs"),
            Edit(ARTICLE, '"The article tells', '①"The article tells'),
        ),
        lacking("①", "two", 3, "figure"),
    ),
    broken(
        "a unit in the article",
        (Edit(DOCUMENT, "3 cups per day", "3 cups per week"), Edit(ARTICLE, '"per day"', '①"per day"')),
        "①: article.txt has no “per day”, remove it (document-figure)",
    ),
    broken(
        "a heading in the article",
        (Edit(DOCUMENT, "What Tea Does", "What Coffee Does"), Edit(ARTICLE, '"What Tea', '①"What Tea')),
        f"①: the heading is “What Coffee Does” in line 6 of article.txt, {AS_THERE}",
    ),
    broken(
        "a heading in article.yaml",
        Edit(ARTICLE, '"What Tea Does"', '①"What It Does"'),
        f"①: the heading is “What Tea Does” in line 6 of article.txt, {AS_THERE}",
    ),
    broken(
        "the title",
        (Edit(DOCUMENT, "A Short", "A Long"), Edit(ARTICLE, 'title: "Why', 'title: ①"Why')),
        f"①: the heading is “Why People Drink Tea: A Long Guide” in line 1 of article.txt, {AS_THERE}",
    ),
    broken(
        "a section more in the article",
        Edit(DOCUMENT, "Not for Children\n", "①Coffee\n\nIt is black.\n\nNot for Children\n"),
        "①: article.yaml has no section “Coffee”, add it or take it out (document-heading)",
    ),
    broken(
        "a section less in the article",
        (
            Edit(DOCUMENT, "\nNot for Children\n\nSmall children should have none of it!\n", ""),
            Edit(ARTICLE, '"Not for', '①"Not for'),
        ),
        f"①: article.txt has no heading “Not for Children”, {AS_THERE}",
    ),
    broken(
        "a sentence more in the article",
        (
            Edit(DOCUMENT, "none of it!", "none of it! ①Milk is fine."),
            Edit(ARTICLE, "  children:\n    heading", "  ②children:\n    heading"),
        ),
        "①: no statement restates this, sentence 2 of “children”, restate it or list it under not_restated "
        "(document-uncited)",
        f"②: “children” has 2 sentences in article.txt, not 1; {CORRECT}",
    ),
    broken(
        "a sentence less in the article",
        (
            Edit(DOCUMENT, "A sleep test (ST) finds the first, and both go away.\n", ""),
            Edit(ARTICLE, "  effects:\n    heading", "  ①effects:\n    heading"),
            Edit(ARTICLE, '"sleep test"', '②"sleep test"'),
            Edit(ARTICLE, '"ST"', '③"ST"'),
        ),
        f"①: “effects” has 2 sentences in article.txt, not 3; {CORRECT}",
        "②: article.txt has no “sleep test”, remove it (document-name)",
        "③: article.txt has no “ST”, remove it (document-name)",
    ),
    broken(
        "a disease in the article",
        (
            Edit(DOCUMENT, "heartburn", "anemia"),
            Edit(ARTICLE, '"heartburn"', '①"heartburn"'),
            Edit(ARTICLE, '"If it', '②"If it'),
        ),
        "①: article.txt has no “heartburn”, remove it (document-name)",
        lacking("②", "heartburn", 8, "name"),
    ),
    broken(
        "a disease in a statement",
        Edit(ARTICLE, '"For small children', '①"For heartburn and small children'),
        lacking("①", "heartburn", 13, "name"),
    ),
    broken(
        "names that nobody listed",
        Edit(ARTICLE, '"For small children', '①"For the MRI and small Crohn children'),
        lacking("①", "Crohn", 13, "name"),
        lacking("①", "MRI", 13, "name"),
    ),
    broken(
        "a citation",
        (
            Edit(ARTICLE, "section: effects\n    sentence: 1", "section: ①effects\n    sentence: 2"),
            Edit(ARTICLE, "sentence: 2\n  test", "sentence: [1, 2]\n  test"),
        ),
        nearer("①", 1),
    ),
    broken(
        "a citation of names",
        (
            Edit(ARTICLE, '"If it', '①"If it'),
            Edit(ARTICLE, "section: effects\n    sentence: 2", "section: ②effects\n    sentence: 1"),
            Edit(ARTICLE, "section: effects\n    sentence: 3", "section: effects\n    sentence: [2, 3]"),
        ),
        lacking("①", "heartburn", 8, "name"),
        lacking("①", "insomnia", 8, "name"),
        nearer("②", 2),
    ),
    broken(
        "seven words of the article",
        Edit(ARTICLE, '"For small children', '"Small children should have none of it. For small children'),
    ),
    broken(
        "eight words of the article",
        Edit(ARTICLE, '"If it is', '①"Too much of it can lead to insomnia, it says. If it is'),
        "①: 8 words in a row are the article's own, “too much of it can lead to insomnia”; use other words "
        "(fewer than 8 in a row) (document-copy)",
    ),
]


def test_a_knowledge_base_fits_its_article(tea: TeaBase) -> None:
    """Nothing is found where nothing is wrong, in either."""
    assert tea.problems() == []
    assert tea.comparison() == []


@pytest.mark.parametrize("case", CHANGED)
def test_what_does_not_fit_is_named_with_its_place(tea: TeaBase, case: Broken) -> None:
    """What changed on either side is found, and nothing else, though the knowledge base alone is sound."""
    tea.edit(*case.edits)
    assert tea.problems() == []
    assert tea.comparison() == tea.located(case.problems)


LAID_OUT = {
    "wrapped": "\n\n".join(textwrap.fill(part, 25) for part in TEXT.split("\n\n")),
    "unwrapped": re.sub(r"(?<!\n)\n(?!\n)", " ", TEXT),
    "without blank lines": re.sub(r"\n+", "\n", TEXT),
    "with wide gaps": TEXT.replace("\n\n", "\n \n\t\n\n").replace(" ", "  "),
    "with Windows' line ends": TEXT.replace("\n", "\r\n"),
    "with headings of Markdown": re.sub(r"(?m)^(Why|What|Not)", r"## **\1", TEXT),
    "with look-alike letters": TEXT.translate(
        str.maketrans("aceopT", "\u0430\u0441\u0435\u043e\u0440\u0422")
    ),
    "with other quotes and spaces": TEXT.replace("(ST)", "(\u200bST\u00ad)").replace(" cups", "\u00a0cups"),
}


@pytest.mark.parametrize("text", LAID_OUT.values(), ids=LAID_OUT)
def test_how_the_text_is_laid_out_makes_no_difference(tea: TeaBase, text: str) -> None:
    """Only its words count: a raw copy of a page will do."""
    tea.edit(Edit(DOCUMENT, TEXT, text))
    assert tea.comparison() == []


def test_text_before_the_title_is_no_section(tea: TeaBase) -> None:
    """It is named, so that nothing of the file is passed over."""
    tea.edit(Edit(DOCUMENT, "Why People", "①Some site. Log in.\n\nWhy People"))
    where = "this stands before the first heading, add it or take it out (document-heading)"
    assert tea.comparison() == tea.located([f"①: {where}"])


def test_another_document_fits_nothing(tea: TeaBase) -> None:
    """Every heading is missed, and nothing fails."""
    tea.edit(Edit(DOCUMENT, TEXT, "…"))
    assert len([found for found in tea.comparison() if found.endswith("(document-heading)")]) == 3
