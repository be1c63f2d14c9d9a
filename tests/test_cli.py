"""The command without a running system: clear lines, right exit status, JSON that can be read."""

import json
import shutil

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.settings import PROJECT


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *words: runner.invoke(main, list(words))


@pytest.mark.parametrize("word", ["up", "ask", "understand", "calc", "golden", "facts", "train", "doctor", "bench"])
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


def test_facts_are_printed_beside_the_words_that_say_them(run):
    result = run("facts", "contribution_level", "--as-of", "2026-11-21")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    head = next(
        number for number, line in enumerate(lines) if line.startswith("contribution_level/min_monthly_payment")
    )
    assert "confidence B, read 2026-11-22" in lines[head]
    assert lines[head + 1].startswith("  [B] Thu nhập thấp nhất")
    assert "1.500.000 đồng" in lines[head + 2]
    assert "{" not in lines[head + 2]


def test_facts_of_the_new_year_are_those_of_the_new_year(run):
    told = run("facts", "contribution_level", "--as-of", "2027-01-02").output
    assert "2.200.000 đồng" in told


def test_a_topic_without_a_table_is_named(run):
    result = run("facts", "weather")
    assert result.exit_code == 1
    assert "data/answers/facts/weather.toml" in result.output


def test_a_fact_that_no_text_says_ends_with_one(run, tmp_path, monkeypatch):
    from bot.operations import reading

    data = tmp_path / "data"
    shutil.copytree(PROJECT / "data", data, ignore=shutil.ignore_patterns("nlu", "rules", "facts"))
    (data / "answers" / "facts").mkdir()
    row = '[[min_monthly_payment.facts]]\nfact = "[A] x"\nsaid = "Trăng {moon} tròn"\n'
    (data / "answers/facts/contribution_level.toml").write_text(f"[min_monthly_payment]\nread_on = 2026-11-22\n{row}")
    monkeypatch.setattr(reading, "PROJECT", tmp_path)
    result = run("facts")
    assert result.exit_code == 1
    assert "contribution_level/min_monthly_payment: not in its texts: Trăng {moon} tròn" in result.output
    (data / "answers/facts/contribution_level.toml").write_text("broken")
    assert "contribution_level.toml" in run("facts").output
