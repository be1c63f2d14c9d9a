"""Views for other tools: they say what the books say, hide what is small, and are all that their role can read."""

# ruff: noqa: S608  names of views, from this file

import re
import uuid
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations_with_replacement
from random import Random

import pytest
from sqlalchemy import insert, inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from bot.clock import today
from bot.settings import PROJECT
from bot.statistics.books import Books
from bot.statistics.folding import Folding
from bot.statistics.period import Period
from bot.statistics.places import of_month
from bot.statistics.reports import reported
from bot.statistics.scope import DIMENSIONS, Scope
from bot.storage.case_tables import STATES, CaseFile
from bot.storage.claim_tables import Claim, ClaimSighting
from bot.storage.statistics_tables import PLACE, StatisticsTurn
from bot.storage.tables import Conversation, Interaction, Report
from tests.statistics.talks import Talks, at

DOCUMENT = (PROJECT / "docs" / "statistics-sql.md").read_text("utf-8")
LEAST = 5
#: Columns of counts that a view makes of others.
FORM = ("o_collecting", "o_feedback_received", "o_report_received")


@pytest.fixture
def counted(database):
    """Some dozens of turns of three months, counted."""
    talk, rng = Talks(database), Random(3)
    citizens = [talk.conversation(one, group) for one in ("zalo", "web") for group in (None, "trader", "student")]
    for _ in range(60):
        talk.turn(
            rng.choice(citizens),
            at(f"2026-0{rng.choice('556')}-{rng.randrange(1, 29):02}", f"{rng.randrange(24):02}:15"),
            rng.choice(["pension_amount", "eligibility", None]),
            rng.choice(["answered", "answered", "suggested", "collecting", "report_received", "error"]),
            took=rng.choice([0.05, 0.4, 200.0]),
            place=rng.choice([None, ("Cà Mau", None), ("Cà Mau", "Xã Đất Mũi"), ("An Giang", "Xã Vĩnh Bình")]),
        )
    asked = talk.turn(citizens[0], at("2026-05-20"), None, "handed_over")
    talk.officer(asked, 400)
    talk.feedback(talk.turn(citizens[0], at("2026-05-21")), "bad", "unclear")
    Folding(database, ["trial"]).fold()
    return database


def read(database, sql: str, **given: object) -> list[dict[str, object]]:
    with database.looking() as connection:
        return [dict(row._mapping) for row in connection.execute(text(sql), given)]


def views(database) -> list[str]:
    return [name for name in inspect(database.engine).get_view_names() if name.startswith("thong_ke_")]


MAY, JUNE = Scope(Period.read("2026-05")), Scope(Period.read("2026-06"))


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_days_and_months_say_what_the_books_say(counted, dimension):
    books = Books(counted)
    for view, where in (
        ("thang", "cast(month as varchar) like '2026-05%'"),
        ("ngay", "cast(day as varchar) like '2026-05%'"),
    ):
        rows = read(counted, f"select * from thong_ke_{view} where {where}")
        found: dict[object, Counter[str]] = defaultdict(Counter)
        for row in rows:
            for name, number in row.items():
                if isinstance(number, int):
                    found[row[dimension]][name] += number
        told = books.by(MAY, dimension)
        assert {value: counts["turns"] for value, counts in found.items()} == {
            value: counts["turns"] for value, counts in told.items()
        }
        for value, counts in told.items():
            names = set(rows[0]) - {"day", "month", "o_form", *DIMENSIONS}
            assert {name: found[value][name] for name in names} == {name: counts[name] for name in names}
            assert found[value]["o_form"] == sum(counts[name] for name in FORM)


def test_outcomes_add_up_to_the_turns_and_reports_cannot_be_taken_out(counted):
    rows = read(counted, "select * from thong_ke_ngay")
    assert "o_report_received" not in rows[0]
    for row in rows:
        assert sum(number for name, number in row.items() if name.startswith("o_")) == row["turns"]


def test_hours_and_durations_add_up_to_the_books(counted):
    books = Books(counted)
    month = "cast(month as varchar) like '2026-05%'"
    hours = Counter[int]()
    for row in read(counted, f"select hour, turns from thong_ke_gio where {month}"):
        hours[row["hour"]] += row["turns"]
    totals = books.totals(MAY)
    assert hours == {hour: totals[f"h{hour:02}"] for hour in range(24) if totals[f"h{hour:02}"]}
    steps = Counter[tuple[str, int]]()
    for row in read(counted, f"select what, step, at_most_seconds, turns from thong_ke_thoi_gian where {month}"):
        steps[row["what"], row["step"]] += row["turns"]
        assert (row["at_most_seconds"] is None) == ((row["what"], row["step"]) in {("answer", 13), ("officer", 8)})
    assert steps["officer", 2] == 1 == totals["w02"]
    assert steps["answer", 13] == totals["s13"] > 0
    assert sum(number for (what, _), number in steps.items() if what == "answer") == sum(
        totals[f"s{step:02}"] for step in range(14)
    )


def test_aspects_say_what_the_books_say(counted):
    found: Counter[tuple[str, str]] = Counter()
    for row in read(counted, "select topic, aspect, turns from thong_ke_khia_canh where month = :m", m="2026-06-01"):
        found[row["topic"], row["aspect"]] += row["turns"]
    assert found == {key: counts["turns"] for key, counts in Books(counted).by_aspect(JUNE).items()}


def test_citizens_are_those_of_the_books(counted):
    people = Books(counted).people
    for scope, month in ((MAY, "2026-05-01"), (JUNE, "2026-06-01")):
        rows = read(counted, "select * from thong_ke_nguoi where month = :m", m=month)
        for kind, column in (("any", "citizens"), ("reached", "reached"), ("new", "new")):
            for row in rows:
                assert row[column] == people.count(scope.at("channel", row["channel"]), kind)
            assert sum(row[column] for row in rows) == people.count(scope, kind)


def test_no_commune_with_few_turns_is_told_nor_follows(database):
    talk = Talks(database)
    for commune, number in (("Xã A", 9), ("Xã B", 6), ("Xã C", 2), (None, 1)):
        for _ in range(number):
            talk.turn(place=("Cà Mau", commune))
    for province, number in (("Huế", 3), ("An Giang", 6)):
        for _ in range(number):
            talk.turn(place=(province, "Phường D"))
    Folding(database, []).fold()
    communes = {(row["province"], row["commune"]): row["turns"] for row in read(database, "select * from thong_ke_xa")}
    told = {("Cà Mau", "Xã A"): 9, ("Cà Mau", "*"): 9, ("*", "*"): 9}
    assert communes == told, "C and no commune are 3: B goes with them"
    provinces = {row["province"]: row["turns"] for row in read(database, "select * from thong_ke_tinh")}
    assert provinces == {"Cà Mau": 18, "*": 9}, "of Huế alone 3 would follow: An Giang goes with it"


def test_places_are_told_as_pages_tell_them(database):
    """Each way that five places can be filled, as provinces and as communes of one that is large."""
    months, one = {}, date(1000, 1, 1)
    for numbers in combinations_with_replacement((0, 1, 2, 3, 4, 5, 6, 9), 5):
        named = {f"{at}": number for at, number in enumerate(numbers) if number}
        for places in (
            {(name, ""): number for name, number in named.items()},
            {("A", name): n for name, n in named.items()},
        ):
            months[one] = places
            one = (one + timedelta(days=31)).replace(day=1)
    with database.session() as session:
        cell = {"grain": "m", **dict.fromkeys(DIMENSIONS, "*")}
        rows = [
            {**cell, "bucket": month, "province": province, "commune": commune, "turns": turns}
            for month, places in months.items()
            for (province, commune), turns in places.items()
        ]
        session.execute(insert(PLACE), rows)
    for view, kind in (("tinh", "provinces"), ("xa", "communes")):
        told: dict[str, dict[object, int]] = defaultdict(dict)
        for row in read(database, f"select * from thong_ke_{view}"):
            place = (row["province"], row["commune"]) if view == "xa" else row["province"]
            told[f"{row['month']}"][place] = row["turns"]
        for month, places in months.items():
            assert told[f"{month}"] == dict(getattr(of_month(places), kind)), (view, places)


def test_citizens_whose_turns_no_longer_count_are_not_new(database):
    talk, counted = Talks(database), Folding(database, ["trial"])
    for _ in range(2):
        talk.turn(talk.conversation("zalo"), at("2026-05-10"))
    counted.fold()
    with database.session() as session:
        # The first day alone is left of one: what it was put down for counts no more.
        one = session.scalar(select(StatisticsTurn.citizen).limit(1))
        session.execute(update(StatisticsTurn).where(StatisticsTurn.citizen == one).values(is_counted=False))
    (row,) = read(database, "select citizens, new from thong_ke_nguoi")
    assert row == {"citizens": 1, "new": 1}


def test_a_talk_that_is_found_to_be_a_trial_is_nobody_new(database):
    talk, counted = Talks(database), Folding(database, ["trial"])
    later, _ = (talk.turn(talk.conversation("zalo"), at("2026-05-10")) for _ in range(2))
    counted.fold()
    with database.session() as session:
        of_it = select(Interaction.conversation_id).where(Interaction.id == later)
        session.execute(update(Conversation).where(Conversation.id.in_(of_it)).values(campaign="trial"))
    counted.fold()
    (row,) = read(database, "select citizens, new from thong_ke_nguoi")
    assert row == {"citizens": 1, "new": 1} == {"citizens": 1, "new": Books(database).people.count(MAY, "new")}


def test_a_month_that_runs_tells_no_place(database):
    for _ in range(9):
        Talks(database).turn(when=at(f"{today():%Y-%m}-01"), place=("Cà Mau", "Xã A"))
    Folding(database, []).fold()
    assert read(database, "select * from thong_ke_xa") == read(database, "select * from thong_ke_tinh") == []
    assert read(database, "select * from thong_ke_thang")


@pytest.mark.parametrize("seed", range(4))
def test_random_reports_and_communes_never_show_a_small_number(database, seed):
    rng = Random(seed)
    real: Counter[tuple[object, ...]] = Counter()
    with database.session() as session:
        for number in range(rng.randrange(1, 120)):
            kind = rng.choice(["fraud", "fraud", "fraud", "misinformation"])
            state, month = rng.choice(STATES[: rng.randrange(1, 6)]), rng.choice((3, 4, 4, 5))
            one, day = str(uuid.uuid4()), date(2026, month, rng.randrange(1, 29))
            session.add(Report(id=one, kind=kind, received_on=day, content={}))
            session.flush()
            session.add(
                CaseFile(
                    report_id=one, number=number, state=state, since=day, opened_on=day, version=1, triage=False,
                    cluster=number, ground="replied" if state == "closed" else None,
                )
            )  # fmt: skip
            real[month, kind, state] += 1
    shown: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
    for row in read(database, "select cast(month as varchar) as month, kind, state, reports from thong_ke_tin_bao"):
        shown[int(row["month"][5:7]), row["kind"]][row["state"]] = row["reports"]
    for month, kind in {key[:2] for key in real}:
        whole = sum(number for key, number in real.items() if key[:2] == (month, kind))
        told = shown.get((month, kind), {})
        assert sum(told.values()) == (whole + 2) // LEAST * LEAST
        assert all(number % LEAST == 0 < number for number in told.values())
        assert all(abs(real[month, kind, state] - told.get(state, 0)) < 2 * LEAST for state in STATES)
        period = Period.read(f"2026-{month:02}")
        of_pages = Counter(one.state for one in reported(database, period) if one.kind == kind)
        assert told == of_pages, "the view and the pages tell the same"


def test_claims_are_told_by_day_without_those_who_reported(database):
    with database.session() as session:
        session.add(
            Claim(
                id="c1", text="x", wordings=[], state="published", opened_on=date(2026, 5, 1), version=1,
                verdict_on=date(2026, 5, 3),
            )
        )  # fmt: skip
        for claim, day, host, way, count in (
            ("c1", 2, "", "asked", 3), ("c1", 2, "x.vn", "asked", 2), ("c1", 3, "", "asked", 4),
            ("c1", 3, "", "reported", 9), ("withdraw_now_or_lose", 3, "", "asked", 1),
        ):  # fmt: skip
            session.add(ClaimSighting(claim=claim, day=date(2026, 5, day), host=host, way=way, count=count))
    rows = read(database, "select claim, asked, after_verdict from thong_ke_tin_don order by day, claim")
    assert [tuple(row.values()) for row in rows] == [("c1", 5, 0), ("c1", 4, 1), ("withdraw_now_or_lose", 1, 0)]


def test_the_state_says_what_waits(counted):
    (row,) = read(counted, "select * from thong_ke_trang_thai")
    assert (row["waiting"], row["is_invented"]) == (0, 0)
    Talks(counted).turn()
    assert read(counted, "select waiting from thong_ke_trang_thai") == [{"waiting": 1}]


def test_no_view_has_a_citizen_or_an_id(database):
    forbidden = {"citizen", "conversation_id", "interaction_id", "id", "question", "text", "accepted_at", "report_id"}
    for view in views(database):
        columns = {column["name"] for column in inspect(database.engine).get_columns(view)}
        assert columns
        assert not columns & forbidden


def test_each_view_and_column_is_documented_and_nothing_else(database):
    cells, *others = re.split(r"^## ", DOCUMENT.split("## Columns of cells", 1)[1], flags=re.MULTILINE)
    documented = {re.match(r"`(\w+)`", one)[1]: set(re.findall(r"^\| `(\w+)` \|", one, re.MULTILINE)) for one in others}
    of_cells = set(re.findall(r"^\| `(\w+)` \|", cells, re.MULTILINE))
    documented |= {"thong_ke_ngay": of_cells | {"day"}, "thong_ke_thang": of_cells | {"month"}}
    columns = {
        view: {column["name"] for column in inspect(database.engine).get_columns(view)} for view in views(database)
    }
    assert columns == documented
    assert set(re.findall(r"^\| `(thong_ke_\w+)` \|", DOCUMENT, re.MULTILINE)) == set(columns)


@pytest.fixture
def reader(counted):
    """The role of the document, under a name of this test."""
    if counted.engine.dialect.name != "postgresql":
        pytest.skip("SQLite knows no roles")
    name = f"ansinh_read_{uuid.uuid4().hex[:8]}"
    granted = next(one for one in re.findall(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL) if "CREATE ROLE" in one)
    with counted.engine.begin() as connection:
        connection.exec_driver_sql(granted.replace("ansinh_read", name).replace("%", "%%"))
    yield name
    with counted.engine.begin() as connection:
        connection.exec_driver_sql(f"drop owned by {name}; drop role {name}")


@pytest.mark.postgres
def test_the_role_reads_the_views_and_nothing_else(counted, reader):
    tables = inspect(counted.engine).get_table_names()
    assert len(views(counted)) == 11
    for name in [*tables, *views(counted)]:
        for act in (f"select count(*) from {name}", f"delete from {name}"):
            with counted.engine.connect() as connection:
                connection.exec_driver_sql(f"set role {reader}")
                if name in tables or act.startswith("delete"):
                    with pytest.raises(DBAPIError, match=r"permission denied|cannot delete"):
                        connection.exec_driver_sql(act)
                else:
                    assert connection.exec_driver_sql(act).scalar_one() >= 0
    with counted.engine.connect() as connection:
        connection.exec_driver_sql(f"set role {reader}")
        with pytest.raises(DBAPIError, match="permission denied"):
            connection.exec_driver_sql("create table public.mine (x int)")


@pytest.mark.postgres
def test_postgresql_says_what_each_column_means(counted, reader):
    with counted.looking() as connection:
        comments = connection.execute(
            text(
                "select count(*), count(col_description(c.oid, a.attnum)) from pg_class c join pg_attribute a on"
                " a.attrelid = c.oid where relkind = 'v' and relname like 'thong!_ke!_%' escape '!' and attnum > 0"
            )
        ).one()
    assert comments[0] == comments[1] > 100
