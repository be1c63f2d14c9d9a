"""A citizen's copy as a file: one ZIP with a document to read and print, the same for machines, and sent files."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row

from bot.cases.request_states import Request
from bot.clock import VIETNAM
from bot.console.web.render import environment
from bot.evidence.files import Files, NoSuchFile
from bot.house import House
from bot.privacy.sealing import SealBroken
from bot.records.citizen_copy.declaration import Declaration
from bot.records.citizen_copy.gathering import Gathered, Gathering
from bot.settings import PROJECT
from bot.storage.personal import Person

#: What the machine-readable part calls itself; a change of its shape is another number.
FORMAT = "an-sinh/citizen-copy/1"
_EMPTY = "–"
DOCUMENT, DATA, FOLDER = "ban-sao.html", "ban-sao.json", "tep"


@dataclass(frozen=True, slots=True)
class Made:
    """The file, and its fingerprint, which the history of the request keeps."""

    content: bytes
    mark: str


def made(house: House, request: Request, conversation_id: str, moment: datetime) -> Made:
    """Gather and write. Raises UnknownConversation, DatabaseUnavailable."""
    parts = gathering(house).of(conversation_id)
    files = _files(house.files, parts)
    content = _zipped(request, parts, files, moment)
    return Made(content, hashlib.sha256(content).hexdigest())


def gathering(house: House) -> Gathering:
    """What reads the parts of this house."""
    return Gathering(
        house.database,
        declaration(),
        openers={
            ("contact", "sealed"): lambda row: _address(house, row),
            ("working_memory", "sealed"): lambda row: house.memory.of(row.conversation_id),
            ("sent_file", "id"): lambda row: _name(row.id),
            ("sent_file", "facts"): lambda row: _facts(house.files, row),
            ("sent_file_content", "sealed"): lambda row: _name(row.file_id),
        },
        finders={"claim_follower": lambda connection, person: _followed(house, connection, person)},
    )


@cache
def declaration() -> Declaration:
    """What a copy gives. Raises DeclarationRefused."""
    return Declaration.load(PROJECT / "data" / "privacy" / "copy.toml")


def _followed(house: House, connection: Connection, person: Person) -> list[dict[str, object]]:
    followed = house.claim_room.claims.followers.followed(connection, person.conversation)
    return [{"claim_id": text} for text in followed]


def _address(house: House, row: Row[Any]) -> str:
    known = house.contacts.of(row.conversation_id)
    if known is None:
        raise LookupError
    return known.address


def _facts(files: Files, row: Row[Any]) -> dict[str, object]:
    facts = files.open(row.id).kept.facts
    return {"name": facts.name, "size": facts.size}


def _name(file_id: str) -> str:
    return f"{FOLDER}/{file_id}"


def _files(files: Files, parts: list[Gathered]) -> dict[str, bytes]:
    """The sent files by their place in the ZIP; one that went meanwhile, or does not open, is told in its row."""
    found = {}
    for row in next((part.rows for part in parts if part.table == "sent_file_content"), []):
        try:
            found[str(row["sealed"])] = files.open(str(row["sealed"]).removeprefix(f"{FOLDER}/")).content
        except (NoSuchFile, SealBroken):
            row["sealed"] = declaration().text["unreadable"]
    return found


def _zipped(request: Request, parts: list[Gathered], files: Mapping[str, bytes], moment: datetime) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DOCUMENT, _document(request, parts, moment))
        archive.writestr(DATA, json.dumps(_data(request, parts, moment), ensure_ascii=False, indent=1, default=_plain))
        for name, content in files.items():
            archive.writestr(name, content)
    return into.getvalue()


def _document(request: Request, parts: list[Gathered], moment: datetime) -> str:
    declared = declaration()
    return (
        environment("vi")
        .get_template("requests/copy.html.j2")
        .render(
            declared=declared,
            parts=parts,
            request=request,
            made_on=moment.astimezone(VIETNAM).date(),
            shown=shown,
            apart=declared.apart(),
        )
    )


def _data(request: Request, parts: list[Gathered], moment: datetime) -> dict[str, object]:
    declared = declaration()
    return {
        "format": FORMAT,
        "request": request.number,
        "made_at": moment,
        "parts": [
            {
                "table": one.table,
                "title": one.part.title,
                "columns": one.part.given,
                "rows": one.rows,
                "withheld": [
                    {"columns": columns, "why": declared.why[reason]} for reason, columns in one.part.withheld.items()
                ],
            }
            for one in parts
        ],
        "withheld": [{"what": titles, "why": declared.why[reason]} for reason, titles in declared.apart().items()],
    }


def shown(value: object) -> str:
    """A value as the document says it."""
    if isinstance(value, list):
        return "\n".join(shown(one.get("text", one) if isinstance(one, dict) else one) for one in value) or _EMPTY
    if isinstance(value, dict):
        return "\n".join(f"{name}: {shown(one)}" for name, one in value.items()) or _EMPTY
    return _said(value)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return declaration().text["yes" if value else "no"]
    if isinstance(value, datetime):
        return f"{value.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value) if value not in (None, "") else _EMPTY


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)
