"""How fast messages are answered, and the matcher beside a plain scan of the same examples: `make bench`.

Times are CPU time of one machine at one moment; the ratios are what to compare.
"""

import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from time import thread_time_ns

import numpy as np

from bot.conversation import Conversation
from bot.evaluation.scan import SCORERS, Scan
from bot.knowledge import Knowledge
from bot.learning import matcher
from bot.understanding.folding import MAX_CHARS

ASKED = 400
"""Questions that are timed, each `TIMES` times; the best of these counts, so that other work does not."""
TIMES = 3
SCANNED = 20
"""Questions of which a scan is timed: it is slow."""
WARM_UP = 200
"""Messages after which times are taken: what is remembered of words is there by then."""
HARD = (
    "\u33c2\u24d0\u249c ", "i a ", "1 4m ", "k*ll s*icide ", "a.b,c;d ", "it's's's ", "h2o? ",
    "no one would miss me ",
)  # fmt: skip
"""What makes a long message take long, said over and over: ligatures, single letters, disguises, joints."""


def measure(knowledge: Knowledge, conversation: Conversation, texts: Sequence[str]) -> Iterator[str]:
    """Yield the times of whole messages, then of the matcher beside plain fuzzy matching."""
    own = knowledge.phrasings
    for text in texts[:WARM_UP]:
        conversation.reply_to(text)
    median, slow = _percentiles([_time(conversation.reply_to, text) for text in texts[WARM_UP:]])
    yield f"a whole message: p50 {median / 1000:.2f} ms   p99 {slow / 1000:.2f} ms"
    hard = {text.strip(): (text * MAX_CHARS)[:MAX_CHARS] for text in HARD}
    times = {name: _best(conversation.reply_to, text) / 1000 for name, text in hard.items()}
    worst = max(times, key=times.__getitem__)
    yield f"the worst of {len(HARD)} of {MAX_CHARS:,} characters: {times[worst]:.1f} ms, “{worst}” on and on"
    tracemalloc.start()
    made = matcher(own, knowledge.vocabulary)
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    median, slow = _times(made.match, texts[:ASKED])
    yield f"the matcher: p50 {median:.1f} µs   p99 {slow:.1f} µs   {memory:.1f} MB"
    for scorer in SCORERS:
        scan, _ = _times(Scan(own, scorer).match, texts[:SCANNED])
        yield f"{scorer} / the matcher: {scan / median:.1f}"


def _times(ask: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Return the median and the 99th percentile of the time for one question, in microseconds."""
    return _percentiles([_best(ask, question) for question in questions])


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    median, slow = np.percentile(times, (50, 99)).tolist()
    return median, slow


def _best(ask: Callable[[str], object], question: str) -> float:
    return min(_time(ask, question) for _ in range(TIMES))


def _time(ask: Callable[[str], object], question: str) -> float:
    start = thread_time_ns()
    ask(question)
    return (thread_time_ns() - start) / 1_000
