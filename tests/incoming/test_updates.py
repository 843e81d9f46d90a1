"""Updates are read one by one; whatever one of them holds, the others are answered."""

import pytest
from telegram import Bot

from bot.incoming.processor import key_of, parse
from bot.incoming.queues import queue_of
from bot.preview.telegram.values import JSON

CHAT: JSON = {"id": 5, "type": "private", "first_name": "canary"}
PERSON: JSON = {"id": 5, "is_bot": False, "first_name": "canary"}
MESSAGE: JSON = {"message_id": 1, "date": 1_795_000_000, "chat": CHAT, "from": PERSON, "text": "canary"}
QUERY: JSON = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "open:diet", "message": MESSAGE}


BOT = Bot("123456:TEST-token")


@pytest.mark.parametrize(
    "poison",
    [
        {"message": MESSAGE | {"chat": CHAT | {"id": {}}}},
        {"message": MESSAGE | {"chat": CHAT | {"id": "5"}}},
        {"message": MESSAGE | {"chat": CHAT | {"id": None}}},
        {"message": MESSAGE | {"chat": 5}},
        {"message": MESSAGE | {"date": None}},
        {"message": MESSAGE | {"date": "soon"}},
        {"message": MESSAGE | {"date": 10**20}},
        {"message": MESSAGE | {"from": PERSON | {"id": []}}},
        {"message": "canary"},
        {"message": {}},
        {"edited_message": MESSAGE | {"date": None}},
        {"callback_query": QUERY | {"from": PERSON | {"id": {}}}},
        {"callback_query": QUERY | {"message": MESSAGE | {"chat": CHAT | {"id": {}}}}},
    ],
)
def test_a_poisoned_update_is_passed_over_in_one_line(caplog: pytest.LogCaptureFixture, poison: JSON) -> None:
    """Its number is logged and what kind of error it is, and nothing that it holds."""
    assert parse({"update_id": 7, **poison}, BOT) is None
    assert [record.getMessage()[:26] for record in caplog.records] == ["update 7 can't be parsed ("]
    assert "canary" not in caplog.text


def test_an_update_is_told_from_another_by_its_numbers() -> None:
    """The same number with another message, or at another time, is another update; the words do not count."""
    given = [
        MESSAGE,
        MESSAGE | {"text": "other"},
        MESSAGE | {"message_id": 2},
        MESSAGE | {"date": 1_795_000_001},
    ]
    updates = [parse({"update_id": 7, "message": message}, BOT) for message in given]
    keys = [key_of(update) for update in updates if update]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3
    assert {queue_of(update) for update in updates if update} == {5}
