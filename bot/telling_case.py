"""What a sentence tells about a case, by the names of the dialogue's slots (`bot/advice/cases/facts.py`)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.advice.cases.case import Case
from bot.advice.cases.facts import UNKNOWN
from bot.language.asking import bare_number, is_change, is_unsure, is_year_only
from bot.language.birth import find_birth
from bot.language.born import find_birth_month, find_birth_of_sex, impossible_birth
from bot.language.doubt import doubts
from bot.language.first_paid import find_first_paid
from bot.language.household import find_groups
from bot.language.illness import find_severe_illness
from bot.language.leading_no import without_no
from bot.language.money import find_money
from bot.language.paying import find_still_paying
from bot.language.period import find_prepaid_years
from bot.language.righted import righted
from bot.language.sex import find_sex
from bot.language.support_money import is_support
from bot.language.terms import find_terms
from bot.language.yesno import yes_or_no
from bot.telling import Light, money_in

MONTHS_IN_YEAR = 12
#: Facts that are terms: a number without a unit is no answer to them.
TERMS = frozenset({"months_paid", "months_missing"})
#: The facts that a doubt is about.
DOUBTED = {
    "group": ("support_group",),
    "money": ("income", "paid_money"),
    "terms": ("months_paid", "months_before"),
    "person": ("sex", "birth_year", "birth_month"),
}
#: What is kept until the rest of a fact is told.
HALVES = {"month_alone": "birth_month", "paid_money": "income"}
#: Words below which a term alone needs no word that says what it is.
SHORT = 4


@dataclass(frozen=True, slots=True)
class Listening:
    """In which light a sentence is heard: the day, the fact just asked for, what was told before by half.

    `split_year` parts the terms of the lump sum; `rate` is the share of an income that is paid; `incomes` are the
    lowest and highest that may be chosen (đồng). Told before: the year of birth, or its month alone, or money of
    which it is not sure whether it is paid.
    """

    today: date
    split_year: int
    rate: Decimal
    asked: str | None = None
    incomes: tuple[int, int] | None = None
    birth_year: int | None = None
    month_alone: int | None = None
    paid_money: dict[str, Any] | None = None


def told_about(text: str, case: Case, listening: Listening) -> dict[str, Any]:
    """The facts of `case` that `text` tells, only those that it does."""
    text = righted(text)
    told = {**_person(text, listening), **_terms(text, case, listening), **_money(text, listening)}
    meant = without_no(text)
    if groups := find_groups(meant):
        told["support_group"] = sorted(groups)
    if (ill := find_severe_illness(text)) is not None:
        told["severe_illness"] = ill
    if first := find_first_paid(text, listening.today):
        told["first_paid"] = first
    if (paying := find_still_paying(text, asked=listening.asked == "still_paying")) is not None:
        told["still_paying"] = paying
    unclear = {name for doubt in doubts(meant) for name in DOUBTED.get(doubt, ())} - {listening.asked}
    usable = {*case.facts, *(slot for slot, fact in HALVES.items() if fact in case.facts)}
    return {name: value for name, value in told.items() if name in usable and name not in unclear}


def number_without_unit(text: str, asked: str | None) -> int | None:
    """The bare number that answers the question for a term ("10"): years or months?"""
    return bare_number(text) if asked in TERMS else None


def _person(text: str, listening: Listening) -> dict[str, Any]:
    told: dict[str, Any] = {}
    asked = listening.asked == "birth_month"
    if sex := find_sex(text, asked=listening.asked == "sex"):
        told["sex"] = sex
    known = listening.birth_year
    birth = (
        find_birth_of_sex(text, listening.today)
        or find_birth(text, listening.today, asked=asked and not known)
        or find_birth(text, listening.today)
    )
    if birth is None and known and (asked or is_change(text)) and (number := find_birth_month(text, asked=asked)):
        return {**told, "birth_year": known, "birth_month": f"{known}-{number:02d}"}
    birth = birth or find_birth(text, listening.today, asked=asked)
    if birth and birth.certain:
        told["birth_year"] = birth.year
        if month := birth.month or (asked and listening.month_alone):
            told["birth_month"] = f"{birth.year}-{month:02d}"
            told |= {"month_alone": None} if listening.month_alone else {}
    elif asked and not known and not birth and (number := find_birth_month(text, asked=True)):
        told["month_alone"] = number
    elif slip := impossible_birth(text, listening.today, asked=asked):
        told["birth_year"] = slip
    if asked and (is_year_only(text) or is_unsure(text)) and (year := told.get("birth_year", known)):
        told |= {"birth_year": year, "birth_month": str(year)}
    return told


def _terms(text: str, case: Case, listening: Listening) -> dict[str, Any]:
    if "prepay_years" in case.facts:
        years = find_prepaid_years(text) or _years(text, listening)
        return {"prepay_years": years} if years else {}
    terms = find_terms(text, listening.split_year)
    told = {
        "months_paid": terms.paid,
        "months_before": terms.before,
        "months_more": terms.more,
        "months_missing": terms.missing,
    }
    # "24 tháng" alone answers what is missing; "đã đóng 13 năm" does not.
    if listening.asked == "months_missing" and terms.missing is None and len(text.split()) < SHORT:
        told |= {"months_missing": terms.paid, "months_paid": None}
    if listening.asked == "months_paid" and terms.paid is None and terms.before is None:
        told |= {"months_paid": terms.more, "months_more": None}
    if terms.before is not None and terms.paid is None:
        told["months_paid"] = None
    return {name: value for name, value in told.items() if value is not None}


def _years(text: str, listening: Listening) -> int | None:
    """Years ahead from a term alone; other than whole years are refused by the bounds."""
    paid = find_terms(text, listening.split_year).paid
    if paid and (listening.asked == "prepay_years" or is_change(text) or len(text.split()) < SHORT):
        return paid // MONTHS_IN_YEAR
    return bare_number(text) if listening.asked == "prepay_years" else None


def _money(text: str, listening: Listening) -> dict[str, Any]:
    told: dict[str, Any] = {}
    asked = listening.asked == "support_received"
    given = [one for one in find_money(text) if asked or is_support(text, one.start)]
    if given:
        told["support_received"] = -given[0].amount_dong if given[0].negative else given[0].amount_dong
        text = "" if asked else f"{text[: given[0].start]} {text[given[0].end :]}"
    told |= _income(text, listening)
    if asked and not told:
        if is_unsure(text):
            told["support_received"] = UNKNOWN
        elif yes_or_no(text) is False:
            told["support_received"] = 0
    return told


def _income(text: str, listening: Listening) -> dict[str, Any]:
    """The income named, or the one whose contribution is the money paid a month (before support: nobody knows it)."""
    light = Light(listening.asked, listening.incomes, listening.paid_money)
    told = money_in(text, light)
    paid = told.get("paid_money")
    if paid and paid["sure"]:
        told["income"] = int((paid["amount"] / listening.rate).quantize(Decimal(1), ROUND_HALF_UP))
    return told
