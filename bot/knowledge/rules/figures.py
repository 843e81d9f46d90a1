"""The rule that no number and no unit is ours: the bot gives the article's figures, as they stand there."""

from collections.abc import Iterator

from bot.knowledge.figures import figures_in
from bot.knowledge.model import Knowledge
from bot.knowledge.rules.registry import Finding, rule
from bot.knowledge.rules.said import red_flag_replies, said


@rule("figure", across=True)
def _figures(knowledge: Knowledge) -> Iterator[Finding]:
    for text in knowledge.article.figures:
        if figures_in(text) != (" ".join(text.casefold().split()),):
            yield text, f"“{text}” is not one figure, write a number as the article has it: 150 per ml"
    known = {figure for text in knowledge.article.figures for figure in figures_in(text)}
    # The number of a help line is not a figure of the article, and has no unit.
    help_lines = {text.mark for reply in red_flag_replies(knowledge) for text in reply}
    title = knowledge.article.title
    for text in said(knowledge):
        for figure in dict.fromkeys(figures_in(text, title)):
            if figure not in known and not (text.mark in help_lines and _is_bare(figure)):
                remedy = "remove it, or add it to “figures” in article.yaml if the article has it"
                yield text, f"“{figure}” is a figure that the article does not have, {remedy}"


def _is_bare(figure: str) -> bool:
    return not any(character.isalpha() or character == "%" for character in figure)
