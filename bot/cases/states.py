"""The states of a case, which may follow which, and the closed list of grounds for closing."""

from enum import StrEnum


class State(StrEnum):
    """Where a case stands: Mới, Đã tiếp nhận, Đang xác minh, Chuyển cơ quan, Đã trả lời, Đóng."""

    NEW = "new"
    RECEIVED = "received"
    VERIFYING = "verifying"
    TRANSFERRED = "transferred"
    ANSWERED = "answered"
    CLOSED = "closed"


class Ground(StrEnum):
    """Why a case is closed; each has its sentence in `phrases/report_case.toml`."""

    NO_CONCRETE_EVIDENCE = "no_concrete_evidence"
    INSULTING = "insulting"
    SENT_TO_MANY = "sent_to_many"
    ALREADY_ANSWERED = "already_answered"
    UNREADABLE = "unreadable"
    NOT_CONFIRMED = "not_confirmed"
    HANDED_OVER = "handed_over"
    REPLIED = "replied"


#: What sorting alone may close a case for (Thông tư 05/2021/TT-TTCP, Điều 6).
SORTING = frozenset(
    {
        Ground.NO_CONCRETE_EVIDENCE,
        Ground.INSULTING,
        Ground.SENT_TO_MANY,
        Ground.ALREADY_ANSWERED,
        Ground.UNREADABLE,
    }
)

#: A person takes a case in before anything else is done with it; a closed one can be opened again, never removed.
NEXT: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.RECEIVED}),
    State.RECEIVED: frozenset({State.VERIFYING, State.TRANSFERRED, State.ANSWERED, State.CLOSED}),
    State.VERIFYING: frozenset({State.TRANSFERRED, State.ANSWERED, State.CLOSED}),
    State.TRANSFERRED: frozenset({State.VERIFYING, State.ANSWERED, State.CLOSED}),
    State.ANSWERED: frozenset({State.VERIFYING, State.CLOSED}),
    State.CLOSED: frozenset({State.VERIFYING}),
}

#: For which grounds a case may be closed from where it stands.
GROUNDS: dict[State, frozenset[Ground]] = {
    State.NEW: frozenset(),
    State.RECEIVED: SORTING,
    State.VERIFYING: SORTING | {Ground.NOT_CONFIRMED},
    State.TRANSFERRED: frozenset({Ground.HANDED_OVER}),
    State.ANSWERED: frozenset({Ground.REPLIED, Ground.NOT_CONFIRMED}),
    State.CLOSED: frozenset(),
}

#: The time limit that runs in a state, by its name in `data/offices/cases.toml`.
CLOCK: dict[State, str] = {
    State.NEW: "case_person",
    State.RECEIVED: "case_verifying",
    State.VERIFYING: "case_verifying",
    State.TRANSFERRED: "case_transferred",
}


class IllegalMove(ValueError):
    """A change of state, or a ground, that the table does not allow; the message names what is allowed."""


def check(before: State, after: State, ground: Ground | None = None) -> None:
    """Raises IllegalMove unless a case may go from `before` to `after`, for `ground` where it is closed."""
    if after not in NEXT[before]:
        raise IllegalMove(f"from {before} a case goes to {_listed(NEXT[before])}, not to {after}")
    if after is State.CLOSED and ground not in GROUNDS[before]:
        raise IllegalMove(f"from {before} a case is closed for {_listed(GROUNDS[before])}, not for {ground}")
    if after is not State.CLOSED and ground is not None:
        raise IllegalMove(f"only closing has a ground, going to {after} has none")


def _listed(allowed: frozenset[StrEnum] | frozenset[State] | frozenset[Ground]) -> str:
    return ", ".join(sorted(allowed)) or "nothing"
