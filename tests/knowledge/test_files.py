"""Each file to its values: what editors wrote arrives as they meant it."""

import pytest

from bot.knowledge import Kind, Mark
from tests.knowledge.base import (
    ARTICLE,
    INTENTS,
    MESSAGES,
    RED_FLAGS,
    SMALL,
    USED,
    Base,
    Broken,
    Edit,
    gap,
    intent,
    removed,
    rewritten,
    statement,
)


def test_blank_lines_separate_paragraphs(base: Base) -> None:
    """Line ends within a paragraph are spaces; blank lines and blanks at the ends are nothing."""
    base.edit(rewritten(MESSAGES, "menu", "|\n\n  One line\n  and  another.\n\n   \n  Two.\n"))
    assert base.load().messages.menu == ("One line and another.", "Two.")


@pytest.mark.parametrize(("written", "sentences"), [("2", (2,)), ("[2, 3]", (2, 3))])
def test_a_statement_cites_a_sentence_or_several(
    base: Base, written: str, sentences: tuple[int, ...]
) -> None:
    """A number alone is a list of one."""
    base.edit(statement({"sentence": written}), USED)
    read = base.load().article.statements["extra"]
    assert (read.section, read.sentence) == ("causes", sentences)


def test_what_may_be_missing_is_nothing(base: Base) -> None:
    """A statement without a caveat, an intent without a command, a red flag without harmless phrases."""
    base.edit(statement(), USED, removed(RED_FLAGS, "harmless", under="crisis"), removed(ARTICLE, "together"))
    knowledge = base.load()
    assert knowledge.article.statements["extra"].caveat is None
    assert knowledge.intents["extra"].command is None
    assert knowledge.red_flags.flags[0].harmless == ()
    assert knowledge.article.together == ()


def test_intents_keep_the_order_of_the_file_within_their_kind(base: Base) -> None:
    """The order of buttons and commands is the editor's; a command makes a main topic."""
    base.edit(intent({"command": "Extra"}), gap())
    knowledge = base.load()
    assert next(iter(knowledge.intents)) == "extra"
    assert knowledge.of_kind(Kind.GAP)[0].id == "extra_gap"
    assert [intent.id for intent in knowledge.of_kind(Kind.OUT_OF_SCOPE)] == ["out_of_scope"]
    assert knowledge.main_topics[0] == knowledge.intents["extra"]
    assert all(intent.kind is Kind.ANSWERED for intent in knowledge.main_topics)


def test_red_flags_come_with_the_most_urgent_first(base: Base) -> None:
    """Crisis, emergency, another's crisis, then each personal concern; those share close and harmless."""
    flags = base.load().red_flags.flags
    assert [(flag.id, flag.name, flag.gives_way) for flag in flags][:4] == [
        ("crisis", "crisis", False),
        ("emergency", "emergency", False),
        ("crisis", "crisis_of_another", True),
        ("personal", "personal", False),
    ]
    personal = flags[3:]
    concerns = ["pregnancy", "child", "value", "mood", "fear", "outlook", "medicine", "diagnosis"]
    assert [flag.concern for flag in personal] == concerns
    assert len({(flag.close, flag.harmless) for flag in personal}) == 1
    assert all(flag.statements and not flag.resources for flag in personal)
    assert all(flag.resources and not flag.statements and flag.concern is None for flag in flags[:3])


def test_words_are_filled_into_phrases(base: Base) -> None:
    """`<name>` stands for any of its words, which may use those above them; the phrase keeps its place."""
    base.edit(
        Edit(RED_FLAGS, "words:\n", 'words:\n  animal: [cat, dog]\n  pet: ["my <animal>", parrot]\n'),
        Edit(RED_FLAGS, "  crisis:\n    phrases:\n", '  crisis:\n    phrases:\n      - "feed <pet>"\n'),
    )
    phrase = base.load().red_flags.flags[0].phrases[0]
    assert phrase == "feed (my (cat|dog)|parrot)"
    assert phrase.mark.file == RED_FLAGS


def test_a_word_that_stands_nowhere_above_is_named(base: Base) -> None:
    """An unknown `<name>`, or one further down, is a problem at its place."""
    base.expect(
        Broken(
            (
                Edit(
                    RED_FLAGS, "  crisis:\n    phrases:\n", '  crisis:\n    phrases:\n      - ①"feed <pet>"\n'
                ),
            ),
            ("①: there is no word <pet> above this, add it under “words” or write it out (unknown-word)",),
        )
    )


def test_every_text_knows_where_it_was_written(base: Base) -> None:
    """A later check can name the place of any text, long after the file was read."""
    knowledge = base.load()
    lines = SMALL[INTENTS].splitlines()
    for found in knowledge.intents.values():
        for text in (found.id, *found.examples, *found.answer, *found.follow_ups):
            assert isinstance(text.mark, Mark)
            assert lines[text.mark.line - 1][text.mark.column - 1 :].lstrip('"').startswith(text)
