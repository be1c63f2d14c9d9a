"""What a citizen told us in a sentence, by the names of the dialogue's slots."""

from datetime import date
from typing import Any

from bot.language.dates import find_month
from bot.language.doubt import doubts
from bot.language.household import denies_group, find_groups, is_none_of_them
from bot.language.money import find_money
from bot.language.period import find_period
from bot.language.province import Provinces
from bot.language.supported import find_supported_months

#: The slot that a doubt is about.
DOUBTED = {"group": "support_group", "money": "income", "province": "province", "supported": "months_supported"}


def told_in(text: str, today: date, provinces: Provinces, *, asked: str | None = None) -> dict[str, Any]:
    """Slots that `text` fills, only those that it does and only where it cannot be misread.

    The answer to a question just asked (`asked`, a slot) is taken as it is.

    `income` (đồng a month, negative where it says so), `support_group` (codes), `pay_month` (first day, ISO),
    `payment_months` (1, 3, 6, 12), `province` (slug), `months_supported` (months the State has supported already).
    """
    told: dict[str, Any] = {}
    if money := find_money(text):
        told["income"] = -money[0].amount_dong if money[0].negative else money[0].amount_dong
    if groups := find_groups(text):
        told["support_group"] = sorted(groups)
    if month := find_month(text, today):
        told["pay_month"] = date(*month, 1).isoformat()
    if period := find_period(text):
        told["payment_months"] = period
    if province := provinces.first(text):
        told["province"] = province.slug
    if (supported := find_supported_months(text)) is not None:
        told["months_supported"] = supported
    if asked == "support_group" and is_none_of_them(text):
        told["support_group"] = ["other"]
    elif asked is None and "support_group" not in told and denies_group(text):
        # What is taken back is asked anew: a calculation never goes on with a group that was denied.
        told["support_group"] = None
    doubtful = {DOUBTED[doubt] for doubt in doubts(text) if doubt in DOUBTED} - {asked}
    return {name: value for name, value in told.items() if name not in doubtful}
