"""How many reports are taken: few from one sender, and of all a mark for triage but never a refusal."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.cases.clocks import Clocks
from bot.outcomes import Outcome
from bot.storage.database import Database
from bot.storage.tables import Interaction

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Flood:
    """Counts the turns in which a report was received: what was reported in them is not known here."""

    def __init__(self, database: Database, clocks: Clocks):
        self._database, self._clocks = database, clocks

    def is_too_many(self, conversation_id: str, moment: datetime) -> bool:
        """Whether this conversation has sent as many reports as an hour or a day may have."""
        in_hour = self._count(moment - HOUR, conversation_id)
        in_day = self._count(moment - DAY, conversation_id)
        limit = self._clocks.limit
        return in_hour >= limit("reports_hour") or in_day >= limit("reports_day")

    def is_flooded(self, moment: datetime) -> bool:
        """Whether the last hour had so many reports that a new one is marked for triage."""
        return self._count(moment - HOUR) >= self._clocks.limit("reports_hour_overall")

    def _count(self, since: datetime, conversation_id: str | None = None) -> int:
        wanted = select(func.count()).where(
            Interaction.outcome == Outcome.REPORT_RECEIVED, Interaction.accepted_at > since
        )
        if conversation_id is not None:
            wanted = wanted.where(Interaction.conversation_id == conversation_id)
        with self._database.reading() as session:
            return session.scalar(wanted) or 0
