"""Kinds, states and grounds of data-subject requests, and a request as it is shown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.cases.urgency import Urgency


class Kind(StrEnum):
    """The rights (Luật 91/2025/QH15, Điều 4)."""

    SEE = "see"
    CORRECT = "correct"
    COPY = "copy"
    DELETE = "delete"
    WITHDRAW = "withdraw"
    RESTRICT = "restrict"
    OBJECT = "object"
    COMPLAIN = "complain"


class Step(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    ANSWERED = "answered"
    DONE = "done"
    REFUSED = "refused"


#: The rights that a file with a copy meets, and the step of a request for which one was made.
COPIES, COPIED = frozenset({Kind.SEE, Kind.COPY}), "copied"


class Handing(StrEnum):
    """How a copy comes to the citizen: never through the channel itself, whose platform would read all of it."""

    PERSON = "person"
    POST = "post"
    MAIL = "mail"


class Refusal(StrEnum):
    """Lawful grounds for a refusal; each has its sentence in `phrases/request.toml`."""

    LEGAL_DUTY = "legal_duty"
    OPEN_CASE = "open_case"
    OTHERS_RIGHTS = "others_rights"
    NOT_FOUND = "not_found"
    NOT_A_RIGHT = "not_a_right"
    REPEATED = "repeated"


#: From which state a request may go on to which.
NEXT: dict[Step, frozenset[Step]] = {
    Step.RECEIVED: frozenset({Step.ANSWERED, Step.DONE, Step.REFUSED}),
    Step.ANSWERED: frozenset({Step.DONE, Step.REFUSED}),
    Step.DONE: frozenset(),
    Step.REFUSED: frozenset(),
}


class RequestUnknown(LookupError):
    """No request of this number."""


class RequestChanged(Exception):
    """Somebody else changed the request since it was read."""


class IllegalStep(ValueError):
    """A step that a request in this state cannot take, a second extension, or an erasure of what is no deletion."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as staff and its author see it; `due_on` holds an extension already."""

    number: int
    kind: Kind
    state: Step
    version: int
    conversation_id: str | None
    asked_on: date
    answer_by: date
    due_on: date
    extended: bool
    ground: Refusal | None
    urgency: Urgency
