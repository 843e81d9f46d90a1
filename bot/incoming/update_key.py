"""What tells an update from all others, so that it is known when it comes again.

Its number alone would do with Telegram itself. A test server, or a Bot API server that was set up anew, may
use a number again for another question, and that must not pass for answered.
"""

import hashlib

from telegram import Update

BYTES = 7
"""Of the digest: enough that no two updates of a day have the same."""


def identity(update: Update) -> int:
    """Return a number made of those of the update, its message, its tap and its time; of no words."""
    message, query = update.effective_message, update.callback_query
    parts = (
        update.update_id,
        query.id if query else "",
        message.message_id if message else "",
        message.date.timestamp() if message else "",
    )
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=BYTES).digest()
    return int.from_bytes(digest, "big")
