"""What every channel does, whole way: a citizen there, the app behind a real port, records, and what arrives.

The same tests for all; what a channel has no place for is named by its way and must be refused clearly.
"""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.advice.advice import Button
from bot.advice.picture import Part, Picture
from bot.clock import now
from bot.engine_client import Turn
from bot.house import House
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.records.buttons import drawn
from bot.records.record import Said
from bot.records.talks import TalkState
from bot.settings import Settings
from bot.storage.migrate import migrate
from bot.storage.queue_tables import InboxEvent
from bot.storage.tables import Interaction
from tests.channels.ways.loop import Loop
from tests.channels.ways.telegram import TelegramWay
from tests.channels.ways.way import ACTS, Person, Shown, Way, wait
from tests.channels.ways.web import Web
from tests.channels.ways.zalo import ZaloWay
from tests.conftest import SECRET

WAYS: dict[str, type[Way]] = {"loop": Loop, "web": Web, "zalo": ZaloWay, "telegram": TelegramWay}
#: What is sent along without words, and the phrase that answers it.
CARRIED = {
    **{kind: kind for kind in ("picture", "file", "location", "sticker", "video", "contact")},
    "voice": "audio",
}
CHOICES = (
    Button("Mức đóng thấp nhất", "contribution_level", "minimum_contribution"),
    Button("Tuổi nghỉ hưu", "retirement_age"),
    Button("Gặp cán bộ", "talk_to_officer"),
)


PICTURE = Picture("Đã đóng", "ví dụ", bar_title="Thời gian", bar=(Part("Đã đóng", 3, "3 năm"),))


@pytest.fixture(scope="module", params=WAYS)
def way(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Way]:
    """One app for all tests of a channel; each test is another citizen."""
    settings = Settings(
        home=tmp_path_factory.mktemp(request.param),
        engine_port=1,
        engine_secret=SECRET,
        action_secret=SECRET,
        chat_per_minute=100_000,
        settle_seconds=0.25,
    )
    house = House.build(settings)
    migrate(house.database)
    warm_up(house)
    made = WAYS[request.param](house)
    yield made
    made.close()


def warm_up(house: House) -> None:
    """On a busy machine the first drawing takes longer than a citizen is made to wait for it."""
    for _ in range(10):
        with suppress(Exception):
            house.pictures._studio.paint(PICTURE)
            return


@pytest.fixture
def engine(way: Way) -> Iterator[Any]:
    """As at the beginning."""
    made = way.served.engine
    made.says, made.takes, made.is_down, made.hangs = echo, 0.0, False, False
    made.heard.clear()
    yield made
    made.is_down = made.hangs = False


def echo(turn: Turn) -> Said:
    """Small talk: nothing is added to it, no question for feedback and no code of the answer."""
    return Said(Outcome.SMALL_TALK, [{"text": f"nghe: {turn.text}", "buttons": [], "image": None}])


@pytest.fixture
def lan(way: Way, engine: Any) -> Person:
    """Somebody who talked with us a moment ago and was told then that a machine answers."""
    return talked_before(way, way.somebody())


def talked_before(way: Way, person: Person) -> Person:
    talk, conversation = TalkState(), conversation_of(way, person)
    talk.notice_version, talk.seen_at = way.house.two_way.ending.notice.version, now()
    way.house.database.together(lambda connection: talk.store(connection, conversation))
    return person


def conversation_of(way: Way, person: Person) -> str:
    return way.house.conversations.of(way.name, pseudonym(way.house.key, way.name, person.address))


def phrase(way: Way, name: str) -> str:
    """How an approved text begins; its end may be in another message."""
    return way.house.adviser.phrases(name)[:30]


def heard(way: Way) -> list[str]:
    return [text for _, text in way.served.engine.heard]


def records(way: Way, person: Person) -> list[Any]:
    """What is on record of this citizen, in order."""
    conversation = conversation_of(way, person)
    found = (
        select(Interaction.question, Interaction.outcome, Interaction.answered_at)
        .where(Interaction.conversation_id == conversation)
        .order_by(Interaction.accepted_at)
    )
    with way.house.database.looking() as connection:
        return list(connection.execute(found))


def events(way: Way) -> int:
    with way.house.database.looking() as connection:
        return connection.scalar(select(func.count()).select_from(InboxEvent)) or 0


def texts(shown: list[Shown]) -> list[str]:
    return [one.text for one in shown]


def settled(way: Way, person: Person) -> list[Shown]:
    """Everything that arrived, once nothing more can."""
    way.served.settle()
    return person.got()


def is_refused(way: Way, act: str) -> bool:
    """Whether the channel cannot do `act`; then it is tried all the same, and must be refused clearly."""
    if act not in way.cannot:
        return False
    person = way.somebody()
    before = person.got()
    refusal = person.tries(act)
    settled(way, person)
    if refusal.status == 400:
        assert act in refusal.words, "the refusal names what is not taken"
    else:
        # Taken from the platform, and put aside.
        assert (refusal.status, refusal.words) == (200, "unknown")
    assert person.got() == before
    assert records(way, person) == []
    assert heard(way) == []
    return True


class TestContract:
    """One citizen a test."""

    def test_a_text_is_answered_and_on_record_once(self, way: Way, lan: Person) -> None:
        lan.says("mức đóng thấp nhất là bao nhiêu")
        (reply,) = lan.waits(1)
        assert reply == Shown("nghe: mức đóng thấp nhất là bao nhiêu")
        assert settled(way, lan) == [reply]
        ((question, outcome, answered_at),) = records(way, lan)
        assert (question, outcome) == ("mức đóng thấp nhất là bao nhiêu", Outcome.SMALL_TALK)
        assert answered_at is not None

    def test_the_first_reply_says_that_a_machine_answers(self, way: Way, engine: Any) -> None:
        """On the web the page itself says it at all times."""
        minh, texts_of_notice = way.somebody(), way.house.two_way.ending.notice.texts
        minh.says("xin chào bạn")
        minh.waits(1)
        shown = " ".join(" ".join(texts(settled(way, minh))).split())
        told = [" ".join(text.split()) in shown for text in texts_of_notice]
        assert told == [not way.waits_for_answer] * len(texts_of_notice)
        assert "nghe: xin chào bạn" in shown

    def test_numbers_of_a_person_reach_neither_engine_nor_record(self, way: Way, lan: Person) -> None:
        lan.says("số căn cước của tôi là 001203004567")
        lan.waits(1)
        assert "001203004567" not in "".join(heard(way))
        assert "001203004567" not in records(way, lan)[0][0]

    def test_several_texts_are_answered_in_order(self, way: Way, lan: Person) -> None:
        said = [f"câu số {number}" for number in range(4)]
        for text in said:
            lan.says(text)
        assert texts(lan.waits(4)) == [f"nghe: {text}" for text in said]
        assert [row[0] for row in records(way, lan)] == said

    def test_a_long_text_arrives_whole_and_in_order(self, way: Way, lan: Person) -> None:
        long = "\n\n".join(f"Đoạn {number}: " + "người tham gia đóng hằng tháng, " * 12 for number in range(11))
        way.served.engine.says = lambda _turn: Said(Outcome.SMALL_TALK, [{"text": long, "buttons": [], "image": None}])
        lan.says("kể hết đi")
        if way.longest:
            least = -(-len(long) // way.longest)
            assert least > 1
            lan.waits(least)
        shown = texts(settled(way, lan))
        assert [int(number) for number in re.findall(r"Đoạn (\d+):", " ".join(shown))] == list(range(11))
        assert "".join("".join(shown).split()) == "".join(long.split()), "nothing but spaces at a cut is lost"
        assert all(len(text) <= (way.longest or len(long)) for text in shown)

    def test_buttons_are_shown_and_pressed(self, way: Way, lan: Person) -> None:
        pressed = self._offered(way, lan)
        lan.presses(1)
        wait(lambda: bool(pressed))
        assert pressed == [("retirement_age", None)]
        settled(way, lan)
        assert records(way, lan)[-1][0] == "Tuổi nghỉ hưu"

    @pytest.mark.parametrize("typed", ["3", "3.", "gap can bo"])
    def test_typed_instead_of_pressed(self, way: Way, lan: Person, typed: str) -> None:
        """By number or title where the buttons stand in the text; elsewhere it is a text like any other."""
        pressed = self._offered(way, lan)
        lan.says(typed)
        wait(lambda: len(heard(way)) == 2)
        settled(way, lan)
        if way.numbers_buttons:
            assert pressed == [("talk_to_officer", None)]
            assert records(way, lan)[-1][0] == "Gặp cán bộ"
        else:
            assert records(way, lan)[-1][0] == typed

    def test_a_button_of_somebody_else_is_not_pressed(self, way: Way, lan: Person) -> None:
        self._offered(way, lan)
        before = len(heard(way))
        if way.name == "web":
            assert lan.forges() == 200
            assert len(heard(way)) == before
            assert records(way, lan)[-1][1] == Outcome.CLARIFYING
        else:
            minh = talked_before(way, way.somebody())
            minh.says("3")
            minh.waits(1)
            assert records(way, minh)[-1][0] == "3"

    def test_a_picture_is_shown_with_its_text(self, way: Way, lan: Person) -> None:

        def shows(turn: Turn) -> Said:
            # On a busy machine the first drawing may take too long, and the answer would go out as text.
            drawings = (way.house.pictures.show(turn.interaction_id, PICTURE) for _ in range(3))
            image = next((path for path in drawings if path), None)
            return Said(Outcome.SMALL_TALK, [{"text": "Xem hình", "buttons": [], "image": image}])

        way.served.engine.says = shows
        lan.says("cho xem hình")
        lan.waits(1)
        shown = settled(way, lan)
        assert "Xem hình" in " ".join(texts(shown))
        (png,) = [one.picture for one in shown if one.picture]
        assert png.startswith(b"\x89PNG")

    @pytest.mark.parametrize("act", CARRIED)
    def test_what_carries_no_words_is_answered_with_what_helps(self, way: Way, lan: Person, act: str) -> None:
        if is_refused(way, act):
            return
        lan.does(act)
        lan.waits(1)
        assert settled(way, lan)[0].text.startswith(phrase(way, f"attachment.{CARRIED[act]}"))
        assert heard(way) == [], "the engine is not asked what it cannot read"
        assert len(records(way, lan)) == 1

    def test_a_link(self, way: Way, lan: Person) -> None:
        lan.does("link")
        lan.waits(1)
        expected = "nghe: https://" if way.links_are_text else phrase(way, "attachment.link")
        assert settled(way, lan)[0].text.startswith(expected)
        assert len(records(way, lan)) == 1

    def test_an_edit_is_on_record_beside_the_first_version_and_no_new_question(self, way: Way, lan: Person) -> None:
        if is_refused(way, "edit"):
            return
        lan.says("tôi viết nhầm")
        lan.waits(1)
        lan.does("edit")
        assert lan.waits(2)[1].text.startswith(phrase(way, "hearing.edited"))
        assert [row[0] for row in records(way, lan)] == ["tôi viết nhầm", "tôi sửa lại"]
        assert heard(way) == ["tôi viết nhầm"]

    def test_an_unknown_event_is_taken_and_never_answered(self, way: Way, lan: Person) -> None:
        if is_refused(way, "unknown"):
            return
        before = events(way)
        lan.does("unknown")
        wait(lambda: events(way) == before + 1)
        assert settled(way, lan) == []
        assert records(way, lan) == []
        lan.says("còn nghe không")
        assert texts(lan.waits(1)) == ["nghe: còn nghe không"]

    def test_who_blocks_us_is_not_written_to_until_they_come_back(self, way: Way, lan: Person) -> None:
        if is_refused(way, "block") and is_refused(way, "unblock"):
            return
        lan.says("chào")
        lan.waits(1)
        way.served.engine.takes = 1.0
        lan.says("câu này trả lời khi đã chặn")
        wait(lambda: len(records(way, lan)) == 2)
        lan.does("block")
        settled(way, lan)
        before = len(lan.got())
        assert way.house.contacts.of(conversation_of(way, lan)).unreachable_reason
        way.served.engine.takes = 0.0
        lan.does("unblock")
        lan.waits(before + 1)
        lan.says("tôi quay lại")
        assert texts(lan.waits(before + 2))[-1] == "nghe: tôi quay lại"
        assert way.house.contacts.of(conversation_of(way, lan)).unreachable_reason is None

    def test_a_message_that_comes_six_times_is_answered_once(self, way: Way, lan: Person) -> None:
        lan.says("một lần thôi")
        lan.waits(1)
        lan.repeats(5)
        assert texts(settled(way, lan)) == ["nghe: một lần thôi"]
        assert heard(way) == ["một lần thôi"]
        assert len(records(way, lan)) == 1

    def test_out_of_order_is_put_in_order(self, way: Way, lan: Person) -> None:
        if is_refused(way, "out_of_order"):
            return
        said = ["trước", "giữa", "sau"]
        lan.says_reversed(said)
        assert texts(lan.waits(3)) == [f"nghe: {text}" for text in said]
        assert [row[0] for row in records(way, lan)] == said

    def test_forged_is_not_heard(self, way: Way, lan: Person) -> None:
        before = events(way)
        assert lan.forges() == way.forged_status
        way.served.settle()
        assert events(way) == before
        assert heard(way) == []
        if not way.waits_for_answer:
            assert lan.got() == []
            assert records(way, lan) == []

    def test_malformed_is_refused_once_and_harms_nobody(self, way: Way, lan: Person) -> None:
        before = events(way)
        assert lan.garbles() == way.malformed_status
        assert events(way) == before
        assert records(way, lan) == []
        lan.says("vẫn trả lời chứ")
        assert texts(lan.waits(1)) == ["nghe: vẫn trả lời chứ"]

    @pytest.mark.parametrize("typed", ["/intent_greet", "／restart", "\u200b/goodbye{}", "  /x"])
    def test_no_text_is_a_command_of_the_engine(self, way: Way, lan: Person, typed: str) -> None:
        lan.says(typed)
        lan.waits(1)
        assert not any(text.lstrip().startswith(("/", "／")) for text in heard(way))

    def test_nobody_is_left_without_a_word_when_the_engine_is_away(self, way: Way, lan: Person) -> None:
        way.served.engine.is_down = True
        begun = time.monotonic()
        lan.says("có ai không")
        (told,) = lan.waits(1)
        assert time.monotonic() - begun < 5
        assert told.text.startswith(phrase(way, f"hearing.{'engine_down' if way.waits_for_answer else 'takes_longer'}"))
        way.served.engine.is_down = False
        if way.waits_for_answer:
            lan.says("thử lại")
        assert texts(lan.waits(2))[1] == ("nghe: thử lại" if way.waits_for_answer else "nghe: có ai không")
        settled(way, lan)
        assert len(records(way, lan)) == (2 if way.waits_for_answer else 1)

    def _offered(self, way: Way, lan: Person) -> list[tuple[str, str | None]]:
        """Lan is shown the choices; gives where presses will be told."""
        pressed: list[tuple[str, str | None]] = []
        sent = drawn(CHOICES)

        def says(turn: Any) -> Said:
            if turn.button is None and len(heard(way)) > 1:
                return echo(turn)
            if turn.button:
                pressed.append((turn.button.intent, turn.button.aspect))
                return echo(turn)
            offered = [{"text": "Chọn giúp", "buttons": [one.sent for one in sent], "image": None}]
            return Said(Outcome.SUGGESTED, offered, buttons=sent)

        way.served.engine.says = says
        lan.says("cho tôi xem có gì để chọn")
        (offer,) = lan.waits(1)
        assert offer.buttons == tuple(button.title for button in CHOICES)
        numbered = "1. Mức đóng thấp nhất" in offer.text
        assert numbered is (way.numbers_buttons and way.name != "loop")
        return pressed


def test_every_act_is_done_or_refused_by_every_channel() -> None:
    """So that a channel cannot leave something out unseen."""
    covered = {*CARRIED, "link", "edit", "unknown", "block", "unblock", "out_of_order"}
    assert covered == ACTS
    for way in WAYS.values():
        assert set(way.cannot) <= ACTS
        assert all(way.cannot.values()), "with its reason"
