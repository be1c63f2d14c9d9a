"""Whoever reads everything, of all periods and filters, cannot be sure of a small number of reports or in a place.

For reports there is a second record on which all of it reads the same, and on which nobody spoke of fraud and reports
came in fives: what a reader subtracts from what does not matter then.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from sqlalchemy import inspect, text

from bot.console.review.pairs import Subjects
from bot.console.statistics.names import Names
from bot.metrics import figures
from bot.settings import PROJECT
from bot.statistics import claim_reports, places
from bot.statistics.folding import Folding
from bot.statistics.hiding import LEAST, small
from bot.statistics.open_data.rows import rows as open_rows
from bot.statistics.open_data.tables import TABLES as OPEN
from bot.statistics.period import Period
from bot.statistics.registry import measures, tables
from bot.statistics.reporting import FRAUD, TOGETHER
from bot.statistics.reports import reported
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.storage.case_tables import CaseFile
from bot.storage.claim_tables import Claim, ClaimSighting
from bot.storage.database import Database
from bot.storage.tables import Interaction, Report
from tests.statistics import random_talks
from tests.statistics.random_talks import Made

WHOLE = Period.read("2026")
#: One of the files, and claims.
RUMOURS = ("withdraw_now_or_lose", "claim_1", "claim_2", "claim_3")
MONTHS = ("2026-04", "2026-05", "2026-06")
PERIODS = (*MONTHS, "2026", "2026-Q2", "2026-05-06..2026-05-06", "2026-04-20..2026-06-10")
FILTERS = (
    *({}, {"topic": (TOGETHER,)}, {"topic": ("",)}, {"channel": ("zalo",)}),
    {"audience": ("trader",), "topic": ("",)},
)


@pytest.fixture(params=[3, 8], scope="module")
def both(request, template, adviser, tmp_path_factory) -> Iterator[tuple[StatisticsRoom, StatisticsRoom]]:
    """A random record, and the one that it may as well be."""
    real, other = random_talks.made(request.param, 25), random_talks.made(request.param, 25)
    for rows in (real, other):
        _apart(rows)
    rooms = []
    for name, rows in (("real", real), ("other", other)):
        file = shutil.copy(template, tmp_path_factory.mktemp(name) / "ansinh.db")
        database = Database(f"sqlite:///{file}")
        if rooms:
            _without_reports(rows)
            _in_fives(rows, rooms[0].database)
        random_talks.write(database, rows)
        _sightings(database, request.param, rooms[0].database if rooms else None)
        Folding(database, random_talks.TESTS).fold()
        rooms.append(StatisticsRoom.build(database, adviser, PROJECT / "data"))
    yield rooms[0], rooms[1]
    for room in rooms:
        room.database.close()


def _apart(rows: Made) -> None:
    """No talk is about fraud and about rumours: one would be taken for a question on the other."""
    of_fraud = {one["conversation_id"] for one in rows.of(Interaction) if one["topic"] == FRAUD}
    for one in rows.of(Interaction):
        if one["topic"] == TOGETHER and one["conversation_id"] in of_fraud:
            one["topic"] = "pension_amount"


def _without_reports(rows: Made) -> None:
    for one in rows.of(Interaction):
        one["topic"] = TOGETHER if one["topic"] == FRAUD else one["topic"]
        one["outcome"] = "collecting" if one["outcome"] == "report_received" else one["outcome"]


def _in_fives(rows: Made, of: Database) -> None:
    told = reported(of, WHOLE)
    report, file = rows.of(Report)[0], rows.of(CaseFile)[0]
    rows.rows[Report], rows.rows[CaseFile] = [], []
    for number, one in enumerate(told):
        key = {"report_id": f"{number}", "number": number, "cluster": number}
        ground = "replied" if one.state == "closed" else None
        of_file = {"state": one.state, "since": one.opened_on, "opened_on": one.opened_on, "ground": ground}
        rows.of(Report).append({**report, "id": f"{number}", "kind": one.kind, "received_on": one.opened_on})
        rows.of(CaseFile).append({**file, **key, **of_file})


def _sightings(database: Database, seed: int, of: Database | None) -> None:
    """The same questions about rumours; each of few reports a day, or those that may be told."""
    chance, times = Random(seed), Counter[tuple[str, date, str]]()
    for _ in range(60):
        way, day = chance.choice(["asked", "reported"]), date(2026, 4, 27) + timedelta(days=chance.randrange(40))
        times[chance.choice(RUMOURS), day, way] += 1
    if of:
        times = Counter({one: number for one, number in times.items() if one[2] == "asked"})
        with of.looking() as connection:
            times.update((one.claim, one.day, "reported") for one in claim_reports.reported(connection, WHOLE))
    with database.session() as session:
        for name in RUMOURS[1:]:
            days = {"opened_on": date(2026, 4, 1), "verdict_on": date(2026, 5, 14)}
            session.add(Claim(id=name, text=name, wordings=[], state="published", version=0, **days))
        for (name, day, way), number in times.items():
            session.add(ClaimSighting(claim=name, day=day, host="", way=way, count=number))


def scopes() -> list[Scope]:
    return [Scope(Period.read(period), wanted) for period, wanted in product(PERIODS, FILTERS)]


def test_the_real_record_has_what_is_not_to_be_told(both):
    real, other = both
    with real.database.looking() as connection:
        few = connection.execute(
            text("select count(*) n from report join case_file on id = report_id group by kind, state, opened_on")
        )
        assert any(small(row.n) for row in few)
        met = connection.scalars(text("select count from claim_sighting where way = 'reported'"))
        assert any(map(small, met))
    for room, is_real in ((real, True), (other, False)):
        with room.database.looking() as connection:
            asked = text("select count(*) from interaction where topic = 'fraud_report' or outcome = 'report_received'")
            assert bool(connection.scalar(asked)) is is_real


def test_figures_read_the_same(both):
    for scope, one in product(scopes(), measures().values()):
        read = [one.value(room.books, scope) for room in both]
        assert read[0] == read[1], (one.key, scope)


def test_tables_read_the_same(both):
    for scope, one in product(scopes(), tables().values()):
        read = [[(line.cells, line.link, line.why) for line in one.make(room, scope).lines] for room in both]
        assert read[0] == read[1], (one.key, scope)


def test_views_read_the_same(both):
    names = [name for name in inspect(both[0].database.engine).get_view_names() if name.startswith("thong_ke_")]
    for name in set(names) - {"thong_ke_trang_thai"}:
        read = []
        for room in both:
            with room.database.looking() as connection:
                read.append(sorted(map(tuple, connection.execute(text(f"select * from {name}"))), key=str))  # noqa: S608
        assert read[0] == read[1], name
        assert read[0] or name in {"thong_ke_xa", "thong_ke_tinh"}, name


def test_open_data_and_gauges_read_the_same(both):
    months = [Period.read(one) for one in MONTHS]
    for one in OPEN:
        read = [list(open_rows(one, room.books, months)) for room in both]
        assert read[0] == read[1], one.key
    told = [figures.read(room.database) for room in both]
    assert (told[0].outcomes, told[0].speeds) == (told[1].outcomes, told[1].speeds)


def test_whatever_is_subtracted_is_no_small_number_of_reports(both):
    real, _ = both
    told: dict[object, list[float]] = {}
    for scope in scopes():
        for key in ("reports_by_state", "reports_time"):
            for at, line in enumerate(tables()[key].make(real, scope).lines):
                for name in ("fraud", "misinformation", "done", "waiting"):
                    if isinstance(number := line.cells.get(name), int):
                        told.setdefault((key, at, name), []).append(number)
        for line in tables()["claims_before_after"].make(real, scope).lines:
            for name in ("reported_before", "reported_after"):
                told.setdefault((line.cells["claim"], name), [0]).append(line.cells[name])
        if (amount := measures()["reports_received"].value(real.books, scope).amount) is not None:
            told.setdefault("all", []).append(amount)
    assert any(max(numbers) > 0 for numbers in told.values())
    for numbers in told.values():
        assert all(not small(abs(int(one - another))) for one, another in product(numbers, numbers))


def test_places_of_a_longer_period_tell_what_its_months_tell(both):
    real, _ = both
    for text_ in ("2026", "2026-Q2", "2026-05-01..2026-06-30", "2026-04-20..2026-06-10"):
        period = Period.read(text_)
        whole = places.told(real.books, period)
        months = [places.told(real.books, Period.read(f"{first:%Y-%m}")) for first in period.cover()[0]]
        for name in ("provinces", "communes"):
            added = sum((getattr(one, name) for one in months), type(whole.provinces)())
            assert getattr(whole, name) == added
            assert all(number >= LEAST for one in months for number in getattr(one, name).values())
        for wanted in FILTERS[1:]:
            for key in ("provinces", "communes"):
                lines = [
                    [line.cells for line in tables()[key].make(real, scope).lines]
                    for scope in (Scope(period), Scope(period, wanted))
                ]
                assert lines[0] == lines[1], "a filter would be one more table to subtract"


def test_nobody_is_asked_for_fraud_alone(room, adviser):
    names = Names(room, Subjects(adviser.answers))
    assert FRAUD not in names.of("topic")
    assert names.called("topic", TOGETHER).endswith("lừa đảo")
    assert not names.is_counted("topic", FRAUD)
