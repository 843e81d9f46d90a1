"""Seals what people wrote before it is kept, with a key made of the bot's token, which is not on the disk."""

import hashlib
import json
from typing import Any


class Seal:
    """Encrypts updates and reads them again: XSalsa20-Poly1305, by libsodium (`nacl`).

    That is imported when something is sealed, which is hardly ever. It is not `cryptography`, for
    python-telegram-bot imports that wherever it is installed, and it takes 8 MB.
    """

    def __init__(self, token: str) -> None:
        self._key = hashlib.sha256(b"updates put aside " + token.encode()).digest()

    def close(self, item: dict[str, Any]) -> bytes:
        """Return an update, sealed."""
        from nacl.secret import SecretBox  # noqa: PLC0415 - see above

        return SecretBox(self._key).encrypt(json.dumps(item).encode())

    def open(self, sealed: bytes) -> dict[str, Any] | None:
        """Return what was sealed; None if it was spoilt, or sealed with another token."""
        from nacl.exceptions import CryptoError  # noqa: PLC0415 - see above
        from nacl.secret import SecretBox  # noqa: PLC0415

        try:
            item = json.loads(SecretBox(self._key).decrypt(sealed))
        except (CryptoError, ValueError):
            return None
        return item if isinstance(item, dict) else None
