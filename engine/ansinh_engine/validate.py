"""``python -m ansinh_engine validate``: Rasa's own checks with warnings as errors, and two of ours."""

from __future__ import annotations

import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable

from ansinh_engine.absent import keep_out
from ansinh_engine.errors import EngineError
from ansinh_engine.logs import plain
from ansinh_engine.project import Project, harden_environment
from ansinh_engine.text import normalise


class ValidationFailed(EngineError):
    """The project is not clean; the findings have been printed."""


def validate(project: Project) -> None:
    """Prints findings, one a line, and raises ``ValidationFailed`` if there are any."""
    harden_environment()
    keep_out()
    plain()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        from rasa.cli.utils import validate_files
        from rasa.shared.importers.importer import TrainingDataImporter
        from rasa.utils.common import EXPECTED_WARNINGS

        warnings.simplefilter("always", UserWarning)
        warnings.simplefilter("always", FutureWarning)
        for category, message in EXPECTED_WARNINGS:  # those Rasa itself knows and hides
            warnings.filterwarnings("ignore", message, category)
        importer = TrainingDataImporter.load_from_config(project.config, project.domain, project.training_data)
        ended_clean = True
        try:
            validate_files(fail_on_warnings=True, max_history=None, importer=importer)
        except SystemExit:  # Rasa's way of saying no
            ended_clean = False
        sentences = [(example.get("text"), _full_name(example)) for example in importer.get_nlu_data().intent_examples]
    findings = [" ".join(str(warning.message).split()) for warning in caught]
    findings += empty(sentences) + clashes(sentences)
    for finding in findings:
        sys.stderr.write(f"{finding}\n")
    if findings or not ended_clean:
        raise ValidationFailed(f"{len(findings)} findings")
    sys.stdout.write(f"clean: {len(sentences)} sentences, {len({name for _, name in sentences})} labels\n")


def clashes(sentences: Iterable[tuple[str, str]]) -> list[str]:
    """One line for each text that, read as the engine reads it, stands under several labels."""
    labels: dict[str, set[str]] = defaultdict(set)
    for text, label in sentences:
        labels[normalise(text)].add(label)
    return [
        f"same sentence under {', '.join(sorted(names))}: {text}"
        for text, names in sorted(labels.items())
        if text and len(names) > 1
    ]


def empty(sentences: Iterable[tuple[str, str]]) -> list[str]:
    """One line for each label that has a sentence without any word."""
    return [f"a sentence without words under {label}" for text, label in sentences if not normalise(text)]


def _full_name(example: object) -> str:
    from ansinh_engine.importer import ASPECT

    intent, aspect = example.get("intent"), example.get(ASPECT)  # type: ignore[attr-defined]
    return f"{intent}/{aspect}" if aspect else str(intent)
