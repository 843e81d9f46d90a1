"""Bands: what may be done with the candidates of a question."""

from bot.knowledge import Kind, Thresholds
from bot.understanding import Band, Candidate
from bot.understanding.bands import MOST, place

KINDS = {
    **{f"topic{number}": Kind.ANSWERED for number in range(6)},
    "dose": Kind.GAP,
    "hello": Kind.SMALL_TALK,
    "other": Kind.OUT_OF_SCOPE,
}

THRESHOLDS = Thresholds(answered=55, gaps=40, smalltalk=55, out_of_scope=40, named=25, suggested=8)


def placed(**scores: float) -> tuple[Band, list[str]]:
    """The band of these candidates, and which ones it is about."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    result = place([Candidate(intent, score, "") for intent, score in ranked], KINDS, THRESHOLDS)
    return result.band, [candidate.intent for candidate in result.candidates]


def test_a_sure_candidate_is_taken_at_its_word() -> None:
    """Whatever it leads to, if its score reaches the threshold of its kind."""
    assert placed(topic0=90, topic1=20) == (Band.ANSWER, ["topic0"])
    assert placed(dose=60) == (Band.ANSWER, ["dose"])
    assert placed(hello=80) == (Band.ANSWER, ["hello"])


def test_what_is_surely_about_something_else_falls_back() -> None:
    """Out of scope is never answered, nor are answers suggested beside it."""
    assert placed(other=70, topic0=30) == (Band.FALLBACK, [])


def test_close_candidates_are_suggested() -> None:
    """Two to four, best first, and only what has an answer."""
    assert placed(topic0=40, topic1=35) == (Band.SUGGEST, ["topic0", "topic1"])
    assert placed(dose=39, topic0=30, topic1=2) == (Band.SUGGEST, ["topic0"])
    band, suggested = placed(**{f"topic{number}": 40 - number for number in range(6)})
    assert band is Band.SUGGEST
    assert len(suggested) == MOST


def test_what_is_hardly_like_anything_falls_back() -> None:
    """No candidates, weak ones, or none that has an answer: nothing is guessed."""
    assert placed() == (Band.FALLBACK, [])
    assert placed(topic0=12, topic1=11) == (Band.FALLBACK, [])
    assert placed(dose=30, hello=20) == (Band.FALLBACK, [])
