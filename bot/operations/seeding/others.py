"""What is invented beside questions about answers: sums, officers, opinions."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from bot.cases.clocks import Clocks
from bot.operations.seeding.moments import OFFSET, local_day
from bot.operations.seeding.texts import Spoken, Texts
from bot.outcomes import Outcome

#: Offices answer from 7:30 to 17:00, in minutes of the day.
OPEN, SHUT = 450, 1020
#: Incomes as they are typed, in đồng; none lies below the lowest or above the highest of the year.
INCOMES = {
    "1tr5": 1_500_000, "1 triệu rưỡi": 1_500_000, "2 triệu": 2_000_000, "2tr": 2_000_000, "3 triệu": 3_000_000,
    "3tr5": 3_500_000, "4 triệu": 4_000_000, "5 triệu": 5_000_000, "5tr": 5_000_000, "7 triệu": 7_000_000,
    "8tr": 8_000_000, "10 triệu": 10_000_000,
}  # fmt: skip
GROUPS = {"other": 0.74, "near_poor": 0.11, "poor": 0.08, "ethnic": 0.07}
_SUMS = {
    "other": "chọn mức {income} thì tháng đóng bao nhiêu",
    "near_poor": "em hộ cận nghèo đóng mức {income} thì mỗi tháng bao nhiêu",
    "poor": "hộ nghèo chọn {income} thì còn đóng mấy đồng",
    "ethnic": "người dân tộc thiểu số đóng mức {income} hết bao nhiêu",
}


class Others:
    """Draws them."""

    def __init__(self, table: Mapping[str, Any], clocks: Clocks):
        self.table, self.clocks = table, clocks

    @classmethod
    def load(cls, data: Path) -> "Others":
        """From the data folder. Raises OSError, KeyError and tomllib.TOMLDecodeError."""
        table = tomllib.loads((data / "demo" / "others.toml").read_text("utf-8"))
        return cls(table, Clocks.load(data / "offices"))

    def sum(self, by: Random) -> tuple[str, int, str]:
        """Somebody asks what they would pay: the words, the income, the group."""
        words, income, group = self.income(by)
        return _SUMS[group].replace("{income}", words), income, group

    def comparison(self, by: Random) -> tuple[str, Mapping[str, object]]:
        """Somebody asks what would become of both choices: the words, what they tell."""
        drawn = by.choice(self.table["comparisons"])
        return str(drawn["asked"]), drawn["told"]

    def income(self, by: Random) -> tuple[str, int, str]:
        """An income as it is typed, the income, a group."""
        words = by.choice(list(INCOMES))
        group = by.choices(list(GROUPS), list(GROUPS.values()))[0]
        return words, INCOMES[words], group

    def officer(self, by: Random, texts: Texts) -> tuple[str, Spoken]:
        """What is written to an officer, and what the officer answers."""
        words = str(by.choice(self.table["answers_to_officers"]))
        return words, texts.written(Outcome.WITH_OFFICER, str(by.choice(self.table["officers"])))

    def received(self, texts: Texts) -> Spoken:
        """A report was taken in."""
        days = self.clocks["case_person"].days
        return texts.plain(Outcome.REPORT_RECEIVED, "report.received", "fraud_report", "make_report", days=days)

    def opinion(self, by: Random) -> tuple[str, str]:
        """An opinion or a wish: its kind and its words."""
        kind = "opinion" if by.random() < 0.7 else "wish"
        return kind, str(by.choice(self.table["opinions" if kind == "opinion" else "wishes"]))

    def reason(self, by: Random) -> str:
        """Why an answer was of no help, in words."""
        return str(by.choice(self.table["reasons"]))

    def is_open(self, millis: int) -> bool:
        """Whether officers are at work at that moment."""
        second = millis // 1000
        minute = (second + OFFSET) // 60 % 1440
        return OPEN <= minute < SHUT and self.clocks.calendar.is_working(local_day(second))
