"""What is appended, in which transaction, by how many at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise

import msgspec
import pytest
from sqlalchemy import event, insert, select

from bot.clock import now
from bot.outcomes import Outcome
from bot.privacy.citizen_keys import Wrapping
from bot.privacy.pseudonym import KeyRefused
from bot.records.chain import HOUSE, Chain, Deed, Keys, Kind, chain, of_conversation
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.records.chain.entry import START, ZEROS, Entry
from bot.records.interactions import Interactions
from bot.records.record import Said
from bot.storage.chain_tables import DataKeyRow
from bot.storage.database import RowExists
from bot.storage.tables import Conversation
from tests.records.chain.conftest import FALLBACK

ANSWER = Said(Outcome.ANSWERED, [{"text": "…", "buttons": [], "image": None}])


def entries(recorded) -> list[Entry]:
    with recorded.database.looking() as connection:
        return [Entry(*row) for row in connection.execute(select(ENTRIES).order_by(ENTRIES.c.sequence))]


def content(recorded, entry: Entry) -> dict:
    with recorded.database.looking() as connection:
        sealed = connection.scalar(select(CONTENTS.c.sealed).where(CONTENTS.c.sequence == entry.sequence))
        key = recorded.keys.by_id(connection, [entry.key_id])[entry.key_id]
    return msgspec.json.decode(key.open(sealed, entry.place))


def test_a_turn_that_ends_is_one_entry(recorded):
    turn = recorded.turn("an")
    (entry,) = entries(recorded)
    assert (entry.sequence, entry.kind, entry.about, entry.previous_hash) == (1, "interaction_finished", turn, ZEROS)
    assert entry.hash == entry.digest()


def test_it_seals_both_directions_with_evidence_outcome_versions_and_times(recorded):
    turn = recorded.interactions.get(recorded.turn("an"))
    told = content(recorded, entries(recorded)[0])
    assert told["original"] == "số 079190001234, đóng mức nào?"
    assert told["question"] == turn.question == "số [CCCD_1], đóng mức nào?"
    assert told["replies"] == turn.replies
    assert [(one["figure"], one["value"], one["effective_from"]) for one in told["evidence"]] == [
        ("rural_poverty_line", 1_500_000, "2022-01-01"),
        ("contribution_rate", 0.22, "2025-07-01"),
    ]
    assert (told["outcome"], told["topic"], told["aspect"], told["confidence"]) == (
        *("answered", "contribution_level", "lowest", 0.93),
    )
    assert (told["channel"], told["model_version"], told["data_version"]) == ("web", "model-1", "data-1")
    assert datetime.fromisoformat(told["answered_at"]) == turn.answered_at
    assert datetime.fromisoformat(told["accepted_at"]) == turn.accepted_at


def test_what_was_typed_is_nowhere_else(recorded):
    recorded.turn("an")
    with recorded.database.looking() as connection:
        for table in ENTRIES.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                assert "079190001234" not in repr(row)


def test_every_entry_follows_the_one_before(recorded):
    for number in range(5):
        recorded.turn(f"citizen-{number % 2}")
    chained = entries(recorded)
    assert [entry.sequence for entry in chained] == [1, 2, 3, 4, 5]
    assert all(later.previous_hash == earlier.hash for earlier, later in pairwise(chained))
    assert len({entry.key_id for entry in chained}) == 2


def test_a_turn_is_chained_once_however_often_it_is_finished(recorded):
    turn = recorded.turn("an")
    recorded.interactions.finish(turn, FALLBACK)
    recorded.interactions.contribute(turn, ANSWER)
    assert len(entries(recorded)) == 1
    assert recorded.walk() == []


def test_the_words_of_a_report_have_no_original_either(recorded):
    turn = recorded.accepts("an", "ông X đòi 079190001234")
    recorded.interactions.withhold(turn, "[…]")
    recorded.interactions.finish(turn, FALLBACK)
    told = content(recorded, entries(recorded)[0])
    assert (told["question"], told["original"]) == ("[…]", None)


def test_a_turn_cut_off_by_a_crash_has_lost_what_was_typed_and_nothing_else(recorded, apps):
    recorded.accepts("an")
    other = apps()
    assert other.interactions.close_unfinished(FALLBACK, "web") == 1
    told = content(recorded, entries(recorded)[-1])
    assert (told["original"], told["question"]) == (None, "số [CCCD_1], đóng mức nào?")
    other.database.close()


def test_a_message_that_comes_again_brings_what_was_typed_again(recorded, apps):
    recorded.accepts("an")
    other = apps()
    turn = other.accepts("an")
    other.interactions.finish(turn, FALLBACK)
    assert content(recorded, entries(recorded)[0])["original"] == "số 079190001234, đóng mức nào?"
    assert other.interactions._typed == {}
    other.accepts("bình")
    other.database.close()


def test_half_a_surrogate_pair_can_be_kept(recorded):
    turn = recorded.accepts("an", "đóng")
    recorded.interactions._typed[turn] = "đóng", "đóng \ud83d"
    recorded.interactions.finish(turn, FALLBACK)
    assert content(recorded, entries(recorded)[0])["original"] == "đóng ?"


def test_a_turn_costs_no_more_transactions(recorded):
    recorded.turn("an")
    commits = []
    event.listen(recorded.database.engine, "commit", lambda _connection: commits.append(1))
    turn = recorded.accepts("an")
    writing = len([one for one in commits if one])
    recorded.interactions.finish(turn, ANSWER)
    # Looking the conversation up is the first, accepting the second, finishing the third: as without a chain.
    assert (writing, len(commits)) == (2, 3)


def test_an_end_that_fails_leaves_no_entry(recorded):
    turn = recorded.accepts("an")

    def fails(*_) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        recorded.interactions.finish(turn, ANSWER, fails)
    assert entries(recorded) == []
    recorded.interactions.finish(turn, ANSWER)
    assert content(recorded, entries(recorded)[0])["original"] is not None


def test_an_entry_that_fails_undoes_the_end(recorded, monkeypatch):
    turn = recorded.accepts("an")

    def fails(*_) -> None:
        raise KeyRefused("no key")

    with monkeypatch.context() as patch:
        patch.setattr(recorded.chain, "append", fails)
        with pytest.raises(KeyRefused):
            recorded.interactions.finish(turn, ANSWER)
    assert recorded.interactions.get(turn).answered_at is None


def test_many_threads_make_one_chain(recorded):
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(recorded.turn, [f"citizen-{number % 7}" for number in range(48)]))
    assert len(entries(recorded)) == 48
    assert recorded.walk() == []


def test_several_apps_make_one_chain(recorded, apps):
    """Each with an engine of its own; the first messages of one citizen come to all at once."""
    several = [apps() for _ in range(3)]

    def talk(number: int) -> None:
        app = several[number % 3]
        app.interactions.finish(app.accepts(f"citizen-{number // 6}", f"câu {number}"), ANSWER)

    for number, app in enumerate(several):
        app.numbers = count(1_000 * number)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(talk, range(36)))
    for app in several:
        app.database.close()
    assert len(entries(recorded)) == 36
    assert recorded.walk() == []


def test_a_clock_that_is_set_back_does_not_turn_the_order_around(recorded, monkeypatch):
    recorded.turn("an")
    (first,) = entries(recorded)
    with monkeypatch.context() as patch:
        patch.setattr(chain, "now", lambda: now() - timedelta(days=1))
        recorded.audit.first("lan", "report_read", "report/1", "…")
    second = entries(recorded)[1]
    assert second.moment == first.moment
    assert recorded.walk() == []


def test_a_note_stays_readable(recorded):
    recorded.database.together(lambda one: recorded.chain.append(one, Deed(Kind.PURGED, note={"day": "2026-11-22"})))
    (entry,) = entries(recorded)
    assert (entry.note, entry.kind) == ('{"day":"2026-11-22"}', "purged")


def test_turns_older_than_the_chain_are_counted_in_its_first_entry(recorded):
    unchained = Interactions(recorded.database, "model-0", "data-0")
    recorded.interactions, chained = unchained, recorded.interactions
    for _ in range(3):
        recorded.turn("an")
    recorded.interactions = chained
    chained.close_unfinished(FALLBACK, "web")
    chained.close_unfinished(FALLBACK, "web")
    recorded.turn("an")
    assert [(entry.kind, entry.note) for entry in entries(recorded)] == [
        ("begun", '{"answered_before":3}'),
        ("interaction_finished", None),
    ]
    assert recorded.walk() == []


def test_a_chain_without_its_keys_is_not_gone_on_with(recorded, tmp_path):
    """Restored without the key backup: loudly at the start, and at the first turn."""
    recorded.turn("an")
    turn = recorded.accepts("an")
    strange = Chain(Keys(Wrapping(tmp_path / "elsewhere")))
    with pytest.raises(KeyRefused, match="key backup"):
        recorded.database.together(strange.begin)
    with pytest.raises(KeyRefused, match="key backup"):
        Interactions(recorded.database, "m", "d", strange).finish(turn, ANSWER)
    assert len(entries(recorded)) == 1


def test_a_chain_whose_table_of_keys_is_empty_is_not_gone_on_with(recorded, monkeypatch):
    recorded.turn("an")
    monkeypatch.setattr(recorded.keys, "_rows", lambda *_: {})
    with pytest.raises(KeyRefused, match="key backup"):
        recorded.database.together(recorded.chain.begin)


def test_two_first_turns_of_a_citizen_have_one_key(recorded):
    holder = of_conversation(recorded.conversation("an"))
    with recorded.database.engine.begin() as connection:
        first = recorded.keys.of(connection, HOUSE, holder, is_new=True)
        again = recorded.keys.of(connection, HOUSE, holder)
    assert {name: key.id for name, key in first.items()} == {name: key.id for name, key in again.items()}
    with recorded.database.looking() as connection:
        rows = connection.execute(select(DataKeyRow.__table__)).all()
    assert {row.holder for row in rows} == {HOUSE, holder}


def test_an_unrelated_fault_in_the_same_transaction_leaves_the_chain_whole(recorded):
    """A job of another thread fails: all is rolled back and done anew, each alone."""
    recorded.turn("an")
    known = {"id": "id-1", "channel": "web", "citizen": "c", "started_at": now()}
    table = Conversation.__table__
    recorded.database.together(lambda connection: connection.execute(insert(table), known))
    turn = recorded.accepts("an")

    def clash(connection, _record) -> None:
        connection.execute(insert(table), replace_id(known))

    with pytest.raises(RowExists):
        recorded.interactions.finish(turn, ANSWER, clash)
    recorded.interactions.finish(turn, ANSWER)
    assert [entry.sequence for entry in entries(recorded)] == [1, 2]
    assert recorded.walk() == []


def replace_id(row: dict) -> dict:
    return row | {"id": "id-2"}


def test_the_head_of_an_empty_chain_is_the_start(recorded):
    with recorded.database.looking() as connection:
        assert recorded.chain.head(connection) == START == replace(START, moment=datetime(1970, 1, 1, tzinfo=UTC))
