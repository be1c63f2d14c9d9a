"""While an officer holds a talk the machine says nothing: not to words, buttons, files, nor out of a turn under way."""

import threading
import time

import pytest
from sqlalchemy import func, select

from bot.advice.advice import Button, Evidence
from bot.channels.contract import Kind
from bot.outcomes import Outcome
from bot.records.buttons import drawn
from bot.records.chain.verifying import Walk
from bot.records.record import Said
from bot.storage.tables import EvidenceUsed
from bot.talks import rows
from bot.talks.desk import Draft
from bot.talks.talk import State
from tests.bars import figure  # noqa: F401  a fixture
from tests.console.inbox.conftest import MAI, officer

TEXT = {"text": "tin của máy", "buttons": [], "image": None}
#: Everything that a citizen may do while an officer answers.
KINDS = [kind for kind in Kind if kind not in {Kind.LEFT, Kind.STAFF, Kind.CONFIRMED, Kind.WITHDRAWN, Kind.UNKNOWN}]


def said_since(room, before, sender="hoa"):
    return room.got(sender)[before:]


def test_the_citizen_hears_who_answers_from_now_on(room):
    room.held()
    told = room.got()[-1]
    assert told.startswith("Từ đây cán bộ BHXH trả lời")
    assert "Trần" not in told


def test_the_name_is_told_where_the_settings_say_so(settings, database, adviser, channel):
    from bot.house import House
    from tests.console.inbox.conftest import Room
    from tests.inbox.rig import Rig

    settings.database_url, settings.officer_named, settings.settle_seconds = database.url, True, 0.0
    house = House.build(settings, adviser)
    with Rig(house, channel) as rig:
        room = Room(rig)
        talk = room.held(officer("mai", full_name="Nguyễn Thị Mai Thử"))
        assert "Từ đây cán bộ Nguyễn Thị Mai Thử trả lời" in room.got()[-1]
        room.desk.reply(officer("mai", full_name="Nguyễn Thị Mai Thử"), talk, Draft("Dạ chào bác", "k1"))
        assert room.got()[-1] == "Cán bộ Nguyễn Thị Mai Thử: Dạ chào bác"
    house.database.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_a_citizen_does_makes_the_machine_speak(room, kind):
    room.held()
    before, heard = len(room.got()), len(room.rig.engine.heard)
    text = "bác hỏi thêm" if kind in {Kind.TEXT, Kind.EDIT} else None
    more = {"with": [{"kind": kind.value, "reference": "f1"}]} if kind in {Kind.PICTURE, Kind.FILE} else {}
    room.says(text, kind=kind.value, **more)
    assert said_since(room, before) == []
    assert len(room.rig.engine.heard) == heard
    turn = room.turns()[-1]
    assert (turn.outcome, turn.replies) == (Outcome.WITH_OFFICER, [])


def test_not_even_a_button_of_an_earlier_answer(room):
    offered = drawn([Button("Mức đóng", "contribution_level", "min_monthly_payment")])

    def offers(_turn):
        reply = {"text": "chọn", "buttons": [one.sent for one in offered], "image": None}
        return Said(Outcome.SUGGESTED, [reply], buttons=offered)

    says, room.rig.engine.says = room.rig.engine.says, offers
    room.says("chào")
    room.rig.engine.says = says
    room.held()
    before = len(room.got())
    room.says(None, kind="button", payload=offered[0].token)
    room.says("1")
    assert said_since(room, before) == []
    pressed, typed = room.turns()[-2:]
    assert (pressed.question, pressed.pressed, typed.question) == ("Mức đóng", True, "1")


def test_a_message_too_old_for_the_machine_is_the_officers_too(room):
    room.held()
    before = len(room.got())
    room.says("tin cũ", at=int(time.time() * 1000 - 5 * 3_600_000))
    assert said_since(room, before) == []
    assert room.turns()[-1].outcome == Outcome.WITH_OFFICER


def test_an_engine_that_is_away_does_not_keep_words_from_the_officer(room):
    room.held()
    room.rig.engine.is_down = True
    room.says("bác vẫn đây")
    assert room.turns()[-1].question == "bác vẫn đây"


def test_a_turn_that_was_under_way_when_the_officer_came_says_nothing(both):
    room = both
    talk = room.asks()
    before, chain = len(room.got()), room.house.record_room.chain
    room.rig.engine.takes = 1.0
    law = Evidence("contribution_rate", "Tỷ lệ", 0.22, "share", "Luật 41/2024/QH15", None, None)
    room.rig.engine.says = lambda _turn: Said(Outcome.ANSWERED, [TEXT], "contribution_level", "rate", 0.9, (law,))
    assert room.rig.says("under-way", "đóng bao nhiêu", "hoa") == 200
    room.rig.wait(lambda: room.turns()[-1].question == "đóng bao nhiêu")
    room.desk.claim(MAI, talk)
    (told,) = said_since(room, before)
    assert told.startswith("Từ đây cán bộ")
    of = {turn.question: turn for turn in room.turns()}["đóng bao nhiêu"]
    assert (of.outcome, of.replies, of.topic) == (Outcome.WITH_OFFICER, [], None)
    with room.house.database.looking() as connection:
        used = select(func.count()).select_from(EvidenceUsed).where(EvidenceUsed.interaction_id == of.id)
        assert connection.scalar(used) == 0
    assert list(Walk(room.house.database, chain.keys).faults()) == []


def test_news_of_the_machine_wait_until_the_officer_has_handed_back(both):
    room = both
    talk = room.held()
    before = len(room.got())
    assert room.rig.board.tell(room.conversation(), [TEXT], "claim/1")
    assert room.rig.board.tell(room.conversation(), [TEXT], "claim/1")
    assert said_since(room, before) == []
    room.desk.hand_back(MAI, talk)
    back, news = said_since(room, before)
    assert "trợ lý máy An Sinh trả lời tiếp" in back
    assert news == TEXT["text"]
    with room.house.database.looking() as connection:
        assert connection.scalar(select(func.count()).select_from(rows.WITHHELD)) == 0


@pytest.mark.parametrize("words", ["gặp trợ lý", "Dừng", "DỪNG LẠI!", "gap tro ly", "không cần gặp cán bộ nữa"])
def test_the_citizen_goes_back_to_the_machine_by_a_word(room, words):
    talk = room.held()
    room.says(words)
    assert "trợ lý máy An Sinh trả lời tiếp" in room.got()[-1]
    assert (room.found(talk).state, room.found(talk).ended_by) == (State.ENDED, "citizen")
    room.says("đóng bao nhiêu")
    assert room.got()[-1] == "nghe: đóng bao nhiêu"


def test_the_button_to_stop_goes_back_too(room):
    offered = drawn([Button("Dừng", "stop")])
    says = room.rig.engine.says
    room.rig.engine.says = lambda _turn: Said(
        Outcome.SUGGESTED, [{"text": "x", "buttons": [offered[0].sent], "image": None}], buttons=offered
    )
    room.says("chào")
    room.rig.engine.says = says
    talk = room.held()
    room.says(None, kind="button", payload=offered[0].token)
    assert room.found(talk).ended_by == "citizen"


def test_numbers_of_a_person_are_masked_in_what_the_officer_reads(room):
    room.held()
    room.says("CCCD của tôi 001085012345")
    assert room.turns()[-1].question == "CCCD của tôi [CCCD_1]"


def test_the_bar_no_word_of_the_machine_in_a_whole_held_talk(both, figure):  # noqa: F811
    """A hundred acts of five citizens, officers writing in between: only officers are heard."""
    room = both
    people = [f"người {number}" for number in range(5)]
    talks = {name: room.held(sender=name) for name in people}
    before = {name: len(room.got(name)) for name in people}

    def acts(name):
        for number in range(20):
            kind = ("text", "sticker", "picture", "button")[number % 4]
            text = f"câu {number}" if kind == "text" else None
            more = {"payload": "none"} if kind == "button" else {}
            room.rig.says(f"{name}{number}", text, name, kind=kind, **more)

    threads = [threading.Thread(target=acts, args=(name,)) for name in people]
    for thread in threads:
        thread.start()
    for number in range(3):
        for name in people:
            room.desk.reply(MAI, talks[name], Draft(f"lời {number}", f"{name}{number}"))
    for thread in threads:
        thread.join()
    machine = [
        text for name in people for text in said_since(room, before[name], name) if not text.startswith("Cán bộ BHXH: ")
    ]
    heard = sum(len(room.turns(name)) for name in people)
    figure(f"held talks: {len(machine)} messages of the machine to {heard} turns")
    assert machine == []
    assert [len(said_since(room, before[name], name)) for name in people] == [3] * 5
