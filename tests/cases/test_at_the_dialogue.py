"""Codes and requests on their way through the dialogue: heard before masking, kept from the record, told once."""

import asyncio
import uuid

import pytest
from sqlalchemy import select

from bot.advice.advice import Button
from bot.channels.message import InboundMessage
from bot.dialogue import Dialogue
from bot.house import House
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.records.buttons import drawn, store
from bot.storage.tables import Interaction, Report
from tests.cases.conftest import MAI, STORY, TODAY


class Engine:
    """An engine that must not be asked, unless the test says so."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def turn(self, turn):
        self.heard.append(turn.text)
        return {}


class Somebody:
    """A citizen, on any channel."""

    def __init__(self, house: House, channel: str = "web"):
        self.house, self.channel, self.name = house, channel, str(uuid.uuid4())
        self.engine = Engine()
        self.dialogue = Dialogue(house, self.engine)

    def says(self, text: str | None = None, payload: str | None = None, message_id: str = ""):
        message = InboundMessage(self.channel, self.name, message_id or str(uuid.uuid4()), text, payload)
        return asyncio.run(self.dialogue.answer(message))

    def presses(self, reply, title: str):
        (payload,) = [one["payload"] for each in reply.replies for one in each["buttons"] if one["title"] == title]
        return self.says(payload=payload)

    @property
    def conversation(self) -> str:
        citizen = pseudonym(self.house.key, self.channel, self.name)
        return self.house.conversations.of(self.channel, citizen)

    def record(self) -> list[Interaction]:
        with self.house.database.reading() as session:
            mine = select(Interaction).where(Interaction.conversation_id == self.conversation)
            return list(session.scalars(mine.order_by(Interaction.accepted_at)))


def reported(house: House, what: str = STORY) -> str:
    """A report of somebody else; its code."""
    author = Somebody(house)
    question = author.says("chào")
    assert question
    (turn,) = [one.id for one in author.record()]
    house.reports.receive(turn, "fraud", {"what": what, "when_where": "", "who": ""}, TODAY)
    code: list[str | None] = []
    house.database.together(lambda connection: code.append(house.reports.tell_receipt(connection, turn)))
    assert code[-1]
    return code[-1]


@pytest.mark.parametrize("channel", ["web", "zalo", "telegram"])
def test_on_any_channel_a_code_is_answered_and_recorded_nowhere(house, channel):
    code = reported(house)
    citizen = Somebody(house, channel)
    reply = citizen.says(f"mã {code}")
    assert "trong 3 ngày làm việc" in reply.replies[-1]["text"]
    assert [one["title"] for one in reply.replies[-1]["buttons"]] == ["Bổ sung thông tin"]
    assert citizen.engine.heard == []
    (row,) = citizen.record()
    assert row.question == "[Mã biên nhận, không lưu]"
    assert "Tin báo #" not in str(row.replies)
    assert (row.outcome, row.topic) == (Outcome.HANDED_OVER, "fraud_report")
    stored = b"".join(path.read_bytes() for path in house.settings.home.glob("ansinh.db*"))
    assert code.encode() not in stored
    assert code.replace(" ", "").encode() not in stored


def test_the_same_message_again_gives_no_second_look(house):
    """A channel that resends gets what is on record: the code has to be typed again."""
    code = reported(house)
    citizen = Somebody(house)
    first = citizen.says(code, message_id="one")
    again = citizen.says(code, message_id="one")
    assert "Tin báo #" in first.replies[-1]["text"]
    assert "nhắn mã biên nhận" in again.replies[-1]["text"]
    assert len(citizen.record()) == 1


def test_adding_by_button_and_going_on_with_the_engine(house):
    house.case_room.cases._audit = lambda *_: None
    code = reported(house)
    citizen = Somebody(house)
    asked = citizen.presses(citizen.says(code), "Bổ sung thông tin")
    assert asked.outcome == "collecting"
    done = citizen.says("họ hẹn gặp ở bến xe, số tôi 0912345678")
    assert "đã ghi thêm" in done.replies[-1]["text"]
    assert citizen.engine.heard == []
    citizen.says("đóng thấp nhất bao nhiêu")
    assert citizen.engine.heard == ["đóng thấp nhất bao nhiêu"]
    assert "bến xe" not in str([(one.question, one.replies) for one in citizen.record()])
    with house.database.reading() as session:
        report = session.scalars(select(Report)).one()
    line = house.case_room.cases.listed(MAI, TODAY)[0]
    whole = house.case_room.cases.opened(MAI, line.number, "xem", TODAY)
    assert [one.text for one in whole.messages] == ["họ hẹn gặp ở bến xe, số tôi [DIEN_THOAI_1]"]
    assert report.content["what"] == STORY


@pytest.mark.parametrize("word", ["dừng", "gặp cán bộ", "làm lại"])
def test_ways_out_lead_out_of_adding(house, word):
    citizen = Somebody(house)
    citizen.presses(citizen.says(reported(house)), "Bổ sung thông tin")
    citizen.says(word)
    citizen.says("chuyện khác")
    assert citizen.engine.heard == [word, "chuyện khác"]


def test_an_engine_that_is_down_keeps_nobody_from_his_report(house):
    class Down:
        async def turn(self, turn):
            raise AssertionError("asked")

    citizen = Somebody(house)
    citizen.dialogue = Dialogue(house, Down())
    assert "Tin báo #" in citizen.says(reported(house)).replies[-1]["text"]


def test_a_card_number_is_masked_as_ever(house):
    citizen = Somebody(house)
    citizen.says("tôi chuyển vào thẻ 4111 1111 1111 1111")
    assert "4111" not in citizen.engine.heard[0]
    assert "4111" not in citizen.record()[0].question


def test_numbers_of_a_message_are_overheard_for_its_turn_only(house):
    seen = {}

    class Listening(Engine):
        async def turn(self, turn):
            seen.update(house.reports.overheard(turn.interaction_id))
            return await super().turn(turn)

    citizen = Somebody(house)
    citizen.dialogue = Dialogue(house, Listening())
    citizen.says("họ gọi từ 0912345678")
    assert seen == {"[DIEN_THOAI_1]": "0912345678"}
    assert house.reports._overheard == {}


def test_a_request_is_made_in_two_presses_and_stands_in_the_record(house):
    citizen = Somebody(house)
    offered = drawn((Button("Gửi yêu cầu về dữ liệu", "privacy_rights", "make_request"),))
    conversation = citizen.conversation
    house.database.together(lambda connection: store(connection, conversation, offered))
    menu = citizen.says(payload=offered[0].token)
    reply = citizen.presses(menu, "Rút lại đồng ý")
    (request,) = house.case_room.requests.of(citizen.conversation, TODAY)
    assert f"Số phiếu {request.number}" in reply.replies[-1]["text"]
    assert str(request.number) in citizen.record()[-1].replies[-1]["text"]
    assert citizen.engine.heard == []


@pytest.mark.parametrize(("text", "heard"), [("1234567890123456", 1), ("mã biên nhận 1234567890123456", 0)])
def test_in_an_open_form_a_bare_number_answers_the_form_and_a_named_code_does_not(house, text, heard):
    citizen = Somebody(house)
    state = {"slots": {"report_what": "chuyện"}, "loop": "report_form"}
    conversation = citizen.conversation
    house.database.together(lambda connection: house.memory.keep(connection, conversation, state))
    citizen.says(text)
    assert len(citizen.engine.heard) == heard
    assert "1234567890123456" not in str(citizen.engine.heard)
    assert "1234567890123456" not in str([row.question for row in citizen.record()])
