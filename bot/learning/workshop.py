"""A copy of the project to train from, with the approved sentences in it; the checkout itself is not touched."""

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.learning.candidate import Candidate
from bot.learning.data import Sentences
from bot.learning.fingerprint import INGREDIENTS
from bot.learning.patch import change_of
from bot.settings import PROJECT


def build(folder: Path, candidates: Sequence[Candidate], project: Path = PROJECT) -> Counter[str]:
    """Copy into `folder` what a model is trained from, and add the sentences; gives how many, by label.

    Raises NoPlace, OSError.
    """
    for pattern in INGREDIENTS:
        for path in project.glob(pattern):
            target = folder / path.relative_to(project)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    change = change_of(Sentences.of(folder), [(one.label, one.text) for one in candidates])
    change.write(folder)
    return Counter(one.label for one in candidates)
