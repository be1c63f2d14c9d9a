"""`POST /api/chat`: one message in, its complete reply out."""

import uuid
from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.exceptions import ClientException, PermissionDeniedException
from litestar.params import JSONBody

from bot.channels.message import InboundMessage, Reply
from bot.dialogue import Dialogue
from bot.settings import Settings

LONGEST_SENDER = 200
#: Beyond this a text is no message any more; up to it the citizen gets a polite sentence instead of an error.
LONGEST_BODY_TEXT = 50_000

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_SENDER)]


class ChatRequest(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A citizen's message: `text`, or `payload` of a pressed button. `message_id` makes a repeat harmless.

    `campaign`: the link by which the page was opened (`/?c=thang5`).
    """

    sender: Id
    text: Annotated[str, msgspec.Meta(max_length=LONGEST_BODY_TEXT)] | None = None
    payload: Id | None = None
    message_id: Id | None = None
    as_of: date | None = None
    campaign: Id | None = None


@post("/api/chat", status_code=200)
async def chat(
    data: JSONBody[ChatRequest], dialogue: NamedDependency[Dialogue], settings: NamedDependency[Settings]
) -> dict[str, Any]:
    """Answer one message. 400 says what is wrong with the request; a citizen's words are never the error."""
    if (data.text is None) == (data.payload is None):
        raise ClientException("give exactly one of 'text' and 'payload'")
    if not data.sender.strip():
        raise ClientException("'sender' is blank; give any id that stays the same for one citizen")
    if data.as_of and not settings.allow_as_of:
        raise PermissionDeniedException("'as_of' is for tests and staff preview; ANSINH_ALLOW_AS_OF=1 switches it on")
    message_id = data.message_id or str(uuid.uuid4())
    said = (data.text, data.payload, data.as_of)
    reply = await dialogue.answer(InboundMessage("web", data.sender, message_id, *said, campaign=data.campaign))
    return as_contract(reply)


def as_contract(reply: Reply) -> dict[str, Any]:
    """A reply as the contract of `/api/chat` writes it."""
    return {
        "replies": reply.replies,
        "topic": reply.topic,
        "aspect": reply.aspect,
        "confidence": reply.confidence,
        "outcome": reply.outcome,
        "evidence": reply.evidence,
        "receipt": reply.receipt,
        "answer_code": reply.answer_code,
        "as_of": reply.as_of,
    }
