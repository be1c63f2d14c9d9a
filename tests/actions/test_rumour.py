"""A repeated claim is answered with its verdict, a circulating one is taken in; ordinary questions are neither."""

import uuid

import pytest

from actions.answer import Answer, Suggest
from actions.rumour import UNKNOWN, reported
from bot.cases.claim_reading import ClaimReading
from bot.outcomes import Outcome
from tests.actions.conftest import RecordedTalk

KNOWN = "Nhà nước cấm rút bảo hiểm một lần rồi bà con ơi, không ai được rút nữa"
#: Words that no file and no other test knows.
NEW = "Trên facebook lan truyền tin mỗi hộ phải nộp một con gà để giữ sổ bảo hiểm {tail}"


def new() -> str:
    """A claim that nobody has met."""
    return NEW.format(tail=" ".join(uuid.uuid4().hex[at : at + 5] for at in range(0, 30, 5)))


def met(recorded: RecordedTalk, name: str) -> int:
    counts = ClaimReading(recorded.house.database).counts(name, None)
    return counts.asked_before + counts.reported_before


@pytest.mark.parametrize("topic", ["misinformation", "lump_sum_conditions", "out_of_scope"])
def test_a_sure_match_is_answered_whatever_the_topic(recorded, topic):
    before = met(recorded, "no_more_lump_sum")
    turn = recorded.turn(Answer(), KNOWN, topic, aspect="who_can_take" if topic == "lump_sum_conditions" else None)
    assert (turn.row.outcome, turn.row.topic, turn.row.aspect) == (
        Outcome.ANSWERED_RUMOUR,
        "misinformation",
        "no_more_lump_sum",
    )
    assert "Căn cứ: " in turn.texts[0]
    assert turn.row.evidence
    assert met(recorded, "no_more_lump_sum") == before + 1


def test_where_nothing_was_sure_a_likely_match_is_answered(recorded):
    turn = recorded.turn(Suggest(), "quy huu tri sap het tien roi nen dung dong nua", "nlu_fallback", confidence=0.3)
    assert (turn.row.outcome, turn.row.aspect) == (Outcome.ANSWERED_RUMOUR, "fund_collapse")


@pytest.mark.parametrize(
    "text", ["Rút BHXH một lần cần giấy tờ gì?", "rút bảo hiểm một lần", "Đóng đủ 15 năm thì có lương hưu không"]
)
def test_an_ordinary_question_keeps_its_topic(recorded, text):
    turn = recorded.turn(Answer(), text, "lump_sum_conditions", aspect="who_can_take")
    assert (turn.row.outcome, turn.row.topic) == (Outcome.ANSWERED, "lump_sum_conditions")


def test_a_button_says_what_it_means_and_is_not_matched(recorded):
    turn = recorded.turn(Answer(), KNOWN, "lump_sum_conditions", aspect="who_can_take", confidence=1.0)
    assert turn.row.topic == "lump_sum_conditions"


def test_a_rumour_that_the_model_knows_is_counted_too(recorded):
    before = met(recorded, "retire_at_65")
    recorded.turn(Answer(), "tuổi ấy thì sao", "misinformation", aspect="retire_at_65")
    recorded.turn(Answer(), "tuổi ấy thì sao", "misinformation", aspect="retire_at_65", confidence=1.0, pressed=True)
    assert met(recorded, "retire_at_65") == before + 1


def test_a_verdict_past_its_day_is_left_to_the_model(recorded):
    turn = recorded.turn(
        Answer(), "Giờ đóng ít nhất 484 nghìn một tháng rồi", "greet", as_of="2027-02-01", confidence=0.9
    )
    assert turn.row.outcome != Outcome.ANSWERED_RUMOUR


def test_an_unknown_claim_goes_on_as_a_report_and_its_words_leave_the_talk(recorded):
    claim = new()
    turn = recorded.turn(Answer(), claim, "misinformation", aspect_sure=False)
    assert (turn.row.outcome, turn.row.aspect, turn.follow_up) == (
        Outcome.UNANSWERED_NOT_SETTLED,
        UNKNOWN,
        "report_form",
    )
    assert recorded.slots["report_kind"] == "misinformation"
    assert recorded.slots["report_what"] == claim
    assert claim not in turn.row.question
    assert turn.titles() == [recorded.house.adviser.person().title]


def test_a_claim_that_is_being_checked_is_followed(recorded):
    claim = new()
    found = recorded.house.claim_room.claims.reported(claim, "somebody else", recorded_day(recorded)).claim
    turn = recorded.turn(Answer(), claim, "misinformation", aspect_sure=False)
    assert (turn.row.outcome, turn.row.aspect, turn.follow_up) == (Outcome.UNANSWERED_NOT_SETTLED, found, None)
    assert met(recorded, found) == 2


def test_a_plain_doubt_still_gets_the_choices_of_the_topic(recorded):
    turn = recorded.turn(Answer(), "tin giả", "misinformation", aspect_sure=False)
    assert (turn.row.outcome, turn.follow_up) == (Outcome.SUGGESTED, None)


def test_a_stored_report_of_misinformation_becomes_a_claim_and_one_of_fraud_does_not(recorded, talk):
    turn = turn_of(recorded)
    claim = new()
    reported(turn, "fraud", claim, "")
    assert turn.house.claim_room.claims.asked(claim, "x", turn.day.today) is None
    reported(turn, "misinformation", claim, "thấy ở https://tin-la.top/1")
    key = turn.house.claim_room.claims.asked(claim, "x", turn.day.today)
    assert ClaimReading(recorded.house.database).hosts(key) == {"tin-la.top": 1}


def test_a_report_of_a_known_rumour_opens_no_claim(recorded):
    turn = turn_of(recorded)
    before, listed = met(recorded, "no_more_lump_sum"), ClaimReading(recorded.house.database).listed()
    reported(turn, "misinformation", KNOWN, "")
    assert met(recorded, "no_more_lump_sum") == before + 1
    assert len(ClaimReading(recorded.house.database).listed()) == len(listed)


def turn_of(recorded: RecordedTalk):
    """A turn as an action sees it."""
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from actions.turn import Turn

    message = {"text": "x", "intent": {"name": "inform"}, "metadata": {}}
    return Turn(Tracker(recorded.conversation, {}, message, [], False, None, {}, None), CollectingDispatcher())


def recorded_day(recorded: RecordedTalk):
    """Today, as the room counts it."""
    return turn_of(recorded).day.today
