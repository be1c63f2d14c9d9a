"""What a citizen sends along is kept with a report that is being taken, and with nothing else."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from bot.channels.fetching import FetchFailed, Trouble
from bot.house import House
from bot.inbox import hearing
from bot.privacy.pseudonym import pseudonym
from bot.storage.file_tables import SentFile
from tests.emulators.telegram_bot import png
from tests.inbox.rig import Rig

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

PICTURE = {"kind": "picture", "with": [{"kind": "picture", "reference": "photo-1"}]}


@pytest.fixture
def reporting(rig: Rig) -> Rig:
    """A citizen in the middle of a report."""
    rig.engine.state = {"slots": {"requested_slot": "report_what"}, "loop": "report_form"}
    rig.says(0, "tôi muốn báo lừa đảo")
    rig.settle()
    rig.channel.files["photo-1"] = _photograph()
    return rig


def files(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(SentFile)) or 0


def test_outside_a_report_nothing_is_fetched_and_the_way_to_report_is_offered(rig: Rig) -> None:
    rig.says(1, **PICTURE)
    rig.settle()
    (sent,) = [one for one in rig.channel.sent if not one.beside]
    assert "ảnh" in sent.text
    assert [button["title"] for button in sent.buttons] == ["Gửi tin báo"]
    assert files(rig.house) == 0


def test_the_offered_way_is_a_button_that_works(rig: Rig) -> None:
    rig.says(1, **PICTURE)
    rig.settle()
    (sent,) = [one for one in rig.channel.sent if not one.beside]
    rig.says(2, kind="button", payload=sent.buttons[0]["payload"])
    rig.settle()
    assert rig.engine.buttons[-1] == ("fraud_report", "make_report")


def test_within_a_report_it_is_kept_and_the_form_goes_on(reporting: Rig) -> None:
    reporting.says(1, **PICTURE)
    reporting.settle()
    assert files(reporting.house) == 1
    assert "kèm tin báo" in reporting.channel.to("lan")[-1]
    conversation = reporting.house.conversations.of("loop", _citizen(reporting))
    assert reporting.house.memory.of(conversation)["loop"] == "report_form"


def test_words_under_it_answer_the_form_and_the_file_is_kept_too(reporting: Rig) -> None:
    reporting.says(1, "họ đòi 5 triệu", **PICTURE)
    reporting.settle()
    assert files(reporting.house) == 1
    assert reporting.channel.to("lan")[-1] == "nghe: họ đòi 5 triệu"


def test_what_comes_twice_is_kept_once(reporting: Rig) -> None:
    for _ in range(3):
        reporting.says(1, **PICTURE)
    reporting.settle()
    assert files(reporting.house) == 1


def test_of_a_report_that_was_left_nothing_stays(reporting: Rig) -> None:
    reporting.says(1, **PICTURE)
    reporting.settle()
    reporting.engine.state = {}
    reporting.says(2, "thôi")
    reporting.settle()
    assert files(reporting.house) == 0


@pytest.mark.parametrize(
    ("content", "word"), [(b"MZ\x90\x00 a program", "loại tệp"), (png(40_000, 40_000), ""), (b"", "")]
)
def test_a_file_that_is_refused_is_named_and_nothing_is_kept(content: bytes, word: str, reporting: Rig) -> None:
    reporting.channel.files["photo-1"] = content
    reporting.says(1, **PICTURE)
    reporting.settle()
    assert files(reporting.house) == 0
    said = reporting.channel.to("lan")[-1]
    assert "kèm tin báo" not in said
    assert word in said


def test_a_file_that_is_gone_is_said_to_be(reporting: Rig) -> None:
    reporting.channel.why_not_fetched = FetchFailed(Trouble.GONE, "404")
    reporting.says(1, **PICTURE)
    reporting.settle()
    assert "chưa tải được" in reporting.channel.to("lan")[-1]


def test_a_channel_that_does_not_give_it_out_now_is_asked_again(reporting: Rig) -> None:
    reporting.channel.why_not_fetched = FetchFailed(Trouble.LATER, "timeout")
    reporting.says(1, **PICTURE)
    reporting.wait(lambda: reporting.board.inbox.waiting() == 1)
    reporting.channel.why_not_fetched = None
    reporting.settle()
    assert files(reporting.house) == 1


def test_in_the_end_the_citizen_is_told(reporting: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "FETCHED_WITHIN", hearing.timedelta(seconds=1))
    reporting.channel.why_not_fetched = FetchFailed(Trouble.LATER, "timeout")
    reporting.says(1, **PICTURE)
    reporting.settle()
    assert "chưa tải được" in reporting.channel.to("lan")[-1]


def _photograph() -> bytes:
    content = BytesIO()
    Image.new("RGB", (320, 240), "teal").save(content, "JPEG")
    return content.getvalue()


def _citizen(rig: Rig) -> str:
    return pseudonym(rig.house.key, "loop", "lan")
