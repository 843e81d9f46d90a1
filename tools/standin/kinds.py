"""What a message holds that is not a text, in the shape in which Telegram sends it."""

from bot.preview.telegram.values import JSON

_FILE: JSON = {"file_id": "AgACAgIAAx", "file_unique_id": "AQADdead", "file_size": 1024}
_SIZE: JSON = {"width": 320, "height": 240}
_PLACE: JSON = {"latitude": 52.52, "longitude": 13.405}

KINDS: dict[str, JSON] = {
    "photo": {"photo": [_FILE | _SIZE]},
    "voice": {"voice": _FILE | {"duration": 3, "mime_type": "audio/ogg"}},
    "audio": {"audio": _FILE | {"duration": 3, "mime_type": "audio/mpeg"}},
    "document": {"document": _FILE | {"file_name": "results.pdf", "mime_type": "application/pdf"}},
    "video": {"video": _FILE | _SIZE | {"duration": 3}},
    "video_note": {"video_note": _FILE | {"length": 240, "duration": 3}},
    # Telegram sets `document` as well, for bots that are older than animations.
    "animation": {"animation": _FILE | _SIZE | {"duration": 3}, "document": _FILE},
    "sticker": {
        "sticker": _FILE | _SIZE | {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
    },
    "location": {"location": _PLACE},
    "venue": {
        "venue": {"location": _PLACE, "title": "Clinic", "address": "Main Street 1"},
        "location": _PLACE,
    },
    "contact": {"contact": {"phone_number": "+4930123456", "first_name": "Grace"}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "poll": {
        "poll": {
            "id": "5400000000000000001",
            "question": "Which level?",
            "options": [{"persistent_id": str(n), "text": f"{n}", "voter_count": 0} for n in (1, 2)],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
}


def content(kind: str) -> JSON:
    """The fields of a message of a kind."""
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}; there are {', '.join(KINDS)}")
    return KINDS[kind]
