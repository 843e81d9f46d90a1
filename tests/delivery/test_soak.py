"""Small runs of what `make soak` does at length; what they count is counted rightly."""

import pytest

from tools.load.kills import Kills, Plan, kill, report
from tools.load.ledger import KNOWN, Ledger, Outcome
from tools.load.memory import Memory, fill
from tools.load.storm import ask_in_a_storm

BOTH = pytest.mark.parametrize("verb", ["poll", "webhook"])
KILLS = 4
CAUSES, DIAGNOSIS, _ = KNOWN


@BOTH
@pytest.mark.parametrize("seconds", [0.0, 0.03])
async def test_killed_under_load_it_loses_nothing(verb: str, seconds: float) -> None:
    """Every question is answered, in order, and no kill doubles more than one."""
    result = await kill(Plan(verb, KILLS, seed=5, seconds=seconds), lambda _: None)
    assert result.holds, report([result])
    assert result.outcome.asked >= KILLS


@BOTH
async def test_in_a_storm_it_loses_nothing(verb: str) -> None:
    """One call in ten goes wrong: all are answered, and nothing comes twice but what was in doubt."""
    result = await ask_in_a_storm(verb, 240, seed=7, say=lambda _: None)
    assert result.holds, result


async def test_memory_does_not_grow_with_updates_and_people() -> None:
    """As small as it is here, it shows at once if each update or each person leaves something behind."""
    result = await fill("poll", 8_000, 1_600, lambda _: None)
    assert result.growth < 0.1, result


def test_what_grows_is_found() -> None:
    """A megabyte for each thousand updates is not flat; what comes before it has settled does not count."""
    flat = tuple((at, 60.0 if at > 200 else 50.0) for at in range(0, 1_001, 100))
    assert Memory("poll", 1_000, 10, flat).holds
    growing = Memory("poll", 10_000, 10, tuple((at, 60 + at / 1000) for at in range(0, 10_001, 1000)))
    assert not growing.holds
    assert growing.slope == pytest.approx(10)


def test_the_ledger_knows_lost_doubled_and_out_of_order() -> None:
    """One person's second question is lost, another's come in the wrong order, the third hears twice."""
    ledger = Ledger()
    for person in (1, 2, 3):
        ledger.ask(person, CAUSES)
        ledger.ask(person, DIAGNOSIS)
    ledger.heard(1, "Causes")
    ledger.heard(2, "Diagnosis")
    ledger.heard(2, "Causes")
    ledger.heard(3, "Causes")
    ledger.life = 1
    ledger.heard(3, "Causes")
    ledger.heard(3, "Diagnosis")
    ledger.heard(9, "Causes")
    assert (ledger.open, ledger.strays, ledger.duplicates) == (1, ["Causes"], {0: 1})
    assert ledger.outcome(refused=0, exit_code=0) == Outcome(6, 5, 1, 1, out_of_order=1, strays=1)


@pytest.mark.parametrize(
    ("outcome", "holds"),
    [
        (Outcome(10, 10, 2, most_at_one_kill=1), True),
        (Outcome(10, 9), False),
        (Outcome(10, 10, 2, most_at_one_kill=2), False),
        (Outcome(10, 10, out_of_order=1), False),
        (Outcome(10, 10, strays=1), False),
        (Outcome(10, 10, refused=1), False),
        (Outcome(10, 10, exit_code=1), False),
    ],
)
def test_the_verdict(outcome: Outcome, *, holds: bool) -> None:
    """Nothing lost, stirred up or refused, one duplicate at each kill at most, and a peaceful end."""
    assert Kills(Plan("poll", 2, 1), outcome).holds is holds
