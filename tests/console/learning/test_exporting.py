"""What was approved goes into the training data as a change that can be read; the data stays the truth."""

import subprocess

import pytest

from bot.clock import now
from bot.learning.candidate import Reason, State
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
    assert learning.exporting.missing() == 1
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
    assert checkout.missing() == 0
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
    assert list(learning.candidates.every(State.APPROVED))
