"""What came with a message: file ids to fetch it by, and what Telegram tells of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from telegram import Message

from bot.channels.contract import Attachment, Kind

#: Fields of a message that hold one file each, and what we call it. An animation comes as a document too.
_FILES = (
    ("animation", Kind.VIDEO),
    ("video", Kind.VIDEO),
    ("video_note", Kind.VIDEO),
    ("voice", Kind.AUDIO),
    ("audio", Kind.AUDIO),
    ("sticker", Kind.STICKER),
    ("document", Kind.FILE),
)
#: What Telegram calls a detail, and what we call it.
_DETAILS = {
    "file_name": "name",
    "file_size": "size",
    "mime_type": "media_type",
    "width": "width",
    "height": "height",
    "emoji": "emoji",
}


def attachment(message: Message) -> Attachment | None:
    """The one thing that a message carries beside its text, None for a plain text."""
    found = next(_found(message), None)
    if found is None or message.media_group_id is None:
        return found
    # The pictures of an album arrive as messages of their own; this is what joins them.
    return Attachment(found.kind, found.reference, {**found.details, "album": message.media_group_id})


def _found(message: Message) -> Iterator[Attachment]:
    if message.photo:
        # Telegram offers several sizes; the evidence is the largest.
        largest = max(message.photo, key=lambda size: size.width * size.height)
        yield Attachment(Kind.PICTURE, largest.file_id, _details(largest))
    for name, kind in _FILES:
        if file := getattr(message, name):
            yield Attachment(kind, file.file_id, _details(file))
    if message.location:
        place = message.location
        yield Attachment(Kind.LOCATION, None, {"latitude": place.latitude, "longitude": place.longitude})
    if message.contact:
        yield Attachment(Kind.CONTACT, None, _contact(message))


def _details(file: object) -> Mapping[str, Any]:
    told = ((ours, getattr(file, theirs, None)) for theirs, ours in _DETAILS.items())
    return {name: value for name, value in told if value is not None}


def _contact(message: Message) -> Mapping[str, Any]:
    """Phone and name as shared; `own` tells whether it is the citizen's own card, which Telegram vouches for."""
    card = message.contact
    if card is None:
        return {}
    own = message.from_user is not None and card.user_id == message.from_user.id
    name = " ".join(part for part in (card.first_name, card.last_name) if part)
    return {"phone": card.phone_number, "name": name, "own": own}
