"""Twenty days of invented talk: one topic rises, one falls, a rumour gets its verdict, officers are waited for."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert

from bot.clock import VIETNAM, now, today
from bot.statistics.folding import Folding
from bot.storage.case_tables import CaseFile
from bot.storage.claim_tables import Claim, ClaimSighting, ClaimVerdict
from bot.storage.database import Database
from bot.storage.demonstration_tables import Demonstration
from bot.storage.personal import table
from bot.storage.tables import Conversation, Report
from bot.storage.talk_tables import OfficerTalk
from tests.statistics.overview.turns import Turn, write

DAY = timedelta(days=1)
#: The period looked at is the second half of these days; yesterday is its last.
DAYS = 10
RUMOUR = "Từ tháng sau đóng bảo hiểm xã hội tự nguyện phải nộp thêm phí giữ sổ"
NEW_RUMOUR = "Ai chưa cài ứng dụng mới trước cuối tuần thì bị xóa hết năm đóng"
CLAIM, OPEN_CLAIM = f"claim_{'a' * 16}", f"claim_{'b' * 16}"


def last() -> date:
    """The last day of the period."""
    return today() - DAY


def period() -> str:
    """As it stands in an address."""
    return f"{last() - (DAYS - 1) * DAY}..{last()}"


def tell(database: Database) -> None:
    """Write all of it, and count it."""
    write(database, [one for number in range(2 * DAYS) for one in _turns(number)])
    with database.engine.begin() as connection:
        for of, rows in _others().items():
            connection.execute(insert(table(of)), rows)
    Folding(database, ()).fold()


def _turns(number: int) -> list[Turn]:
    """Those of a day, counted from the first."""
    day, is_late = last() - (2 * DAYS - 1 - number) * DAY, number >= DAYS
    rises = [Turn(day, "contribution_level", "min_monthly_payment", audience="trader") for _ in range(2)]
    if is_late:
        rises += [Turn(day, "contribution_level", "calculate_for_me", "web", "farm_household") for _ in range(6)]
    falls = [Turn(day, "maternity", "amount") for _ in range(1 if is_late else 6)]
    steady = [Turn(day, "pension_amount", "how_calculated", "telegram") for _ in range(3)]
    lost = [Turn(day, "contact_office", "where", outcome="unanswered_not_understood", sourced=False) for _ in range(4)]
    unsourced = [Turn(day, "eligibility", "who", sourced=False)] if number == DAYS else []
    return [*rises, *falls, *steady, *lost, *unsourced]


def _others() -> dict[Any, list[dict[str, Any]]]:
    moment, verdict_on = now(), last() - 4 * DAY
    talk, report = str(uuid.uuid4()), str(uuid.uuid4())
    published = datetime.combine(verdict_on, time(9), VIETNAM)
    claim = {"wordings": [], "opened_on": last() - 8 * DAY}
    seen = {"host": "", "way": "asked"}
    return {
        Demonstration: [
            {
                "id": 1,
                "first": last() - 20 * DAY,
                "last": last(),
                "seed": 1,
                "data_version": "d1",
                "wanted": 1,
                "written": 1,
                "batches": 1,
                "started_at": moment,
                "finished_at": moment,
            }
        ],
        Conversation: [{"id": talk, "channel": "zalo", "citizen": "f" * 64, "started_at": moment}],
        OfficerTalk: [
            {
                "id": str(uuid.uuid4()),
                "conversation_id": talk,
                "reason": "asked",
                "state": "waiting",
                "opened_at": moment - 9 * DAY,
                "heard_at": moment - 9 * DAY,
            }
        ],
        Report: [{"id": report, "kind": "fraud", "received_on": last() - 60 * DAY, "content": {}}],
        CaseFile: [
            {
                "report_id": report,
                "number": 4711,
                "state": "new",
                "since": last() - 60 * DAY,
                "opened_on": last() - 60 * DAY,
                "version": 1,
                "triage": False,
                "cluster": 4711,
            }
        ],
        Claim: [
            {**claim, "id": CLAIM, "text": RUMOUR, "state": "published", "version": 1, "verdict_on": verdict_on},
            {**claim, "id": OPEN_CLAIM, "text": NEW_RUMOUR, "state": "open", "version": 0, "verdict_on": None},
        ],
        ClaimVerdict: [
            {
                "claim_id": CLAIM,
                "version": 1,
                "claim": RUMOUR,
                "verdict": "false",
                "refutation": "Không có khoản phí này.",
                "legal_basis": ["Luật 41/2024/QH15"],
                "confidence": "A",
                "review_by": today() + 300 * DAY,
                "why": "thử",
                "proposed_by": "bien.tap",
                "proposed_at": published,
                "published_by": "quan.ly",
                "published_at": published,
            }
        ],
        ClaimSighting: [
            {**seen, "claim": CLAIM, "day": verdict_on - 2 * DAY, "count": 41},
            {**seen, "claim": CLAIM, "day": verdict_on + DAY, "count": 17},
            {**seen, "claim": OPEN_CLAIM, "day": last(), "count": 23},
        ],
    }
