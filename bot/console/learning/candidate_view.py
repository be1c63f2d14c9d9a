"""Which candidates an address asks for: those of a state, of an export, of a model, those that the data lacks."""

from collections.abc import Mapping
from dataclasses import dataclass

from litestar.exceptions import NotFoundException, ValidationException

from bot.learning import models
from bot.learning.candidate import State
from bot.learning.candidate_rows import Which
from bot.learning.room import LearningRoom

#: The filter of the list, and the fields that carry it through a form.
KEPT = {"state": "state", "label": "filter", "after": "after", "absent": "absent"}
#: Approved, exported or not, and in no data yet: what the next model learns.
WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class View:
    """`state` is what the page is about (None: several); the rest as the address says it."""

    which: Which
    state: State | None
    export: str = ""
    model: str = ""
    absent: str = ""


def view_of(query: Mapping[str, str], room: LearningRoom) -> View:
    """Raises ValidationException, NotFoundException."""
    named = {name: query.get(name) or "" for name in ("state", "label", "export", "model", "absent")}
    if named["model"]:
        return View(Which(label=named["label"], ids=_of_model(room, named["model"])), None, model=named["model"])
    state, absent = named["state"] or State.PROPOSED, named["absent"]
    if state not in {*State, WAITING}:
        raise ValidationException(f"state: allowed are {', '.join([*State, WAITING])}")
    if absent not in {"", "1"}:
        raise ValidationException("absent: allowed is 1")
    if state == WAITING:
        ids = [one.id for one in room.exporting.waiting().added]
        return View(Which((State.APPROVED, State.EXPORTED), named["label"], ids=ids), None, absent=WAITING)
    missing = [one.id for one in room.exporting.missing()] if absent else None
    which = Which((State(state),), named["label"], named["export"], missing)
    return View(which, State(state), named["export"], absent=absent)


def _of_model(room: LearningRoom, id_: str) -> tuple[str, ...]:
    """The sentences that a model learnt more than its data had."""
    home = room.house.settings.home
    if not models.exists(home, id_):
        raise NotFoundException("no such model")
    note = models.Model.of(models.model_file(home, id_)).note
    return note.candidates if note else ()
