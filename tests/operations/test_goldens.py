"""Golden cases and calculators as the terminal prints them."""

from datetime import date

import pytest

from bot.operations.calculation import calculators, result_of
from bot.operations.goldens import lines_of
from bot.policy.calculators import CALCULATORS

HEAD = "id,topic,inputs,expected\n"


@pytest.fixture
def cases(tmp_path):
    def write(*rows: str, head: str = HEAD):
        path = tmp_path / "cases.csv"
        path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    return write


def test_a_row_is_a_line_with_its_verdict_what_came_out_and_what_was_expected(cases):
    right = 'A1,muc_dong_thang,"{""income"": 1500000}","{""gross"": 330000}"'
    wrong = 'A2,muc_dong_thang,"{""income"": 1500000}","{""gross"": 330001}"'
    first, second = lines_of(cases(right, wrong), ())
    assert first == (True, 'A1\tpass\tmuc_dong_thang\tgot {"gross": 330000}\texpected {"gross": 330000}')
    assert second[0] is False
    assert second[1].startswith("A2\tFAIL\t")
    assert second[1].endswith("\tgross: got 330000, expected 330001")


def test_inputs_that_nobody_used_are_named(cases):
    ((passed, line),) = lines_of(cases('A1,muc_dong_thang,"{""incme"": 1}","{""gross"": 330000}"'), ())
    assert passed
    assert line.endswith("\tinputs not used: incme")


def test_only_the_topics_asked_for_are_printed(cases):
    rows = ("A1,muc_dong_thang,{},{}", 'A2,dieu_kien_dong_bu,"{""months_paid"": 1}",{}')
    assert [line[:2] for _, line in lines_of(cases(*rows), ("dieu",))] == ["A2"]


@pytest.mark.parametrize(("head", "why"), [("a,b\n", "column 'id' is missing"), ("", "column 'id' is missing")])
def test_a_file_that_holds_no_cases_is_one_line_that_fails(cases, head, why):
    ((passed, line),) = lines_of(cases(head=head), ())
    assert not passed
    assert why in line


def test_a_result_is_told_with_its_working():
    told = result_of("contribution", {"income": 2_000_000, "group": "near_poor"}, date(2026, 11, 21))
    assert told["values"]["payable"] == 308_000
    support = next(step for step in told["steps"] if step["what"] == "state_support_month")
    assert (support["value"], support["formula"]) == (132_000, "0.4 × 330000")
    assert "Điều 5" in support["source"]
    assert {one["key"] for one in told["figures"]} >= {"contribution_rate", "support_rate_near_poor"}


def test_every_calculator_is_listed_with_what_it_is_for():
    listed = calculators()
    assert [line.split()[0] for line in listed] == sorted(CALCULATORS)
    assert all(line.endswith(".") for line in listed)
