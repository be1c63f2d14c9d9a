"""Forms: what a page of ours sends back."""

import re
from typing import Annotated, Any

from litestar.enums import RequestEncodingType
from litestar.exceptions import ValidationException
from litestar.params import Body

#: The fields of a form; a name that stands there several times has a list.
Form = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]


#: What no sentence holds: control characters (a document or an XLSX breaks on them), marks that turn the direction of
#: what follows (a name could read as another one), half characters.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


def text(form: dict[str, Any], name: str, longest: int = 10_000) -> str:
    """A field as trimmed words, empty where there is none; a password must not be read so.

    Nothing is cut: raises ValidationException where it has more characters, counted as a browser does.
    """
    words = _NO_TEXT.sub("", raw(form, name)).strip()
    if len(words) > longest and len(words.replace("\r\n", "\n")) > longest:
        raise ValidationException(f"{name}: at most {longest} characters")
    return words


def raw(form: dict[str, Any], name: str) -> str:
    """A field as it was typed; of several of the name the last."""
    value = form.get(name, "")
    if isinstance(value, list):
        value = value[-1] if value else ""
    # No database holds a NUL, and no page of ours sends one.
    return value.replace("\0", "") if isinstance(value, str) else ""


def several(form: dict[str, Any], name: str) -> list[str]:
    """All fields of that name: ticked boxes."""
    value = form.get(name, [])
    return [one.replace("\0", "") for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def lines(form: dict[str, Any], name: str) -> tuple[str, ...]:
    """A field of several lines, one thing a line."""
    return tuple(line.strip() for line in _NO_TEXT.sub("", raw(form, name)).splitlines() if line.strip())
