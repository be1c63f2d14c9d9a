"""A small world of law for tests: two figures that change, one unsettled, one past its review."""

from datetime import date
from pathlib import Path

import pytest

from bot.advice.adviser import Adviser, Day
from bot.advice.answers import Answers
from bot.advice.instruments import Instruments
from bot.advice.phrases import Phrases
from bot.policy import Policy

FIGURES = """
[line]
label = "Chuẩn nghèo"
unit = "VND/month"
[[line.values]]
from = 2022-01-01
to = 2026-12-31
value = 1500000
legal_basis = "Nghị định 07/2021/NĐ-CP, Điều 3"
confidence = "B"
checked_on = 2026-11-21
review_by = 2027-06-30
[[line.values]]
from = 2027-01-01
value = 2200000
legal_basis = "Nghị định 351/2025/NĐ-CP"
confidence = "B"
checked_on = 2026-11-21
review_by = 2027-06-30

[rate]
label = "Tỷ lệ đóng"
unit = "share"
[[rate.values]]
from = 2022-01-01
value = 0.22
legal_basis = "Luật BHXH 41/2024/QH15, Điều 36"
confidence = "A"
checked_on = 2026-11-21
review_by = 2027-06-30

[rumoured]
label = "Tin chưa rõ"
unit = "VND"
[[rumoured.values]]
from = 2022-01-01
value = 66000
legal_basis = "Quảng cáo"
confidence = "C"
checked_on = 2026-11-21
review_by = 2027-06-30

[old]
label = "Quá hạn rà soát"
unit = "months"
[[old.values]]
from = 2022-01-01
value = 120
legal_basis = "Nghị định 159/2025/NĐ-CP, Điều 5"
confidence = "A"
checked_on = 2026-01-01
review_by = 2026-06-30

[hotline_bhxh]
label = "Tổng đài"
unit = "phone"
[[hotline_bhxh.values]]
from = 2022-01-01
value = "1900 9068"
legal_basis = "Cổng thông tin"
confidence = "B"
checked_on = 2026-11-21
review_by = 2027-06-30
"""

ANSWER = """
[{name}]
ask = "{name}"
text = "{text}"
confidence = "{confidence}"
checked_on = 2026-11-21
legal_basis = {basis}
{more}
"""

PHRASES = {
    "frame": {
        "choices": "Về {label}:",
        "suggest": "Ý nào?",
        "not_understood": "Chưa hiểu.",
        "not_settled": "Chưa ngã ngũ, hỏi {hotline}.",
        "person_button": "Gặp cán bộ",
        "more_button": "Ý khác",
        "more_of_it": "Nói kỹ hơn",
        "example_of_it": "Cho ví dụ",
        "no_more": "Đã nói hết.",
        "no_example": "Chưa có ví dụ.",
        "caution": "Theo công bố.",
        "sources": "Căn cứ: {sources}. Ngày {day}.",
    },
    "misunderstood": {
        "none_of_these": "Không phải các ý trên",
        "rephrase": "Nói cách khác?",
        "family": "Phần nào?",
        "person_first": "Gặp người thật, gọi {hotline}.",
    },
}


def answer(name: str, text: str, confidence: str = "A", basis: str = "[]", more: str = "") -> str:
    return ANSWER.format(name=name, text=text, confidence=confidence, basis=basis, more=more)


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    folder = tmp_path / "policy"
    folder.mkdir()
    (folder / "figures.toml").write_text(FIGURES, "utf-8")
    return Policy.load(folder)


@pytest.fixture
def small(tmp_path: Path, policy: Policy):
    """Builds an adviser whose topic `level` has the given answers."""

    def build(*answers: str) -> Adviser:
        folder = tmp_path / "answers"
        folder.mkdir(exist_ok=True)
        (folder / "level.toml").write_text('topic = "level"\nlabel = "mức đóng"\n' + "".join(answers), "utf-8")
        laws = tmp_path / "instruments.toml"
        laws.write_text(
            '[[instrument]]\nname = "Luật BHXH"\ntitle = "Luật Bảo hiểm xã hội"\neffective_from = 2025-07-01\n',
            "utf-8",
        )
        phrases = Phrases(PHRASES, hotline="1900 9068")
        return Adviser(policy, Answers.load(folder), phrases, Instruments.load(laws))

    return build


@pytest.fixture
def november() -> Day:
    return Day(date(2026, 11, 21), date(2026, 11, 21))
