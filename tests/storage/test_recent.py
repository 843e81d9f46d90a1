"""What is kept in memory for a while: so many entries, each for half an hour."""

from bot.storage.recent import MORE_PART, SECONDS, Recent


def test_the_latest_are_kept_and_hardly_more() -> None:
    """Whatever came before them is dropped, a few at a time; one that is put again is a late one."""
    recent: Recent[int, str] = Recent(lambda: 0.0, remembered=100)
    for number in range(1_000):
        recent.put(number, "first")
        recent.put(0, "again")
        assert len(recent) <= 100 + 100 // MORE_PART
    assert all(recent.get(number) == "first" for number in range(901, 1_000))
    assert recent.get(0) == "again"
    assert recent.get(800) is None


def test_each_entry_has_its_own_time() -> None:
    """Half an hour after it was put last, to the second, nothing of it is left, though others came since."""
    now = [0.0]
    recent: Recent[str, int] = Recent(lambda: now[0])
    for key, when in (("early", 0.0), ("renewed", 10.0), ("late", 20.0), ("renewed", 30.0)):
        now[0] = when
        recent.put(key, int(when))
    left = {}
    for when in (SECONDS, SECONDS + 1, SECONDS + 20, SECONDS + 21, SECONDS + 30, SECONDS + 31):
        now[0] = when
        left[when - SECONDS] = [key for key in ("early", "renewed", "late") if recent.get(key) is not None]
    assert left == {
        0: ["early", "renewed", "late"], 1: ["renewed", "late"], 20: ["renewed", "late"], 21: ["renewed"],
        30: ["renewed"], 31: [],
    }  # fmt: skip
    assert len(recent) == 0


def test_what_is_dropped_by_its_key_is_gone() -> None:
    """One, or all that are meant; what was never there is no mistake."""
    recent: Recent[tuple[int, int], str] = Recent()
    for key in ((1, 1), (1, 2), (2, 1), (3, 1)):
        recent.put(key, "")
    recent.drop(lambda key: key[0] == 1)
    recent.discard((2, 1))
    recent.discard((9, 9))
    assert len(recent) == 1
    assert recent.get((3, 1)) == ""
