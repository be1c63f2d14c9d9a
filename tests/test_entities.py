"""Sentences labelled by hand before the finders read them: `tests/language/entities.csv`, and a set written later."""

import csv
from datetime import date
from pathlib import Path

import pytest

from bot.entities import entities_in, named_in
from bot.language.province import Provinces
from bot.language.reading import readable
from bot.language.text import clean
from bot.places import communes
from bot.settings import PROJECT

TODAY = date(2026, 11, 21)
PROVINCES = Provinces.load(PROJECT / "data" / "offices" / "provinces.toml", communes())
LABELS = Path(__file__).parent / "language"
#: Columns of the labels and the names of the entities.
NAMES = {"group": "support_group", "period": "payment_months", "paid": "months_paid"}
MANY = {"money", "terms", "dates", "group"}
KINDS = ("money", "terms", "dates", "birth", "age", "sex", "group", "province", "commune", "period", "paid")


def rows(name):
    with (LABELS / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="|"))


def expected(labels):
    pairs = (part.split("=", 1) for part in labels.split("; ") if part)
    return {NAMES.get(name, name): sorted(value.split(",")) if name in MANY else value for name, value in pairs}


def read(sentence):
    named = named_in(readable(clean(sentence)), TODAY, PROVINCES)
    return {name: sorted(map(str, value)) if isinstance(value, list) else str(value) for name, value in named.items()}


def share(name):
    labelled = rows(name)
    wrong = [row["sentence"] for row in labelled if read(row["sentence"]) != expected(row["entities"])]
    return 1 - len(wrong) / len(labelled), wrong


def test_the_labelled_sentences_are_read_exactly():
    exact, wrong = share("entities.csv")
    assert exact >= 0.98, wrong


def test_and_so_are_most_of_those_written_after_the_finders():
    exact, wrong = share("entities_blind.csv")
    assert exact >= 0.85, wrong


def test_the_labels_are_many_of_every_kind():
    labelled = rows("entities.csv")
    of_kind = {kind: sum(f"{kind}=" in row["entities"] for row in labelled) for kind in KINDS}
    nothing = sum(not row["entities"] for row in labelled)
    assert len(labelled) >= 300
    assert min(of_kind.values()) >= 20, of_kind
    assert nothing >= 60


@pytest.mark.parametrize(
    ("sentence", "entities"),
    [
        (
            "em ở xã Tam Hải, đóng 2 triệu",
            {"income": None, "paid_money": {"amount": 2_000_000, "sure": False}, "money": [2_000_000]}
            | {"province": "da_nang", "commune": "Xã Tam Hải"},
        ),
        ("tôi không phải hộ nghèo", {"support_group": None}),
        ("chồng em thuộc hộ nghèo", {"support_group": ["poor"]}),
        ("", {}),
    ],
)
def test_entities_hold_the_slots_of_the_form_too(sentence, entities):
    assert entities_in(sentence, TODAY, PROVINCES) == entities
