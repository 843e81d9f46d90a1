"""A matcher of any examples."""

from bot.learning import matcher

EXAMPLES = {
    "balance": ["what is my balance", "how much money do i have", "show my account balance"],
    "transfer": ["send money to a friend", "transfer money", "make a payment to someone"],
}


def test_best_first() -> None:
    best, *others = matcher(EXAMPLES).match("whats my acount balance")
    assert best.intent == "balance"
    assert all(0 <= other.score <= best.score <= 100 for other in others)
    assert best.example == "what is my balanc"


def test_nothing_shared() -> None:
    assert matcher(EXAMPLES).match("") == []


def test_the_same_examples_give_the_same_scores() -> None:
    text = "please send my money"
    assert matcher(EXAMPLES).match(text) == matcher(EXAMPLES).match(text)
