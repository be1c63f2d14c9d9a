"""Every way to break a file of figures is refused with file and line."""

from datetime import date
from decimal import Decimal

import pytest

from bot.policy.errors import PolicyDataError
from bot.policy.schema import Figure, read_figures

from .conftest import GOOD


def test_a_good_file_is_read_whole():
    figures = read_figures("line.toml", GOOD)
    assert list(figures) == ["line"]
    old, new = figures["line"]
    assert old == Figure(
        key="line",
        label="Chuẩn nghèo",
        value=1_500_000,
        unit="VND/month",
        effective_from=date(2022, 1, 1),
        effective_to=date(2026, 12, 31),
        legal_basis="Nghị định 07/2021/NĐ-CP",
        confidence="B",
        checked_on=date(2026, 11, 21),
        review_by=date(2027, 6, 30),
    )
    assert new.effective_to is None
    assert new.note == "Giai đoạn mới"


def change(old: str, new: str, nth: int = 1) -> tuple[str, int]:
    """GOOD with the nth ``old`` replaced, and the line it stands on."""
    start = -1
    for _ in range(nth):
        start = GOOD.index(old, start + 1)
    return GOOD[:start] + new + GOOD[start + len(old) :], GOOD.count("\n", 0, start) + 1


BROKEN = [
    # what is wrong, old text, new text, which one, words of the refusal, line away from the change
    (
        "unknown field of a key",
        'unit = "VND/month"',
        'unit = "VND/month"\nsource = "x"',
        1,
        "unknown field 'source'",
        1,
    ),
    ("unknown field of a value", 'note = "Giai đoạn mới"', 'remark = "x"', 1, "unknown field 'remark'", 0),
    ("label left out", 'label = "Chuẩn nghèo"\n', "", 1, "needs a label", -1),
    ("label empty", 'label = "Chuẩn nghèo"', 'label = " "', 1, "needs a label", 0),
    ("unit unknown", '"VND/month"', '"đồng"', 1, "unit 'đồng' is not one of", 0),
    ("unit left out", 'unit = "VND/month"\n', "", 1, "unit None is not one of", -2),
    ("basis left out", 'legal_basis = "Nghị định 351/2025/NĐ-CP"\n', "", 1, "missing field 'legal_basis'", -3),
    ("basis empty", '"Nghị định 351/2025/NĐ-CP"', '""', 1, "legal_basis must be a text and not empty", 0),
    ("basis no text", '"Nghị định 351/2025/NĐ-CP"', "351", 1, "legal_basis must be a text and not empty", 0),
    ("note empty", '"Giai đoạn mới"', '"  "', 1, "note must be a text and not empty", 0),
    ("value left out", "value = 2200000\n", "", 1, "missing field 'value'", -2),
    ("value of another kind", "value = 2200000", "value = 2200000.5", 1, "does not fit the unit 'VND/month'", 0),
    ("value a text", "value = 2200000", 'value = "2.200.000"', 1, "does not fit the unit 'VND/month'", 0),
    ("value negative", "value = 2200000", "value = -1", 1, "does not fit the unit 'VND/month'", 0),
    ("value yes or no", "value = 2200000", "value = true", 1, "does not fit the unit 'VND/month'", 0),
    ("confidence unknown", 'confidence = "B"', 'confidence = "D"', 2, "confidence 'D' is not one of A, B, C, X", 0),
    ("confidence small", 'confidence = "B"', 'confidence = "b"', 1, "confidence 'b' is not one of A, B, C, X", 0),
    ("confidence left out", 'confidence = "B"\nnote', "note", 1, "missing field 'confidence'", -4),
    ("date impossible", "from = 2027-01-01", "from = 2027-02-30", 1, "not valid TOML", 0),
    ("date in another form", "from = 2027-01-01", "from = 01/01/2027", 1, "not valid TOML", 0),
    ("date a text", "from = 2027-01-01", 'from = "2027-01-01"', 1, "from must be a date", 0),
    ("date with a time", "from = 2027-01-01", "from = 2027-01-01T00:00:00", 1, "from must be a date", 0),
    ("date a number", "checked_on = 2026-11-21", "checked_on = 2026", 1, "checked_on must be a date", 0),
    ("review a text", "review_by = 2027-06-30", 'review_by = "mai"', 2, "review_by must be a date", 0),
    ("checked left out", "checked_on = 2026-11-21\n", "", 1, "missing field 'checked_on'", -6),
    ("review left out", "review_by = 2027-06-30\n", "", 1, "missing field 'review_by'", -7),
    ("review before check", "review_by = 2027-06-30", "review_by = 2026-11-20", 2, "review_by is before checked_on", 0),
    ("ends before it begins", "to = 2026-12-31", "to = 2021-12-31", 1, "ends before it begins", 0),
    ("gap of a day", "from = 2027-01-01", "from = 2027-01-02", 1, "gap after 2026-12-31", 0),
    ("gap of years", "from = 2027-01-01", "from = 2030-01-01", 1, "gap after 2026-12-31", 0),
    ("overlap of a day", "from = 2027-01-01", "from = 2026-12-31", 1, "overlaps the one before", 0),
    ("out of order", "from = 2027-01-01", "from = 2020-01-01", 1, "overlaps the one before", 0),
    ("open before another", "to = 2026-12-31\n", "", 1, "overlaps the one before", 7),
    ("key with capitals", "[line]", "[Line]", 1, "not a key in snake_case", None),
    ("syntax", "value = 2200000", "value = ", 1, "not valid TOML", 0),
    ("a key twice", "value = 2200000", "value = 1\nvalue = 2200000", 1, "not valid TOML", 1),
]


@pytest.mark.parametrize(
    ("old", "new", "nth", "words", "away"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_a_broken_file_is_refused_with_file_and_line(old, new, nth, words, away):
    text, line = change(old, new, nth)
    with pytest.raises(PolicyDataError) as refused:
        read_figures("data/line.toml", text)
    assert words in refused.value.problem
    assert refused.value.path == "data/line.toml"
    if away is not None:
        assert refused.value.line == line + away
    assert str(refused.value).startswith(f"data/line.toml:{refused.value.line}: ")


def test_a_value_where_a_table_belongs_is_refused():
    with pytest.raises(PolicyDataError, match=r"f:1: 'line' must be a table"):
        read_figures("f", "line = 3\n")


def test_values_written_as_a_list_of_numbers_are_refused():
    with pytest.raises(PolicyDataError, match=r"f:4: the values of 'line' must be written \[\[line.values\]\]"):
        read_figures("f", '[line]\nlabel = "a"\nunit = "VND"\nvalues = [1, 2]\n')


@pytest.mark.parametrize("values", ["", "values = []\n", 'values = "no"\n'])
def test_a_key_without_values_is_refused(values):
    with pytest.raises(PolicyDataError, match="'line' has no values"):
        read_figures("f", f'[line]\nlabel = "a"\nunit = "VND"\n{values}')


def test_shares_are_read_exactly():
    text = GOOD.replace("VND/month", "share").replace("1500000", "0.0031").replace("2200000", "0")
    old, new = read_figures("f", text)["line"]
    assert old.value == Decimal("0.0031")
    assert new.value == Decimal(0)


def test_a_figure_holds_from_its_first_to_its_last_day():
    old, new = read_figures("f", GOOD)["line"]
    assert not old.holds(date(2021, 12, 31))
    assert old.holds(date(2022, 1, 1))
    assert old.holds(date(2026, 12, 31))
    assert not old.holds(date(2027, 1, 1))
    assert new.holds(date(2027, 1, 1))
    assert new.holds(date(2999, 1, 1))


@pytest.mark.parametrize(("confidence", "spoken"), [("A", True), ("B", True), ("C", False), ("X", False)])
def test_only_a_and_b_are_spoken(confidence, spoken):
    figures = read_figures("f", GOOD.replace('confidence = "B"', f'confidence = "{confidence}"'))["line"]
    assert [figure.spoken() for figure in figures] == [spoken, spoken]


def test_a_figure_gives_its_value_only_in_its_own_kind():
    money = read_figures("f", GOOD)["line"][0]
    assert money.number() == 1_500_000
    assert money.whole() == 1_500_000
    with pytest.raises(TypeError, match="line is no date"):
        money.day()
    text = GOOD.replace("VND/month", "date").replace("1500000", "2025-07-01").replace("2200000", "2025-07-01")
    day = read_figures("f", text)["line"][0]
    assert day.day() == date(2025, 7, 1)
    with pytest.raises(TypeError, match="line is no number"):
        day.number()
    with pytest.raises(TypeError, match="line is no whole number"):
        day.whole()


def test_a_figure_cannot_be_changed_after_it_was_read():
    figure = read_figures("f", GOOD)["line"][0]
    with pytest.raises(AttributeError):
        figure.value = 1  # type: ignore[misc]
