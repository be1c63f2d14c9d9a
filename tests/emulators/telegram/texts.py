"""Texts and captions as the Bot API takes them: parsed, trimmed, measured."""

from typing import Any

from tests.emulators.telegram import markup_html as html
from tests.emulators.telegram.errors import bad
from tests.emulators.telegram.parameters import Parameters

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100


def text(given: Parameters) -> dict[str, Any]:
    """`text` and `entities` of a message. Refused(400) when empty, too long or not parseable."""
    said, entities = _formatted(given, "text", "entities")
    if not said:
        raise bad("message text is empty")
    if html.units(said) > TEXT_LIMIT:
        raise bad("message is too long")
    return {"text": said} | ({"entities": entities} if entities else {})


def caption(given: Parameters) -> dict[str, Any]:
    """`caption` and `caption_entities`, or nothing. Refused(400)."""
    said, entities = _formatted(given, "caption", "caption_entities")
    if html.units(said) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    if not said:
        return {}
    return {"caption": said} | ({"caption_entities": entities} if entities else {})


def _formatted(given: Parameters, name: str, listed: str) -> tuple[str, list[html.Entity]]:
    source, mode = given.text(name) or "", (given.text("parse_mode") or "").lower()
    if mode == "html":
        said, entities = html.parse(source)
    elif mode:
        # Only HTML is emulated: the project writes nothing else.
        raise bad("unsupported parse_mode")
    else:
        said, entities = source, given.json(listed, [])
    return _trimmed(said, entities)


def _trimmed(said: str, entities: list[html.Entity]) -> tuple[str, list[html.Entity]]:
    """Without white space around; what an entity marks moves along."""
    lead, rest = html.units(said) - html.units(said.lstrip()), said.strip()
    end, kept = html.units(rest), []
    for each in entities[:ENTITY_LIMIT]:
        begun = max(0, each["offset"] - lead)
        length = min(end, each["offset"] - lead + each["length"]) - begun
        if length > 0:
            kept.append(each | {"offset": begun, "length": length})
    return rest, kept
