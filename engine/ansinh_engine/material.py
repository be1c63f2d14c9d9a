"""What the classifier is trained with, read as Rasa reads it: sentences of data/nlu, settings of config.yml."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from ansinh_engine.errors import EngineError
from ansinh_engine.project import Project
from ansinh_engine.reading import Label
from ansinh_engine.settings import Settings


class MaterialUnusable(EngineError):
    """config.yml names no classifier of ours."""


def sentences_of(project: Project) -> list[tuple[str, Label]]:
    """Every (text, label) of the training data."""
    from rasa.shared.importers.importer import TrainingDataImporter

    from ansinh_engine.importer import ASPECT

    importer = TrainingDataImporter.load_from_config(project.config, project.domain, project.training_data)
    return [
        (example.get("text"), Label(example.get("intent"), example.get(ASPECT)))
        for example in importer.get_nlu_data().intent_examples
        if example.get("text")
    ]


def component_of(project: Project) -> dict[str, Any]:
    """The classifier's own lines of config.yml."""
    from rasa.shared.utils.io import read_model_configuration

    for component in read_model_configuration(Path(project.config)).get("pipeline", []):
        if component.get("name", "").endswith(".AspectClassifier"):
            return dict(component)
    raise MaterialUnusable("config.yml names no AspectClassifier")


def settings_of(component: dict[str, Any]) -> Settings:
    """How to fit: what the lines say, the defaults for the rest."""
    return Settings(**{each.name: component[each.name] for each in fields(Settings) if each.name in component})
