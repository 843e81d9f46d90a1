"""A strict local stand-in for Telegram's Bot API, so that the real bot can run and somebody play a person.

It refuses what Telegram refuses, in Telegram's words where they are known, and some things on top that
Telegram lets pass without a word (an unknown parameter): what the bot gets wrong must be seen.

`methods` says what each call does to the `state`, by the `checks` of what Telegram would refuse; `server` has
it over HTTP, `webhook` posts updates, `faults` lets calls go wrong, `client` is a person in a chat; `standin`
puts them together.
"""

from tests.standin.client import Client
from tests.standin.markup import parse_html
from tests.standin.standin import StandIn
from tests.standin.values import ApiError, Call, Entity, ExpectationError, Message, Refusal

__all__ = [
    "ApiError",
    "Call",
    "Client",
    "Entity",
    "ExpectationError",
    "Message",
    "Refusal",
    "StandIn",
    "parse_html",
]
