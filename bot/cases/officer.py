"""Who works on cases, as far as a case needs to know, and how acts are noted."""

from collections.abc import Callable
from dataclasses import dataclass

#: Called with (who, what, about, why) before anything is shown or changed; what it raises stops the act.
Audit = Callable[[str, str, str, str], None]


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of staff. `id` stands in records; the rest tells whether a report speaks of them."""

    id: str
    full_name: str
    phones: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class ReasonMissing(ValueError):
    """An act that must be given a reason was given none."""


def reason(why: str) -> str:
    """`why`, trimmed. Raises ReasonMissing where it says nothing."""
    said = why.strip()
    if not any(char.isalnum() for char in said):
        raise ReasonMissing("say why, in a few words")
    return said


class AuditMissing(RuntimeError):
    """No audit is connected, so nothing may be read or done."""


def no_audit(_who: str, _what: str, _about: str, _why: str) -> None:
    """The audit of a house that has none yet. Raises AuditMissing."""
    raise AuditMissing("connect an audit first: acts of staff are noted before they are done")
