"""What counts do not hold apart, so that no table, file or view tells of a few who reported, whatever is subtracted.

Whoever speaks of fraud counts with those who speak of rumours, and a step of a form is a step of some form: that of the
calculators, of an opinion, of a report. How many reports there were is told by `bot.statistics.reports` alone.
"""

from sqlalchemy import ColumnElement, case, func, or_

from bot.outcomes import Outcome
from bot.statistics.scope import NONE
from bot.storage.tables import Interaction

#: Counted together under the second name, without their aspects.
FRAUD, TOGETHER = "fraud_report", "misinformation"
_STEPS = (Outcome.COLLECTING.value, Outcome.REPORT_RECEIVED.value)


def topic() -> ColumnElement[str]:
    """What a turn was about, as it is counted; a step of a form is about nothing."""
    asked = case((Interaction.topic == FRAUD, TOGETHER), else_=func.coalesce(Interaction.topic, NONE))
    return case((Interaction.outcome.in_(_STEPS), NONE), else_=asked)


def aspect() -> ColumnElement[str]:
    """The question within it, as it is counted."""
    untold = or_(Interaction.outcome.in_(_STEPS), func.coalesce(Interaction.topic, NONE).in_((FRAUD, TOGETHER)))
    return case((untold, NONE), else_=func.coalesce(Interaction.aspect, NONE))


def outcome() -> ColumnElement[str]:
    """How it ended, as it is counted: the last step of a report is one of the steps."""
    return case((Interaction.outcome == _STEPS[1], _STEPS[0]), else_=Interaction.outcome)
