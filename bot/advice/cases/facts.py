"""What a citizen has told about the case, by the names of the dialogue's slots."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

#: Value of `support_received` for "I do not know".
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a case may need, None where it is not told.

    Money in đồng, terms in months. `birth_month` is YYYY-MM, or YYYY where papers hold the year alone; `birth_year`
    is known before it. `months_before` were paid before 2014, `months_paid` are all others; `months_more` are a
    supposition. `first_paid` is the month of the first payment, YYYY-MM. `support_received` may be ``UNKNOWN``.
    `severe_illness`: gravely ill, heavily incapacitated or disabled (Luật BHXH Điều 102 khoản 1 điểm c, d).
    """

    sex: str | None = None
    birth_year: int | None = None
    birth_month: str | None = None
    months_paid: int | None = None
    months_before: int | None = None
    months_more: int | None = None
    months_missing: int | None = None
    prepay_years: int | None = None
    still_paying: bool | None = None
    first_paid: str | None = None
    severe_illness: bool | None = None
    support_received: int | str | None = None
    income: int | None = None
    support_group: list[str] | None = None

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> Self:
        """The facts among `slots`; others are left out."""
        return cls(**{name: slots[name] for name in NAMES if slots.get(name) is not None})

    @property
    def months(self) -> int:
        """Months paid and supposed, those before 2014 included."""
        return (self.months_paid or 0) + (self.months_before or 0) + (self.months_more or 0)

    @property
    def born(self) -> tuple[int, int | None]:
        """Year and month of birth; the month is None where papers hold the year alone."""
        year, _, month = (self.birth_month or "").partition("-")
        return int(year), int(month) if month else None


#: Names of all facts: slots of the dialogue.
NAMES = tuple(one.name for one in fields(Facts))


def with_consequences(heard: Mapping[str, Any], known: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What was heard, and what it makes stale: a new term paid ends a supposition, a new year of birth its month.

    Months before 2014 that are told after the whole (`known`) are a part of it.
    """
    stale: dict[str, Any] = {}
    whole, before = (known or {}).get("months_paid"), heard.get("months_before")
    if before and whole and "months_paid" not in heard and not (known or {}).get("months_before") and before < whole:
        stale["months_paid"] = whole - before
    if "months_paid" in heard or "still_paying" in heard:
        stale["months_more"] = None
    if "months_paid" in heard:
        stale["months_missing"] = None
    if "months_missing" in heard:
        stale |= {"months_paid": None, "months_more": None}
    if "birth_year" in heard:
        stale["birth_month"] = None
    return {**stale, **heard}
