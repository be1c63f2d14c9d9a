"""What a message becomes before the engine hears of it: "nói rõ hơn" and "cho ví dụ" mean the answer just given."""

import asyncio
from typing import Any

import pytest

from bot.advice.advice import Button
from bot.advice.adviser import Day
from bot.channels.message import InboundMessage
from bot.clock import today
from bot.dialogue import Dialogue
from bot.house import House
from bot.outcomes import Outcome
from bot.records.answer_receipts import BESIDE
from bot.records.buttons import drawn, store
from bot.records.past_turns import ANSWER_TO
from bot.records.record import Said
from bot.storage.database import DatabaseUnavailable

SENDER = "ba-na"
SUBJECT = ("contribution_level", "min_monthly_payment")


class Engine:
    """Takes turns as the real one does: a pressed button is answered by the house, words are only kept."""

    def __init__(self, house: House):
        self._house, self.turns = house, []
        self.says_next: Said | None = None
        self.state: dict[str, Any] = {}

    async def turn(self, turn) -> dict[str, Any]:
        self.turns.append(turn)
        if self.says_next:
            self._house.interactions.contribute(turn.interaction_id, self.says_next)
            self.says_next = None
        if turn.button and turn.button.aspect:
            advice = self._house.adviser.answer(turn.button.intent, turn.button.aspect, Day(turn.as_of, today()))
            buttons = drawn(advice.buttons)
            sent = [one.sent for one in buttons]
            replies: list[dict[str, Any]] = [{"text": advice.text, "buttons": sent, "image": None}]
            said = Said(advice.outcome, replies, advice.topic, advice.aspect, evidence=advice.evidence, buttons=buttons)
            self._house.interactions.contribute(turn.interaction_id, said)
        return self.state


class Talk:
    """One citizen at a house whose engine only keeps what it is told."""

    def __init__(self, house: House):
        self._house, self.engine = house, Engine(house)
        self._dialogue = Dialogue(house, self.engine)
        self._messages = 0

    def says(self, text: str | None = None, payload: str | None = None):
        self._messages += 1
        message = InboundMessage("web", SENDER, str(self._messages), text, payload)
        self.last = asyncio.run(self._dialogue.answer(message))
        return self.last

    def asks(self, topic: str, aspect: str):
        """Press a button that leads to an answer, as if it had been offered before."""
        conversation = self._conversation()
        several = drawn((Button("câu hỏi", topic, aspect),))
        self._house.database.together(lambda connection: store(connection, conversation, several))
        return self.says(payload=several[0].token)

    def presses(self, title: str):
        (payload,) = [
            one["payload"] for reply in self.last.replies for one in reply["buttons"] if one["title"] == title
        ]
        return self.says(payload=payload)

    def _conversation(self) -> str:
        from bot.privacy.pseudonym import pseudonym

        return self._house.conversations.of("web", pseudonym(self._house.key, "web", SENDER))


@pytest.fixture
def talk(house) -> Talk:
    return Talk(house)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("nói rõ hơn", "more"),
        ("Chi tiết hơn đi!", "more"),
        ("chi tiet hon di", "more"),
        ("ví dụ xem nào", "example"),
        ("cho vi du", "example"),
    ],
)
def test_asking_in_words_is_pressing_the_button(talk, words, part):
    first = talk.asks(*SUBJECT)
    in_words = talk.says(words)
    talk.asks(*SUBJECT)
    title = {"more": "Nói kỹ hơn", "example": "Cho ví dụ"}[part]
    pressed = talk.presses(title)
    assert in_words.replies[0]["text"] == pressed.replies[0]["text"] != first.replies[0]["text"]
    assert (in_words.topic, in_words.aspect, in_words.outcome) == (*SUBJECT, "answered")
    assert in_words.evidence == pressed.evidence != []


def test_the_answer_meant_is_the_last_one_also_after_thanks_or_an_example(talk):
    talk.asks("state_support", "amount_by_group")
    talk.asks(*SUBJECT)
    talk.says("ví dụ xem nào")
    talk.says("cảm ơn")
    talk.says("nói rõ hơn")
    button = talk.engine.turns[-1].button
    assert (button.intent, button.aspect) == ("contribution_level", "min_monthly_payment__more")


def test_an_answer_without_a_longer_version_says_so_and_leads_on(talk, house):
    bare = next(
        one for one in house.adviser.answers if one.next and one.starts is None and not (one.more or one.example)
    )
    talk.asks(bare.topic, bare.aspect)
    reply = talk.says("nói rõ hơn")
    assert (reply.outcome, reply.aspect) == ("suggested", bare.aspect)
    assert "chưa có bản dài hơn" in reply.replies[0]["text"]
    asked = [house.adviser.answers.find(*key.split("/")).ask for key in bare.next]
    assert [one["title"] for one in reply.replies[0]["buttons"]] == [*asked, "Gặp cán bộ"]


@pytest.mark.parametrize("words", ["nói kỹ hơn", "nói rõ hơn", "cho ví dụ"])
def test_before_any_answer_there_is_nothing_to_explain(talk, words):
    reply = talk.says(words)
    assert reply.outcome == "clarifying"
    assert "muốn hỏi điều gì" in reply.replies[0]["text"]
    assert talk.engine.turns == []


@pytest.mark.parametrize("outcome", ["suggested", "handed_over", "unanswered_not_understood"])
def test_after_a_turn_that_answered_nothing_an_older_answer_is_not_explained(talk, house, outcome):
    talk.asks(*SUBJECT)
    talk.engine.says_next = Said(Outcome(outcome), [{"text": "…", "buttons": [], "image": None}], "eligibility")
    talk.says("một câu khác")
    assert talk.says("nói kỹ hơn").outcome == "clarifying"


def test_in_a_form_the_words_are_left_to_the_model(talk):
    talk.asks(*SUBJECT)
    question = [{"text": "Mức nào?", "buttons": [], "image": None}]
    talk.engine.says_next = Said(Outcome.COLLECTING, question, *SUBJECT)
    talk.says("tính giúp")
    talk.says("nói rõ hơn")
    assert (talk.engine.turns[-1].button, talk.engine.turns[-1].text) == (None, "nói rõ hơn")


@pytest.mark.parametrize(("loop", "is_left"), [("case_form", True), (None, False)])
def test_a_question_asked_again_in_a_form_is_not_the_answer_before(talk, loop, is_left):
    talk.asks(*SUBJECT)
    question = [{"text": "Nhắn ví dụ “9/1970”.", "buttons": [], "image": None}]
    talk.engine.says_next, talk.engine.state = Said(Outcome.CLARIFYING, question, *SUBJECT), {"slots": {}, "loop": loop}
    talk.says("asdf")
    talk.says("nói rõ hơn")
    assert (talk.engine.turns[-1].button is None) is is_left


def test_what_a_reply_answers_is_recorded_and_not_sent(talk):
    replies = [{"text": text, "buttons": [], "image": None, ANSWER_TO: [*SUBJECT]} for text in ("một", "hai")]
    talk.engine.says_next = Said(Outcome.ANSWERED, replies, *SUBJECT)
    answers = [one for one in talk.says("hai câu hỏi").replies if BESIDE not in one]
    assert [set(one) for one in answers] == [{"text", "buttons", "image"}] * 2


def test_ways_out_stay_what_they_are(talk):
    talk.asks(*SUBJECT)
    talk.says("gặp cán bộ")
    assert (talk.engine.turns[-1].button.intent, talk.engine.turns[-1].button.aspect) == ("talk_to_officer", None)


def test_the_engine_reads_what_was_meant_and_the_record_keeps_what_was_typed(house):
    talk = Talk(house)
    talk.says("ddongs muwcs 2 trieeuj")
    assert talk.engine.turns[-1].text == "đóng mức 2 triệu"
    assert house.interactions.get(talk.engine.turns[-1].interaction_id).question == "ddongs muwcs 2 trieeuj"


def test_a_reply_is_what_is_on_record(talk, house):
    talk.asks(*SUBJECT)
    talk.says("một câu khác")
    for number in ("1", "2"):
        message = InboundMessage("web", SENDER, number, "gửi lại")
        again = asyncio.run(talk._dialogue.answer(message))
        assert again.outcome
    assert again == talk.last


def test_an_end_that_could_not_be_written_is_written_when_the_message_comes_again(talk, house, monkeypatch):
    finish = house.interactions.finish

    def fails(*_):
        raise DatabaseUnavailable("OperationalError")

    talk.engine.says_next = Said(Outcome.ANSWERED, [{"text": "330.000", "buttons": [], "image": None}], *SUBJECT)
    monkeypatch.setattr(type(house.interactions), "finish", fails)
    with pytest.raises(DatabaseUnavailable):
        talk.says("đóng bao nhiêu")
    monkeypatch.undo()
    assert house.interactions.finish == finish
    again = asyncio.run(talk._dialogue.answer(InboundMessage("web", SENDER, "1", "đóng bao nhiêu")))
    assert (again.outcome, again.replies[0]["text"]) == ("answered", "330.000")
    assert len(talk.engine.turns) == 1


def test_a_receipt_is_told_once_with_the_end_of_its_turn(talk, house):
    class Reports(Engine):
        async def turn(self, turn) -> dict[str, Any]:
            house.reports.receive(turn.interaction_id, "fraud", {"what": "…"}, today())
            return await super().turn(turn)

    talk._dialogue = Dialogue(house, Reports(house))
    told = talk.says("xong")
    assert house.reports.find(told.receipt).kind == "fraud"
    again = asyncio.run(talk._dialogue.answer(InboundMessage("web", SENDER, "1", "xong")))
    assert again.receipt is None
