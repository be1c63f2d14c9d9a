"""What harm a changed reading would do, by rule and weight; the golden questions of the project."""

import shutil
from dataclasses import replace

import pytest

from bot.learning.golden import GoldenRefused, goldens
from bot.learning.harm import RULES, Compared, Rules, RulesRefused
from bot.learning.reading import Reading
from bot.settings import PROJECT

ALL = Rules.load(PROJECT)
MONEY, REPORT, OTHER = "pension_amount/formula", "fraud_report/how", "registration_procedure/where"


def compared(before, after, *, kind="asked", expected=None, askers=1, margins=(0.5, 0.4), number=0):
    return Compared(number, kind, askers, expected, Reading(before, margins[0]), Reading(after, margins[1]))


def rule(*arguments, **more):
    judged = ALL.judged([compared(*arguments, **more)])
    return judged[0][1].rule if judged else None


def test_what_does_not_differ_is_no_change():
    assert rule(MONEY, MONEY) is None


def test_a_harmless_change_is_shown():
    assert rule(OTHER, "book_or_card_vssid/lost") == ""


@pytest.mark.parametrize("after", [OTHER, f"{MONEY}?", REPORT])
def test_what_staff_say_is_right_must_stay(after):
    assert rule(MONEY, after, expected=MONEY, margins=(0.1, 0.9)) == "reviewed"


def test_a_mended_answer_is_no_harm():
    assert rule(OTHER, MONEY, expected=MONEY) == ""
    assert compared(OTHER, MONEY, expected=MONEY).mends
    assert not compared(MONEY, MONEY, expected=MONEY).mends


def test_a_change_of_what_was_wrong_already_breaks_nothing_reviewed():
    assert rule(OTHER, "eligibility/who", expected="maternity/amount") == ""


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (MONEY, OTHER, "money"),
        (OTHER, MONEY, "money"),
        (MONEY, f"{MONEY}?", "money"),
        (REPORT, OTHER, "report"),
        (OTHER, REPORT, "report"),
        (REPORT, MONEY, "report"),
        (OTHER, "eligibility/who", ""),
    ],
)
def test_money_and_reports_may_not_be_read_with_more_doubt(before, after, found):
    assert rule(before, after, margins=(0.5, 0.4)) == found
    assert rule(before, after, margins=(0.5, 0.6)) == ""


def test_a_golden_question_that_breaks():
    assert rule(MONEY, OTHER, kind="golden", expected="pension_amount") == "golden"
    # Another aspect of the same topic is right where only the topic is asked for.
    assert rule(MONEY, "pension_amount/tax", kind="golden", expected="pension_amount") is None


def test_a_golden_question_that_was_never_read_rightly_is_passed_over():
    assert rule(OTHER, "eligibility/who", kind="golden", expected="pension_amount") is None


def protected(wrong, of=100):
    return [
        compared(MONEY, OTHER if number < wrong else MONEY, kind="protected", expected=MONEY, number=number)
        for number in range(of)
    ]


def test_a_protected_topic_may_lose_as_much_as_its_tolerance():
    assert ALL.judged(protected(2)) == []
    assert [harm.rule for _, harm in ALL.judged(protected(3))] == ["protected"] * 3


def test_what_a_protected_topic_wins_makes_up_for_what_it_loses():
    won = [compared(OTHER, MONEY, kind="protected", expected=MONEY, number=number + 100) for number in range(3)]
    assert {harm.rule for _, harm in ALL.judged([*protected(3), *won])} == {""}


def test_harm_weighs_as_many_as_asked_up_to_a_bound():
    weights = [ALL.judged([compared(MONEY, OTHER, askers=askers)])[0][1].weight for askers in (1, 7, 20, 5_000)]
    assert weights == [2.0, 14.0, 40.0, 40.0]


def test_every_rule_of_the_project_blocks():
    assert all(ALL.blocks(one) for one in RULES)
    assert not ALL.blocks("")


def test_a_rule_that_weighs_little_only_shows():
    light = Rules({**ALL.weights, "money": 0.5}, ALL.topics, 1.0, 20)
    assert not light.blocks("money")
    assert light.blocks("reviewed")


@pytest.fixture
def root(tmp_path):
    (tmp_path / "data/learning").mkdir(parents=True)
    shutil.copy(PROJECT / "data/understanding.json", tmp_path / "data")
    for name in ("replay.toml", "golden.toml"):
        shutil.copy(PROJECT / "data/learning" / name, tmp_path / "data/learning")
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("reviewed = 5.0", "reviwed = 5.0"),
        ("[gate]", "[gates]"),
        ("blocks_from = 1.0", 'blocks_from = "one"'),
        ("[weights]", "[weights"),
    ],
)
def test_rules_that_cannot_be_read_name_the_file(root, before, after):
    file = root / "data/learning/replay.toml"
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")
    with pytest.raises(RulesRefused, match=r"replay\.toml"):
        Rules.load(root)


def test_topics_of_harm_exist(adviser):
    assert {name for topics in ALL.topics.values() for name in topics} <= {one.topic for one in adviser.answers}
    assert ALL.protected <= ALL.topics["money"] | ALL.topics["report"]


def test_golden_questions_are_of_the_project_itself(adviser, few):
    found = goldens(PROJECT, adviser.answers, few, {"lump_sum_amount"})
    by_kind = {kind: [one for one in found if one.kind == kind] for kind in ("golden", "protected")}
    assert len(by_kind["golden"]) > 250
    assert 100 < len(by_kind["protected"]) < 600
    assert all(one.expected.startswith("lump_sum_amount/") for one in by_kind["protected"])
    assert len({one.words for one in found}) == len(found)


def test_every_question_of_the_dialogue_tests_is_golden(adviser, few):
    from tests.dialogues.test_questions import QUESTIONS

    found = {(one.words, one.expected) for one in goldens(PROJECT, adviser.answers, few, ())}
    assert {(words, topic) for words, topic, _ in QUESTIONS} <= found


def test_expected_topics_of_golden_questions_exist(adviser, few):
    topics = {one.topic for one in adviser.answers} | {one.aspect for one in adviser.answers if one.topic == "dialogue"}
    assert {one.expected.partition("/")[0] for one in goldens(PROJECT, adviser.answers, few, ())} <= topics


def test_golden_questions_that_cannot_be_read_name_the_file(root, adviser, few):
    (root / "data/learning/golden.toml").write_text("[[questions]]\nwords = 1\n", "utf-8")
    with pytest.raises(GoldenRefused, match=r"golden\.toml"):
        goldens(root, adviser.answers, few, ())


@pytest.mark.parametrize("after", ["maternity/amount?", "maternity/amount"])
def test_from_wrong_to_right_or_to_doubt_with_the_right_one_first_is_no_harm(after):
    assert rule(MONEY, after, expected="maternity/amount", margins=(0.7, 0.1)) == ""


@pytest.mark.parametrize("after", ["maternity/documents?", f"{OTHER}?", OTHER])
def test_from_wrong_to_another_wrong_one_with_less_distance_stays_harm(after):
    assert rule(MONEY, after, expected="maternity/amount", margins=(0.7, 0.1)) == "money"


def test_from_doubt_to_doubt_is_no_step_to_the_right_one():
    assert not compared(f"{MONEY}?", "maternity/amount?", expected="maternity/amount").nears
    assert not compared("maternity/amount", "maternity/amount?", expected="maternity/amount").nears
    assert compared(MONEY, "maternity/amount?", expected="maternity").nears


def test_only_rules_of_weight_hold_the_switch_up():
    light = replace(ALL, weights={**ALL.weights, "money": 0.5})
    assert set(ALL.blocking) == set(RULES)
    assert set(light.blocking) == set(RULES) - {"money"}
