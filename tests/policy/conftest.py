"""The real figures once, a calculator by name, and a small folder of figures to break."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bot.policy import Policy, Result
from bot.policy.calculators import run
from bot.policy.golden import run_topic

DATA = Path(__file__).parents[2] / "data" / "policy"
#: The day of the fact base.
TODAY = date(2026, 11, 21)

settings.register_profile("policy", deadline=None, max_examples=60)
settings.load_profile("policy")

GOOD = """\
[line]
label = "Chuẩn nghèo"
unit = "VND/month"

[[line.values]]
from = 2022-01-01
to = 2026-12-31
value = 1500000
legal_basis = "Nghị định 07/2021/NĐ-CP"
confidence = "B"
checked_on = 2026-11-21
review_by = 2027-06-30

[[line.values]]
from = 2027-01-01
value = 2200000
legal_basis = "Nghị định 351/2025/NĐ-CP"
confidence = "B"
note = "Giai đoạn mới"
checked_on = 2026-11-21
review_by = 2027-06-30
"""


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The figures of the project."""
    return Policy.load(DATA)


@pytest.fixture(scope="session")
def calc(policy: Policy) -> Callable[..., Result]:
    """``calc(name, on=day, **inputs)``: a calculator on the real figures."""

    def calculate(name: str, on: date = TODAY, **inputs: Any) -> Result:
        return run(policy, name, inputs, on)

    return calculate


@pytest.fixture(scope="session")
def topic(policy: Policy) -> Callable[..., Result]:
    """``topic(name, on=day, **inputs)``: a case of a case file on the real figures."""

    def answer(name: str, on: date = TODAY, **inputs: Any) -> Result:
        return run_topic(policy, name, inputs, on)

    return answer


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder of figures: ``folder(line=text, other=text)`` makes ``line.toml`` and ``other.toml``."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write
