"""A number as somebody typed it into a text: its unit, and the placeholder or citation that fits it."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bot.policy.units import MONEY

#: Words behind a number: units of figures that are said so, and the unit of an example.
_UNITS: dict[str, tuple[frozenset[str], str]] = {
    "ngày làm việc": (frozenset({"working_days"}), "working_days"),
    "phần trăm": (frozenset({"share"}), "percent"),
    "%": (frozenset({"share"}), "percent"),
    "đồng": (MONEY, "VND"),
    "vnđ": (MONEY, "VND"),
    "vnd": (MONEY, "VND"),
    "tháng": (frozenset({"months", "age_months"}), "months"),
    "năm": (frozenset({"years"}), "years"),
    "tuổi": (frozenset({"age_years", "age_months"}), "age_years"),
    "ngày": (frozenset({"days", "working_days"}), "days"),
    "lần": (frozenset({"factor", "count"}), "factor"),
}
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_BEHIND = re.compile(
    rf"\s*(?:({'|'.join(_SCALES)})\b\s*)?(?:({'|'.join(re.escape(word) for word in _UNITS)})(?!\w))?", re.IGNORECASE
)
_CITED = re.compile(
    r"((?:điều|khoản|điểm|luật|nghị định|thông tư|quyết định|nghị quyết|công văn)\s+(?:số\s+)?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Typed:
    """`units` of figures that fit (None: any), `use` what to write for a number of no figure ("" where unknown)."""

    units: frozenset[str] | None = None
    use: str = ""
    is_citation: bool = False


def typed(text: str, number: str) -> Typed:
    """What the number is where it first stands in the text."""
    place = re.search(rf"(?<![\d.,/]){re.escape(number)}(?!\d)", text)
    if place is None:
        return Typed()
    if cited := _CITED.search(text[: place.start()]):
        rest = re.match(r"[\w/.-]*\w", text[place.start() :])
        return Typed(use=f"[[{cited[1]}{rest[0] if rest else number}]]", is_citation=True)
    behind = _BEHIND.match(text, place.end())
    scale, word = ((behind[1] or "").lower(), (behind[2] or "").lower()) if behind else ("", "")
    if not word and not scale:
        return Typed()
    units, unit = _UNITS.get(word, (MONEY, "VND"))
    amount = _amount(number, scale)
    return Typed(units, f"{{eg {amount} {unit}}}" if amount else "")


def _amount(number: str, scale: str) -> str:
    """The number without dots between thousands, its decimals behind a dot; "" where it is no number."""
    try:
        whole = Decimal(re.sub(r"\.(?=\d{3}(\D|$))", "", number).replace(",", "."))
    except InvalidOperation:
        return ""
    value = whole * _SCALES.get(scale, 1)
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}"
