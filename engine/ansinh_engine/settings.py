"""How the classifier is fitted; every field can be set in config.yml under the same name."""

from __future__ import annotations

from dataclasses import dataclass, field

BLOCK_WEIGHTS = {"w": 1.0, "c": 1.0, "s": 1.0, "W": 0.5, "C": 0.5}
"""See ``features.BLOCKS``. What is written with diacritics counts half: half of the citizens leave them out."""


@dataclass(frozen=True)
class Settings:
    """Defaults as in docs/decisions/0004-classifier.md.

    inverse_regularisation: scikit-learn's C; larger trusts the sentences more
    minimum_documents: n-grams in fewer sentences are left out
    block_weights: length of each feature block
    """

    random_seed: int = 20261121
    inverse_regularisation: float = 20.0
    minimum_documents: int = 2
    block_weights: dict[str, float] = field(default_factory=lambda: dict(BLOCK_WEIGHTS))
