"""Price coefficients (hệ số điều chỉnh thu nhập, trượt giá): one a year paid for, by the year of settlement."""

from collections.abc import Mapping
from datetime import date

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.schema import Figure
from bot.policy.working import Result, Value, Working

_KEY = "price_coefficient_"


def coefficient(work: Working, year: int, settled: int, backpaid: bool = False) -> Figure:
    """The coefficient of income paid for ``year`` when the benefit is settled in the year ``settled``.

    Money paid for missing months has its own. A settlement year not yet published is read from the newest
    table with the note ``estimate:price_coefficients``; a year the table does not hold is
    ``FigureNotInForce``.
    """
    if backpaid:
        return work.figure("backpay_price_coefficient")
    on, table = date(settled, 1, 1), work.policy.series(_KEY)
    oldest = min(table)
    if not oldest <= year <= settled:
        raise InputRefused("year", year, {"min": oldest, "max": settled})
    newest = work.policy.periods(table[oldest])[-1]
    if newest.effective_to and on > newest.effective_to:
        work.note("estimate:price_coefficients")
        on = newest.effective_from
    return work.figure(table[year], on) if year in table else work.figure("price_coefficient_min")


def price_coefficients(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The table of price coefficients.

    Input: ``settlement_year`` (else the year asked). Value: ``coefficients``, year → factor.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("settlement_year",))
    on = date(inputs.year("settlement_year", as_of.year), 1, 1)
    table: dict[str, Value] = {str(year): work.number(key, on) for year, key in sorted(policy.series(_KEY).items())}
    return work.result("price_coefficients", {"coefficients": table})
