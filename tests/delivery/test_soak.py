"""Kill -9 under load: a small run of `make soak`; what it counts is counted rightly."""

import pytest

from tests.load.kills import Kills, Plan, kill, report
from tests.load.ledger import Ledger
from tests.load.people import KNOWN

KILLS = 4
CAUSES, DIAGNOSIS, _ = KNOWN


@pytest.mark.parametrize("verb", ["poll", "webhook"])
async def test_killed_under_load_it_loses_nothing(verb: str) -> None:
    """Every question is answered, in order, and no more doubled than one for each kill."""
    result = await kill(Plan(verb, KILLS, seed=5), lambda _: None)
    assert result.holds, report([result])
    assert result.asked >= KILLS


def test_the_ledger_knows_lost_doubled_and_out_of_order() -> None:
    """One person's second question is lost, another's come in the wrong order, the third hears twice."""
    ledger = Ledger()
    for person in (1, 2, 3):
        ledger.ask(person, CAUSES)
        ledger.ask(person, DIAGNOSIS)
    ledger.heard(1, "<b>Causes</b>")
    ledger.heard(2, "<b>Diagnosis</b>")
    ledger.heard(2, "<b>Causes</b>")
    ledger.heard(3, "<b>Causes</b>")
    ledger.life = 1
    ledger.heard(3, "<b>Causes</b>")
    ledger.heard(3, "<b>Diagnosis</b>")
    ledger.heard(9, "<b>Causes</b>")
    assert (ledger.open, ledger.out_of_order, ledger.most_replies, len(ledger.strays)) == (1, 1, 2, 1)
    assert ledger.duplicates == {1: 1}


@pytest.mark.parametrize(
    ("answered", "duplicates", "code", "holds"),
    [(10, 2, 0, True), (9, 0, 0, False), (10, 3, 0, False), (10, 0, 1, False)],
)
def test_the_verdict(answered: int, duplicates: int, code: int, *, holds: bool) -> None:
    """Nothing lost, one duplicate for each kill at most, and a peaceful end."""
    result = Kills(Plan("poll", 2, 1), 10, answered, duplicates, duplicates, 2, 0, 0, code)
    assert result.holds is holds
