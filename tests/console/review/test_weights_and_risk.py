"""The weights are whole and true to the data; harm × doubt × reach goes the right way."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.review.risk import Signs, reach, risk
from bot.console.review.weights import Weights, WeightsRefused
from bot.console.review.words import OUTCOMES
from bot.outcomes import Outcome
from bot.records.rankings import Guess
from bot.settings import PROJECT
from tests.console.review.conftest import ranking

FILE = PROJECT / "data" / "console" / "review.toml"


def risk_of(weights, **signs):
    return risk(weights, Signs(**{"topic": "pension_amount", "outcome": "answered", "confidence": 0.95, **signs}))[0]


def reasons_of(weights, **signs):
    return risk(weights, Signs(**{"topic": "pension_amount", "outcome": "answered", "confidence": 0.95, **signs}))[1]


def test_every_weighed_topic_is_one_that_is_answered(weights, adviser):
    assert [name for name in weights.harm.topics if adviser.answers.topic(name) is None] == []


def test_every_weighed_outcome_is_one(weights):
    assert set(weights.doubt.outcomes) <= set(Outcome)


def test_every_weight_says_why():
    text = FILE.read_text("utf-8")
    assert len(re.findall(r"^weight = ", text, re.M)) <= len(re.findall(r"^why = ", text, re.M))


@pytest.mark.parametrize(
    "topic",
    [
        *("pension_amount", "lump_sum_amount", "lump_sum_conditions", "contribution_level", "state_support"),
        *("pension_vs_lump_sum", "contribution_gap_backpay", "maternity", "fraud_report", "misinformation"),
    ],
)
def test_money_and_reports_weigh_more_than_the_rest(weights, topic):
    assert weights.harm_of(topic)[0] > weights.harm_of("contact_office")[0]


def test_a_topic_without_a_weight_has_the_usual_one(weights):
    assert weights.harm_of(None) == weights.harm_of("greet") == (weights.harm.usual, weights.harm.usual_label)


@pytest.mark.parametrize(
    ("found", "put", "fault"),
    [
        ("weight = 0.9\n", "weight = 1.9\n", "harm.topics.pension_amount"),
        ("days = 90", "days = 0", "window.days"),
        ("every = 10", "evry = 10", "evry"),
        ("[sample]", "[sample", "review.toml"),
    ],
)
def test_a_broken_file_is_refused_with_its_fault(tmp_path, found, put, fault):
    file = tmp_path / "review.toml"
    text = FILE.read_text("utf-8")
    if found.startswith("weight"):
        head, tail = text.split("[harm.topics.pension_amount]\n")
        text = f"{head}[harm.topics.pension_amount]\n{tail.replace(found, put, 1)}"
    else:
        text = text.replace(found, put, 1)
    file.write_text(text, "utf-8")
    with pytest.raises(WeightsRefused, match=re.escape(fault)):
        Weights.load(file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(WeightsRefused, match=r"none\.toml"):
        Weights.load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "sign",
    [
        {"confidence": 0.4},
        {"ranking": ranking(("a", "b", 0.40), ("a", "c", 0.38))},
        {"outcome": "suggested"},
        {"outcome": "unanswered_not_understood"},
        {"bad": 1},
        {"again": 1},
    ],
)
def test_each_sign_of_doubt_raises_the_risk_and_is_named(weights, sign):
    assert risk_of(weights, **sign) > risk_of(weights)
    assert len(reasons_of(weights, **sign)) == 2


def test_a_button_was_not_misunderstood(weights):
    unsure = {"confidence": 0.1, "ranking": ranking(("a", "b", 0.1), ("a", "c", 0.1))}
    assert risk_of(weights, pressed=True, **unsure) == risk_of(weights)


def test_the_strongest_sign_is_named_first_after_the_harm(weights):
    found = reasons_of(weights, confidence=0.8, bad=2, again=1)
    assert found == [["harm", "pension_amount"], ["bad", 2], ["again", 1], ["confidence", 0.8]]


def test_an_unknown_confidence_is_no_sign(weights):
    assert risk_of(weights, confidence=None) == risk_of(weights)


@given(
    confidence=st.none() | st.floats(0, 1),
    pairs=st.lists(st.floats(0, 1), max_size=5).map(lambda found: sorted(found, reverse=True)),
    outcome=st.sampled_from(sorted(OUTCOMES)),
    bad=st.integers(0, 5),
    again=st.integers(0, 5),
)
def test_risk_is_a_share_and_more_signs_never_lower_it(weights, confidence, pairs, outcome, bad, again):
    made = tuple(Guess(f"t{at}", "a", one) for at, one in enumerate(pairs))
    signs = Signs("pension_amount", outcome, confidence, ranking=made, bad=bad, again=again)
    found, reasons = risk(weights, signs)
    assert 0 < found <= 1
    assert reasons[0][0] == "harm"
    less = Signs("pension_amount", outcome, confidence, ranking=made)
    assert risk(weights, less)[0] <= found


@given(asked=st.integers(0, 100_000))
def test_reach_grows_from_the_least_to_one(weights, asked):
    found = reach(weights, asked)
    assert weights.reach.least <= found <= 1
    assert found <= reach(weights, asked + 1)


def test_reach_at_its_ends(weights):
    assert reach(weights, 1) == weights.reach.least
    assert reach(weights, weights.reach.many) == pytest.approx(1)
