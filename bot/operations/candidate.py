"""Training beside the model that serves: a candidate, kept under its fingerprint with a note of what was added."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from bot.clock import now
from bot.learning import workshop
from bot.learning.candidate import Candidate
from bot.learning.fingerprint import fingerprint
from bot.learning.models import Note, write_note
from bot.operations import model
from bot.operations.failure import StartFailure


@dataclass(frozen=True, slots=True)
class Trained:
    """A candidate; `is_new` is False where the same one was trained before."""

    id: str
    added: int
    seconds: int
    is_new: bool


def train(home: Path, candidates: Sequence[Candidate]) -> Trained:
    """Train on the project's data and these sentences. Raises StartFailure."""
    base = fingerprint()
    with tempfile.TemporaryDirectory(prefix="ansinh-candidate-") as made:
        folder = Path(made)
        added = workshop.build(folder, candidates)
        print_ = fingerprint(folder)
        file = model.model_path(home, print_)
        if file.exists():
            return Trained(print_, added.total(), 0, is_new=False)
        if print_ != base and not candidates:
            raise StartFailure("the copy of the data has another fingerprint than the data itself")
        began = monotonic()
        model.train(home, print_, folder)
        seconds = round(monotonic() - began)
    write_note(file, Note(base, now(), seconds, dict(added), tuple(one.id for one in candidates)))
    return Trained(print_, added.total(), seconds, is_new=True)
