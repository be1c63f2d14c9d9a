"""Maternity allowance of voluntary insurance (trợ cấp thai sản)."""

from collections.abc import Mapping
from datetime import date

from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.working import Result, Value, Working

MOST_CHILDREN = 20


def maternity(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The allowance for a birth.

    Inputs: ``months_paid_in_12_before_birth`` (voluntary and compulsory together), ``children``,
    ``both_parents`` (both qualify in voluntary insurance: one of them is paid).

    Values: ``amount`` (đồng, 0 when the months are short), ``per_child``, ``eligible``, ``persons_paid``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("months_paid_in_12_before_birth", "children", "both_parents"))
    per_child, need = work.figure("maternity_amount"), work.figure("maternity_min_months")
    both = inputs.flag("both_parents")
    window = work.whole("maternity_window_months")
    months = inputs.whole("months_paid_in_12_before_birth", 0, window)
    children = inputs.whole_or("children", 1, 1, MOST_CHILDREN)
    eligible = months >= need.whole()
    amount = per_child.whole() * children if eligible else 0
    work.step("eligible", eligible, "flag", need.legal_basis, formula=f"{months} ≥ {need.whole()}")
    work.step(
        "amount",
        amount,
        "VND",
        per_child.legal_basis,
        counts=1,
        formula=f"{per_child.whole()} × {children}" if eligible else "",
    )
    values: dict[str, Value] = {
        "eligible": eligible,
        "per_child": per_child.whole(),
        "amount": amount,
        "amount_total": amount,
        "persons_paid": 1 if eligible else 0,
    }
    if both:
        work.note("one_parent_only")
    return work.result("maternity", values, "amount")
