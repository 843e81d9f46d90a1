"""What both sources of updates are made of, put together by the settings."""

import gc
from dataclasses import dataclass

from bot.conversation import Conversation
from bot.delivery.application import App, build
from bot.delivery.metrics import Metrics
from bot.delivery.processing import Processor
from bot.settings import Settings
from bot.storage import Parked, Seen, data_folder


@dataclass(frozen=True, slots=True)
class Parts:
    """The application, what it is processed by, and what remembers and counts."""

    application: App
    conversation: Conversation
    processor: Processor
    seen: Seen
    parked: Parked
    metrics: Metrics


def assemble(settings: Settings, conversation: Conversation) -> Parts:
    """Return the parts.

    Raises:
        StartUpError: if the folder for what is kept can't be written.
    """
    # Whatever was made so far stays: the collector need not go through it over and over.
    gc.collect()
    gc.freeze()
    token = settings.token.reveal()
    folder = data_folder(settings.data)
    # Two bots may share a folder, and each has numbers of its own.
    bot = token.partition(":")[0]
    seen, parked = Seen(folder / f"answered-{bot}"), Parked(folder / f"parked-{bot}", token)
    metrics = Metrics()
    application = build(settings, conversation, metrics)
    processor = Processor(application, seen, metrics)
    return Parts(application, conversation, processor, seen, parked, metrics)
