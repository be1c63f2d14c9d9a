"""Notices: durable, told at least once, collapsed, and without room for a word of a report."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import select, update

from bot.clock import now
from bot.notices.letter import Kind, Letters
from bot.notices.mail import Mailer
from bot.notices.notices import CLAIM, KEPT, LONGEST_PAUSE, Notices
from bot.notices.settings import Role
from bot.storage.file_tables import Notice
from tests.notices.conftest import WORDS

DUE = date(2026, 11, 25)


def rows(database):
    with database.reading() as session:
        return session.scalars(select(Notice).order_by(Notice.number)).all()


def later(**span: float) -> datetime:
    return now() + timedelta(seconds=1, **span)


def subjects(office) -> list[str]:
    return [str(mail["Subject"]) for _, mail in office.post.arrived]


def test_what_was_queued_is_sent_to_its_role(notices, office):
    notices.queue(Role.HANDLER, Kind.REPORT_URGENT, "1234", DUE)
    assert notices.send_due(later()) == 1
    [(recipients, mail)] = office.post.arrived
    assert recipients == ["mot@example.gov.vn", "hai@example.gov.vn"]
    assert mail.get_content().startswith("Tin báo #1234 cần xem ngay, hạn 25/11/2026.")


def test_it_is_sent_once(notices, office):
    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "1234")
    assert [notices.send_due(later(hours=hour)) for hour in range(3)] == [1, 0, 0]
    assert len(office.post.arrived) == 1


def test_the_same_thing_queued_twice_is_told_once(notices, office, database):
    for _ in range(3):
        notices.queue(Role.HANDLER, Kind.REPORT_NEW, "1234")
    notices.send_due(later())
    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "1234")
    notices.send_due(later(hours=1))
    assert (len(rows(database)), len(office.post.arrived)) == (1, 1)


def test_what_comes_back_is_told_again(notices, database, monkeypatch):
    """A deadline that was put off, a trouble of another day; but a new case is new once."""
    for due in (DUE, DUE, date(2026, 12, 9)):
        notices.queue(Role.HANDLER, Kind.DUE_SOON, "1", due)
        notices.queue(Role.HANDLER, Kind.REPORT_NEW, "1", due)
    for day in (DUE, DUE, date(2026, 12, 9)):
        monkeypatch.setattr("bot.notices.notices.today", lambda day=day: day)
        notices.queue(Role.MANAGER, Kind.TROUBLE, "zalo")
    counted = [(kind, len([row for row in rows(database) if row.kind == kind])) for kind in Kind]
    assert dict(counted) == dict.fromkeys(Kind, 0) | {Kind.DUE_SOON: 2, Kind.REPORT_NEW: 1, Kind.TROUBLE: 2}


def test_each_role_and_kind_hears_of_its_own(notices, office):
    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "1")
    notices.queue(Role.MANAGER, Kind.OVERDUE, "1")
    assert notices.send_due(later()) == 2
    heard = {
        subject: recipients
        for recipients, subject in zip([r for r, _ in office.post.arrived], subjects(office), strict=True)
    }
    assert heard["[An Sinh] Quá hạn: #1"] == ["quan-ly@example.gov.vn"]


def test_a_role_without_a_mailbox_is_not_queued_for(notices, database):
    notices.queue(Role.ADMIN, Kind.TROUBLE, "zalo")
    assert rows(database) == []


def test_nothing_but_a_number_gets_in(notices, database):
    for number in ("", "12 34", "Ông A lừa tiền", "1\r\nBcc: x", "x" * 33, "0912345678 ", "-1"):
        with pytest.raises(ValueError, match="nothing else"):
            notices.queue(Role.HANDLER, Kind.REPORT_NEW, number)
    assert rows(database) == []


def test_a_flood_of_reports_makes_at_most_five_mails(notices, office, database, record_property):
    """B-19: 500 reports in ten minutes, a worker that looks every five seconds, and none dropped."""
    begin = now()
    with database.session() as session:
        for number in range(500):
            at = begin + timedelta(seconds=number * 1.2)
            session.add(
                Notice(
                    id=f"id-{number}",
                    role="handler",
                    kind="report_new",
                    number=f"{number:04d}",
                    queued_at=at,
                    next_at=at,
                )
            )
    for second in range(0, 601, 5):
        notices.send_due(begin + timedelta(seconds=second))
    mails_in_ten_minutes = len(office.post.arrived)
    record_property("mails", mails_in_ten_minutes)
    assert mails_in_ten_minutes <= 5
    notices.send_due(begin + timedelta(minutes=16))
    assert all(row.sent_at for row in rows(database))
    counted = [subject.split()[2] for subject in subjects(office)]
    told = sum(int(word) if word.isdigit() else 1 for word in counted)
    assert told == 500


def test_mails_of_a_kind_stay_apart(notices, office):
    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "1")
    notices.send_due(later())
    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "2")
    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "3")
    assert notices.send_due(later(minutes=4)) == 0
    assert notices.send_due(later(minutes=6)) == 1
    assert subjects(office) == ["[An Sinh] Tin báo mới", "[An Sinh] 2 tin báo mới"]


def test_a_server_that_is_down_is_tried_again_ever_more_rarely(notices, office, database):
    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "1")
    at, gaps, last = later(), [], None
    while len(gaps) < 8:
        office.post.says = ["451 later"]
        before = rows(database)[0].attempts
        notices.send_due(at)
        if rows(database)[0].attempts > before:
            gaps += [at - last] if last else []
            last = at
        at += timedelta(minutes=1)
    office.post.says = []
    assert gaps == sorted(gaps)
    assert (gaps[0], gaps[-1]) == (timedelta(minutes=1), LONGEST_PAUSE)
    assert notices.trouble() == "SMTPDataError 451"
    assert notices.send_due(at + LONGEST_PAUSE) == 1
    assert notices.trouble() is None
    assert len(office.post.arrived) == 1


def test_what_comes_while_the_server_is_down_goes_out_together(notices, office):
    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "1")
    office.post.says = ["451 later"]
    notices.send_due(later())
    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "2")
    assert notices.send_due(later()) == 0, "it waits for the pause"
    assert notices.send_due(later(minutes=2)) == 1
    assert subjects(office) == ["[An Sinh] 2 tin báo mới"]


def test_a_worker_that_dies_in_between_leaves_nothing_untold(database, configured, office):
    class Dies:
        def send(self, *_: object) -> None:
            raise SystemExit

    settings = configured()
    dying = Notices(database, settings, Letters.load(WORDS), Dies())
    dying.queue(Role.HANDLER, Kind.REPORT_NEW, "1")
    with pytest.raises(SystemExit):
        dying.send_due(later())
    other = Notices(database, settings, Letters.load(WORDS), Mailer(settings))
    assert other.send_due(later()) == 0, "somebody may still be sending it"
    assert other.send_due(later() + CLAIM) == 1


def test_many_workers_at_once_send_one_mail(notices, office, database):
    for number in range(20):
        notices.queue(Role.HANDLER, Kind.REPORT_NEW, str(number))
    at = later()
    threads = [Thread(target=notices.send_due, args=(at,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert subjects(office) == ["[An Sinh] 20 tin báo mới"]


def test_what_was_queued_survives_a_restart(database, configured, office):
    settings = configured()
    Notices(database, settings, Letters.load(WORDS), Mailer(settings)).queue(Role.HANDLER, Kind.REPORT_NEW, "1")
    assert Notices(database, settings, Letters.load(WORDS), Mailer(settings)).send_due(later()) == 1


def test_a_role_that_lost_its_mailboxes_is_passed_over(notices, database, configured, office):
    notices.queue(Role.MANAGER, Kind.OVERDUE, "1")
    settings = configured(managers="")
    assert Notices(database, settings, Letters.load(WORDS), Mailer(settings)).send_due(later()) == 0
    assert office.post.arrived == []


def test_told_notices_are_swept_after_their_time(notices, database, office):
    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "1")
    notices.send_due(later())
    office.post.says = ["451 later"]
    notices.queue(Role.MANAGER, Kind.OVERDUE, "2")
    notices.send_due(later())
    notices.sweep(later() + KEPT)
    assert [row.number for row in rows(database)] == ["2"], "what was never told stays"


def test_moments_of_another_zone_are_the_same_moments(notices, office, database):
    from bot.clock import VIETNAM

    notices.queue(Role.HANDLER, Kind.REPORT_NEW, "1")
    assert notices.send_due(datetime.now(VIETNAM) + timedelta(seconds=1)) == 1
    with database.session() as session:
        session.execute(update(Notice).values(sent_at=datetime.now(UTC) - 2 * KEPT))
    notices.sweep(datetime.now(VIETNAM))
    assert rows(database) == []
