"""Case files: every published row passes, and every broken one fails with its reason."""

import csv
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.policy import PolicyDataError
from bot.policy.compare import EXPLAINS
from bot.policy.golden import run_file, run_row, run_topic
from bot.policy.topics import TOPICS

from .conftest import TODAY

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("golden_*.csv"))
ROWS = [
    pytest.param(row, id=f"{path.stem}-{row['id']}")
    for path in FILES
    for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
]


@pytest.mark.parametrize("row", ROWS)
def test_a_worked_case_comes_out_as_worked(policy, row):
    result = run_row(policy, row, TODAY)
    assert result.why == ""
    assert result.passed
    assert set(result.got) == set(json.loads(row["expected"])) - EXPLAINS


@pytest.mark.parametrize("row", ROWS)
def test_a_worked_case_that_is_tampered_with_fails(policy, row):
    expected = json.loads(row["expected"])
    for key, value in expected.items():
        if key in EXPLAINS:
            continue
        broken = run_row(policy, row | {"expected": json.dumps(expected | {key: _spoil(value)})}, TODAY)
        assert not broken.passed, key
        assert key in broken.why


def _spoil(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1000
    if isinstance(value, str):
        return "77"
    if isinstance(value, list):
        return [*value, 1]
    if isinstance(value, dict):
        return {key: _spoil(one) for key, one in value.items()}
    return "x"


def test_every_topic_has_five_worked_cases_of_our_own():
    own = Counter(row.values[0]["topic"] for row in ROWS if not row.id.startswith("golden_reference"))
    assert {topic: own[topic] for topic in TOPICS if own[topic] < 5} == {}
    assert set(own) == set(TOPICS)


def test_no_case_of_our_own_tells_what_nobody_looks_at(policy):
    told = [row.values[0] for row in ROWS if not row.id.startswith("golden_reference")]
    not_looked_at = {row["id"]: run_row(policy, row, TODAY).overlooked for row in told}
    # Where nothing is handed back, nothing but the reason is looked at.
    assert {id_: names for id_, names in not_looked_at.items() if names and id_ not in {"G25", "M039"}} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_run_whole(policy, path):
    results = run_file(policy, path, TODAY)
    assert results
    assert all(result.passed for result in results)


def test_without_a_day_a_file_is_run_for_the_day_of_the_last_check(policy, tmp_path):
    path = write(tmp_path, '1,chuan_ngheo_2026_con_1tr5,{},"{""min_income"": 1500000}"')
    assert policy.checked_on == TODAY
    assert run_file(policy, path)[0].passed
    assert not run_file(policy, path, date(2027, 1, 1))[0].passed


def test_a_case_may_name_its_day(policy):
    row = {"topic": "chuan_ngheo_2026_con_1tr5", "id": "1", "expected": '{"min_income": 2200000}'}
    assert run_row(policy, row | {"inputs": '{"as_of": "2027-01-01"}'}, TODAY).passed
    assert run_topic(policy, row["topic"], {"as_of": "2027-01-01"}, TODAY).as_of == date(2027, 1, 1)


def write(folder: Path, *rows: str, head: str = "id,topic,inputs,expected") -> Path:
    path = folder / "cases.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


BROKEN = [
    ('1,muc_dong_thang,"{""income"": 1500000}","{""gross"": 330001}"', "gross: got 330000, expected 330001"),
    ('1,muc_dong_thang,"{""income"": 1500000}","{""grosz"": 1}"', "grosz: not calculated"),
    (
        '1,muc_dong_thang,"{""income"": 1000000}","{""gross"": 1}"',
        "InputRefused: income=1000000 refused, allowed: min 1500000, max 50600000",
    ),
    ('1,muc_dong_nam,{},"{""gross"": 1}"', "no calculator for topic 'muc_dong_nam'"),
    ('1,,{},"{""gross"": 1}"', "no calculator for topic ''"),
    ("1,muc_dong_thang,{,{}", "inputs is not JSON"),
    ("1,muc_dong_thang,{},", "expected is not JSON"),
    ("1,muc_dong_thang,[],{}", "inputs must be a JSON object"),
    ("1,muc_dong_thang,{},3", "expected must be a JSON object"),
    ('1,muc_dong_thang,"{""as_of"": ""mai""}",{}', "inputs cannot be used"),
    ('1,dong_mot_lan_nhieu_nam_ve_sau,"{""as_of"": ""2027-05-01"", ""years"": 2}",{}', "FigureNotInForce"),
    ('1,muc_dong_thang,{},"{""gross"": 1, ""tolerance_vnd"": ""x""}"', "InputRefused: tolerance_vnd"),
    ('1,muc_dong_thang,"{""income"": 1e999999999}","{""gross"": 1}"', "InputRefused: income"),
    ('1,muc_dong_thang,"{""income"": NaN}","{""gross"": 1}"', "InputRefused: income"),
    (f"1,muc_dong_thang,{'[' * 100_000},{{}}", "inputs is not JSON"),
    ('1,bang_he_so_tu_nguyen_2026,"{""column"": ""tiền lương""}","{""2018"": 1.23}"', "InputRefused: column"),
]


@pytest.mark.parametrize(("row", "why"), BROKEN)
def test_a_broken_row_fails_with_its_reason(policy, tmp_path, row, why):
    result = run_file(policy, write(tmp_path, row), TODAY)[0]
    assert not result.passed
    assert why in result.why
    assert result.id == "1"


def test_a_broken_row_does_not_stop_the_others(policy, tmp_path):
    good = '2,muc_dong_thang,"{""income"": 1500000}","{""gross"": 330000}"'
    results = run_file(policy, write(tmp_path, *[row for row, _ in BROKEN], good), TODAY)
    assert [result.passed for result in results] == [False] * len(BROKEN) + [True]


def test_a_row_with_only_explanations_passes_when_it_can_be_calculated(policy, tmp_path):
    row = '1,muc_dong_thang,"{""income"": 1500000}","{""note"": ""x""}"'
    result = run_file(policy, write(tmp_path, row), TODAY)[0]
    assert (result.passed, result.got) == (True, {})


def test_a_tolerance_belongs_to_its_row(policy, tmp_path):
    row = '1,muc_dong_thang,"{""income"": 1500000}","{""gross"": 330002, ""tolerance_vnd"": %d}"'
    assert run_file(policy, write(tmp_path, row % 2), TODAY)[0].passed
    assert not run_file(policy, write(tmp_path, row % 1), TODAY)[0].passed


def test_columns_may_stand_in_any_order_and_others_may_stand_beside(policy, tmp_path):
    head = "note,expected,topic,id,inputs"
    row = 'x,"{""gross"": 330000}",muc_dong_thang,7,"{""income"": 1500000}"'
    assert run_file(policy, write(tmp_path, row, head=head), TODAY)[0].passed


def test_a_file_saved_by_a_spreadsheet_is_read(policy, tmp_path):
    path = tmp_path / "cases.csv"
    text = 'id,topic,inputs,expected\r\n1,muc_dong_thang,"{""income"": 1500000}","{""gross"": 330000}"\r\n'
    path.write_text(text, encoding="utf-8-sig", newline="")
    assert run_file(policy, path, TODAY)[0].passed


def test_an_empty_file_of_cases_has_no_results(policy, tmp_path):
    assert run_file(policy, write(tmp_path), TODAY) == []


@pytest.mark.parametrize("head", ["", "id,topic,inputs", "a;b"])
def test_a_file_that_is_no_case_file_is_refused(policy, tmp_path, head):
    with pytest.raises(PolicyDataError, match=r"cases\.csv:1: column '\w+' is missing"):
        run_file(policy, write(tmp_path, head=head), TODAY)


def test_inputs_that_nobody_looks_at_are_named_whatever_the_verdict(policy, tmp_path):
    slip = '1,muc_dong_thang,"{""incme"": 2000000, ""assume"": ""x""}","{""gross"": 440000}"'
    lucky = '2,muc_dong_thang,"{""incme"": 1500000}","{""gross"": 330000}"'
    results = run_file(policy, write(tmp_path, slip, lucky), TODAY)
    assert [(result.passed, result.overlooked) for result in results] == [(False, ("incme",)), (True, ("incme",))]


def test_a_file_in_another_alphabet_is_refused(policy, tmp_path):
    path = tmp_path / "cases.csv"
    path.write_bytes("id,topic,inputs,expected\n1,m\u1ee9c,{},{}\n".encode("utf-16"))
    with pytest.raises(PolicyDataError, match=r"cases\.csv:1: not written in UTF-8"):
        run_file(policy, path, TODAY)


def test_a_file_that_is_no_csv_is_refused_with_its_line(policy, tmp_path):
    with pytest.raises(PolicyDataError, match=r"cases\.csv:\d+: not a CSV file"):
        run_file(policy, write(tmp_path, '1,muc_dong_thang,{},"{""gross""'), TODAY)
