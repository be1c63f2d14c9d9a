"""Taking reports in: a case each, floods in few clusters, few from one sender, none lost; the migration's cases too."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text

from bot.cases.alike import likeness, marks_of
from bot.cases.clues import clues_in
from bot.outcomes import Outcome
from bot.privacy.masking import mask
from bot.privacy.sealing import SealBroken
from bot.records.record import Said
from bot.storage.case_tables import CaseEvent, CaseFile
from bot.storage.migrate import downgrade, migrate
from bot.storage.tables import Report
from tests.cases.conftest import MAI, NOW, STORY, TODAY, Office


def count(office: Office, of) -> int:
    with office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(of))


def test_a_turn_that_is_run_twice_stores_one_report(office):
    turn = office.turn(office.conversation())
    for _ in range(2):
        office.room.reports.receive(turn, "fraud", {"what": STORY}, TODAY)
    assert (count(office, Report), count(office, CaseFile), count(office, CaseEvent)) == (1, 1, 1)


def test_numbers_of_cases_tell_no_order(office):
    numbers = [office.number(office.report(f"chuyện thứ {at} hoàn toàn khác {at * 7}")) for at in range(20)]
    assert len(set(numbers)) == 20
    assert numbers != sorted(numbers)


def test_bar_a_flood_of_five_hundred_is_a_few_clusters_and_none_is_lost(office, capsys):
    """B-19: 500 near-same reports from 100 accounts; at most 5 clusters and 5 notices, none dropped."""
    chance = random.Random(19)
    accounts = [office.conversation() for _ in range(100)]
    fillers = ["ạ", "nhé", "!", "mọi người ơi", "thật đó", "khẩn", ""]
    for number in range(500):
        what = f"{chance.choice(fillers)} {STORY} {chance.choice(fillers)}"
        turn = office.turn(accounts[number % 100])
        office.room.reports.receive(turn, "fraud", {"what": what.strip(), "when_where": "", "who": ""}, TODAY)
    with office.database.reading() as session:
        clusters = session.scalar(select(func.count(CaseFile.cluster.distinct())))
    with capsys.disabled():
        print(f"\nB-19: 500 reports: {clusters} clusters, {len(office.rung)} notices")  # noqa: T201
    assert count(office, CaseFile) == 500
    assert clusters <= 5
    assert len(office.rung) == clusters


def test_a_different_story_rings_for_itself(office):
    office.report()
    office.report("bài trên mạng nói quỹ bảo hiểm sắp vỡ, phải rút ngay trong tháng này")
    office.report(STORY.upper() + " !!!")
    assert len(office.rung) == 2


def test_an_old_cluster_is_not_gone_on_with(office):
    office.report(day=TODAY - timedelta(days=30))
    office.report()
    assert len(office.rung) == 2


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("a b c d", "A, b. c d!", 100), ("a b c d", "x y z w", 0), ("thu tiền", "thu tien", 100), ("", "", 100)],
)
def test_likeness(one, other, alike):
    assert likeness(marks_of(one), marks_of(other)) == alike


def send(office: Office, conversation: str, ago: timedelta) -> None:
    """A turn of the past that received a report."""
    turn = office.turn(conversation)
    office.interactions.finish(turn, Said(Outcome.REPORT_RECEIVED))
    office.at(NOW - ago, turn)


def test_five_an_hour_and_ten_a_day_from_one_sender(office):
    """B-20."""
    flood, conversation = office.room.flood, office.conversation()
    for _ in range(4):
        send(office, conversation, timedelta(minutes=10))
    assert not flood.is_too_many(conversation, NOW)
    send(office, conversation, timedelta(minutes=10))
    assert flood.is_too_many(conversation, NOW)
    assert not flood.is_too_many(office.conversation(), NOW)
    assert not flood.is_too_many(conversation, NOW + timedelta(hours=1))
    for _ in range(5):
        send(office, conversation, timedelta(hours=5))
    assert flood.is_too_many(conversation, NOW + timedelta(hours=2)), "ten in a day"
    assert not flood.is_too_many(conversation, NOW + timedelta(hours=25))


def test_sixty_an_hour_overall_mark_for_triage_and_refuse_nobody(office):
    flood = office.room.flood
    for _ in range(59):
        send(office, office.conversation(), timedelta(minutes=10))
    assert not flood.is_flooded(NOW)
    send(office, office.conversation(), timedelta(minutes=10))
    assert flood.is_flooded(NOW)
    assert not flood.is_too_many(office.conversation(), NOW)
    number = office.number(office.report(triage=flood.is_flooded(NOW)))
    assert office.line(number).triage


def test_of_an_answer_only_telephones_and_accounts_are_kept(office):
    masked = mask("họ gọi 0912 345 678, stk 0123456789012, căn cước tôi 079185001234, otp 123456, mất 5 triệu")
    assert clues_in(masked) == {"[DIEN_THOAI_1]": "0912345678", "[TAI_KHOAN_1]": "0123456789012"}
    assert "0912345678" not in repr(masked)


def test_clues_are_sealed_for_their_talk_and_then_for_their_report(office):
    clues = office.room.reports.clues
    carried = clues.carried("talk", {"[DIEN_THOAI_1]": "0912345678"})
    assert "0912345678" not in carried
    assert clues.kept(carried, "another talk", "r") is None
    assert clues.kept("no base64!", "talk", "r") is None
    assert clues.kept(None, "talk", "r") is None
    kept = clues.kept(carried, "talk", "r")
    assert clues.of(kept, "r") == {"[DIEN_THOAI_1]": "0912345678"}
    with pytest.raises(SealBroken):
        clues.of(kept, "another report")


def test_what_was_overheard_is_forgotten_with_the_turn(office):
    reports = office.room.reports
    reports.overhear("turn", {"[DIEN_THOAI_1]": "0912345678"})
    reports.overhear("silent turn", {})
    assert reports.overheard("turn") == {"[DIEN_THOAI_1]": "0912345678"}
    reports.forget("turn")
    assert reports.overheard("turn") == reports.overheard("silent turn") == reports.overheard(None) == {}


def test_pointing_is_counted_and_nothing_else_is_kept(office):
    pointed = office.room.pointed
    for day in (TODAY, TODAY, TODAY + timedelta(days=1)):
        pointed.note(day)
    assert pointed.count(TODAY, TODAY) == 2
    assert pointed.count(TODAY, TODAY + timedelta(days=1)) == 3


def test_reports_from_before_get_their_cases(database):
    downgrade(database, "0006")
    insert = text(
        "insert into report (id, kind, received_on, content, receipt_hash)"
        " values (:id, 'fraud', :day, '{\"what\": \"x\"}', :hash)"
    )
    with database.engine.begin() as connection:
        for number in range(50):
            row = {"id": f"report-{number}", "day": date(2026, 11, 1), "hash": f"hash-{number}"}
            connection.execute(insert, row | ({"day": "2026-11-01"} if database.url.startswith("sqlite") else {}))
        connection.execute(
            text("insert into conversation (id, channel, citizen, started_at) values ('c', 'web', 'p', '2026-11-01')")
        )
        connection.execute(
            text(
                "insert into interaction (id, conversation_id, channel, message_id, accepted_at, question, pressed,"
                " replies, as_of, model_version, data_version) values"
                " ('i', 'c', 'web', 'm', '2026-11-01', '', false, '[]', '2026-11-01', '', '')"
            )
        )
        connection.execute(text("insert into receipt_due values ('i', 'report-7')"))
    migrate(database)
    with database.reading() as session:
        cases = session.scalars(select(CaseFile)).all()
        events = session.scalars(select(CaseEvent)).all()
        assert session.scalar(text("select report_id from receipt_due")) == "report-7"
        assert session.get_one(Report, "report-7").content == {"what": "x"}
    assert {(one.state, one.since, one.version, one.triage) for one in cases} == {("new", date(2026, 11, 1), 1, False)}
    assert len({one.number for one in cases}) == len(cases) == len(events) == 50
    assert all(one.cluster == one.number for one in cases)
    downgrade(database, "0006")
    migrate(database)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CaseFile)) == 50


def test_a_case_cannot_be_closed_without_a_ground_by_any_way(office):
    number = office.number(office.report())
    with pytest.raises(Exception, match="closed_has_ground"), office.database.engine.begin() as connection:
        connection.execute(text("update case_file set state = 'closed' where number = :number"), {"number": number})
    assert office.room.cases.opened(MAI, number, "xem", TODAY).ground is None
