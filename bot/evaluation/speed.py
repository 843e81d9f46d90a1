"""How fast messages are answered: `make bench`. Times are CPU time of one machine at one moment."""

from collections.abc import Iterator, Sequence
from time import thread_time_ns

import numpy as np

from bot.conversation import Conversation
from bot.understanding.folding import MAX_CHARS

TIMES = 3
"""How often a hard message is timed; the best of these counts, so that other work does not."""
WARM_UP = 200
"""Messages after which times are taken: what is remembered of words is there by then."""
HARD = (
    "\u33c2\u24d0\u249c ", "i a ", "1 4m ", "k*ll s*icide ", "a.b,c;d ", "it's's's ", "h2o? ",
    "no one would miss me ",
)  # fmt: skip
"""What makes a long message take long, said over and over: ligatures, single letters, disguises, joints."""


def measure(conversation: Conversation, texts: Sequence[str]) -> Iterator[str]:
    """Yield the times of messages as people write them, then that of the worst."""
    for text in texts[:WARM_UP]:
        conversation.reply_to(text)
    median, slow = np.percentile([_time(conversation, text) for text in texts[WARM_UP:]], (50, 99))
    yield f"a whole message: p50 {median:.2f} ms   p99 {slow:.2f} ms"
    times = {}
    for hard in HARD:
        text = (hard * MAX_CHARS)[:MAX_CHARS]
        times[hard.strip()] = min(_time(conversation, text) for _ in range(TIMES))
    worst = max(times, key=times.__getitem__)
    yield f"the worst of {len(HARD)} of {MAX_CHARS:,} characters: {times[worst]:.1f} ms, “{worst}” on and on"


def _time(conversation: Conversation, text: str) -> float:
    """Return how many milliseconds a reply takes."""
    start = thread_time_ns()
    conversation.reply_to(text)
    return (thread_time_ns() - start) / 1_000_000
