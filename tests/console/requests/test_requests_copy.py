"""The copy of a citizen's data: what is in it, what is withheld and why, who makes it, how it is handed over."""

import io
import json
import tomllib
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cases.request_states import Handing, IllegalStep, Kind, Refusal, RequestChanged, Step
from bot.clock import now, today
from bot.console.requests import copying
from bot.console.requests.copying import DATA, DOCUMENT, FORMAT, declaration, gathering, made, shown
from bot.console.roles import Role
from bot.privacy.register import NOTHING, Register
from bot.privacy.retention import Schedule
from bot.records.citizen_copy.declaration import Declaration, DeclarationRefused
from bot.records.citizen_copy.gathering import OF_PERSON
from bot.records.erasure import UnknownConversation
from bot.settings import PROJECT
from bot.storage.database import DatabaseUnavailable
from bot.storage.personal import SPOKEN_FOR
from bot.storage.queue_tables import Contact
from bot.storage.schema import HOLDINGS, MODULES
from bot.storage.tables import Interaction
from tests.cases.claims import POSTS
from tests.console.requests.conftest import WORDS, conversation_of
from tests.console.requests.test_requests_acts import of, state, whats

TABLES = MODULES[0].Table.metadata.tables
WHY = "đã đối chiếu căn cước tại quầy"
FILE = PROJECT / "data" / "privacy" / "copy.toml"


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def copied(client, request, version: str = "1") -> dict[str, bytes]:
    answer = client.form(of(request, "/copy"), why=WHY, version=version)
    assert answer.status_code == 200, answer.text
    return unzipped(answer.content)


def rows(files: dict[str, bytes], table: str) -> list[dict]:
    return next(part["rows"] for part in json.loads(files[DATA])["parts"] if part["table"] == table)


@pytest.fixture
def told(house):
    said = []
    house.voice.speak_through(lambda talk, replies, _origin: said.append((talk, replies[0]["text"])) or True)
    return said


def test_every_column_of_every_table_is_given_or_withheld_with_a_reason():
    declared = declaration()
    assert set(declared.parts) == set(TABLES)
    wrong = {
        name: sorted(part.columns ^ {column.name for column in TABLES[name].columns})
        for name, part in declared.parts.items()
        if not part.whole and part.columns != {column.name for column in TABLES[name].columns}
    }
    assert not wrong


def test_what_an_erasure_takes_is_in_the_copy_or_says_why_not():
    """What is deleted or blanked is somebody's own: it may not be called nobody's or the staff's."""
    for one in HOLDINGS:
        part = declaration().parts[one.table.name]
        assert part.whole not in {"nobody", "staff", "others"}, one.table.name
        for column in one.values:
            assert part.whole or column in part.columns, f"{one.table.name}.{column}"


def test_what_hangs_on_no_conversation_says_why():
    for name, columns in SPOKEN_FOR.items():
        if any(why != "impersonal" for why in columns.values()):
            part = declaration().parts[name]
            assert part.whole or part.given, name


def test_what_the_register_says_of_citizens_is_not_called_nobodys():
    register = Register.load(PROJECT / "data" / "privacy" / "register", Schedule.load(FILE.parent / "retention.toml"))
    told = {row.table for row in register if row.tells != NOTHING}
    for name, part in declaration().parts.items():
        if part.whole == "nobody":
            assert name not in told or name in {"denunciation_pointed", "send_try", "statistics_people"} | {
                one for one in told if one.startswith("statistics_")
            }, name


def test_every_table_of_what_is_stored_is_in_the_declaration():
    document = (PROJECT / "docs" / "what-is-stored.md").read_text("utf-8")
    named = {name for name in TABLES if f"`{name}`" in document or f"`{name}." in document}
    assert len(named) > 30
    assert named <= set(declaration().parts)


def test_whatever_gives_rows_can_find_whose_they_are():
    finders = {"claim_follower"}
    given = {name for name, part in declaration().parts.items() if part.given}
    assert given <= set(OF_PERSON) | finders
    unused = set(declaration().why) - {
        reason for part in declaration().parts.values() for reason in [*part.withheld, part.whole] if reason
    }
    assert not unused


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[text]\n[why]\n[a]\ntitle = 'A'\n", "neither given"),
        ("[text]\n[why]\nx = 'X'\n[a]\ntitle = 'A'\nwhole = 'y'\n", "no reason named 'y'"),
        ("[text]\n[why]\nx = 'X'\n[a]\ntitle = 'A'\nwhole = 'x'\n[a.given]\nb = 'B'\n", "withheld whole, and given"),
        ("[text]\n[why]\nx = 'X'\n[a]\ntitle = 'A'\nwithheld = {x = ['b']}\n[a.given]\nb = 'B'\n", "twice"),
        ("[why]\n", "text"),
        ("[text]\n[why]\n[a]\nname = 'A'\n", "name"),
        ("not toml", "copy.toml"),
    ],
)
def test_a_declaration_that_is_not_whole_is_refused(tmp_path: Path, text, told):
    file = tmp_path / "copy.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(DeclarationRefused, match=told):
        Declaration.load(file)


def test_a_declaration_that_is_not_there(tmp_path):
    with pytest.raises(DeclarationRefused):
        Declaration.load(tmp_path / "none.toml")


def test_a_copy_has_what_was_asked_and_answered_and_nothing_of_others(login, asked, talk, house):
    one = asked(Kind.COPY)
    talk("Câu của người khác hẳn", citizen="somebody-else")
    files = copied(login(Role.CUSTODIAN), one)
    assert set(files) == {DOCUMENT, DATA}
    document = files[DOCUMENT].decode()
    assert WORDS in document
    assert "330.000 đồng" in document
    assert "Luật 41/2024/QH15, Điều 36" in document
    assert str(one.number) in document
    for content in files.values():
        assert "người khác hẳn" not in content.decode()
        assert conversation_of(house, "an-citizen") not in content.decode()
    [turn] = rows(files, "interaction")
    assert turn["question"] == WORDS
    assert turn["replies"][0]["text"].startswith("Mức đóng")
    assert rows(files, "evidence")[0]["figure"] == "contribution_rate"
    assert [row["number"] for row in rows(files, "data_request")] == [one.number]
    body = json.loads(files[DATA])
    assert (body["format"], body["request"]) == (FORMAT, one.number)
    assert datetime.fromisoformat(body["made_at"]) <= now()


def test_a_copy_says_what_is_withheld_and_why(login, asked):
    files = copied(login(Role.MANAGER), asked(Kind.SEE))
    why = declaration().why
    document, body = files[DOCUMENT].decode(), json.loads(files[DATA])
    whole = declaration().apart()
    for reason, titles in whole.items():
        assert why[reason] in document
        for title in titles:
            assert title in document, title
    assert {one["why"] for one in body["withheld"]} == {why[reason] for reason in whole}
    turns = next(part for part in body["parts"] if part["table"] == "interaction")
    assert {"columns": declaration().parts["interaction"].withheld["technical"], "why": why["technical"]} in turns[
        "withheld"
    ]
    assert "Nghị định" not in why["report"]
    assert "quyền khiếu nại" in document


def test_a_document_needs_nothing_from_outside_and_runs_nothing(login, asked, talk):
    talk("<script>alert(1)</script> & <b>đậm</b>", "Đáp: <img src=x>")
    document = copied(login(Role.CUSTODIAN), asked(Kind.COPY))[DOCUMENT].decode()
    assert "<script" not in document
    assert "&lt;script&gt;" in document
    assert "<img" not in document
    assert "src=" not in document.replace("&lt;img src=x&gt;", "")
    assert "http" not in document


def test_what_is_sealed_is_opened(login, asked, house):
    one = asked(Kind.COPY)
    talk = conversation_of(house, "an-citizen")
    with house.database.engine.begin() as connection:
        house.contacts.heard(connection, talk, "zalo", "zalo-id-4711", now())
        house.memory.keep(connection, talk, {"slots": {"income": 2_000_000}})
    followed = house.claim_room.claims.reported(POSTS[0], talk, today())
    house.claim_room.claims.reported(POSTS[1], "another", today())
    assert followed.is_new
    house.files.keep("event/1", talk, "biên lai.png", picture())
    files = copied(login(Role.CUSTODIAN), one)
    assert rows(files, "contact")[0]["sealed"] == "zalo-id-4711"
    assert rows(files, "working_memory")[0]["sealed"]["slots"] == {"income": 2_000_000}
    assert rows(files, "claim_follower") == [{"claim_id": POSTS[0]}]
    [sent] = rows(files, "sent_file")
    assert sent["facts"]["name"] == "biên lai.png"
    [name] = set(files) - {DOCUMENT, DATA}
    assert rows(files, "sent_file_content") == [{"sealed": name}]
    assert sent["id"] == name
    assert files[name][:4] == b"\x89PNG"
    assert "zalo-id-4711" in files[DOCUMENT].decode()


def picture() -> bytes:
    from PIL import Image

    into = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(into, "PNG")
    return into.getvalue()


def test_what_cannot_be_opened_is_told_and_stops_nothing(login, asked, house):
    one = asked(Kind.COPY)
    talk = conversation_of(house, "an-citizen")
    house.files.keep("event/1", talk, "biên lai.png", picture())
    with house.database.session() as session:
        session.merge(Contact(conversation_id=talk, channel="zalo", sealed=b"broken"))
    broken = TABLES["sent_file_content"]
    with house.database.engine.begin() as connection:
        connection.execute(broken.update().values(sealed=b"broken"))
    files = copied(login(Role.CUSTODIAN), one)
    unreadable = declaration().text["unreadable"]
    assert rows(files, "contact")[0]["sealed"] == unreadable
    assert rows(files, "sent_file")[0]["facts"] == unreadable
    assert rows(files, "sent_file_content")[0]["sealed"] == unreadable
    assert set(files) == {DOCUMENT, DATA}
    assert WORDS in files[DOCUMENT].decode()


def test_a_turn_of_every_later_day_is_there_in_order(login, asked, talk):
    one = asked(Kind.COPY)
    for at in range(5):
        talk(f"câu thứ {at}")
    questions = [row["question"] for row in rows(copied(login(Role.MANAGER), one), "interaction")]
    assert questions == [WORDS, *(f"câu thứ {at}" for at in range(5))]


@pytest.mark.parametrize("role", [Role.CUSTODIAN, Role.MANAGER])
def test_a_copy_is_noted_with_its_fingerprint(login, console, asked, house, role):
    import hashlib

    one, client = asked(Kind.COPY), login(role)
    answer = client.form(of(one, "/copy"), why=WHY, version="1")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == f'attachment; filename="an-sinh-ban-sao-{one.number}.zip"'
    assert answer.headers["cache-control"] == "private, no-store"
    last = house.case_room.requests.reading.history(one.number)[-1]
    assert (last.what, last.who) == ("copied", client.staff.name)
    assert last.why == hashlib.sha256(answer.content).hexdigest()
    assert whats(console, one) == ["request.copy"]
    assert console.audit.latest(1)[0].act.why == WHY
    assert last.why in client.see(of(one)).text
    assert state(house, one).state is Step.RECEIVED


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OFFICER, Role.HANDLER, Role.EDITOR, Role.ADMINISTRATOR])
def test_who_may_not_gets_no_copy(login, console, asked, house, role):
    one = asked(Kind.COPY)
    client = login(role)
    assert client.form(of(one, "/copy"), why=WHY, version="1").status_code == 403
    assert client.form(of(one, "/handed"), text="x", way="person", version="1").status_code == 403
    assert whats(console, one) == []
    assert len(house.case_room.requests.reading.history(one.number)) == 1


@pytest.mark.parametrize("why", ["", " … "])
def test_a_copy_needs_a_reason(login, console, asked, why):
    one = asked(Kind.COPY)
    answer = login(Role.MANAGER).form(of(one, "/copy"), why=why, version="1")
    assert answer.status_code == 400
    assert "đã đối chiếu người nhận" in answer.text
    assert whats(console, one) == []


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {Kind.SEE, Kind.COPY}])
def test_only_who_asked_to_see_gets_a_copy(login, console, asked, kind):
    one, client = asked(kind), login(Role.MANAGER)
    assert 'id="copy"' not in client.see(of(one)).text
    assert client.form(of(one, "/copy"), why=WHY, version="1").status_code == 409
    assert client.form(of(one, "/handed"), text="x", way="person", version="1").status_code == 409
    assert whats(console, one) == []


def test_a_copy_of_a_request_that_was_changed_or_closed_is_not_made(login, console, asked, house):
    one, client = asked(Kind.COPY), login(Role.MANAGER)
    client.form(of(one, "/answer"), text="Sẽ làm.", version="1")
    slow = client.form(of(one, "/copy"), why=WHY, version="1")
    assert slow.status_code == 409
    assert "Có người vừa làm phiếu này" in slow.text
    client.form(of(one, "/refuse"), why="không phải dữ liệu", ground=Refusal.NOT_FOUND, version="2")
    assert client.form(of(one, "/copy"), why=WHY, version="3").status_code == 409
    assert not [one for one in house.case_room.requests.reading.history(one.number) if one.what == "copied"]


def test_where_the_audit_cannot_be_written_no_copy_is_given(login, asked, house, monkeypatch):
    one, client = asked(Kind.COPY), login(Role.MANAGER)

    def gone(*_: object) -> None:
        raise DatabaseUnavailable("gone")

    monkeypatch.setattr(house.case_room.requests, "_audit", gone)
    answer = client.form(of(one, "/copy"), why=WHY, version="1")
    assert answer.status_code == 503
    assert answer.content[:2] != b"PK"
    assert len(house.case_room.requests.reading.history(one.number)) == 1


@pytest.mark.parametrize("way", list(Handing))
def test_handing_over_tells_and_closes(login, console, asked, house, told, way):
    one, client = asked(Kind.COPY), login(Role.CUSTODIAN)
    copied(client, one)
    answer = client.form(of(one, "/handed"), text="ngày 22/11, cho chính anh/chị", way=way, version="1")
    assert (answer.status_code, answer.headers["location"]) == (303, of(one))
    assert state(house, one).state is Step.DONE
    how = house.adviser.phrases(f"request.handed_{way}")
    assert how in told[0][1]
    assert "cho chính anh/chị" in told[0][1]
    assert whats(console, one) == ["request.done", "request.copy"]
    assert f"{how}: ngày 22/11" in client.see(of(one)).text
    assert client.form(of(one, "/copy"), why=WHY, version="2").status_code == 409


def test_nothing_is_handed_over_that_was_not_made(login, asked, house, told):
    one, client = asked(Kind.COPY), login(Role.MANAGER)
    answer = client.form(of(one, "/handed"), text="đã giao hôm qua", way="person", version="1")
    assert answer.status_code == 409
    assert "Chưa lập bản sao nào" in answer.text
    assert "đã giao hôm qua" in answer.text
    with pytest.raises(IllegalStep):
        house.case_room.requests.hand_over(
            client.staff.officer, one.number, Handing.POST, "đã gửi", version=1, moment=now()
        )
    assert state(house, one).state is Step.RECEIVED
    assert not told


@pytest.mark.parametrize("way", ["", "channel", "person'"])
def test_a_way_of_the_list_is_asked_for(login, asked, house, way):
    one, client = asked(Kind.COPY), login(Role.MANAGER)
    copied(client, one)
    answer = client.form(of(one, "/handed"), text="đã giao", way=way, version="1")
    assert answer.status_code == 400
    assert "Chọn cách đã giao" in answer.text
    assert state(house, one).state is Step.RECEIVED


def test_a_request_for_a_copy_is_not_done_by_saying_so(login, asked, house):
    one, client = asked(Kind.COPY), login(Role.MANAGER)
    answer = client.form(of(one, "/done"), text="xong rồi", version="1")
    assert answer.status_code == 409
    assert "chỉ xong khi đã giao bản sao" in answer.text
    with pytest.raises(IllegalStep):
        house.case_room.requests.finish(client.staff.officer, one.number, "xong", version=1, moment=now())
    assert state(house, one).state is Step.RECEIVED


def test_a_request_to_see_may_be_met_in_words_too(login, asked, house):
    one, client = asked(Kind.SEE), login(Role.MANAGER)
    page = client.see(of(one)).text
    assert f'action="{of(one, "/done")}"' in page
    assert f'action="{of(one, "/copy")}"' in page
    assert client.form(of(one, "/done"), text="đã trả lời bằng lời", version="1").status_code == 303


def test_a_slower_colleague_hands_nothing_over(login, asked, house):
    one, client = asked(Kind.COPY), login(Role.MANAGER)
    copied(client, one)
    with pytest.raises(RequestChanged):
        house.case_room.requests.hand_over(
            client.staff.officer, one.number, Handing.POST, "đã gửi", version=9, moment=now()
        )


def test_no_copy_of_who_is_not_there(house, asked):
    with pytest.raises(UnknownConversation):
        gathering(house).of("none")
    one = asked(Kind.COPY)
    with pytest.raises(UnknownConversation):
        made(house, one, "none", now())


def test_after_an_erasure_there_is_nothing_left_to_copy(login, asked, house):
    one, erase = asked(Kind.COPY), asked(Kind.DELETE)
    client = login(Role.CUSTODIAN)
    client.form(of(erase, "/erasure"), why="đúng người", confirm=str(erase.number), version="1")
    with house.database.reading() as session:
        assert set(session.scalars(select(Interaction.question))) == {""}
    answer = client.form(of(one, "/copy"), why=WHY, version="1")
    assert WORDS not in answer.content.decode(errors="ignore")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "–"),
        ("", "–"),
        ([], "–"),
        (0, "0"),
        (True, "có"),
        (False, "không"),
        (date(2026, 11, 5), "05/11/2026"),
        (datetime.fromisoformat("2026-11-05T01:30:00+00:00"), "05/11/2026 08:30"),
        ([{"text": "một"}, {"text": "hai", "buttons": []}], "một\nhai"),
        ({"income": 2, "sex": None}, "income: 2\nsex: –"),
        ([["a/b", 0.5]], "a/b\n0.5"),
    ],
)
def test_values_are_said_in_words(value, said):
    assert shown(value) == said


def test_the_declaration_is_data_and_its_sentences_have_their_gaps():
    text = tomllib.loads(FILE.read_text("utf-8"))["text"]
    assert text["request"].format(number=1, asked_on="a", made_on="b")
    assert text["some"].format(columns="a", why="b")
    assert copying.declaration() is declaration()
