"""What `check` finds only by understanding."""

import pytest

from bot.evaluation.lint import MOST_EXAMPLES, MOST_SENTENCES, check, load_to_learn
from bot.knowledge import Knowledge, KnowledgeError
from bot.learning import learn
from bot.understanding import Learnt
from tests.knowledge.base import DIALOGUE, INTENTS, LANGUAGES, VOCABULARY, Base, Broken, Edit, broken, intent


@pytest.fixture(scope="module")
def taught(_base: Base) -> Learnt:
    """What was learnt of the small knowledge base, before any edit."""
    return learn(_base.load())


def test_a_small_knowledge_base_is_sound(base: Base, taught: Learnt) -> None:
    """What the edits below spoil has no problem before."""
    assert check(base.load(), taught) == []


def test_the_knowledge_base_of_this_repository_is_sound(knowledge: Knowledge, learnt: Learnt) -> None:
    """Nothing in it is nothing, twice, or a red flag once it is folded; every template says something."""
    assert check(knowledge, learnt) == []


def examples(*lines: str) -> Edit:
    """Add an intent with these examples."""
    return intent({"examples": f"[{', '.join(lines)}]"})


def said(*phrases: str) -> Edit:
    """Add these to the phrases that ask for more."""
    return Edit(DIALOGUE, '"more"', ", ".join(('"more"', *phrases)))


FOLDING = [
    broken(
        "a label that is nothing",
        Edit(INTENTS, 'label: "Causes"', 'label: ①"?!"'),
        "①: “?!” has no letter or digit to compare, write a word (folds-to-nothing)",
    ),
    broken(
        "a filler that is nothing",
        Edit(VOCABULARY, '"please"', '①"..."'),
        "①: “...” has no letter or digit to compare, write a word (folds-to-nothing)",
    ),
    broken(
        "two labels that are typed alike",
        (
            Edit(INTENTS, 'label: "Causes"', 'label: ①"Shots?"'),
            Edit(INTENTS, 'label: "Shots"', 'label: ②"Shots"'),
        ),
        "②: the label “Shots” is typed like “Shots?” in ①, choose another (repeated-label)",
    ),
    broken(
        "examples that are one once they are folded",
        examples('①"why cant its be"', '②"why c\u2019ant its be"'),
        "②: “why c\u2019ant its be” is the same as “why cant its be” in line ①.line, keep one "
        "(repeated-example)",
    ),
    broken(
        "an example that is personal",
        examples('①"i am 9 years old"'),
        "①: “i am 9 years old” is caught as “personal” before it is matched, reword it or the phrase "
        "(red-flag)",
    ),
    broken(
        "a template of which a sentence is a crisis",
        examples('①"i (want to die|do not know it)"'),
        "①: “i (want to die|do not know it)” is caught as “crisis” before it is matched, reword it or the "
        "phrase (red-flag)",
    ),
    broken(
        "a follow-up of which one text is a crisis",
        said('①"i (tend|want) to (try|die)"'),
        "①: “i want to die” is caught as “crisis” before it is matched, reword it or the phrase (red-flag)",
    ),
    broken(
        "a label in what is taken for Spanish",
        (
            Edit(LANGUAGES, 'sure: ["hola"', 'sure: ["absorption"'),
            Edit(INTENTS, '"Absorption"', '①"Absorption"'),
        ),
        "①: “Absorption” is taken for spanish, remove the words that say so in languages.yaml (turned-away)",
    ),
    *(
        broken(
            f"a follow-up with “{sign}”",
            said(f'①"{phrase}"'),
            f"①: “{sign}” stands for nothing here, where a phrase is a whole message; write the words out "
            "(phrase)",
        )
        for sign, phrase in [("..", "tell .. more"), ("#", "(more than # of them|so)"), ("&", "tell & more")]
    ),
    broken(
        "a follow-up that stands for too many texts",
        said(f'①"{" ".join(["(m|n (o|))"] * 6)}"'),
        "①: this phrase stands for 729 texts, split it: at most 500 a phrase (phrase)",
    ),
    broken(
        "two follow-ups that are one once they are written out",
        said('①"(Go|and) (of that|)?"', '②"go"'),
        "②: “go” already says something in line ①.line, keep one (repeated-phrase)",
    ),
]


TEMPLATES = [
    broken(
        "a slot that is no list of names",
        examples('①"what is {conditions}"'),
        "①: “what is {conditions}”: there is no list of names “conditions” in vocabulary.yaml (template)",
    ),
    broken(
        "a slot of two lists, one of which is none",
        examples('①"what is {condition|moods}"'),
        "①: “what is {condition|moods}”: there is no list of names “moods” in vocabulary.yaml (template)",
    ),
    broken(
        "a choice that is not closed",
        examples('①"what (is|was it"'),
        "①: “what (is|was it”: “)” is missing (template)",
    ),
    broken(
        "an option that is not closed",
        examples('①"what [is it"'),
        "①: “what [is it”: “]” is missing (template)",
    ),
    broken(
        "brackets that cross",
        examples('①"what (is [it) now]"'),
        "①: “what (is [it) now]”: “)” closes nothing, or is never closed (template)",
    ),
    broken(
        "a slot that is not closed",
        examples('①"what is {condition"'),
        "①: “what is {condition”: “{” closes nothing, or is never closed (template)",
    ),
    broken(
        "a template that stands for nothing",
        examples('①"(|) [...]"'),
        "①: “(|) [...]” stands for nothing, write a word (template)",
    ),
    broken(
        "a template that stands for too many sentences",
        examples(f'①"b12 {" ".join(["(m|n)"] * 17)}"'),
        f"①: this template stands for 131,072 sentences, split it: at most {MOST_SENTENCES:,} (template)",
    ),
    broken(
        "a circumstance with a slot that is none",
        Edit(VOCABULARY, 'circumstances: ["', 'circumstances: [①"with {pain}", "'),
        "①: “with {pain}”: there is no list of names “pain” in vocabulary.yaml (template)",
    ),
    broken(
        "several at once, and nothing that follows from them",
        (examples('①"what is {nothing}"', '"i want to die"'), Edit(VOCABULARY, '"please"', '"..."')),
        "①: “what is {nothing}”: there is no list of names “nothing” in vocabulary.yaml (template)",
    ),
]


TELLING = [
    broken(
        "the condition by name, where another line has the slot",
        examples('"who gets {condition}"', '①"who of us has B12 deficiency"'),
        "①: “who of us has B12 deficiency” names the condition by one name only, "
        "write {condition} in place of "
        "“b12 deficiency” (unslotted)",
    ),
    broken(
        "examples that nobody reads",
        intent(
            {"examples": f"[{', '.join(f'number {number}' for number in range(MOST_EXAMPLES + 1))}]"},
            name="①extra",
        ),
        f"①: “extra” has {MOST_EXAMPLES + 1} examples, keep {MOST_EXAMPLES} at most: "
        "templates say more in fewer lines (too-many-examples)",
    ),
]


FINE = [
    broken(
        "a condition by name in an intent without the slot", examples('"who gets b12 deficiency"', '"who"')
    ),
    broken(
        "another slot beside the condition's name",
        examples('"who gets {condition}"', '"does {food} go with b12 deficiency"'),
    ),
    broken(
        "a long line and one with a choice that name the condition",
        examples(
            '"who gets {condition}"',
            '"my aunt wants to know who of us may get b12 deficiency"',
            '"(who|what) is b12 deficiency"',
        ),
    ),
    broken("a template of which one sentence is personal", examples('"my b12 is (98|an enigma)"')),
    broken("a part of a name", examples('"who gets {condition}"', '"who gets b12 deficiencys"')),
    broken(
        "as many examples as can be read",
        intent({"examples": f"[{', '.join(f'number {number}' for number in range(MOST_EXAMPLES))}]"}),
    ),
    broken(
        "as many of what is out of scope as there are",
        Edit(
            INTENTS,
            "out_of_scope:\n  examples:\n",
            "out_of_scope:\n  examples:\n"
            + "".join(f"    - number {number}\n" for number in range(MOST_EXAMPLES + 1)),
        ),
    ),
    broken("a template that stands for many", examples(f'"b12 {" ".join(["(m|n)"] * 14)}"')),
    broken("an example about the subject of a crisis", examples('"does it lead to suicide"')),
]


@pytest.mark.parametrize("case", [*FOLDING, *TEMPLATES, *TELLING, *FINE])
def test_what_understanding_makes_of_an_edit_is_found(base: Base, taught: Learnt, case: Broken) -> None:
    """All of its problems and no other, with their places; what was learnt before the edit serves to look."""
    base.edit(*case.edits)
    try:
        found = check(load_to_learn(base.folder), taught)
    except KnowledgeError as error:
        found = list(error.problems)
    assert list(map(str, found)) == base.located(case.problems)
