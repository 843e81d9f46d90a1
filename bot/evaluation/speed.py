"""How fast messages are answered, and the matcher beside a plain scan of the same examples: `make bench`.

Times are CPU time of one machine at one moment; the ratios are what to compare.
"""

import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from random import Random
from time import thread_time, thread_time_ns

from bot.conversation import Conversation
from bot.evaluation.scan import Scan
from bot.knowledge import Knowledge
from bot.learning import matcher
from bot.understanding.folding import MAX_CHARS

SIZES = (100, 1_000, 10_000, 100_000)
SEED = 12
ASKED = 400
"""Questions that are timed, each `TIMES` times; the best of these counts, so that other work does not."""
TIMES = 3
SCANNED = 20
"""Questions of which a scan is timed: it is slow."""
WARM_UP = 200
"""Messages after which times are taken: what is remembered of words is there by then."""
HARD = (
    "\u33c2\u24d0\u249c ",
    "i a ",
    "1 4m ",
    "k*ll s*icide ",
    "a.b,c;d ",
    "it's's's ",
    "h2o? ",
    "no one would miss me ",
)
"""What makes a long message take long, said over and over: ligatures, single letters, disguises, joints."""

Examples = Mapping[str, Sequence[str]]


def measure(
    knowledge: Knowledge, conversation: Conversation, texts: Sequence[str], sizes: Sequence[int] = SIZES
) -> Iterator[str]:
    """Yield the times of whole messages, then of the matcher on our own examples and on made-up ones."""
    own = knowledge.phrasings
    for text in texts[:WARM_UP]:
        conversation.reply_to(text)
    median, slow = _percentiles([_time(conversation.reply_to, text) for text in texts[WARM_UP:]])
    yield f"a whole message: p50 {median / 1000:.2f} ms   p99 {slow / 1000:.2f} ms"
    hard = {text.strip(): (text * MAX_CHARS)[:MAX_CHARS] for text in HARD}
    times = {name: _time(conversation.reply_to, text) / 1000 for name, text in hard.items()}
    worst = max(times, key=times.__getitem__)
    yield f"the worst of {len(HARD)} of {MAX_CHARS:,} characters: {times[worst]:.1f} ms, “{worst}” on and on"
    yield ""
    questions = _questions(own)
    scan, _ = _times(Scan(own, "token_set_ratio").match, questions[:SCANNED])
    median, slow = _times(matcher(own, knowledge.vocabulary).match, questions)
    yield f"the matcher: p50 {median:.1f} µs   p99 {slow:.1f} µs   token_set_ratio / this {scan / median:.1f}"
    yield ""
    yield f"{'examples':>9}{'p50 µs':>9}{'p99 µs':>9}{'load s':>8}{'MB':>7}  token_set / this  WRatio / this"
    for size in sizes:
        yield _row(_enlarged(own, size), questions)


def _row(examples: Examples, questions: Sequence[str]) -> str:
    size = sum(map(len, examples.values()))
    start = thread_time()
    made = matcher(examples)
    loaded = thread_time() - start
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
    return _percentiles([min(_time(ask, question) for _ in range(TIMES)) for question in questions])


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 99th percentile."""
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]


def _time(ask: Callable[[str], object], question: str) -> float:
    start = thread_time_ns()
    ask(question)
    return (thread_time_ns() - start) / 1_000
