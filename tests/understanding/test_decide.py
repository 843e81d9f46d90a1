"""What messages are taken to mean: each member of the union, and rule by rule."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import FULL_SCORE, Knowledge
from bot.understanding import (
    AllTopics,
    Answer,
    Gap,
    Learnt,
    Meaning,
    OtherLanguage,
    OutOfScope,
    SmallTalk,
    Suggest,
    Tapped,
    Unforeseen,
    Value,
)
from bot.understanding.decide import Decider
from bot.understanding.folding import MAX_CHARS, STORY
from bot.understanding.matcher import MOST
from tests.real import real_knowledge, real_learnt


@pytest.fixture(scope="session")
def decider(knowledge: Knowledge, learnt: Learnt) -> Decider:
    """A decider by the knowledge base of this repository."""
    return Decider(knowledge, learnt)


def never(knowledge: Knowledge, *names: str) -> Decider:
    """Return a decider for which no score is enough of some thresholds."""
    thresholds = knowledge.thresholds
    for name in names:
        thresholds = replace(thresholds, **{name: FULL_SCORE + 1})  # type: ignore[arg-type]
    return Decider(replace(knowledge, thresholds=thresholds), real_learnt())


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ("If left untreated", Tapped("untreated")),
        ("if left untraeted", Tapped("untreated")),
        ("All topics", AllTopics()),
        ("vitamin b12", AllTopics()),
        ("show me the menu", AllTopics()),
        ("150", Value()),
        ("B12: 141 pg/mL", Value()),
        ("my level is 98", Value()),
        ("what causes b12 deficiency", Answer(("causes",))),
        ("how is cobalamin insufficiency treated?", Answer(("treatment",))),
        ("my knee hurts since monday, what causes low b12", Answer(("causes",))),
        ("what are the symptoms of low b12 and how is it diagnosed", Answer(("symptoms", "diagnosis"))),
        ("how is it diagnosed and what are the symptoms of low b12", Answer(("diagnosis", "symptoms"))),
        ("how much b12 is in a boiled egg", Gap("foods")),
        ("thanks a lot", SmallTalk("thanks")),
        ("hello", SmallTalk("greeting")),
        ("symptoms of iron deficiency anemia", OutOfScope()),
        ("how is hypothyroidism diagnosed", OutOfScope()),
        ("my order has not arrived", OutOfScope()),
        ("asdf qwertz", OutOfScope()),
        ("", OutOfScope()),
    ],
)
def test_meaning(decider: Decider, message: str, meaning: Meaning) -> None:
    """One member of the union after the other."""
    assert decider.decide(message).meaning == meaning


@pytest.mark.parametrize(
    ("message", "language"),
    [("hola, ¿qué causa la falta de b12?", "spanish"), ("какие симптомы b12", "russian")],
)
def test_other_language(decider: Decider, message: str, language: str) -> None:
    meaning = decider.decide(message).meaning
    assert isinstance(meaning, OtherLanguage)
    assert meaning.language.name == language


def test_a_suggestion_is_of_few_topics_the_best_first(decider: Decider) -> None:
    decision = decider.decide("my belly and b12")
    assert isinstance(decision.meaning, Suggest)
    assert 1 <= len(decision.meaning.intents) <= MOST
    order = [one.intent for one in decision.candidates if one.intent in decision.meaning.intents]
    assert list(decision.meaning.intents) == order


def test_what_names_our_subject_and_no_intent_foresaw(decider: Decider) -> None:
    """The nearest answers come with it, however far they are."""
    meaning = decider.decide("did elvis get b12 shots").meaning
    assert isinstance(meaning, Unforeseen)
    assert 0 < len(meaning.nearest) <= MOST


def test_a_name_that_is_near_gets_the_answer_about_it_and_else_a_button(decider: Decider) -> None:
    """The article says what anemia is, and not where every anemia comes from."""
    assert decider.decide("what is anemia").meaning == Answer(("anemia",))
    assert isinstance(decider.decide("what causes low hemoglobin").meaning, Suggest)


def test_not_sure_enough_is_a_suggestion_then_nothing(knowledge: Knowledge) -> None:
    """What would be answered becomes a button, and without that what is nearest."""
    text = "what causes b12 deficiency"
    unsure = never(knowledge, "answered").decide(text).meaning
    assert isinstance(unsure, Suggest)
    assert unsure.intents[0] == "causes"
    lost = never(knowledge, "answered", "suggested").decide(text).meaning
    assert isinstance(lost, Unforeseen)
    assert lost.nearest[0] == "causes"
    assert never(knowledge, "answered", "suggested").decide("how is it diagnosed").meaning == OutOfScope()


@pytest.mark.parametrize(
    ("threshold", "text"), [("gaps", "how much b12 is in a boiled egg"), ("smalltalk", "thanks a lot")]
)
def test_each_kind_has_its_threshold(knowledge: Knowledge, threshold: str, text: str) -> None:
    """Where no score is enough for a kind, no message is of it."""
    sure = Decider(knowledge, real_learnt()).decide(text).meaning
    assert type(never(knowledge, threshold).decide(text).meaning) is not type(sure)


@pytest.mark.parametrize(
    "message",
    [
        "what causes asthma",
        "how is diabetes treated",
        "what are the symptoms of zinc deficiency",
    ],
)
def test_without_our_subject_another_one_gets_no_answer(decider: Decider, message: str) -> None:
    """Neither a disease nor a nutrient."""
    meaning = decider.decide(message).meaning
    assert not isinstance(meaning, Answer | Suggest)


def test_a_strange_word_may_be_another_subject_or_a_slip(decider: Decider) -> None:
    """What it would mean by its other words is a button."""
    assert isinstance(decider.decide("how is quixotism diagnosed").meaning, Suggest)
    assert isinstance(decider.decide("how is it diagnosed").meaning, Answer)


def test_the_same_question_with_our_subject_gets_one(decider: Decider) -> None:
    for message in ("with asthma, what causes low b12", "i have diabetes, how is low b12 treated"):
        assert isinstance(decider.decide(message).meaning, Answer), message


def test_what_is_told_before_a_question_is_no_question(decider: Decider) -> None:
    """One part that stands alone is enough; not one that points to what was said before it."""
    told = "i moved house in spring. "
    assert decider.decide(f"{told}what causes b12 deficiency").meaning == Answer(("causes",))
    assert decider.decide("b12 deficiency is my sister's word for it").meaning != Answer(("causes",))


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ("i have lupus, will the b12 treatment be lifelong", Answer(("treatment_duration",))),
        ("the b12 limit in the blood. does b12 lift a depression", Answer(("level", "depression"))),
        ("causes, symptoms and treatment of low b12", Answer(("causes", "symptoms", "treatment"))),
        ("the signs, and what if nobody treats it", Answer(("symptoms", "untreated"))),
        ("besides the signs i'd like to know what tests there are", Answer(("symptoms", "diagnosis"))),
        ("should i see a doctor or can i wait until it is dangerous", Answer(("see_doctor", "untreated"))),
        ("how is it found, and how long does that go on", Answer(("diagnosis", "treatment_duration"))),
        ("tell me bout the reasons, signs, and therapy", Answer(("causes", "symptoms", "treatment"))),
        ("is it dangerous, and can one inherit it", Answer(("untreated",), ("heredity",))),
        ("does alcohol lower b12? was he at the wedding?", Answer((), ("other_causes",), has_rest=True)),
    ],
)
def test_two_clauses_ask_or_two_name_our_subject(decider: Decider, message: str, meaning: Meaning) -> None:
    """Then a message is several questions; a list is one where no more than one clause asks."""
    assert decider.decide(message).meaning == meaning


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ("signs & cure", Answer(("symptoms", "treatment"))),
        ("B12 deficiency: tests, therapy", Answer(("diagnosis", "treatment"))),
        ("treatment and its side effects", Answer(("treatment",), ("side_effects",))),
        ("how is b12 deficiency found and treated", Answer(("diagnosis", "treatment"))),
        ("are you a robot? what causes low b12", Answer(("causes",), ("about",))),
    ],
)
def test_what_stands_in_a_list_is_asked(decider: Decider, message: str, meaning: Meaning) -> None:
    """In a few words each, all of them surely understood; the first may be a question, or our subject."""
    assert decider.decide(message).meaning == meaning


@pytest.mark.parametrize(
    "message",
    [
        "had 4 jabs and still weary, when do they kick in",
        "how do i beat the last level, i keep dying",
        "treatment and price for toddlers with low b12",
    ],
)
def test_a_story_is_no_list(decider: Decider, message: str) -> None:
    """What somebody tells, what is not understood at its beginning, and what is about a child."""
    meaning = decider.decide(message).meaning
    assert not isinstance(meaning, Answer) or not meaning.is_several


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("can low b12 kill you, and how do they find it", ["untreated.die", "diagnosis.general"]),
        ("does b12 help the nerves, and does it help memory", ["importance.nerves", "importance.mind"]),
    ],
)
def test_each_of_several_is_asked_by_its_own_words(decider: Decider, message: str, asked: list[str]) -> None:
    """Also two of one topic."""
    meaning = decider.decide(message).meaning
    assert isinstance(meaning, Answer)
    assert list(map(".".join, zip(meaning.intents, meaning.facets, strict=True))) == asked


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ("what causes low b12, and what is for dinner tonight", Answer(("causes",), has_rest=True)),
        ("this queue is endless. what causes low b12", Answer(("causes",))),
        ("can toddlers have low b12? how is it diagnosed", Answer(("diagnosis",), ("children",))),
    ],
)
def test_what_is_asked_besides_is_not_passed_over(decider: Decider, message: str, meaning: Meaning) -> None:
    """The reply says that there was more; what only tells something, with “is” in it, is no question."""
    assert decider.decide(message).meaning == meaning


def test_our_subject_is_carried_only_where_it_is_named(decider: Decider) -> None:
    """Or else any story with a vague question were answered."""
    message = "my card was declined at the till. why is it not going through? what's going on"
    assert decider.decide(message).meaning == OutOfScope()


def test_who_is_asked_about_decides(decider: Decider) -> None:
    """What holds for others may not hold for a child, in pregnancy, or for an animal."""
    for message in (
        "my baby is three weeks old. how is low b12 treated",
        "my cat is old. how is low b12 treated",
    ):
        assert decider.decide(message).meaning != Answer(("treatment",)), message


def test_a_story_is_not_taken_apart(decider: Decider) -> None:
    """It has too many places at which it could be; it is read as one."""
    story = ", ".join(["so i walked home"] * STORY)
    decision = decider.decide(f"what causes low b12, {story}, how is it diagnosed")
    assert decision.meaning != Answer(("causes", "diagnosis"))


def test_an_example_is_its_intents_word_for_word(decider: Decider) -> None:
    """Whatever else it is like; a message without a word is like none of them."""
    assert [decider.decide(text).meaning for text in ("goodbye", "Help!")] == [
        SmallTalk("goodbye"),
        SmallTalk("help"),
    ]
    assert decider.decide("goodbye").score == FULL_SCORE
    assert decider.decide("\U0001f600").score < FULL_SCORE


def test_what_is_carried_is_as_good_as_said(decider: Decider) -> None:
    """A short message that lacks our subject is read with it."""
    asked = "how is it treated"
    alone = decider.decide(asked)
    carried = decider.question.decide_carrying(alone.text)
    assert carried
    assert carried.meaning == Answer(("treatment",))
    assert carried.score >= decider.question.thresholds.answered


def test_scores_are_sorted_and_probable(decider: Decider) -> None:
    for text in ("what causes b12 deficiency", "b12", "asdf", "my belly and b12"):
        scores = [one.score for one in decider.decide(text).candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= FULL_SCORE for score in scores)


@pytest.mark.parametrize(
    "message",
    [
        "a" + " " * 4094 + "b",
        "?" * 4096,
        "i a " * 1024,
        "what causes b12, " * 256,
        "\ufdfa" * 4096,
        "b12" * 1365,
    ],
)
def test_no_message_takes_long(decider: Decider, message: str) -> None:
    decider.decide("warm up")
    start = time.process_time()
    decider.decide(message)
    assert time.process_time() - start < 0.1


DECIDER = Decider(real_knowledge(), real_learnt())


@given(st.text(max_size=300) | st.text(min_size=1, max_size=4).map(lambda text: text * (MAX_CHARS + 1)))
def test_whatever_is_typed_means_something(text: str) -> None:
    """No text makes it raise, and the same one always means the same."""
    assert DECIDER.decide(text) == DECIDER.decide(text)
