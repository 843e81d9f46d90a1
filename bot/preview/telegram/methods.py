"""The methods of the Bot API that the bot calls, each a small function in a registry."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.preview.telegram import checks
from bot.preview.telegram.checks import Kind
from bot.preview.telegram.state import Chat, State, Webhook
from bot.preview.telegram.values import JSON, ApiError, Presented, Typing, bad_request

Handler = Callable[[State, JSON], Awaitable[object]]


@dataclass(frozen=True)
class Method:
    """A method and the parameters that it takes."""

    handler: Handler
    params: Mapping[str, Kind]


METHODS: dict[str, Method] = {}

TARGET: dict[str, Kind] = {"chat_id": "chat", "message_id": "int", "reply_markup": "dict"}
TEXT: dict[str, Kind] = {"text": "str", "parse_mode": "str", "link_preview_options": "dict"}
ABILITIES = {
    "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True,
    "can_connect_to_business": False, "has_main_web_app": False, "has_topics_enabled": False,
    "allows_users_to_create_topics": False, "can_manage_bots": False, "supports_guest_queries": False,
}  # fmt: skip


def method(name: str, **params: Kind) -> Callable[[Handler], Handler]:
    """Register the function that answers a method."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Method(handler, params)
        return handler

    return register


def decode_params(name: str, raw: JSON) -> JSON:
    """The parameters of a call, typed, or the refusal of a method or a parameter that is unknown."""
    if name not in METHODS:
        raise ApiError(404, "Not Found")
    return checks.params(raw, METHODS[name].params)


@method("getMe")
async def get_me(state: State, _: JSON) -> object:
    """Say who the bot is."""
    return state.me | ABILITIES


@method(
    "sendMessage",
    **TEXT, chat_id="chat", reply_markup="dict", reply_parameters="dict", message_thread_id="int",
)  # fmt: skip
async def send_message(state: State, params: JSON) -> object:
    """Send a text."""
    text, entities = checks.message_text(params)
    checks.reply_markup(params.get("reply_markup"))
    chat = state.chat(params.get("chat_id"))
    extra = _thread(chat, params.get("message_thread_id")) | _reply(chat, params.get("reply_parameters"))
    return state.send(chat, text, entities, params, extra).as_json()


def _thread(chat: Chat, thread_id: int | None) -> JSON:
    if thread_id is None:
        return {}
    if all(message.get("message_thread_id") != thread_id for message in chat.incoming.values()):
        raise bad_request("message thread not found")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def _reply(chat: Chat, parameters: JSON | None) -> JSON:
    if parameters is None:
        return {}
    message_id = parameters.get("message_id", 0)
    if message_id in chat.sent:
        return {"reply_to_message": chat.sent[message_id].as_json()}
    if message_id in chat.incoming:
        return {"reply_to_message": chat.incoming[message_id]}
    if parameters.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


@method("editMessageText", **TARGET, **TEXT)
async def edit_message_text(state: State, params: JSON) -> object:
    """Change a message; without a keyboard the old one goes away."""
    text, entities = checks.message_text(params)
    markup = checks.reply_markup(params.get("reply_markup"), inline_only=True)
    chat, old = state.editable(params)
    new = replace(old, text=text, html=params["text"], entities=entities, markup=markup)
    return state.edit(chat, old, new).as_json()


@method("editMessageReplyMarkup", **TARGET)
async def edit_message_reply_markup(state: State, params: JSON) -> object:
    """Change the buttons under a message."""
    markup = checks.reply_markup(params.get("reply_markup"), inline_only=True)
    chat, old = state.editable(params)
    return state.edit(chat, old, replace(old, markup=markup)).as_json()


@method("sendChatAction", chat_id="chat", action="str", message_thread_id="int")
async def send_chat_action(state: State, params: JSON) -> object:
    """Show that the bot is typing."""
    chat = state.chat(params.get("chat_id"))
    _thread(chat, params.get("message_thread_id"))
    if params.get("action") != "typing":
        raise bad_request("wrong parameter action in request")
    state.tell(Typing(chat.info["id"]))
    return True


@method("answerCallbackQuery", callback_query_id="str", text="str", show_alert="bool")
async def answer_callback_query(state: State, params: JSON) -> object:
    """End the waiting of a person who pressed a button."""
    query_id = state.open_query(params.get("callback_query_id", ""))
    checks.at_most(params.get("text", ""), 200, "MESSAGE_TOO_LONG")
    return state.answer_query(query_id, params)


@method(
    "answerInlineQuery",
    inline_query_id="str", results="list", cache_time="int", is_personal="bool", next_offset="str",
)  # fmt: skip
async def answer_inline_query(state: State, params: JSON) -> object:
    """Offer a person what to send, while they type."""
    query_id = state.open_query(params.get("inline_query_id", ""))
    results = params.get("results", [])
    if len(results) > 50 or len({result.get("id") for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        if not result.get("title") or result.get("type") != "article":
            raise bad_request("can't parse inline query result")
        content = result["input_message_content"]
        checks.message_text({"text": content["message_text"], "parse_mode": content.get("parse_mode", "")})
    return state.answer_query(query_id, params)


@method("setMyCommands", commands="list")
async def set_my_commands(state: State, params: JSON) -> object:
    """Set the commands that Telegram suggests."""
    state.commands = checks.commands(params.get("commands", []))
    state.tell(Presented())
    return True


@method("getMyCommands")
async def get_my_commands(state: State, _: JSON) -> object:
    """Say which commands were set."""
    return [{"command": command, "description": text} for command, text in state.commands.items()]


def _profile_text(name: str, method_part: str, limit: int) -> None:
    """Register the setter and the getter of a text about the bot."""

    async def set_text(state: State, params: JSON) -> object:
        state.texts[name] = checks.at_most(params.get(name, ""), limit, f"{name} is too long")
        state.tell(Presented())
        return True

    async def get_text(state: State, _: JSON) -> object:
        return {name: state.texts.get(name, "")}

    texts: dict[str, Kind] = {name: "str"}
    method(f"setMy{method_part}", **texts)(set_text)
    method(f"getMy{method_part}")(get_text)


_profile_text("description", "Description", 512)
_profile_text("short_description", "ShortDescription", 120)


@method("getUpdates", offset="int", limit="int", timeout="int", allowed_updates="list")
async def get_updates(state: State, params: JSON) -> object:
    """Wait for updates."""
    if state.webhook:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    _allow_updates(state, params)
    offset, limit = params.get("offset", 0), params.get("limit", 100)
    return await state.updates.poll(offset, limit, params.get("timeout", 0))


@method(
    "setWebhook",
    url="str", ip_address="str", max_connections="int", allowed_updates="list", secret_token="str",
)  # fmt: skip
async def set_webhook(state: State, params: JSON) -> object:
    """Have updates posted to a URL; an empty one is deleteWebhook."""
    url, secret = params.get("url", ""), params.get("secret_token", "")
    if not url:
        return await delete_webhook(state, params)
    checks.webhook(url, secret)
    _allow_updates(state, params)
    state.webhook = Webhook(url, secret, params.get("max_connections", 40))
    state.webhook_error = {}
    state.updates.end_polls("setWebhook request")
    return True


@method("deleteWebhook")
async def delete_webhook(state: State, _: JSON) -> object:
    """Go back to getUpdates."""
    state.webhook = None
    state.webhook_error = {}
    return True


@method("getWebhookInfo")
async def get_webhook_info(state: State, _: JSON) -> object:
    """Say how delivery fares."""
    info: JSON = {
        "url": state.webhook.url if state.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending),
    }
    if state.webhook:
        info |= {"max_connections": state.webhook.max_connections} | state.webhook_error
    if state.updates.allowed:
        info["allowed_updates"] = state.updates.allowed
    return info


def _allow_updates(state: State, params: JSON) -> None:
    """The choice sticks: a later call that does not name it leaves it as it was."""
    state.updates.allowed = params.get("allowed_updates", state.updates.allowed)
