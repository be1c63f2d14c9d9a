"""Death benefits (tử tuất): funeral allowance and the survivors' lump sum."""

from collections.abc import Mapping
from datetime import date

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.months import YEAR
from bot.policy.rounding import HALF_UP_DONG, dong, plain, whole
from bot.policy.working import Result, Value, Working


def funeral(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Funeral allowance (trợ cấp mai táng).

    Inputs: ``months_paid``, ``death`` (month), ``on_pension``, ``mandatory_months`` (months of compulsory
    insurance among them). Values: ``amount`` (đồng, 0 when not due), ``eligible``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("months_paid", "death", "on_pension", "mandatory_months"))
    on = inputs.day("death", as_of)
    level, multiple = work.figure("reference_level", on), work.figure("funeral_multiple")
    need, need_compulsory = work.figure("funeral_min_months"), work.figure("funeral_min_months_compulsory")
    months = inputs.months("months_paid", 0)
    compulsory = inputs.months("mandatory_months", 0)
    eligible = inputs.flag("on_pension") or months >= need.whole() or compulsory >= need_compulsory.whole()
    work.step("eligible", eligible, "flag", need.legal_basis, formula=f"{months} ≥ {need.whole()}")
    amount = dong(level.number() * multiple.number()) if eligible else 0
    work.step(
        "amount",
        amount,
        "VND",
        f"{multiple.legal_basis}; {level.legal_basis}",
        counts=1,
        formula=f"{plain(multiple.number())} × {level.whole()}" if eligible else "",
    )
    return work.result("funeral", {"eligible": eligible, "amount": amount}, "amount")


def survivor_lump(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Survivors' lump sum of a member still paying or preserving (tuất một lần).

    Inputs: ``average`` (đồng), ``years_before_2014``, ``years_from_2014`` (halves allowed), ``months_paid``
    (else from the years), ``total_paid`` (đồng, for less than 60 months), ``mixed`` (compulsory time too).
    Value: ``amount``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("average", "years_before_2014", "years_from_2014", "months_paid", "total_paid", "mixed"))
    before, since = (inputs.years(f"years_{era}_2014", 0) for era in ("before", "from"))
    months = inputs.months("months_paid", int((before + since) * YEAR))
    mixed = inputs.flag("mixed")
    floor = work.figure("survivor_mixed_min_multiple")
    need = work.figure("survivor_min_months")
    if months < need.whole() and not mixed:
        if "total_paid" not in inputs:
            raise InputRefused("total_paid", None, {"required": True})
        paid = dong(inputs.money("total_paid"))
        work.step("total_paid", paid, "VND", need.legal_basis, formula=f"{months} < {need.whole()}", counts=1)
        return work.result("survivor_lump", {"amount": paid, "only_paid": True}, "amount")
    mean = inputs.money("average")
    early, late = work.figure("survivor_multiple_before_2014"), work.figure("survivor_multiple_from_2014")
    exact = mean * (early.number() * before + late.number() * since)
    amount = dong(exact)
    source, formula = (
        late.legal_basis,
        (f"{plain(mean)} × ({plain(early.number())} × {plain(before)} + {plain(late.number())} × {plain(since)})"),
    )
    if mixed and exact < mean * floor.number():
        exact = mean * floor.number()
        amount, source, formula = dong(exact), floor.legal_basis, f"{plain(mean)} × {plain(floor.number())}"
    work.step(
        "amount",
        amount,
        "VND",
        source,
        formula=formula,
        counts=1,
        rounding=HALF_UP_DONG if amount != exact else "",
    )
    return work.result("survivor_lump", {"amount": amount, "only_paid": False}, "amount")


def survivor_pensioner(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Survivors' lump sum of a pensioner (tuất một lần của người đang hưởng lương hưu).

    Inputs: ``monthly_pension`` (đồng), ``months_received``. Values: ``months_of_pension`` (halves),
    ``amount``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("monthly_pension", "months_received"))
    pension, received = inputs.money("monthly_pension"), inputs.months("months_received")
    top, least = work.figure("survivor_pensioner_months"), work.figure("survivor_pensioner_min")
    free, step = work.whole("survivor_pensioner_full_months"), work.number("survivor_pensioner_step")
    months = max(least.number(), top.number() - step * max(0, received - free))
    amount = dong(pension * months)
    work.step(
        "months_of_pension",
        whole(months),
        "count",
        top.legal_basis,
        formula=f"{top.whole()} − {plain(step)} × max(0, {received} − {free})",
    )
    work.step(
        "amount",
        amount,
        "VND",
        top.legal_basis,
        formula=f"{plain(pension)} × {plain(months)}",
        counts=1,
        rounding=HALF_UP_DONG if amount != pension * months else "",
    )
    values: dict[str, Value] = {"months_of_pension": whole(months), "amount": amount}
    return work.result("survivor_pensioner", values, "amount")
