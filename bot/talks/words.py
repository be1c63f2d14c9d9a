"""What citizens are told where an officer is asked for, comes and goes; the words are `phrases/talk.toml`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from bot.advice.phrases import Phrases
from bot.talks.hours import OfficeHours

#: Fewer waits than this say nothing.
FEWEST_WAITS = 3
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Words:
    """`named`: whether citizens are told which officer answers."""

    phrases: Phrases
    hours: OfficeHours
    named: bool

    def __call__(self, name: str, **gaps: object) -> str:
        """The sentence `talk.<name>`."""
        return self.phrases(f"talk.{name}", **gaps)

    def place(self, ahead: int, waits: Sequence[tuple[datetime, datetime]], moment: datetime) -> str:
        """What somebody is told who waits: how many wait before them, or when the office opens. No promise."""
        if not self.hours.is_open(moment):
            opens = self.hours.opens(moment)
            return self(
                "closed",
                hour=f"{opens:%H:%M}",
                weekday=self(f"weekday_{opens.weekday()}"),
                day=f"{opens:%d/%m/%Y}",
            )
        pace = self._pace(waits)
        return self("ahead", ahead=ahead, pace=pace) if ahead else self("first", pace=pace)

    def officer(self, full_name: str) -> str:
        """How an officer is called before the citizen."""
        return self("officer_named", full_name=full_name) if self.named and full_name else self("officer")

    def said_by(self, full_name: str, text: str) -> str:
        """An officer's words as a channel shows them, where machine and officer write from the same account."""
        officer = self.officer(full_name)
        return self("officer_says", officer=officer[:1].upper() + officer[1:], text=text)

    def _pace(self, waits: Sequence[tuple[datetime, datetime]]) -> str:
        """How long those who were answered last have waited; nights in between tell nothing of the next one."""
        took = [(ended - begun).total_seconds() for begun, ended in waits if self.hours.is_open(begun)]
        if len(took) < FEWEST_WAITS:
            return ""
        return self("pace", minutes=max(1, round(median(took) / _MINUTE)))
