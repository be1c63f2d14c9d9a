"""What was approved goes into the training data as a change that can be read; the data stays the truth."""

import subprocess
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.clock import now
from bot.console.roles import Role
from bot.learning.candidate import Reason, State
from bot.learning.candidate_rows import Which
from bot.learning.data import Sentences
from bot.learning.exporting import Exporting
from bot.storage.learning_tables import LearningCandidate
from bot.storage.personal import HOLDINGS, Person, table
from tests.console.learning.test_candidates import LABEL, WORDS


@pytest.fixture
def approve(propose, learning):
    def approved(words, **more):
        one = propose(words, **more)
        return learning.candidates.approve(one.id, one.version, "mai")

    return approved


def test_only_what_is_approved_is_exported(propose, approve, learning):
    propose(WORDS[0])
    rejected = propose(WORDS[1], citizen="two")
    learning.candidates.reject(rejected.id, rejected.version, "mai", Reason.UNCLEAR)
    approve(WORDS[2], citizen="three")
    assert [one.text for one in learning.exporting.waiting().added] == [WORDS[2]]


def test_the_patch_says_who_and_when(approve, learning):
    approve(WORDS[0])
    patch = learning.exporting.waiting().patch("hoa", now())
    assert f"+    - {WORDS[0]}" in patch.splitlines()
    head = [line for line in patch.splitlines() if line.startswith("# ")]
    assert f"exported {now():%Y}" in head[1]
    assert head[1].endswith("by hoa")
    assert head[3].startswith(f"# {LABEL}: corrected by lan, approved by mai on ")


def test_an_export_marks_and_is_given_again(approve, learning, console):
    one = approve(WORDS[0])
    made = learning.exporting.export("hoa", now())
    marked = learning.candidates.of(one.id)
    assert (marked.state, marked.exported_by, marked.export_id) == ("exported", "hoa", made)
    assert WORDS[0] in learning.exporting.past(made).patch("hoa", now())
    assert learning.exporting.exports()[0][:2] == (made, "hoa")
    assert console.audit.latest(1)[0].act.what == "candidates_exported"
    assert learning.exporting.past("unknown").added == ()


def test_an_export_that_nobody_applied_is_not_lost(approve, learning):
    """The database is no second truth: what the data does not hold waits, whatever its mark says."""
    approve(WORDS[0])
    learning.exporting.export("hoa", now())
    assert learning.exporting.missing()[0].text == WORDS[0]
    assert [one.text for one in learning.exporting.waiting().added] == [WORDS[0]]


def test_nothing_to_export(learning):
    assert learning.exporting.export("hoa", now()) is None
    assert learning.exporting.waiting().patch("hoa", now()) == ""


@pytest.fixture
def checkout(learning, house, project):
    """An export against a small project, in which the label of the tests has its place."""
    with (project / "data/nlu/lump.yml").open("a", encoding="utf-8") as file:
        file.write(f"- intent: {LABEL}\n  examples: |\n    - rút một cục\n")
    audit = house.record_room.audit
    return Exporting(house.database, house.key, audit, lambda: Sentences.of(project))


def test_apply_writes_into_the_files_and_marks(approve, checkout, project, learning):
    one = approve(WORDS[0])
    found = checkout.apply(project, "hoa", now())
    assert (found.change.added, found.change.removed) == (1, 0)
    assert (project / "data/nlu/lump.yml").read_text("utf-8").endswith(f"    - rút một cục\n    - {WORDS[0]}\n")
    assert learning.candidates.of(one.id).state == "exported"
    assert checkout.missing() == []
    again = checkout.apply(project, "hoa", now())
    assert (again.added, again.change.after) == ((), {})


def test_the_patch_and_apply_do_the_same(approve, checkout, project, tmp_path):
    approve(WORDS[0])
    approve(WORDS[1], citizen="two")
    before = (project / "data/nlu/lump.yml").read_text("utf-8")
    patch = checkout.waiting().patch("hoa", now())
    checkout.apply(project, "hoa", now())
    after = (project / "data/nlu/lump.yml").read_text("utf-8")
    (project / "data/nlu/lump.yml").write_text(before, "utf-8")
    (project / "x.patch").write_text(patch, "utf-8")
    subprocess.run(["git", "apply", "x.patch"], cwd=project, check=True)
    assert (project / "data/nlu/lump.yml").read_text("utf-8") == after


def test_a_sentence_of_somebody_who_was_erased_is_taken_out_again(approve, checkout, project, house):
    approve(WORDS[0])
    checkout.apply(project, "hoa", now())
    rows = table(LearningCandidate)
    with house.database.session() as session:
        talk = session.connection().scalar(rows.select().with_only_columns(rows.c.conversation_id))
        for holding in HOLDINGS:
            if holding.table.name.startswith("learning"):
                holding.wipe(session.connection(), Person(talk, "web", "x"))
    found = checkout.waiting()
    assert [line.text for line in found.removed] == [WORDS[0]]
    assert f"-    - {WORDS[0]}" in found.patch("hoa", now()).splitlines()
    checkout.apply(project, "hoa", now())
    assert WORDS[0] not in (project / "data/nlu/lump.yml").read_text("utf-8")


def test_what_a_label_without_a_place_says_waits(approve, learning, project, house):
    approve(WORDS[0])
    elsewhere = Exporting(house.database, house.key, house.record_room.audit, lambda: Sentences.of(project))
    assert elsewhere.waiting().added == ()
    assert list(learning.candidates.every(Which((State.APPROVED,))))


def erase(house, *, of=None):
    """Forget who wrote the candidates (`of`: this one), as far as this room holds anything of them."""
    rows = table(LearningCandidate)
    query = rows.select().with_only_columns(rows.c.conversation_id)
    with house.database.session() as session:
        talks = session.connection().scalars(query if of is None else query.where(rows.c.id == of)).all()
        for talk in set(talks):
            for holding in HOLDINGS:
                if holding.table.name.startswith("learning"):
                    holding.wipe(session.connection(), Person(talk, "web", "x"))


def test_the_patch_of_the_console_takes_it_out_too(approve, checkout, project, house):
    """Also where nothing is added by it, and each time it is taken along."""
    approve(WORDS[0])
    checkout.apply(project, "hoa", now())
    erase(house)
    made = checkout.export("lan", now())
    assert checkout.made(made)[0] == "lan"
    patch = checkout.past(made).patch("lan", now())
    assert f"-    - {WORDS[0]}" in patch.splitlines()
    assert "0 sentences added, 1 taken out" in patch
    (project / "x.patch").write_text(patch, "utf-8")
    subprocess.run(["git", "apply", "x.patch"], cwd=project, check=True)
    assert WORDS[0] not in (project / "data/nlu/lump.yml").read_text("utf-8")
    assert checkout.past(made).patch("lan", now()) == ""
    assert checkout.export("lan", now()) is None


def test_one_is_taken_out_and_another_added_by_one_patch(approve, checkout, project, house):
    gone = approve(WORDS[0])
    checkout.apply(project, "hoa", now())
    approve(WORDS[1], citizen="two")
    erase(house, of=gone.id)
    patch = checkout.past(checkout.export("lan", now())).patch("lan", now()).splitlines()
    assert f"-    - {WORDS[0]}" in patch
    assert f"+    - {WORDS[1]}" in patch


def test_what_was_erased_before_the_patch_was_applied_is_not_in_it(approve, checkout, house):
    approve(WORDS[0])
    made = checkout.export("lan", now())
    assert WORDS[0] in checkout.past(made).patch("lan", now())
    erase(house)
    assert WORDS[0] not in checkout.past(made).patch("lan", now())
    assert checkout.missing() == []
    assert checkout.waiting().added == ()


def test_an_old_export_whose_label_is_gone_is_still_given(approve, learning, project, house):
    approve(WORDS[0])
    made = learning.exporting.export("hoa", now())
    elsewhere = Exporting(house.database, house.key, house.record_room.audit, lambda: Sentences.of(project))
    assert elsewhere.past(made).added == ()
    assert elsewhere.made("nobody") is None


def test_the_page_gives_a_patch_that_only_takes_out(login, approve, learning, checkout, project, house, monkeypatch):
    approve(WORDS[0])
    checkout.apply(project, "hoa", now())
    erase(house)
    monkeypatch.setattr(learning.exporting, "_read", lambda: Sentences.of(project))
    editor = login(Role.EDITOR)
    done = editor.form("/console/learning/export", state="approved")
    assert done.status_code == 303
    made = parse_qs(urlsplit(done.headers["location"]).query)["made"][0]
    patch = editor.get(f"/console/learning/exports/{made}")
    assert patch.status_code == 200
    assert f"-    - {WORDS[0]}" in patch.text
