"""Seals what people wrote before it is kept, with a key made of the bot's token, which is not on the disk."""

import hashlib
import json
from base64 import urlsafe_b64encode
from typing import Any


class Seal:
    """Encrypts updates and reads them again; Fernet (AES-128-CBC and HMAC-SHA256) by `cryptography`.

    That is imported when something is sealed: hardly ever, and it takes 8 MB.
    """

    def __init__(self, token: str) -> None:
        self._key = urlsafe_b64encode(hashlib.sha256(b"parked updates " + token.encode()).digest())

    def close(self, item: dict[str, Any]) -> bytes:
        """Return an update, sealed."""
        from cryptography.fernet import Fernet  # noqa: PLC0415 - see above

        return Fernet(self._key).encrypt(json.dumps(item).encode())

    def open(self, sealed: bytes) -> dict[str, Any] | None:
        """Return what was sealed; None if it was spoilt, or sealed with another token."""
        from cryptography.fernet import Fernet, InvalidToken  # noqa: PLC0415 - see above

        try:
            item = json.loads(Fernet(self._key).decrypt(sealed))
        except (InvalidToken, ValueError):
            return None
        return item if isinstance(item, dict) else None
