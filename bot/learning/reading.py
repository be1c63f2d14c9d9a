"""What a model makes of a question, as far as a citizen would notice."""

from dataclasses import dataclass
from typing import Any

from bot.learning.label import label_of, topic_of

FALLBACK = "nlu_fallback"
#: Stands behind a label that the machine would only suggest.
DOUBT = "?"


@dataclass(frozen=True, slots=True)
class Reading:
    """`label` with a DOUBT behind it where no answer but suggestions would be given; `margin` to the next, 0 to 1."""

    label: str
    margin: float


def reading_of(parse: dict[str, Any]) -> Reading:
    """A parse of the engine (`/webhooks/ansinh/parse`), in short."""
    intent = (parse.get("intent") or {}).get("name")
    ranking = parse.get("aspects") or []
    if not ranking:
        return Reading(intent or DOUBT, 0.0)
    best = next((guess for guess in ranking if guess["topic"] == intent), ranking[0])
    others = [guess["confidence"] for guess in ranking if guess is not best]
    sure = intent != FALLBACK and bool(parse.get("aspect_sure", True))
    label = label_of(best["topic"], best["aspect"])
    margin = round(best["confidence"] - max(others, default=0.0), 4)
    return Reading(label if sure else f"{label}{DOUBT}", margin)


def fits(expected: str, label: str) -> bool:
    """Whether a reading is what was expected: of a topic alone every aspect fits."""
    return label == expected or ("/" not in expected and not label.endswith(DOUBT) and topic_of(label) == expected)


def topic_read(label: str) -> str:
    """The topic of a reading, sure or not."""
    return topic_of(label.removesuffix(DOUBT))
