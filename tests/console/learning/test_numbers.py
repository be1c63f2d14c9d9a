"""Every number of the room is a link, and behind it are just as many rows."""

import re
from html import unescape

import pytest

from bot.clock import now
from bot.console.roles import Role
from bot.learning import models
from bot.learning.candidate import Reason
from bot.learning.models import Note, write_note
from bot.learning.replaying import Replaying
from tests.console.learning.conftest import NEW, SERVING
from tests.console.learning.test_candidates import LABEL, WORDS
from tests.console.learning.test_replaying import GOLDEN, MONEY, OTHER, changes_to

PATH = "/console/learning"


@pytest.fixture
def editor(login, learning):
    return login(Role.EDITOR)


@pytest.fixture
def serving(learning, two_models, monkeypatch):
    monkeypatch.setattr(learning.switching, "_data", lambda: SERVING)
    return two_models


def links(client, path):
    """Number and address of each link of the page that begins with a number, or ends with one after a colon."""
    page = client.see(path)
    assert page.status_code == 200, path
    found = {}
    for address, inner in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', page.text, re.S):
        said = " ".join(re.sub(r"<[^>]+>", " ", inner).split())
        if number := re.match(r"^([\d.]+) |^([\d.]+)$|.*: ([\d.]+)$|^(?:gặp|Thêm) ([\d.]+) ", said):
            digits = next(one for one in number.groups() if one)
            found[unescape(address)] = int(digits.replace(".", ""))
    return found


def behind(client, address):
    """How many rows a link leads to."""
    return client.json(address.partition("#")[0])["total"]


def agree(client, path, *expected):
    """Each number of a page is that of its rows; those `expected` are among them."""
    found = {address: many for address, many in links(client, path).items() if address.startswith(PATH)}
    assert set(expected) <= set(found), found
    for address, many in found.items():
        assert behind(client, address) == many, address
    return found


def test_the_tabs_and_how_often_a_sentence_was_met(editor, propose, talk, review, learning):
    one = propose(WORDS[0], citizen="one")
    review(talk(WORDS[0].upper(), citizen="two"), by="mai")
    learning.gathering.gather(now())
    rejected = propose(WORDS[1], citizen="three")
    learning.candidates.reject(rejected.id, 1, "mai", Reason.UNCLEAR)
    found = agree(editor, PATH, f"{PATH}/{one.id}/turns", f"{PATH}?state=rejected", f"{PATH}?state=proposed")
    assert found[f"{PATH}/{one.id}/turns"] == 2
    rows = editor.json(f"{PATH}/{one.id}/turns")["rows"]
    assert {row["by"] for row in rows} == {"lan", "mai"}
    assert {row["question"] for row in rows} == {WORDS[0], WORDS[0].upper()}
    assert WORDS[0] in editor.get(f"{PATH}/{one.id}/turns?format=csv").text
    assert f"/console/conversations/{rows[0]['id']}#turn" in editor.see(f"{PATH}/{one.id}/turns").text
    assert editor.see(f"{PATH}/nobody/turns").status_code == 404


def test_an_export_and_what_of_it_the_data_lacks(editor, propose, learning):
    for number in (0, 1):
        one = propose(WORDS[number], citizen=f"c{number}")
        learning.candidates.approve(one.id, 1, "mai")
    made = learning.exporting.export("hoa", now())
    export, absent = f"{PATH}?state=exported&export={made}", f"{PATH}?state=exported&absent=1"
    found = agree(editor, f"{PATH}?state=exported", export, absent)
    assert (found[export], found[absent]) == (2, 2)
    assert behind(editor, f"{PATH}?state=exported&export=nobody") == 0
    page = editor.see(absent).text
    assert "Câu đã xuất mà dữ liệu đang chạy chưa có" in page
    assert editor.see(f"{PATH}?absent=x").status_code == 400


def test_what_waits_to_be_learnt_is_what_a_training_takes(editor, propose, learning, serving):
    """Also what was exported and never applied, and not only what is approved."""
    for number in (0, 1):
        one = propose(WORDS[number], citizen=f"c{number}")
        learning.candidates.approve(one.id, 1, "mai")
        if number == 0:
            learning.exporting.export("hoa", now())
    waiting = f"{PATH}?state=waiting"
    assert agree(editor, f"{PATH}/models", waiting)[waiting] == 2
    taken = {one.text for one in learning.exporting.waiting().added}
    assert {row["text"] for row in editor.json(waiting)["rows"]} == taken == {WORDS[0], WORDS[1]}


def test_the_sentences_of_a_model_by_topic(editor, propose, learning, serving, settings):
    ids = []
    for number, label in enumerate((LABEL, LABEL, "greet")):
        one = propose(WORDS[number], citizen=f"c{number}", label=label)
        ids.append(learning.candidates.approve(one.id, 1, "mai").id)
    propose(WORDS[3], citizen="another")
    file = models.model_file(settings.home, NEW)
    write_note(file, Note(SERVING, now(), 181, {LABEL: 2, "greet": 1}, tuple(ids)))
    every, of_label = f"{PATH}?model={NEW}", f"{PATH}?model={NEW}&label=lump_sum_amount/formula"
    found = links(editor, f"{PATH}/models")
    shown = {address.replace("%2F", "/"): many for address, many in found.items()}
    assert (shown[every], shown[of_label], shown[f"{PATH}?model={NEW}&label=greet"]) == (3, 2, 1)
    assert (behind(editor, every), behind(editor, of_label)) == (3, 2)
    assert {row["id"] for row in editor.json(f"{every}&columns=id")["rows"]} == set(ids)
    page = editor.see(every).text
    assert f"Câu mà mô hình {NEW} học thêm" in page
    # States are mixed there: nothing is decided from it.
    assert "/approve" not in page
    assert behind(editor, f"{PATH}?model={SERVING}") == 0
    assert editor.see(f"{PATH}?model=nobody").status_code == 404
    assert editor.see(f"{PATH}?model=../x").status_code == 404


@pytest.fixture
def replay(serving, talk, review, reader, learning, house):
    """A replay with something of each kind; gives its id."""
    for citizen in ("one", "two"):
        talk("đăng ký ở đâu", citizen=citizen)
    changes_to(reader, "đăng ký ở đâu", OTHER, "eligibility/who")
    review(talk("lương hưu tính sao", citizen="three"), label=MONEY)
    changes_to(reader, "lương hưu tính sao", OTHER, MONEY)
    talk("mức đóng sang năm", citizen="four")
    changes_to(reader, "mức đóng sang năm", "contribution_level/min", "contribution_level/min?")
    changes_to(reader, GOLDEN[0].words, "contribution_level/min", OTHER)
    id_ = learning.replays.ask(NEW, SERVING, 30, "mai")
    Replaying(house.database, learning.replays.rules, lambda: GOLDEN, reader).run(id_)
    return id_


def test_the_numbers_of_a_replay(login, replay, learning):
    manager, path = login(Role.MANAGER), f"{PATH}/replay/{replay}"
    kinds = {kind: f"{path}?kind={kind}" for kind in ("asked", "harm", "mended", "passed")}
    found = agree(manager, path, *kinds.values())
    assert {kind: found[address] for kind, address in kinds.items()} == {
        **{"asked": 3, "harm": 2},
        **{"mended": 1, "passed": 0},
    }
    number = learning.replays.changes.page(replay, kind="harm")[0].number
    learning.replays.changes.let_pass(replay, number, "boss", "đã đọc")
    found = agree(manager, path, kinds["passed"])
    assert (found[kinds["harm"]], found[kinds["passed"]]) == (1, 1)
    (mended,) = manager.json(kinds["mended"])["rows"]
    assert mended["words"] == "lương hưu tính sao"
    assert manager.see(f"{path}?kind=nonsense").status_code == 400
    assert "Câu từ sai thành đúng" in manager.see(kinds["mended"]).text
    assert len(manager.get(f"{kinds['asked']}&format=csv").text.strip().splitlines()) == 1 + 3


def test_the_askers_of_a_question(login, replay, learning):
    auditor, path = login(Role.AUDITOR), f"{PATH}/replay/{replay}"
    asked = next(one for one in learning.replays.changes.page(replay) if one.words == "đăng ký ở đâu")
    turns = f"{path}/changes/{asked.number}/turns"
    assert links(auditor, path)[turns] == asked.askers == behind(auditor, turns) == 2
    golden = next(one for one in learning.replays.changes.page(replay) if one.kind == "golden")
    assert behind(auditor, f"{path}/changes/{golden.number}/turns") == 0
    assert auditor.see(f"{path}/changes/999/turns").status_code == 404
    assert auditor.see(f"{PATH}/replay/nobody/changes/0/turns").status_code == 404


def test_the_models_page_leads_to_the_same_rows_as_the_replay(login, replay):
    found = agree(login(Role.MANAGER), f"{PATH}/models")
    assert found[f"{PATH}/replay/{replay}?kind=asked"] == 3
    assert found[f"{PATH}/replay/{replay}?kind=harm"] == 2


def test_the_days_of_the_questions_are_a_list_of_conversations(login, replay, talk):
    manager = login(Role.MANAGER)
    address = next(one for one in links(manager, f"{PATH}/replay/{replay}") if "/conversations?" in one)
    assert re.search(r"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d", address)
    assert manager.see(address).status_code == 200
