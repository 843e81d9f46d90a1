"""The matcher on intents of its own: it knows nothing of vitamins."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Text, Vocabulary
from bot.learning import learn_sets, packing, table
from bot.learning import matcher as matcher_of
from bot.understanding import Learnt, Matcher, fold
from bot.understanding.features import Features
from bot.understanding.matcher import KEPT
from bot.understanding.reading import Reader

EXAMPLES = {
    "weather": [
        "what is the weather like",
        "will it rain tomorrow",
        "is it sunny outside",
        "forecast for today",
    ],
    "music": ["play some music", "turn the song up", "who sings this song", "skip this track"],
    "food": ["what is for dinner", "order a pizza", "how do i cook rice", "recipe for soup"],
}
MATCHER = matcher_of(EXAMPLES)


def best(text: str) -> str | None:
    """The intent of the best candidate."""
    candidates = MATCHER.match(text)
    return candidates[0].intent if candidates else None


def test_new_wording_finds_its_intent() -> None:
    """A question is matched by what it shares with any of the examples."""
    assert best("will there be rain today") == "weather"
    assert best("please play that song again") == "music"
    assert best("how to cook a soup") == "food"


def test_typos_are_repaired() -> None:
    """Swapped, missing and wrong letters, and words run together."""
    assert best("waether forcast") == "weather"
    assert best("recipefor soup") == "food"
    assert MATCHER.reader.words("waether forcast") == ("weather", "forecast")


def test_a_real_short_word_is_not_turned_into_another() -> None:
    """Four letters are one edit from too many real words to guess."""
    assert MATCHER.reader.words("price ring soap") == ("price", "ring", "soap")


def test_candidates_come_best_first_with_scores_and_examples() -> None:
    """Scores run from 0 to 100; each candidate names the closest of its own examples."""
    candidates = MATCHER.match("what is the weather")
    assert [candidate.score for candidate in candidates] == sorted(
        (c.score for c in candidates), reverse=True
    )
    assert all(0 <= candidate.score <= 100 for candidate in candidates)
    assert candidates[0].example == "what is the weather like"
    assert all(candidate.example in EXAMPLES[candidate.intent] for candidate in candidates)


def test_nothing_shared_means_no_candidates() -> None:
    """Neither an empty text nor one in other letters matches anything."""
    assert MATCHER.match("") == []
    assert MATCHER.match("\u0447\u0442\u043e") == []
    assert MATCHER.match("zzzqqq xxkkk") == []


def test_no_examples_match_nothing() -> None:
    """A matcher without intents, or with one that has no examples, answers with nothing."""
    assert matcher_of({}).match("anything") == []
    assert matcher_of({"empty": []}).match("anything") == []


def test_synonyms_are_read_as_one_word() -> None:
    """The vocabulary makes a word known that no example has; of one or several words."""
    vocabulary = Vocabulary(
        fillers=(Text("please"),), synonyms={"pizza": (Text("flat round thing"), Text("calzone"))}
    )
    matcher = matcher_of(EXAMPLES, vocabulary)
    assert matcher.reader.words("please order a flat round thing") == ("order", "a", "pizza")
    assert matcher.reader.words("calzne") == ("pizza",)


@given(st.text(max_size=200))
def test_the_matcher_never_raises(text: str) -> None:
    """Whatever is typed gets candidates or none, each with a score from 0 to 100."""
    assert all(0 <= candidate.score <= 100 for candidate in MATCHER.match(text))


def test_the_name_of_an_intent_is_learnt_too() -> None:
    """Its words say what it is about."""
    matcher = matcher_of({"lost_card": ["i cannot find it any more"], "balance": ["how much is left"]})
    assert matcher.match("my card is gone")[0].intent == "lost_card"


def test_letters_that_look_alike_are_matched_alike() -> None:
    """A text of Latin and Cyrillic look-alikes is read as Latin."""
    assert MATCHER.reader.words(fold("rесiре for soup")) == ("recipe", "for", "soup")  # noqa: RUF001


def test_many_examples_are_bounded_in_what_they_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number of cells rare features are left out; the closest is sought among some examples."""
    monkeypatch.setattr(table, "CELLS", 300)
    examples = {name: [f"{name} number {at}" for at in range(KEPT + 50)] for name in ("red", "blue", "green")}
    matcher = matcher_of(examples)
    numbers: list[Features] = [({at: None, -1: None}, {}, {}, {}) for at in range(200)]
    assert table.Table({"one": numbers, "two": numbers, "three": numbers}).features == 100
    assert [matcher.match(f"number {name}")[0].intent for name in examples] == list(examples)


def test_rows_that_are_put_together_when_they_come_up_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """How frequent a feature is changes where its row is kept, not what it says."""
    monkeypatch.setattr(packing, "COMMON", 0)
    packed = matcher_of(EXAMPLES)
    assert [packed.match(asked) for asked in ASKED] == [MATCHER.match(asked) for asked in ASKED]


def test_sets_that_are_learnt_together_say_what_each_says_alone() -> None:
    """Looked up in one go, and yet no example of one set has any weight in another."""
    other = {"yes": ["play it again please", "that is right"], "no": ["will it never end", "skip it"]}
    sets = [EXAMPLES, other]
    reader = Reader(sets, None, Learnt.of(learn_sets(sets)))
    together = [Matcher(examples, reader, at) for at, examples in enumerate((EXAMPLES, other))]
    for matcher, alone in zip(together, (MATCHER, matcher_of(other)), strict=True):
        assert [matcher.match(asked) for asked in SPELT] == [alone.match(asked) for asked in SPELT]


SPELT = ("play the weather", "will the song never end", "is it right to cook soup again", "outside")
"""Questions of which neither set would repair a word that the other knows."""
ASKED = ("waether", "a song for dinner", "is it for today", "who cooks this pizza")
SCORES = (
    "weather 99.0 what is the weather like",
    "food 82.0 what is for dinner",
    "weather 97.9 forecast for today",
    "food 21.4 order a pizza",
)
"""The best candidate for each: the same figures on every machine, or the promise is broken."""


def test_the_same_answer_on_every_machine() -> None:
    """Scores are exact: no processor, no version of Python and none of its random hashes changes one."""
    code = (
        "from tests.understanding.test_matcher import ASKED, MATCHER\n"
        "for asked in ASKED:\n"
        "    best = MATCHER.match(asked)[0]\n"
        "    print(best.intent, best.score, best.example)"
    )
    plain_processor = "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL X86_V3 X86_V4"
    for seed, disabled in (("0", ""), ("1", plain_processor), ("4242", "")):
        environment = {"PYTHONHASHSEED": seed, "NPY_DISABLE_CPU_FEATURES": disabled}
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
        )
        assert tuple(run.stdout.splitlines()) == SCORES
