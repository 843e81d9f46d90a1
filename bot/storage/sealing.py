"""Seals what is kept of people, and hides who they are, by keys made of the bot's token."""

import hashlib
import hmac
import json
from typing import Any


class Seal:
    """Encrypts updates and reads them again: XSalsa20-Poly1305, by libsodium (`nacl`).

    That is imported when something is sealed, which is hardly ever. It is not `cryptography`, for
    python-telegram-bot imports that wherever it is installed, and it takes 8 MB.
    """

    def __init__(self, token: str) -> None:
        self._key = hashlib.sha256(b"updates put aside " + token.encode()).digest()
        self._names = hashlib.sha256(b"pseudonyms " + token.encode()).digest()

    def pseudonym(self, *what: object) -> int:
        """Return 64 bits that stand for something: without the key nobody can tell for what (HMAC-SHA256)."""
        return int.from_bytes(hmac.digest(self._names, repr(what).encode(), "sha256")[:8], "big", signed=True)

    def close(self, item: dict[str, Any]) -> bytes:
        """Return a value, sealed."""
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
