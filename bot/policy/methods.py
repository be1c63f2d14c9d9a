"""Ways of paying (phương thức đóng) and the last day of each (thời hạn)."""

from collections.abc import Mapping
from datetime import date

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.months import last_day, shift, text
from bot.policy.working import Result, Value, Working

#: Months of a period paid as a plain multiple. The years of a prepayment are figures: ``prepay_years_min/_max``.
PERIODS = (1, 3, 6, 12)


def pay_by(work: Working, months: int, start: date) -> date:
    """Last day to pay a period of 1, 3, 6 or 12 months that starts in the month of ``start``."""
    # The window is law of the regime as a whole: a start before the regime is read on the day asked.
    window = work.whole(f"pay_window_{months}")
    return last_day(shift(start.replace(day=1), window - 1))


def payment_deadline(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The last day to pay a period.

    Inputs: ``start_month`` (else the month asked) and ``months`` (one of 1, 3, 6, 12; else all four).

    Values: ``pay_by`` (last day) and ``window_months`` for one period, or ``pay_by_1`` … ``pay_by_12`` for
    all.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("start_month", "months"))
    start = inputs.month("start_month", as_of)
    values: dict[str, Value] = {"start_month": text(start)}
    chosen = [inputs.whole("months")] if "months" in inputs else list(PERIODS)
    for months in chosen:
        if months not in PERIODS:
            raise InputRefused("months", months, {"one_of": list(PERIODS)})
        window = work.figure(f"pay_window_{months}")
        until = pay_by(work, months, start)
        values[f"pay_by_{months}"] = until
        if len(chosen) == 1:
            values["pay_by"], values["window_months"] = until, window.whole()
        work.step(f"pay_by_{months}", until, "date", window.legal_basis, formula=f"{text(start)} + {window.whole()}")
    return work.result("payment_deadline", values)
