"""Everything a sentence names, for `ansinh understand` and for statistics; what a form takes is `bot/telling.py`."""

from datetime import date
from typing import Any

from bot.language.age import find_age
from bot.language.birth import find_birth
from bot.language.contributed import find_contributed
from bot.language.duration import find_durations
from bot.language.household import find_groups
from bot.language.money import find_money
from bot.language.named_dates import find_named_dates
from bot.language.period import find_period
from bot.language.province import Provinces
from bot.language.righted import righted
from bot.language.sex import find_sex
from bot.telling import told_in


def named_in(text: str, today: date, provinces: Provinces) -> dict[str, Any]:
    """What `text` names, only what it does.

    `money` (đồng, in order), `terms` (months, in order), `dates` (ISO, in order, births left out), `birth` (year or
    year and month), `age` (years), `sex` (F, M), `support_group` (codes), `province` (slug), `commune` (its name of
    today), `payment_months` (1, 3, 6, 12), `months_paid` (contributions so far).
    """
    said = righted(text)
    birth, commune, province = _birth(said, today), provinces.commune(said), provinces.first(said)
    named = {
        "money": [-one.amount_dong if one.negative else one.amount_dong for one in find_money(said)],
        "terms": [one.months for one in find_durations(said)],
        "dates": [day for day in find_named_dates(said, today) if day != birth],
        "birth": birth,
        "age": find_age(said),
        "sex": find_sex(said),
        "support_group": sorted(find_groups(said)),
        "province": province.slug if province else None,
        "commune": commune.name if commune else None,
        "payment_months": find_period(said),
        "months_paid": find_contributed(said),
    }
    # An amount of nothing is an entity too: "0đ".
    return {name: value for name, value in named.items() if value not in (None, [])}


def entities_in(text: str, today: date, provinces: Provinces) -> dict[str, Any]:
    """What `text` names, and the slots of the contribution form that it would fill (see `bot.telling.told_in`)."""
    return {**told_in(text, today, provinces), **named_in(text, today, provinces)}


def _birth(text: str, today: date) -> str | None:
    birth = find_birth(text, today)
    if birth is None or not birth.certain:
        return None
    return f"{birth.year}-{birth.month:02d}" if birth.month else str(birth.year)
