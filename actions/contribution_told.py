"""What the dialogue knows for the contribution calculator, and what the citizen's words add or change."""

from datetime import date
from typing import Any

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.changes import remember
from actions.turn import Turn
from bot.advice.adviser import Day
from bot.advice.contribution_told import Told, with_income
from bot.language.asking import is_change, is_question
from bot.language.righted import righted
from bot.policy import PolicyError
from bot.telling import Light, told_in

#: A new calculation forgets the old one.
FRESH: dict[str, Any] = {
    "income": None,
    "paid_money": None,
    "support_group": None,
    "pay_month": None,
    "payment_months": None,
    "province": None,
    "months_supported": None,
    "case": None,
    "missed": None,
}
#: Words of a correction; a longer message is a new question.
LONGEST_CORRECTION = 10
#: Below this a message that changes something needs no topic of its own to be understood.
SHORT_CHANGE = 7
#: A statement of so few words inside the form belongs to it, whatever topic it sounds like.
SHORT_STATEMENT = 8
#: Topics whose questions may carry information for this form; a question on another topic is a question.
ABOUT_THIS = frozenset({"contribution_level", "state_support", "payment_method"})


def told(turn: Turn) -> dict[str, Any]:
    """The slots that the citizen's words fill; several questions of a turn are asked of the same words."""
    if turn.text not in turn.told:
        light = Light(turn.slot("requested_slot"), incomes(turn), turn.slot("paid_money"))
        turn.told[turn.text] = told_in(turn.text, turn.day.as_of, turn.house.provinces, light)
    return dict(turn.told[turn.text])


def incomes(turn: Turn) -> tuple[int, int] | None:
    """The lowest and highest income (đồng) of the month of payment, None where they are not published."""
    month = turn.slot("pay_month")
    on = date.fromisoformat(month) if month else turn.day.as_of
    policy = turn.house.adviser.policy
    try:
        return policy.figure("rural_poverty_line", on).whole(), policy.figure("max_income", on).whole()
    except PolicyError:
        return None


def is_information(turn: Turn) -> bool:
    """Whether words may answer the form: not where they ask about another topic that has answers of its own."""
    is_statement = len(turn.text.split()) <= SHORT_STATEMENT and not is_question(turn.text)
    return is_statement or turn.topic in ABOUT_THIS or turn.house.adviser.answers.topic(turn.topic) is None


def is_correction(turn: Turn, heard: dict[str, Any]) -> bool:
    """Whether a short message changes a calculation that was made before."""
    was_calculated = turn.slot("income") and turn.slot("support_group") and not turn.slot("case")
    is_new = any(turn.slot(name) != value for name, value in heard.items())
    return bool(is_new and was_calculated and len(turn.text.split()) <= LONGEST_CORRECTION)


def is_plain_change(turn: Turn) -> bool:
    """Whether a message of a change ("thế hộ nghèo thì sao") can be nothing else, whatever its topic."""
    is_short = len(turn.text.split()) <= SHORT_CHANGE or righted(turn.text) != turn.text
    return is_change(turn.text) and is_short


def corrected(turn: Turn, heard: dict[str, Any]) -> list[EventType]:
    """Take over what changed and calculate again."""
    slots = [SlotSet(name, value) for name, value in heard.items()]
    return [remember(turn, heard), *slots, FollowupAction("contribution_form")]


def case_told(turn: Turn, heard: dict[str, Any] | None = None) -> Told | None:
    """Everything told, with the income behind money paid; None while the group or any money is not known.

    Raises the errors of `bot.policy`.
    """
    now = {name: turn.slot(name) for name in FRESH} | (heard or {})
    paid = now["paid_money"] if (now["paid_money"] or {}).get("sure") else None
    if not now["support_group"] or (paid is None and now["income"] is None):
        return None
    month, province = now["pay_month"], now["province"]
    known = turn.house.provinces.get(province) if province else None
    told_so_far = Told(
        income=int(now["income"] or 0),
        groups=tuple(now["support_group"]),
        pay_month=date.fromisoformat(month) if month else None,
        province=province,
        province_name=known.name if known else None,
        supported=int(now["months_supported"] or 0),
        paid=paid["amount"] if paid else None,
        months=now["payment_months"],
    )
    return with_income(turn.house.adviser, told_so_far, turn.day) if paid else told_so_far


def place(turn: Turn, heard: dict[str, Any]) -> Told:
    """The province and month heard, for an answer that holds for every group."""
    month, known = heard.get("pay_month"), turn.house.provinces.get(heard["province"])
    on = date.fromisoformat(month) if month else None
    return Told(0, (), on, heard["province"], known.name if known else None)


def day_of(turn: Turn, heard: dict[str, Any] | None = None) -> Day:
    """The day whose bounds hold for the month of payment."""
    month = (heard or {}).get("pay_month") or turn.slot("pay_month")
    return Day(date.fromisoformat(month) if month else turn.day.as_of, turn.day.today)
