"""The calculators by name."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.policy.accident import accident
from bot.policy.allowance import article23, social_pension
from bot.policy.average import average, mixed_average
from bot.policy.backpay import backpay_conditions, backpayment, old_backpay
from bot.policy.contribution import contribution
from bot.policy.death import funeral, survivor_lump, survivor_pensioner
from bot.policy.errors import CalculatorUnknown
from bot.policy.figures import Policy
from bot.policy.household_health import household_health
from bot.policy.lump_cases import lump_sum_conditions
from bot.policy.lump_sum import lump_sum
from bot.policy.maternity import maternity
from bot.policy.methods import payment_deadline
from bot.policy.penal import penal_fraud
from bot.policy.pension import pension, pension_floor, pension_rate
from bot.policy.pension_target import pension_target
from bot.policy.prepay import prepayment
from bot.policy.prices import price_coefficients
from bot.policy.refund import refund
from bot.policy.retirement import early_age, retirement_age
from bot.policy.retirement_lump import retirement_lump
from bot.policy.transition import paid_period
from bot.policy.working import Result

type Calculator = Callable[[Policy, Mapping[str, object], date], Result]

CALCULATORS: dict[str, Calculator] = {
    calculator.__name__: calculator
    for calculator in (
        contribution,
        payment_deadline,
        paid_period,
        prepayment,
        backpayment,
        backpay_conditions,
        old_backpay,
        refund,
        average,
        mixed_average,
        price_coefficients,
        pension_rate,
        pension,
        pension_floor,
        pension_target,
        retirement_lump,
        retirement_age,
        early_age,
        lump_sum,
        lump_sum_conditions,
        article23,
        social_pension,
        funeral,
        survivor_lump,
        survivor_pensioner,
        maternity,
        accident,
        household_health,
        penal_fraud,
    )
}


def run(policy: Policy, name: str, inputs: Mapping[str, object], as_of: date) -> Result:
    """Runs a calculator for a day.

    Raises ``CalculatorUnknown``, ``InputRefused`` for an input no rule covers, ``FigureNotInForce`` where a
    figure of that day is not published.
    """
    if name not in CALCULATORS:
        raise CalculatorUnknown(name)
    return CALCULATORS[name](policy, inputs, as_of)
