"""What was learnt, as it is kept: plain arrays, of which the same answers come."""

from pathlib import Path

import numpy as np
import pytest

from bot.knowledge import Knowledge
from bot.learning import learn
from bot.storage import learnt_file
from bot.understanding import Arrays, Learnt, Understander
from tests.knowledge.base import Base

MESSAGES = (
    "what causes b12 deficiency", "wat causes low b12??", "symptoms and treatment", "my b12 is 98", "hola",
    "i want to die", "she is not breathing", "thanks", "vegan", "how are shots given", "die hard is a film",
    "", "set a timer", "does b12 help with depression", "b12 " * 300, "\u00fc\u4e2d\u6587 \U0001f600",
)  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """A small knowledge base."""
    return Base(tmp_path_factory.mktemp("base")).load()


@pytest.fixture(scope="module")
def taught(base: Knowledge) -> Learnt:
    """What was learnt of it."""
    return learn(base)


def test_the_same_answers_come_of_what_was_kept(base: Knowledge, taught: Learnt, tmp_path: Path) -> None:
    """Of the small knowledge base: through a file, to the last digit."""
    learnt_file.write(tmp_path / "learnt.npy", taught.arrays())
    again = Learnt.of(learnt_file.read(tmp_path / "learnt.npy"))
    before, after = Understander(base, taught), Understander(base, again)
    assert [before.understand(text) for text in MESSAGES] == [after.understand(text) for text in MESSAGES]


def test_the_same_answers_come_of_all_that_is_kept(knowledge: Knowledge, learnt: Learnt) -> None:
    """Of the knowledge base of this repository: names, words and examples of all kinds."""
    again = Learnt.of(learnt.arrays())
    before, after = Understander(knowledge, learnt), Understander(knowledge, again)
    assert [before.understand(text) for text in MESSAGES] == [after.understand(text) for text in MESSAGES]


def test_nothing_is_pickled(taught: Learnt) -> None:
    """Numbers alone: a file that somebody else wrote can run no code."""
    assert {array.dtype.kind for array in taught.arrays().values()} <= set("uif")


def test_learning_twice_is_learning_once(base: Knowledge, taught: Learnt) -> None:
    """Nothing hangs on chance."""
    assert _same(learn(base).arrays(), taught.arrays())


@pytest.mark.parametrize("name", ["intents_rows", "alarms_rows", "alarms_features", "english", "texts"])
def test_what_lacks_an_array_is_refused(taught: Learnt, name: str) -> None:
    arrays = {key: array for key, array in taught.arrays().items() if key != name}
    with pytest.raises(KeyError):
        Learnt.of(arrays)


def _same(some: Arrays, others: Arrays) -> bool:
    return some.keys() == others.keys() and all(np.array_equal(some[name], others[name]) for name in some)
