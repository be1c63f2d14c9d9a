"""The files as they are given away, on both databases."""

import csv
import json
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.statistics.hiding import LEAST
from bot.statistics.open_data import months
from bot.statistics.open_data.export import FolderRefused, export
from bot.statistics.open_data.months import NothingToGive, given
from bot.statistics.open_data.tables import TABLES, TOGETHER
from bot.statistics.period import Period
from bot.statistics.scope import Scope
from bot.storage.demonstration_tables import Demonstration
from tests.statistics.talks import at

AT = at("2026-07-01")


@pytest.fixture
def year(talk, fold, monkeypatch):
    """Turns of May, June and of the month that still runs, some with a group or a place."""
    rng = Random(7)
    citizens = [
        talk.conversation(channel, group) for channel in ("zalo", "web") for group in (None, "trader", "student")
    ]
    for _ in range(70):
        talk.turn(
            rng.choice(citizens),
            at(f"2026-{rng.choice(('05', '05', '06', '07'))}-{rng.randrange(1, 29):02}"),
            rng.choice(["pension_amount", "pension_amount", "eligibility", "maternity", None]),
            rng.choice(["answered", "answered", "answered", "suggested", "error", "report_received"]),
            place=rng.choice([None, None, None, ("Cà Mau", None), ("An Giang", "Xã Vĩnh Bình")]),
        )
    talk.turn(talk.conversation("web", None, "trial"), at("2026-05-03"), campaign="trial")
    fold()


def lines(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_adds_up_to_the_turns_of_the_month_and_hides_what_is_small(year, room, tmp_path):
    export(room, tmp_path / "open", "BHXH", AT)
    for one in TABLES:
        written = lines(tmp_path / "open", one.key)
        assert {line["thang"] for line in written} == {"2026-05"}, "June was over for 12 hours only"
        assert all(int(line["luot"]) >= LEAST for line in written)
        may = room.books.totals(Scope(Period.read("2026-05")))["turns"]
        assert sum(int(line["luot"]) for line in written) == may


def test_what_is_told_is_what_the_books_say(year, room, tmp_path):
    export(room, tmp_path / "open", "BHXH", at("2026-07-03"))
    for line in lines(tmp_path / "open", "ket_qua"):
        if line["ket_qua"] != TOGETHER:
            totals = room.books.totals(Scope(Period.read(line["thang"])))
            assert totals[f"o_{line['ket_qua']}"] == int(line["luot"])
    for line in lines(tmp_path / "open", "chu_de_kenh"):
        if line["kenh"] != TOGETHER:
            scope = Scope(Period.read(line["thang"]), {"channel": (line["kenh"],), "topic": (line["chu_de"],)})
            assert room.books.totals(scope)["turns"] == int(line["luot"])
    assert {line["thang"] for line in lines(tmp_path / "open", "tinh")} == {"2026-05", "2026-06"}


def test_the_json_says_the_same_as_the_tables(year, room, tmp_path):
    assert export(room, tmp_path / "open", "", AT) == sorted(
        ["README.md", "so_lieu.json", *(f"{one.key}.csv" for one in TABLES)]
    )
    whole = json.loads((tmp_path / "open" / "so_lieu.json").read_text("utf-8"))
    for one in TABLES:
        assert [{key: str(value) for key, value in line.items()} for line in whole["bang"][one.key]["dong"]] == lines(
            tmp_path / "open", one.key
        )


def test_the_readme_says_what_each_column_is_and_under_which_licence(year, room, tmp_path):
    export(room, tmp_path / "open", "BHXH khu vực", AT)
    text = (tmp_path / "open" / "README.md").read_text("utf-8")
    for one in TABLES:
        for column in lines(tmp_path / "open", one.key)[0]:
            assert f"`{column}`" in text
    assert "CC BY 4.0" in text
    assert "BHXH khu vực" in text
    assert "dựng để dùng thử" not in text


def test_invented_figures_say_so(year, room, database, tmp_path):
    with database.session() as session:
        days = {"first": AT.date(), "last": AT.date(), "started_at": AT}
        session.add(Demonstration(id=1, seed=1, data_version="d", wanted=1, written=1, batches=1, **days))
    export(room, tmp_path / "open", "", AT)
    assert "không phải của người dân nào" in (tmp_path / "open" / "README.md").read_text("utf-8")
    assert json.loads((tmp_path / "open" / "so_lieu.json").read_text("utf-8"))["so_lieu_dung_thu"] is True


def test_what_was_given_away_is_not_written_over(year, room, tmp_path):
    export(room, tmp_path / "open", "", AT)
    with pytest.raises(FolderRefused):
        export(room, tmp_path / "open", "", AT)


def test_half_an_export_is_none(year, room, tmp_path, monkeypatch):
    monkeypatch.setattr("bot.statistics.open_data.export.readme", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(room, tmp_path / "open", "", AT)
    assert list(tmp_path.glob("*open*")) == []


def test_nothing_counted_is_nothing_to_give(room, tmp_path):
    with pytest.raises(NothingToGive):
        export(room, tmp_path / "open", "", AT)
    assert not (tmp_path / "open").exists()


def test_a_month_opens_a_day_after_its_end():
    span, end = Period.read("2026-05-10..2026-07-01"), at("2026-06-01", "00:00") + months.DELAY
    assert given(span, end, end) == [Period.read("2026-05")]
    with pytest.raises(NothingToGive, match="24 hours"):
        given(span, end, end - timedelta(seconds=1))


def test_counts_that_are_too_old_for_a_month_are_not_given():
    with pytest.raises(NothingToGive, match="too old for 2026-06"):
        given(Period.read("2026-05-10..2026-07-01"), at("2026-07-01"), at("2026-07-09"))
