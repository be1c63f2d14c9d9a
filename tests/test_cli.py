"""The command without a running system: clear lines, right exit status, JSON that can be read."""

import json

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.settings import PROJECT


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *words: runner.invoke(main, list(words))


@pytest.mark.parametrize("word", ["up", "ask", "understand", "calc", "golden", "train", "doctor", "bench"])
def test_every_command_explains_itself(run, word):
    result = run(word, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 4


def test_a_calculator_prints_its_working(run):
    result = run("calc", "contribution", '{"income": 2000000, "group": "near_poor"}', "--as-of", "2026-11-21")
    assert result.exit_code == 0
    told = json.loads(result.output)
    assert told["values"]["payable"] == 308_000
    assert {step["what"] for step in told["steps"]} >= {"gross", "state_support"}
    assert any(one["key"] == "rural_poverty_line" for one in told["figures"])


def test_calculators_are_listed(run):
    assert "contribution" in run("calc").output


@pytest.mark.parametrize(
    ("name", "inputs", "named"),
    [
        ("contribution", '{"income": -5}', "income"),
        ("contribution", '{"income": 1000000000}', "50600000"),
        ("contribution", '{"colour": 1}', "colour"),
        ("contribution", "{", "not JSON"),
        ("contribution", "[]", "object"),
        ("weather", "{}", "weather"),
    ],
)
def test_bad_input_of_a_calculator_is_named(run, name, inputs, named):
    result = run("calc", name, inputs)
    assert result.exit_code == 1
    assert named in result.output
    assert "Traceback" not in result.output


def test_golden_cases_pass_and_print_a_line_each(run):
    result = run("golden", str(PROJECT / "tests/policy/golden_reference.csv"))
    assert result.exit_code == 0, result.output
    assert "\tFAIL\t" not in result.output


def test_a_golden_case_that_fails_is_named_and_ends_with_one(run, tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(
        "id,topic,inputs,expected,legal_basis,confidence\n"
        'X1,muc_dong_thang,"{""income"": 2000000, ""pay_month"": ""2026-05""}","{""gross"": 1}",x,derived\n'
        'X2,muc_dong_thang,"{""income"": 2000000, ""pay_month"": ""2026-05""}","{""gross"": 440000}",x,derived\n'
    )
    result = run("golden", str(file))
    assert result.exit_code == 1
    assert "X1\tFAIL" in result.output
    assert "X2\tpass" in result.output


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": "x"}', '{"id": 1, "text": 5}'])
def test_a_broken_line_of_questions_is_named_with_its_number(run, tmp_path, line):
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": 0, "text": "xin chào"}\n' + line + "\n")
    result = run("understand", str(file))
    assert result.exit_code == 1
    assert "q.jsonl:2" in result.output


def test_a_wrong_setting_is_one_line(run, monkeypatch):
    monkeypatch.setenv("ANSINH_PORT", "eighty")
    for words in (["up"], ["ask", "x"], ["doctor"]):
        result = run(*words)
        assert result.exit_code == 1
        assert "ANSINH_PORT" in result.output
