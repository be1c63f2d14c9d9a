"""Recall: who was told, by pseudonym; the correction goes once to each, a manager sends what an editor wrote."""

from datetime import date

import pytest

from bot.advice.advice import Evidence
from bot.clock import now
from bot.console.roles import Role
from bot.knowledge.recalls import CorrectionRefused
from bot.privacy.pseudonym import pseudonym

KEY = "rural_poverty_line"
PATH = f"/console/knowledge/recall/{KEY}"
ON = "2026-11-22"
TEXT = "An Sinh xin đính chính: chuẩn nghèo nông thôn là {rural_poverty_line}."


@pytest.fixture
def told(house, talk):
    """Put on record that a citizen was told the figure of a day."""

    def one(citizen: str, channel: str = "web", on: date = date(2026, 11, 22)) -> str:
        figure = house.adviser.policy.figure(KEY, on)
        talk("thấp nhất bao nhiêu", citizen=citizen, channel=channel, evidence=(Evidence.of_figure(figure),))
        return house.conversations.of(channel, pseudonym(house.key, channel, citizen))

    return one


@pytest.fixture
def prepared(editor, console, told):
    """A correction that an editor wrote, to two on the page and one whom a channel reaches."""
    for citizen in ("an-1", "an-2"):
        told(citizen)
    editor.form(f"{PATH}/prepare", on=ON, text=TEXT, act="prepare")
    return console.knowledge.recalls.of(KEY)[0]


def test_who_was_told_is_counted_by_channel_and_version(editor, told):
    for citizen, channel in (("an-1", "web"), ("an-1", "web"), ("an-2", "web"), ("an-3", "zalo")):
        told(citizen, channel)
    told("an-4", on=date(2027, 2, 1))
    listed = editor.json(f"{PATH}?on={ON}")
    assert listed["total"] == 3
    assert sorted((one["channel"], one["answers"]) for one in listed["rows"]) == [("web", 1), ("web", 2), ("zalo", 1)]
    assert "an-1" not in editor.see(f"{PATH}?on={ON}").text, "pseudonyms only"
    assert editor.json(f"{PATH}?on=2027-02-01")["total"] == 1


def test_a_figure_that_nobody_was_told_or_that_is_unknown(editor):
    assert "Chưa ai được nghe" in editor.see(f"{PATH}?on={ON}").text
    assert editor.see("/console/knowledge/recall/nothing").status_code == 404
    assert editor.see(f"{PATH}?on=x").status_code == 400


def test_the_list_goes_on_after_a_page_and_the_file_has_all(editor, told, monkeypatch):
    monkeypatch.setattr("bot.console.knowledge.recall_pages.AT_ONCE", 2)
    for number in range(5):
        told(f"an-{number}")
    first = editor.json(f"{PATH}?on={ON}")
    second = editor.json(f"{PATH}?on={ON}&after={first['after']}")
    third = editor.json(f"{PATH}?on={ON}&after={second['after']}")
    talks = [one["conversation"] for page in (first, second, third) for one in page["rows"]]
    assert len(talks) == len(set(talks)) == 5
    assert editor.get(f"{PATH}?on={ON}&format=csv").text.count("\r\n") == 6


def test_a_preview_is_the_message_with_its_source(editor, told):
    told("an-1")
    page = editor.form(f"{PATH}/prepare", on=ON, text=TEXT, act="preview").text
    assert "chuẩn nghèo nông thôn là 1.500.000 đồng" in page
    assert "Căn cứ: " in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Cần điền"),
        ("Số đúng là 1.500.000 đồng.", "{rural_poverty_line}"),
        ("Số đúng là {nothing}.", "nothing"),
        ("Anh/chị gửi mã OTP cho An Sinh.", "không bao giờ hỏi"),
        ("dài " * 400, "nhiều nhất 900"),
    ],
)
def test_a_correction_is_held_to_what_every_text_is_held_to(editor, told, console, text, said):
    told("an-1")
    page = editor.form(f"{PATH}/prepare", on=ON, text=text, act="prepare")
    assert page.status_code == 400
    assert said in page.text
    assert console.knowledge.recalls.of(KEY) == []


def test_a_manager_sends_it_and_the_page_has_no_way_back(prepared, manager, console):
    done = manager.form(f"/console/knowledge/corrections/{prepared.id}/send")
    assert done.status_code == 303
    assert console.knowledge.recalls.progress(prepared) == {"no_way_back": 2}
    assert "không có đường nhắn lại" in manager.see(f"{PATH}?on={ON}").text
    again = manager.form(f"/console/knowledge/corrections/{prepared.id}/send")
    assert again.status_code == 409


def test_an_editor_does_not_send_and_nobody_sends_their_own(prepared, editor, console):
    assert editor.form(f"/console/knowledge/corrections/{prepared.id}/send").status_code == 403
    with pytest.raises(CorrectionRefused, match="own"):
        console.knowledge.recalls.send(prepared, prepared.prepared_by)


def test_each_talk_is_told_once_also_after_a_crash(prepared, console):
    recalls, said = console.knowledge.recalls, []

    def tell(conversation, replies, origin):
        said.append((conversation, replies[0]["text"], origin))
        if len(said) == 2:
            raise RuntimeError("the power went")
        return True

    recalls.send(prepared, "hoa")
    with pytest.raises(RuntimeError):
        recalls.run(tell)
    assert recalls.run(tell) == 1
    assert recalls.run(tell) == 0
    assert len({origin for _, _, origin in said}) == 2, "what is told anew has the origin under which it is stored once"
    assert all(len(origin) == 80 for _, _, origin in said)
    assert all("1.500.000 đồng" in text for _, text, _ in said)


def test_a_second_correction_of_the_same_reaches_nobody_twice(prepared, console):
    recalls, said = console.knowledge.recalls, []

    def tell(conversation, _replies, _origin):
        said.append(conversation)
        return True

    recalls.send(prepared, "hoa")
    recalls.run(tell)
    second = recalls.find(recalls.prepare(KEY, prepared.told_on, TEXT, "lan"))
    recalls.send(second, "hoa")
    assert recalls.run(tell) == 0
    assert recalls.progress(second) == {"earlier": 2}
    assert len(said) == 2


def test_it_goes_through_the_channel_of_the_citizen(told, console, house, editor, manager):
    conversation = told("an-5", "zalo")
    house.database.together(lambda c: house.contacts.heard(c, conversation, "zalo", "citizen-5", now()))
    editor.form(f"{PATH}/prepare", on=ON, text=TEXT, act="prepare")
    prepared = console.knowledge.recalls.of(KEY)[0]
    manager.form(f"/console/knowledge/corrections/{prepared.id}/send")
    # No Zalo is set up here: whoever is there is told why it did not go.
    assert console.knowledge.recalls.progress(prepared) == {"unreachable": 1}


def test_the_audit_says_who_wrote_and_who_sent(prepared, manager, house):
    manager.form(f"/console/knowledge/corrections/{prepared.id}/send")
    acts = [done.act for done in house.record_room.audit.latest(9)]
    assert [(one.what, one.about) for one in acts if one.what.startswith("knowledge.")] == [
        ("knowledge.correction_sent", f"figure/{KEY}"),
        ("knowledge.correction_prepared", f"figure/{KEY}"),
    ]


def test_who_asks_only_after_it_was_sent_is_not_told(prepared, console, told):
    console.knowledge.recalls.send(prepared, "hoa")
    told("an-9")
    assert console.knowledge.recalls.run(lambda *_: True) == 2


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_readers_see_who_was_told_and_send_nothing(login, role, prepared):
    reader = login(role)
    assert reader.see(f"{PATH}?on={ON}").status_code == 200
    assert reader.form(f"{PATH}/prepare", on=ON, text=TEXT, act="prepare").status_code == 403
    assert reader.form(f"/console/knowledge/corrections/{prepared.id}/send").status_code == 403


def test_an_unknown_correction_is_not_found(manager):
    assert manager.form("/console/knowledge/corrections/none/send").status_code == 404
