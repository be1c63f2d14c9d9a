"""What a citizen told us in a sentence, by the names of the dialogue's slots."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.language.asking import is_change, is_question
from bot.language.dates import find_month
from bot.language.doubt import doubts
from bot.language.household import denies_group, find_groups, is_none_of_them
from bot.language.leading_no import without_no
from bot.language.level import find_extreme
from bot.language.money import find_money
from bot.language.payment import find_paid, is_received, says_which
from bot.language.period import find_period, without_quarter
from bot.language.province import Provinces
from bot.language.righted import righted
from bot.language.supported import find_supported_months
from bot.language.supposed_year import supposed_year

#: The slot that a doubt is about.
DOUBTED = {
    "group": ("support_group",),
    "money": ("income", "paid_money"),
    "province": ("province",),
    "supported": ("months_supported",),
}


@dataclass(frozen=True, slots=True)
class Light:
    """In which light a sentence is heard: the slot just asked for, an amount told before.

    `incomes` are the lowest and highest that may be chosen (đồng); `paid_money` is that slot.
    """

    asked: str | None = None
    incomes: tuple[int, int] | None = None
    paid_money: dict[str, Any] | None = None


NOTHING_BEFORE = Light()


def told_in(text: str, today: date, provinces: Provinces, light: Light = NOTHING_BEFORE) -> dict[str, Any]:
    """Slots that `text` fills, only those that it does and only where it cannot be misread.

    The answer to a question just asked is taken as it is.

    `income` (đồng a month, negative where it says so) or `paid_money`, `support_group` (codes), `pay_month` (first
    day, ISO), `payment_months` (1, 3, 6, 12), `province` (slug), `months_supported` (months the State has supported).
    """
    said = righted(text)
    told = {**money_in(said, light), **_when_and_where(said, provinces, today)}
    meant = without_no(said)
    if groups := find_groups(meant):
        told["support_group"] = sorted(groups)
    if (supported := find_supported_months(said)) is not None:
        told["months_supported"] = supported
    if light.asked == "support_group" and is_none_of_them(meant):
        told["support_group"] = ["other"]
    elif light.asked is None and "support_group" not in told and denies_group(meant):
        # What is taken back is asked anew: a calculation never goes on with a group that was denied.
        told["support_group"] = None
    unclear = {name for doubt in doubts(meant) for name in DOUBTED.get(doubt, ())} - {light.asked}
    return {name: value for name, value in told.items() if name not in unclear}


def money_in(text: str, light: Light) -> dict[str, Any]:
    """The income that `text` names, or what is paid a month: the one makes the other stale."""
    # Only what was told before can become stale.
    no_payment: dict[str, Any] = {"paid_money": None} if light.paid_money else {}
    if found := [one for one in find_money(text) if not is_received(text, one.start)]:
        first = found[0]
        amount = -first.amount_dong if first.negative else first.amount_dong
        paid = None if first.negative else find_paid(text, first.start)
        if paid is None:
            return {"income": amount, **no_payment}
        below = light.incomes is not None and amount < light.incomes[0]
        return {"income": None, "paid_money": {"amount": amount, "sure": paid == "surely" or below}}
    if light.paid_money and not light.paid_money["sure"] and (which := says_which(text)):
        amount = light.paid_money["amount"]
        if which == "income":
            return {"income": amount, **no_payment}
        return {"paid_money": {"amount": amount, "sure": True}}
    answers = light.asked == "income" and not is_question(text)
    if light.incomes and (answers or is_change(text)):
        ends = {"lowest": light.incomes[0], "highest": light.incomes[1]}
        if extreme := find_extreme(text):
            return {"income": ends[extreme], **no_payment}
    return {}


def _when_and_where(text: str, provinces: Provinces, today: date) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if month := find_month(without_quarter(text), today):
        told["pay_month"] = date(*month, 1).isoformat()
    elif (year := supposed_year(text, today)) and year >= today.year:
        told["pay_month"] = max(date(year, 1, 1), today.replace(day=1)).isoformat()
    if period := find_period(text):
        told["payment_months"] = period
    if province := provinces.first(text):
        told["province"] = province.slug
    return told
