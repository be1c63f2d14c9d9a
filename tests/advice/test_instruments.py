"""Laws, decrees and circulars: found by the name that a citation begins with, dated only where the day is sure."""

from datetime import date

import pytest

from bot.advice.instruments import Instrument, Instruments


@pytest.fixture
def few():
    return Instruments(
        [
            Instrument("Luật BHXH", "Luật"),
            Instrument("Luật BHXH 41/2024/QH15", "Luật số 41", date(2025, 7, 1)),
            Instrument("Nghị định 12/2022/NĐ-CP", "Nghị định 12", effective_to=date(2026, 9, 9)),
        ]
    )


@pytest.mark.parametrize(
    ("citation", "title"),
    [
        ("Luật BHXH 41/2024/QH15, Điều 31 khoản 2", "Luật số 41"),
        ("Luật BHXH 58/2014/QH13", "Luật"),
        ("Nghị định 12/2022/NĐ-CP, Điều 40", "Nghị định 12"),
    ],
)
def test_the_longest_name_that_a_citation_begins_with_is_its_instrument(few, citation, title):
    assert few.of(citation).title == title


def test_what_has_no_row_has_no_instrument(few):
    assert few.of("Công văn 151/BHXH-ĐTQ") is None


@pytest.mark.parametrize(
    ("citation", "since", "until"),
    [
        ("Nghị định 98/2026/NĐ-CP", date(2026, 5, 16), None),
        ("Nghị định 12/2022/NĐ-CP, Điều 40 khoản 1", None, date(2026, 9, 9)),
        ("Nghị quyết 05/2019/NQ-HĐTP", date(2019, 9, 1), None),
        ("Nghị định 73/2024/NĐ-CP", date(2024, 7, 1), date(2026, 6, 30)),
        ("Thông tư 09/2026/TT-BTC, Điều 3", None, None),
    ],
)
def test_days_of_validity_are_those_that_are_sure(adviser, citation, since, until):
    found = adviser.instruments.of(citation)
    assert (found.effective_from, found.effective_to) == (since, until)


def test_no_figure_cites_an_article_of_nobody_knows_which_law(adviser):
    for figure in adviser.policy.all_figures():
        for citation in figure.legal_basis.split("; "):
            assert not citation.startswith(("Điều", "khoản", "điểm")), (figure.key, citation)


def test_every_decree_and_circular_in_an_answer_has_its_title_or_is_known_to_lack_it(adviser):
    lacking = {"Nghị định 164/2025/NĐ-CP", "Nghị định 69/2024/NĐ-CP"}
    for answer in adviser.answers:
        for citation in answer.legal_basis:
            if citation.startswith(("Nghị định", "Thông tư", "Nghị quyết 05")):
                assert adviser.instruments.of(citation) or citation.split(",")[0] in lacking, (answer.key, citation)
