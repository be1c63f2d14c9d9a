"""What is wrong with a draft: where, why in one word, and what the sentence about it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as kept
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Problem:
    """`field` is that of the form ("" for the whole); `reason` one word; `values` fill the sentence that pages say.

    `stops`: it cannot be proposed so. What does not stop it is for whoever approves to look at.
    """

    field: str
    reason: str
    values: Mapping[str, object] = kept(default_factory=lambda: MappingProxyType({}))
    stops: bool = True


def problem(where: str, reason: str, **values: object) -> Problem:
    """A problem that stops a draft."""
    return Problem(where, reason, values)
