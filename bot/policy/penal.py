"""Fraud on social insurance under the Penal Code (gian lận BHXH): which clause an amount reaches.

Only penalties that may be stated (confidence A or B) leave this module.
"""

from collections.abc import Mapping
from datetime import date

from bot.policy.errors import FigureUnknown
from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.schema import Figure
from bot.policy.working import Result, Value, Working

CLAUSES = (3, 2, 1)


def penal_fraud(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Which clause on fraud an amount reaches.

    Inputs: ``amount_taken`` and ``damage`` (đồng; at least one).

    Values: ``reached``, ``clause`` (1–3, ``None`` below), ``fine_min``, ``fine_max`` (đồng),
    ``reform_years``, ``prison_min_months``, ``prison_max_years`` …, each only where it may be stated.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("amount_taken", "damage"))
    taken = inputs.money("amount_taken") if "damage" not in inputs else inputs.money_or_none("amount_taken")
    damage = inputs.money_or_none("damage")
    clause = None
    for number in CLAUSES:
        from_taken = work.policy.figure(f"penal_214_{number}_taken_from", as_of)
        from_damage = work.policy.figure(f"penal_214_{number}_damage_from", as_of)
        for what, given_amount, border in (
            ("amount_taken", taken, from_taken),
            ("damage", damage, from_damage),
        ):
            if clause is None and given_amount is not None and given_amount >= border.number():
                clause = number
                work.use(border)
                work.step(
                    "clause",
                    number,
                    "count",
                    border.legal_basis,
                    formula=f"{what} {given_amount} ≥ {border.whole()}",
                )
    if clause is None:
        border = work.figure("penal_214_1_taken_from")
        work.step("clause", None, "count", border.legal_basis, formula=f"{taken} < {border.whole()}")
    values: dict[str, Value] = {"reached": clause is not None, "clause": clause}
    if clause is not None:
        values |= _penalties(work, clause)
    return work.result("penal_fraud", values)


def _penalties(work: Working, clause: int) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name in (
        "fine_min",
        "fine_max",
        "reform_years",
        "prison_min_months",
        "prison_min_years",
        "prison_max_years",
    ):
        figure = _figure(work, f"penal_214_{clause}_{name}")
        if figure is None:
            continue
        if figure.spoken():
            values[name] = work.use(figure).whole()
            work.step(name, figure.whole(), figure.unit, figure.legal_basis)
        else:
            work.note(f"unsettled:penal_214_{clause}")
    return values


def _figure(work: Working, key: str) -> Figure | None:
    try:
        return work.policy.figure(key, work.as_of)
    except FigureUnknown:
        return None
