"""`GET /api/messages`: what an officer wrote since, for the chat page, which no outbox reaches.

Whoever names the sender reads what was written to them. So it travels in a header, which no log keeps, and must be of
the form that the page makes: 122 random bits, kept by that browser alone.
"""

import asyncio
import re
from typing import Annotated, Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.exceptions import PermissionDeniedException
from litestar.params import QueryParameter

from bot.channels.web.limit import Limit
from bot.house import House
from bot.privacy.pseudonym import pseudonym
from bot.settings import Settings
from bot.talks.page_messages import NONE, Fetched

PATH = "/api/messages"
HEADER = "x-sender"
#: A page asks so many times oftener than it sends.
OFTENER = 20
#: What a number of a message may be.
LARGEST = 2**62
_RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_NO_STORE = {"Cache-Control": "no-store"}


@get(PATH)
async def messages(
    request: Request[Any, Any, Any],
    house: NamedDependency[House],
    after: Annotated[int, QueryParameter(name="after", ge=0, le=LARGEST)] = 0,
) -> Response[dict[str, Any]]:
    """Messages of officers and hand-overs after number `after`, which the page has shown; the state of the talk.

    403 where the header names no random sender.
    """
    sender = request.headers.get(HEADER, "")
    if not _RANDOM.fullmatch(sender):
        raise PermissionDeniedException(f"{HEADER}: the random id (UUID version 4) that the page has made is needed")
    found = await asyncio.to_thread(_fetched, house, sender, after)
    return Response(as_contract(found, after), headers=_NO_STORE)


def as_contract(found: Fetched, after: int) -> dict[str, Any]:
    """What the page gets: `state` is "waiting", "held" or "none"."""
    return {
        "state": found.state,
        "after": found.messages[-1].number if found.messages else after,
        "messages": [
            {"number": one.number, "author": one.author, "text": one.text, "at": one.said_at.isoformat()}
            for one in found.messages
        ],
    }


def router(settings: Settings) -> Router:
    """The route under a limit of its own."""
    limit = Limit(rate_limit=("minute", settings.chat_per_minute * OFTENER))
    return Router(path="", route_handlers=[messages], middleware=[limit.middleware])


def _fetched(house: House, sender: str, after: int) -> Fetched:
    conversation = house.conversations.find("web", pseudonym(house.key, "web", sender))
    return house.talks.page.fetch(conversation, after) if conversation else NONE
