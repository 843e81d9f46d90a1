"""What both sources of updates are made of, put together by the settings."""

import gc
import hashlib
from dataclasses import dataclass

from bot.conversation import Conversation
from bot.incoming.application import App, build
from bot.incoming.processor import Processor
from bot.operations.metrics import Metrics
from bot.operations.timing import Timing
from bot.settings import Settings
from bot.storage import Parked, Seen, data_folder

COLLECT_AFTER = 10_000
"""Objects made and not gone after which the collector looks for those that hold each other."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The application, what it is processed by, and what remembers and counts."""

    application: App
    conversation: Conversation
    processor: Processor
    seen: Seen
    parked: Parked
    metrics: Metrics
    timing: Timing


def assemble(settings: Settings, conversation: Conversation, timing: Timing) -> Parts:
    """Return the parts.

    Raises:
        StartUpError: if the folder for what is kept can't be written.
    """
    # Whatever was made so far stays: the collector need not go through it over and over. What comes later
    # hardly ever holds itself, and is gone before the collector looks; it looked several times an update.
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    token = settings.token.reveal()
    folder = data_folder(settings.data)
    # Bots may share a folder, and each has numbers of its own, as has each Bot API server.
    server = hashlib.blake2b(settings.api_url.encode(), digest_size=4).hexdigest()
    bot = f"{token.partition(':')[0]}-{server}"
    seen, parked = Seen(folder / f"answered-{bot}"), Parked(folder / f"parked-{bot}", token)
    metrics = Metrics()
    application = build(settings, conversation, metrics, timing)
    processor = Processor(application, seen, metrics, timing)
    return Parts(application, conversation, processor, seen, parked, metrics, timing)
