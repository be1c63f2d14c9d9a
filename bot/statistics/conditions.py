"""What cells count: each a condition on one turn's row in `statistics_turn`, by the name of its column.

A cell's column is the number of its turns that meet the condition; the rows behind a number are those turns.
"""

from sqlalchemy import ColumnElement, and_, true

from bot.outcomes import Outcome
from bot.statistics.steps import SPEEDS, WAITS
from bot.storage.personal import table
from bot.storage.statistics_tables import StatisticsTurn

FACT = table(StatisticsTurn)
REASONS = ("unclear", "off_question", "incomplete", "doubted", "other")
HOURS = range(24)
_c = FACT.c

CONDITIONS: dict[str, ColumnElement[bool]] = {
    "turns": true(),
    "counted": _c.is_counted,
    "two_way": _c.is_two_way,
    "substantive": _c.is_substantive,
    "evidence_based": _c.is_evidence_based,
    "unsourced": and_(_c.is_substantive, ~_c.is_evidence_based),
    "officer": _c.author == "officer",
    "pressed": _c.is_pressed,
    "taken": _c.is_taken,
    "recontact": _c.is_recontact,
    "good": _c.verdict == "good",
    "bad": _c.verdict == "bad",
    "answers_judged": and_(_c.is_substantive, _c.verdict.is_not(None)),
    "opinion": _c.opinion == "opinion",
    "wish": _c.opinion == "wish",
    "served": _c.wait.is_not(None),
    **{f"reason_{reason}": and_(_c.verdict == "bad", _c.reason == reason) for reason in REASONS},
    **{f"o_{outcome}": _c.outcome == str(outcome) for outcome in Outcome},
    **{f"h{hour:02}": _c.hour == hour for hour in HOURS},
    **{f"s{step:02}": _c.speed == step for step in range(len(SPEEDS) + 1)},
    **{f"w{step:02}": _c.wait == step for step in range(len(WAITS) + 1)},
}
