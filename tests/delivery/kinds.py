"""One update of every kind that Telegram sends to bots, in the shape in which it sends it."""

from bot.preview.telegram.state import now
from bot.preview.telegram.values import JSON
from tools.standin.kinds import KINDS

PERSON: JSON = {"id": 4001, "is_bot": False, "first_name": "Ada", "language_code": "en"}
BOT: JSON = {"id": 123456, "is_bot": True, "first_name": "Stand-in", "username": "standin_bot"}
PRIVATE: JSON = {"id": 4001, "type": "private", "first_name": "Ada"}
GROUP: JSON = {"id": -1_001_000_004_001, "type": "supergroup", "title": "Group"}
CHANNEL: JSON = {"id": -1_001_000_004_002, "type": "channel", "title": "Channel"}
QUESTION = "what causes b12 deficiency"

WHEN = now()
_MEMBER: JSON = {"user": BOT, "status": "member"}
_REACTION: JSON = {"type": "emoji", "emoji": "\U0001f44d"}
_BOOST: JSON = {"source": "premium", "user": PERSON}
_PAYMENT: JSON = {"id": "9", "from": PERSON, "invoice_payload": "x"}
_ADDRESS: JSON = {
    "country_code": "DE", "state": "", "city": "Berlin",
    "street_line1": "", "street_line2": "", "post_code": "1",
}  # fmt: skip


def message(chat: JSON = PRIVATE, **content: object) -> JSON:
    """A message of a person: a question, unless it holds something else."""
    head: JSON = {"message_id": 41, "date": WHEN, "chat": chat, "from": PERSON}
    return head | (content or {"text": QUESTION})


UPDATES: dict[str, JSON] = {
    "message": message(),
    "edited_message": message() | {"edit_date": WHEN},
    "channel_post": message(CHANNEL) | {"sender_chat": CHANNEL},
    "edited_channel_post": message(CHANNEL) | {"sender_chat": CHANNEL, "edit_date": WHEN},
    "inline_query": {"id": "7", "from": PERSON, "query": "shots", "offset": "", "chat_type": "group"},
    "chosen_inline_result": {"result_id": "0", "from": PERSON, "query": "shots"},
    "callback_query": {
        "id": "8", "from": PERSON, "chat_instance": "1", "data": "open:diet",
        "message": message() | {"from": BOT},
    },
    "shipping_query": _PAYMENT | {"shipping_address": _ADDRESS},
    "pre_checkout_query": _PAYMENT | {"currency": "EUR", "total_amount": 100},
    "poll": KINDS["poll"]["poll"],
    "poll_answer": {"poll_id": "1", "user": PERSON, "option_ids": [0], "option_persistent_ids": ["1"]},
    "my_chat_member": {
        "chat": GROUP, "from": PERSON, "date": WHEN, "old_chat_member": _MEMBER | {"status": "left"},
        "new_chat_member": _MEMBER,
    },
    "chat_member": {
        "chat": GROUP, "from": PERSON, "date": WHEN, "old_chat_member": _MEMBER, "new_chat_member": _MEMBER,
    },
    "chat_join_request": {"chat": GROUP, "from": PERSON, "user_chat_id": 4001, "date": WHEN},
    "chat_boost": {
        "chat": CHANNEL,
        "boost": {"boost_id": "b", "add_date": WHEN, "expiration_date": WHEN, "source": _BOOST},
    },
    "removed_chat_boost": {"chat": CHANNEL, "boost_id": "b", "remove_date": WHEN, "source": _BOOST},
    "message_reaction": {
        "chat": PRIVATE, "message_id": 41, "user": PERSON, "date": WHEN, "old_reaction": [],
        "new_reaction": [_REACTION],
    },
    "message_reaction_count": {
        "chat": CHANNEL, "message_id": 41, "date": WHEN, "reactions": [{"type": _REACTION, "total_count": 2}],
    },
    "business_connection": {
        "id": "c", "user": PERSON, "user_chat_id": 4001, "date": WHEN, "is_enabled": True,
    },
    "business_message": message() | {"business_connection_id": "c"},
    "edited_business_message": message() | {"business_connection_id": "c", "edit_date": WHEN},
    "deleted_business_messages": {"business_connection_id": "c", "chat": PRIVATE, "message_ids": [41]},
    "purchased_paid_media": {"from": PERSON, "paid_media_payload": "x"},
    "managed_bot": {"user": PERSON, "bot": BOT | {"id": 5}},
    "guest_message": message(GROUP) | {"guest_query_id": "g"},
}  # fmt: skip
"""By kind: what an update of it holds."""

SERVICE: dict[str, JSON] = {
    "new_chat_members": {"new_chat_members": [BOT]},
    "left_chat_member": {"left_chat_member": PERSON},
    "new_chat_title": {"new_chat_title": "Title"},
    "delete_chat_photo": {"delete_chat_photo": True},
    "group_chat_created": {"group_chat_created": True},
    "supergroup_chat_created": {"supergroup_chat_created": True},
    "channel_chat_created": {"channel_chat_created": True},
    "migrate_to_chat_id": {"migrate_to_chat_id": -1_001_000_004_009},
    "migrate_from_chat_id": {"migrate_from_chat_id": -4009},
    "new_chat_photo": {"new_chat_photo": KINDS["photo"]["photo"]},
    "pinned_message": {"pinned_message": message()},
    "connected_website": {"connected_website": "example.org"},
    "write_access_allowed": {"write_access_allowed": {}},
    "forum_topic_created": {"forum_topic_created": {"name": "Topic", "icon_color": 1}},
    "forum_topic_closed": {"forum_topic_closed": {}},
    "video_chat_started": {"video_chat_started": {}},
    "users_shared": {"users_shared": {"request_id": 1, "users": [{"user_id": 5}]}},
    "chat_shared": {"chat_shared": {"request_id": 1, "chat_id": -5}},
    "chat_background_set": {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}}},
    "web_app_data": {"web_app_data": {"data": "x", "button_text": "y"}},
}
"""Messages that nobody wrote: Telegram tells by them what was done in a chat."""
