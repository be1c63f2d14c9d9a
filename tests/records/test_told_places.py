"""Places that citizens name: kept beside the turn, by the names of today, in the transaction that ends it."""

import uuid

import pytest
from sqlalchemy import func, select

from bot.clock import today
from bot.entities import named_in
from bot.language.province import Provinces
from bot.outcomes import Outcome
from bot.places import communes
from bot.records.conversations import Conversations
from bot.records.ending import Ending
from bot.records.interactions import Interactions, Question
from bot.records.record import Said
from bot.records.told_places import ToldPlaces
from bot.settings import PROJECT
from bot.storage.statistics_tables import TurnPlace
from tests.records.two_way_talk import Talk

SAID = Said(Outcome.ANSWERED, [{"text": "…", "buttons": [], "image": None}], "payment_method", "where_to_pay")
SENTENCES = {
    "em ở xã Tam Hải thì đóng ở đâu": ("Đà Nẵng", "Xã Tam Hải"),
    "tôi ở Nghệ An": ("Nghệ An", None),
    "nhà em ở Bến Tre": ("Vĩnh Long", None),
    "ở huyện bình chánh nộp chỗ nào": ("TP.HCM", None),
    "ko phải Nghệ An mà Hà Tĩnh": ("Hà Tĩnh", None),
    "xã Tân Phú tỉnh Đồng Nai": ("Đồng Nai", "Xã Tân Phú"),
    # Several communes of that name, and nothing that tells them apart.
    "em ở xã Tân Phú": None,
    "đóng thấp nhất bao nhiêu": None,
    "[CCCD_1] ở đâu": None,
}


@pytest.fixture(scope="module")
def places() -> ToldPlaces:
    return ToldPlaces(Provinces.load(PROJECT / "data" / "offices" / "provinces.toml", communes()))


@pytest.fixture
def talk(one_house) -> Talk:
    return Talk(one_house)


def kept(talk):
    turns = [turn.id for turn in talk.turns()]
    with talk.house.database.reading() as session:
        rows = session.scalars(select(TurnPlace).where(TurnPlace.interaction_id.in_(turns))).all()
    by_turn = {row.interaction_id: (row.province, row.commune) for row in rows}
    return [by_turn.get(turn) for turn in turns]


def finished(database, places, text, *, pressed=False):
    """A turn that ends on a database with nothing but the writer of places."""
    interactions = Interactions(database, "m", "d")
    conversation = Conversations(database).of("web", uuid.uuid4().hex)
    question = Question(conversation, "web", str(uuid.uuid4()), text, today(), pressed)
    turn, _ = interactions.accept(question)
    interactions.finish(turn, SAID, closing=lambda connection, record: places.keep(connection, turn, record.heard))
    with database.reading() as session:
        row = session.get(TurnPlace, turn)
    return (row.province, row.commune) if row else None


@pytest.mark.parametrize(("sentence", "place"), SENTENCES.items())
def test_a_turn_keeps_the_place_that_it_names(talk, sentence, place):
    talk.says(sentence)
    assert kept(talk) == [place]


def test_both_databases_keep_it(database, places):
    found = {sentence: finished(database, places, sentence) for sentence in SENTENCES}
    assert found == SENTENCES


def test_a_button_names_no_place(database, places):
    assert finished(database, places, "Bảo hiểm xã hội Đà Nẵng", pressed=True) is None


def test_what_is_withheld_or_erased_names_none(database, places, adviser):
    for text in ("", adviser.phrases("report.withheld"), "[xã Tam Hải, Đà Nẵng]"):
        assert finished(database, places, text) is None


def test_what_a_report_says_is_not_looked_at(talk):
    def withheld(turn):
        talk.house.interactions.withhold(turn.interaction_id, talk.house.adviser.phrases("report.withheld"))
        return Said(Outcome.COLLECTING, [{"text": "khi nào?", "buttons": [], "image": None}], "fraud_report")

    talk.engine._answer = withheld
    talk.says("ở xã Tam Hải, Đà Nẵng có người lừa tiền")
    assert kept(talk) == [None]


def test_each_turn_has_its_own_and_a_repeat_changes_nothing(talk):
    talk.says("em ở Nghệ An", message_id="m-1")
    talk.says("em ở Nghệ An", message_id="m-1")
    talk.says("giờ em chuyển ra Hà Nội")
    talk.says("đóng bao nhiêu")
    assert kept(talk) == [("Nghệ An", None), ("Hà Nội", None), None]


def test_where_the_end_is_not_written_nor_is_the_place(talk, monkeypatch):
    def breaks(*_):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(Ending, "_give_notice", breaks)
        with pytest.raises(RuntimeError):
            talk.says("em ở Nghệ An")
    with talk.house.database.reading() as session:
        turn = talk.turns()[0]
        assert turn.answered_at is None
        assert session.scalar(select(func.count()).where(TurnPlace.interaction_id == turn.id)) == 0


def test_it_is_the_place_that_the_entities_name(places):
    """`ansinh understand` and the record read one sentence alike."""
    of_province = {one.name: one.slug for one in places.provinces.all()}
    for sentence, told in SENTENCES.items():
        named = named_in(sentence, today(), places.provinces)
        province, commune = told or (None, None)
        assert (named.get("province"), named.get("commune")) == (of_province.get(province), commune), sentence


def test_without_communes_provinces_are_found_all_the_same():
    alone = Provinces.load(PROJECT / "data" / "offices" / "provinces.toml")
    found = alone.place("xã Tam Hải, Đà Nẵng")
    assert found is not None
    assert (found[0].name, found[1]) == ("Đà Nẵng", None)
    assert alone.place("đóng bao nhiêu") is None
