"""What officers do: claim, reply, hand over and back, write notes; who may, and what is in the way."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import now, today
from bot.outcomes import Outcome
from bot.records.chain.verifying import Walk
from bot.storage.queue_tables import OutboxMessage
from bot.storage.tables import EvidenceUsed
from bot.talks import rows
from bot.talks.desk import Draft
from bot.talks.reading import Reading, Shown
from bot.talks.talk import (
    HeldByAnother,
    NotHeld,
    NothingSaid,
    NumbersInside,
    State,
    TalkRefused,
    UnknownTalk,
    Unreachable,
)
from tests.console.inbox.conftest import BOSS, LAN, MAI

CANNED = ("contribution_level", "min_monthly_payment")


def reading(room):
    return Reading(room.house.database, room.rig.board.channels, room.house.contacts)


def acts(room, most=3):
    return [(one.act.who, one.act.what, one.act.why) for one in room.house.record_room.audit.latest(most)]


def replies(room, *texts, by=MAI, talk):
    for number, text in enumerate(texts):
        room.desk.reply(by, talk, Draft(text, f"{talk}{number}{text[:9]}"))


def test_of_two_who_claim_at_once_one_gets_it(both):
    room, won, lost = both, [], []
    talk = room.asks()
    ready = threading.Barrier(6)

    def claim(officer):
        ready.wait()
        try:
            room.desk.claim(officer, talk)
            won.append(officer.name)
        except HeldByAnother as error:
            lost.append(error.holder)

    threads = [threading.Thread(target=claim, args=(one,)) for one in (MAI, LAN, MAI, LAN, MAI, LAN)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(won)) == 1
    assert (len(won), lost) == (3, won)
    assert room.found(talk).holder == won[0]
    assert sum(text.startswith("Từ đây") for text in room.got()) == 1


def test_a_reply_arrives_is_on_record_and_its_words_are_in_the_chain(both):
    room = both
    talk = room.held()
    room.desk.reply(MAI, talk, Draft("Bác gọi 0912345678 nhé", "k1", with_numbers=True))
    assert room.got()[-1] == "Cán bộ BHXH: Bác gọi 0912345678 nhé"
    turn = room.turns()[-1]
    assert (turn.author, turn.outcome, turn.question) == ("officer", Outcome.WITH_OFFICER, "[cán bộ viết]")
    assert turn.replies[0]["text"] == "Bác gọi [DIEN_THOAI_1] nhé"
    assert list(Walk(room.house.database, room.house.record_room.chain.keys).faults()) == []
    found = room.found(talk)
    assert found.first_reply_at == found.replied_at


def test_the_same_form_sent_twice_is_said_once(both):
    talk = both.held()
    for _ in range(3):
        both.desk.reply(MAI, talk, Draft("Dạ chào bác", "one key"))
    assert both.got().count("Cán bộ BHXH: Dạ chào bác") == 1


@pytest.mark.parametrize("text", ["", "   \r\n ", "x" * 2001])
def test_an_empty_or_endless_reply_is_refused(room, text):
    with pytest.raises(NothingSaid):
        room.desk.reply(MAI, room.held(), Draft(text, "k"))


def test_numbers_of_a_person_are_warned_of_before_they_leave(room):
    talk = room.held()
    with pytest.raises(NumbersInside) as caught:
        room.desk.reply(MAI, talk, Draft("Số của bác 001085012345, máy 0912345678", "k"))
    assert caught.value.kinds == ("CCCD", "DIEN_THOAI")
    assert "0010" not in str(caught.value)
    hotline = room.house.adviser.phrases.hotline
    room.desk.reply(MAI, talk, Draft(f"Bác gọi {hotline}", "k2"))
    assert hotline in room.turns()[-1].replies[0]["text"]


def test_only_the_holder_replies_and_hands_back(room):
    talk = room.held()
    for act in (lambda: room.desk.reply(LAN, talk, Draft("chào", "k")), lambda: room.desk.hand_back(LAN, talk)):
        with pytest.raises(HeldByAnother) as caught:
            act()
        assert caught.value.holder == "mai"
    with pytest.raises(HeldByAnother):
        room.desk.reply(BOSS, talk, Draft("chào", "k"))


def test_nobody_replies_in_a_talk_that_waits_or_is_over(room):
    talk = room.asks()
    with pytest.raises(NotHeld) as caught:
        room.desk.reply(MAI, talk, Draft("chào", "k"))
    assert caught.value.state is State.WAITING
    room.desk.claim(MAI, talk)
    room.desk.hand_back(MAI, talk)
    for act in (
        lambda: room.desk.reply(MAI, talk, Draft("chào", "k")),
        lambda: room.desk.claim(MAI, talk),
        lambda: room.desk.assign(BOSS, talk, LAN),
        lambda: room.desk.take_over(BOSS, talk, "vì"),
    ):
        with pytest.raises(NotHeld) as caught:
            act()
        assert caught.value.state is State.ENDED


def test_an_unknown_talk_is_named_as_that(room):
    for act in (
        lambda: room.desk.claim(MAI, "0"),
        lambda: room.desk.note(MAI, "0", "x"),
        lambda: reading(room).transcript("0"),
    ):
        with pytest.raises(UnknownTalk):
            act()


def test_the_machine_says_that_it_answers_again_and_does(room):
    talk = room.held()
    room.desk.hand_back(MAI, talk)
    assert "Cán bộ đã kết thúc, trợ lý máy An Sinh trả lời tiếp" in room.got()[-1]
    room.says("đóng bao nhiêu")
    assert room.got()[-1] == "nghe: đóng bao nhiêu"
    assert (room.found(talk).state, room.found(talk).ended_by) == (State.ENDED, "officer")


def test_the_holder_gives_it_to_a_colleague_and_may_not_write_any_more(room):
    talk = room.held()
    room.desk.assign(MAI, talk, LAN, "hồ sơ cũ của chị Lan")
    assert room.found(talk).holder == "lan"
    assert "cán bộ BHXH khác" in room.got()[-1]
    with pytest.raises(HeldByAnother):
        room.desk.reply(MAI, talk, Draft("chào", "k"))
    with pytest.raises(HeldByAnother):
        room.desk.assign(MAI, talk, MAI)
    assert acts(room, 1) == [("mai", "talk.assign", "lan: hồ sơ cũ của chị Lan")]


def test_a_manager_gives_out_what_waits_and_what_is_held(room):
    waiting, held = room.asks("an"), room.held(sender="bình")
    room.desk.assign(BOSS, waiting, LAN)
    room.desk.assign(BOSS, held, LAN)
    assert {room.found(waiting).holder, room.found(held).holder} == {"lan"}


def test_a_manager_takes_over_with_a_reason(room):
    talk = room.held()
    with pytest.raises(NothingSaid):
        room.desk.take_over(BOSS, talk, "")
    room.desk.take_over(BOSS, talk, "chị Mai nghỉ ốm")
    room.desk.reply(BOSS, talk, Draft("Tôi trả lời tiếp", "k"))
    assert room.got()[-1] == "Cán bộ BHXH: Tôi trả lời tiếp"
    assert acts(room, 2)[1] == ("boss", "talk.take_over", "chị Mai nghỉ ốm")


def test_every_act_is_in_the_audit_without_a_word_of_the_talk(room):
    talk = room.held()
    room.desk.note(MAI, talk, "gọi lại sau")
    room.desk.reply(MAI, talk, Draft("Dạ vâng thưa bác", "k"))
    room.desk.hand_back(MAI, talk)
    whole = room.house.record_room.audit.latest(9)
    assert [one.act.what for one in whole] == ["talk.hand_back", "talk.reply", "talk.note", "talk.claim"]
    assert {one.act.about for one in whole} == {f"talk/{talk}"}
    assert "thưa" not in str(whole)


def test_a_note_is_masked_and_never_sent(room):
    talk = room.held()
    before = room.got()
    room.desk.note(LAN, talk, "bác đưa CCCD 001085012345")
    with pytest.raises(NothingSaid):
        room.desk.note(LAN, talk, "  ")
    assert room.got() == before
    (note,) = [line for line in reading(room).transcript(talk).lines if line.author == "note"]
    assert (note.text, note.officer) == ("bác đưa CCCD [CCCD_1]", "lan")


def test_an_approved_text_sent_as_it_stands_keeps_its_evidence(room):
    talk = room.held()
    advice = room.desk.approved(*CANNED)
    assert advice
    room.desk.reply(MAI, talk, Draft(advice.text.replace("\n", "\r\n"), "k", CANNED))
    turn = room.turns()[-1]
    assert (turn.topic, turn.aspect, turn.outcome, turn.author) == (*CANNED, Outcome.WITH_OFFICER, "officer")
    assert turn.replies[0]["text"] == advice.text.strip()
    with room.house.database.reading() as session:
        used = session.scalars(select(EvidenceUsed.figure).where(EvidenceUsed.interaction_id == turn.id)).all()
    assert list(used) == [one.figure for one in advice.evidence]


def test_a_changed_one_is_the_officers_own_word(room):
    talk = room.held()
    advice = room.desk.approved(*CANNED)
    room.desk.reply(MAI, talk, Draft(f"{advice.text} Bác nhé.", "k", CANNED))
    turn = room.turns()[-1]
    assert (turn.topic, turn.aspect) == (None, None)


def test_only_what_may_be_said_today_is_approved(room):
    assert room.desk.approved("contribution_level", "nothing") is None
    assert room.desk.approved("contribution_level", "calculate_for_me") is None
    assert room.desk.approved("dialogue", "stop") is None


def test_who_has_blocked_us_cannot_be_written_to(room):
    talk = room.held()
    room.says(None, kind="left")
    with pytest.raises(Unreachable):
        room.desk.reply(MAI, talk, Draft("chào", "k"))
    room.rig.channel.why_closed = "window: closed"
    room.says("em quay lại")
    with pytest.raises(Unreachable) as caught:
        room.desk.reply(MAI, talk, Draft("chào", "k"))
    assert caught.value.why == "closed"
    assert isinstance(caught.value, TalkRefused)


# What the desk does by itself


def test_a_talk_whose_officer_went_away_goes_back_to_the_queue(both):
    room = both
    talk = room.held()
    room.says("cô ơi")
    room.age(talk, heard_at=now() - timedelta(minutes=31), acted_at=now() - timedelta(minutes=40))
    room.age(talk, held_at=now() - timedelta(minutes=40))
    assert room.desk.sweep() == 1
    assert (room.found(talk).state, room.found(talk).holder) == (State.WAITING, None)
    assert "trở lại hàng chờ" in room.got()[-1]
    room.says("đóng bao nhiêu")
    assert room.got()[-1] == "nghe: đóng bao nhiêu"
    assert acts(room, 1) == [("machine", "talk.requeue", "mai")]


def test_an_officer_who_waits_for_the_citizen_keeps_the_talk(room):
    talk = room.held()
    replies(room, "Bác chờ chút", talk=talk)
    past = now() - timedelta(hours=2)
    room.age(talk, heard_at=past, acted_at=past, held_at=past, replied_at=past + timedelta(minutes=1))
    assert room.desk.sweep() == 0
    assert room.found(talk).state is State.HELD


def test_a_talk_ends_after_a_day_of_silence_and_says_so(room):
    talk = room.held()
    past = now() - timedelta(hours=25)
    room.age(talk, heard_at=past, acted_at=past, held_at=past)
    assert room.desk.sweep() == 1
    assert (room.found(talk).state, room.found(talk).ended_by) == (State.ENDED, "silence")
    assert "trợ lý máy An Sinh trả lời tiếp" in room.got()[-1]


def test_who_waits_is_never_dropped(room):
    talk = room.asks()
    room.age(talk, opened_at=now() - timedelta(days=9), heard_at=now() - timedelta(days=9))
    assert room.desk.sweep() == 0
    assert room.found(talk).state is State.WAITING


# Reading


def test_the_queue_shows_who_waits_longest_first_and_leads_on(room, monkeypatch):
    monkeypatch.setattr("bot.talks.reading.PAGE", 2)
    talks = [room.asks(name) for name in ("an", "bình", "chi")]
    room.desk.claim(MAI, talks[1])
    read = reading(room)
    first, after = read.page(Shown.OPEN, "mai")
    rest, last = read.page(Shown.OPEN, "mai", after)
    assert [one.talk.id for one in first + rest] == talks
    assert last is None
    assert read.counts("mai") == {"open": 3, "waiting": 2, "mine": 1}
    assert [one.talk.id for one in read.every(Shown.MINE, "mai")] == [talks[1]]
    assert [one.talk.id for one in read.every(Shown.ALL, "x")] == talks[::-1]
    assert read.page(Shown.WAITING, "x", "nonsense")[0][0].talk.id == talks[0]
    assert first[0].words == "gặp cán bộ"


def test_the_transcript_tells_who_spoke_and_what_became_of_it(both):
    room = both
    room.says("đóng bao nhiêu")
    talk = room.held()
    replies(room, "Chào bác", talk=talk)
    room.got()
    lines = reading(room).transcript(talk).lines
    assert [line.author for line in lines] == [
        *("citizen", "machine", "citizen", "machine"),
        *("machine", "officer"),
    ]
    assert lines[-1].officer == "mai"
    assert {line.delivery.state for line in lines if line.delivery} == {"sent"}


def test_a_message_that_could_not_be_sent_says_why(room):
    talk = room.held()
    replies(room, "Chào bác", talk=talk)
    room.got()
    change = OutboxMessage.__table__.update().values(state="dead", reason="-213: đã chặn")
    room.house.database.together(lambda connection: connection.execute(change))
    delivery = reading(room).transcript(talk).lines[-1].delivery
    assert (delivery.state, delivery.why) == ("dead", "-213: đã chặn")


def test_a_long_transcript_leads_back(room, monkeypatch):
    monkeypatch.setattr("bot.talks.reading.TURNS", 3)
    talk = room.held()
    for number in range(4):
        room.says(f"câu {number}")
    read = reading(room)
    last = read.transcript(talk)
    assert [line.text for line in last.lines] == ["câu 1", "câu 2", "câu 3"]
    earlier = read.transcript(talk, last.before)
    assert earlier.lines[-1].text == "câu 0"


def test_what_is_known_of_a_citizen_goes_with_them(both):
    """Talks, notes, messages and news that waited are wiped with the conversation."""
    from bot.records.erasure import Ground

    room = both
    talk = room.held()
    room.desk.note(MAI, talk, "ghi")
    room.rig.board.tell(room.conversation(), [{"text": "tin", "buttons": [], "image": None}], "claim/1")
    room.got()
    room.house.record_room.erasure.erase(room.conversation(), Ground.CITIZEN_ASKED, "lan", today())
    with room.house.database.looking() as connection:
        for table in (rows.TALK, rows.MESSAGE, rows.NOTE, rows.WITHHELD):
            assert connection.execute(select(table)).all() == []
