"""How fast the matcher is, beside a plain scan of the same examples: `make bench`.

Times are of one machine at one moment; the ratios are what to compare.
"""

import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from random import Random
from time import perf_counter, perf_counter_ns

from bot.evaluation.scan import Scan
from bot.knowledge import Knowledge
from bot.learning import learn, matcher
from bot.understanding import Understander

SIZES = (100, 1_000, 10_000, 100_000)
SEED = 12
ASKED = 400
"""Questions that are timed, each `TIMES` times; the best of these counts, so that other work does not."""
TIMES = 3
SCANNED = 20
"""Questions of which a scan is timed: it is slow."""
LONG = 4_096

Examples = Mapping[str, Sequence[str]]


def measure(knowledge: Knowledge, sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Yield the times on our own knowledge, then on made-up sets of growing size."""
    own = knowledge.phrasings
    questions = _questions(own)
    start = perf_counter()
    understander = Understander(knowledge, learn(knowledge))
    loaded = perf_counter() - start
    own_matcher = matcher(own, knowledge.vocabulary)
    yield f"our own knowledge, {sum(map(len, own.values())):,} examples, learnt in {loaded:.2f} s"
    scan, _ = _times(Scan(own, "token_set_ratio").match, questions[:SCANNED])
    for name, ask in (("match", own_matcher.match), ("understand", understander.understand)):
        median, slow = _times(ask, questions)
        ratio = scan / median
        yield f"  {name:<12}p50 {median:7.1f} µs   p99 {slow:7.1f} µs   token_set_ratio / this {ratio:5.1f}"
    long, _ = _times(understander.understand, [" ".join(questions)[:LONG]] * SCANNED)
    yield f"  a message of {LONG:,} characters: {long / 1000:.2f} ms"
    yield ""
    yield f"{'examples':>9}{'p50 µs':>9}{'p99 µs':>9}{'load s':>8}{'MB':>7}  token_set / this  WRatio / this"
    for size in sizes:
        yield _row(_enlarged(own, size), questions)


def _row(examples: Examples, questions: Sequence[str]) -> str:
    size = sum(map(len, examples.values()))
    start = perf_counter()
    made = matcher(examples)
    loaded = perf_counter() - start
    median, slow = _times(made.match, questions)
    scans = [
        _times(Scan(examples, scorer).match, questions[:SCANNED])[0] / median
        for scorer in ("token_set_ratio", "WRatio")
    ]
    del made
    tracemalloc.start()
    kept = matcher(examples)
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del kept
    return f"{size:9,}{median:9.1f}{slow:9.1f}{loaded:8.2f}{memory:7.1f}{scans[0]:18.1f}{scans[1]:15.1f}"


def _questions(examples: Examples) -> list[str]:
    """Return questions worded like no example: two halves of different ones."""
    random = Random(SEED)  # noqa: S311 - a choice, not a secret
    texts = [text for ones in examples.values() for text in ones]
    pairs = (random.sample(texts, 2) for _ in range(ASKED))
    return [
        " ".join((*a.split()[: len(a.split()) // 2], *b.split()[len(b.split()) // 2 :])) for a, b in pairs
    ]


def _enlarged(examples: Examples, size: int) -> Examples:
    """Return `size` examples: some of these, or these and recombinations of them."""
    random = Random(SEED)  # noqa: S311 - a choice, not a secret
    made: dict[str, list[str]] = {intent: [] for intent in examples}
    for intent, at in islice(zip(cycle(examples), range(size), strict=False), size):
        ones = examples[intent]
        round_ = at // len(examples)
        made[intent].append(ones[round_] if round_ < len(ones) else _recombined(ones, random))
    return {intent: ones for intent, ones in made.items() if ones}


def _recombined(texts: Sequence[str], random: Random) -> str:
    """Return the beginning of one text and the end of another, with a made-up word between."""
    first, second = random.choice(texts).split(), random.choice(texts).split()
    word = "".join(random.choices("abcdefghijklmnoprstuvw", k=7))
    return " ".join((*first[: len(first) // 2 + 1], word, *second[len(second) // 2 :]))


def _times(ask: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Return the median and the 99th percentile of the time for one question, in microseconds."""
    best = sorted(min(_time(ask, question) for _ in range(TIMES)) for question in questions)
    return best[len(best) // 2], best[int(len(best) * 0.99)]


def _time(ask: Callable[[str], object], question: str) -> float:
    start = perf_counter_ns()
    ask(question)
    return (perf_counter_ns() - start) / 1_000
