"""The known rumours: all of the bank, each spoken on every day, and no file that a mistake gets into unnamed."""

import json
from datetime import date

import pytest

from bot.advice.adviser import Adviser, Day
from bot.advice.rumour_files import BARE_WORDINGS, WORDINGS, RumoursError, load
from bot.advice.rumours import TOPIC, Rumour, Verdict
from bot.advice.template import fill
from bot.outcomes import Outcome
from bot.settings import PROJECT
from tests.every_day import days

TODAY = date(2026, 11, 22)
FOLDER = PROJECT / "data" / "rumours"
LONGEST_MESSAGE = 900
#: How the first words of an answer say each verdict.
OPENINGS = {
    Verdict.FALSE: ("Không đúng",),
    Verdict.PARTLY_TRUE: ("Đúng một phần",),
    Verdict.MISREAD: ("Không đúng", "Đúng một phần"),
    Verdict.NOT_SETTLED: (),
}


@pytest.fixture(scope="module")
def rumours(adviser: Adviser) -> list[Rumour]:
    return list(load(FOLDER, adviser))


def test_every_rumour_that_is_answered_is_known_by_its_wordings(adviser, rumours):
    answered = {one.aspect for one in adviser.answers if one.outcome is Outcome.ANSWERED_RUMOUR}
    assert {one.aspect for one in rumours if one.aspect} == answered
    assert len(rumours) >= 25
    assert all(one.name == one.aspect for one in rumours if one.aspect)


def test_every_rumour_of_the_bank_is_known_with_its_verdict(rumours):
    files = sorted((PROJECT.parent / "shared" / "reference").glob("question_bank_*.jsonl"))
    if not files:
        pytest.skip("the question bank does not lie beside the project")
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    bank = {row["aspect"]: row["verdict"] for row in rows if row.get("claim_vi")}
    assert {one.name: str(one.verdict) for one in rumours if one.name in bank} == bank


def test_every_rumour_is_spoken_on_every_day(adviser, rumours):
    """What may be said on a day is whole; what may not be said is not matched, and the text still fills."""
    for on in days(adviser.policy.all_figures()):
        for rumour in rumours:
            assert fill(rumour.claim, adviser.policy, on).text
            assert fill(rumour.refutation, adviser.policy, on).text
            advice = rumour.advice(adviser, Day(on, TODAY))
            assert (advice.outcome, advice.topic, advice.aspect) == (Outcome.ANSWERED_RUMOUR, TOPIC, rumour.name), on
            assert len(advice.text) <= LONGEST_MESSAGE
            assert "Căn cứ: " in advice.text
            assert advice.evidence
            assert advice.buttons


def test_the_message_to_followers_is_whole_and_short(adviser, rumours):
    for rumour in rumours:
        told = rumour.short(adviser, Day(TODAY, TODAY))
        assert fill(rumour.claim, adviser.policy, TODAY).text.rstrip(".") in told
        assert fill(rumour.refutation, adviser.policy, TODAY).text in told
        assert "Căn cứ: " in told
        assert len(told) <= LONGEST_MESSAGE, rumour.name


def test_an_answer_says_the_verdict_first(adviser, rumours):
    for rumour in rumours:
        if rumour.aspect:
            assert rumour.refutation.startswith(OPENINGS[rumour.verdict]), rumour.name


def test_a_rumour_past_its_review_or_that_has_come_true_is_not_spoken(rumours):
    base = next(one for one in rumours if one.name == "min_base_already_raised")
    assert base.is_spoken(Day(date(2026, 12, 31), TODAY))
    assert not base.is_spoken(Day(date(2027, 1, 1), TODAY))
    for rumour in rumours:
        assert rumour.is_spoken(Day(TODAY, TODAY))
        assert not rumour.is_spoken(Day(TODAY, date(rumour.review_by.year + 1, 1, 1)))


def test_people_say_it_in_many_ways(rumours):
    for rumour in rumours:
        assert len(rumour.said) >= WORDINGS
        assert sum(one.isascii() for one in rumour.said) >= BARE_WORDINGS
        assert sum(not one.isascii() for one in rumour.said) >= BARE_WORDINGS


def test_follow_ups_are_answers(adviser, rumours):
    for rumour in rumours:
        assert all(adviser.answers.find(*key.split("/")) for key in rumour.next), rumour.name
        assert len(rumour.next) <= 3


OWN = """claim = "Đóng {pay_period_6} một lần được giảm tiền."
verdict = "false"
refutation = "Không được giảm. Chỉ {prepay_years_min} trở lên mới được."
legal_basis = ["Nghị định 159/2025/NĐ-CP, Điều 6"]
confidence = "A"
next = ["misinformation/how_to_verify"]
first_seen = 2026-11-21
checked_on = 2026-11-22
review_by = 2027-06-30
said = [SAID]
"""
NAMED = """claim = "Quỹ sắp vỡ."
verdict = "false"
aspect = "fund_collapse"
first_seen = 2026-11-21
checked_on = 2026-11-22
review_by = 2027-06-30
said = [SAID]
"""
SAID = ", ".join(f'"wording {number}"' for number in range(WORDINGS))


def read(tmp_path, adviser: Adviser, text: str, said: str = SAID) -> Rumour:
    (tmp_path / "one.toml").write_text(text.replace("SAID", said), "utf-8")
    return next(iter(load(tmp_path, adviser)))


def test_a_rumour_brings_its_own_refutation_or_names_an_answer(tmp_path, adviser):
    own = read(tmp_path, adviser, OWN)
    assert (own.aspect, own.refutation) == (None, "Không được giảm. Chỉ {prepay_years_min} trở lên mới được.")
    advice = own.advice(adviser, Day(TODAY, TODAY))
    assert advice.text.startswith(adviser.phrases("rumour.false"))
    assert (advice.outcome, advice.aspect) == (Outcome.ANSWERED_RUMOUR, "one")
    named = read(tmp_path, adviser, NAMED)
    assert named.refutation == adviser.answers.find(TOPIC, "fund_collapse").text.split("\n\n")[0]


def test_what_is_not_settled_is_said_to_be_so(tmp_path, adviser):
    text = OWN.replace('"false"', '"not_settled"').replace('confidence = "A"', 'confidence = "X"')
    advice = read(tmp_path, adviser, text).advice(adviser, Day(TODAY, TODAY))
    assert advice.outcome is Outcome.UNANSWERED_NOT_SETTLED
    assert advice.text.startswith(adviser.phrases("rumour.not_settled"))


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "problem"),
    [
        (OWN, 'verdict = "false"', 'verdict = "wrong"', 2, "allowed are false"),
        (OWN, "{pay_period_6}", "6 tháng", 1, "bare numbers"),
        (OWN, "{pay_period_6}", "{no_such_figure}", 1, "no figure"),
        (OWN, "giảm tiền.", "giảm tiền. Thật đấy.", 1, "2 sentences"),
        (OWN, "Không được giảm. ", "Không. Sai rồi. ", 3, "3 sentences"),
        (OWN, 'confidence = "A"', 'confidence = "D"', 5, "allowed are A"),
        (OWN, "how_to_verify", "no_such_aspect", 6, "has no answer"),
        (OWN, "2026-11-21", '"yesterday"', 7, "is a day"),
        (OWN, "2027-06-30", "2026-06-30", 9, "in this order"),
        (OWN, 'confidence = "A"\n', "", 1, "missing field 'confidence'"),
        (OWN, 'confidence = "A"', 'confidence = "A"\nsource = "x"', 6, "unknown field 'source'"),
        (OWN, "verdict = ", "verdict == ", 2, "not valid TOML"),
        (NAMED, '"fund_collapse"', '"how_to_verify"', 3, "is no rumour"),
        (NAMED, '"fund_collapse"', '"fund_collapse"\nrefutation = "Sai."', 4, "not here too"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path, adviser, text, old, new, line, problem):
    assert old in text
    with pytest.raises(RumoursError, match=rf"one\.toml:{line}: .*{problem}"):
        read(tmp_path, adviser, text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ('"một", "hai"', "different wordings"),
        (", ".join(f'"lời {number}"' for number in range(WORDINGS)), "without marks"),
        (f"{SAID}, {SAID}", "different wordings"),
        ("", "list of texts"),
    ],
)
def test_wordings_are_many_different_and_some_bare(tmp_path, adviser, said, problem):
    with pytest.raises(RumoursError, match=rf"one\.toml:10: .*{problem}"):
        read(tmp_path, adviser, OWN, said)


def test_a_wording_belongs_to_one_rumour(tmp_path, adviser):
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(OWN.replace("SAID", SAID), "utf-8")
    with pytest.raises(RumoursError, match=r"two\.toml:1: .*one too"):
        load(tmp_path, adviser)
