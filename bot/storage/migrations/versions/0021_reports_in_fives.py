"""The view of reports tells them in groups of five, as pages and files do: two ways of hiding tell more together."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_VIEW = "thong_ke_tin_bao"
_SAYS = {
    "month": "Ngày đầu của tháng (giờ Việt Nam).",
    "kind": "fraud: lừa đảo; misinformation: tin sai.",
    "state": "Tình trạng hôm nay của tin ở giữa mỗi nhóm năm tin.",
    "reports": "Số tin báo, theo nhóm năm tin.",
}


def upgrade() -> None:
    op.execute(f"DROP VIEW {_VIEW}")
    _make(_in_fives(), {**_SAYS, "": "Tin báo nhận trong tháng đã hết, theo tình trạng hôm nay và theo nhóm năm tin."})


def downgrade() -> None:
    op.execute(f"DROP VIEW {_VIEW}")
    _make(_hidden(), {**_SAYS, "": "Tin báo nhận trong tháng đã hết, theo tình trạng hôm nay; không nêu số dưới 5."})


def _make(query: str, says: dict[str, str]) -> None:
    options = "" if _is_sqlite() else " WITH (security_barrier = true)"
    op.execute(f"CREATE VIEW {_VIEW}{options} AS {query}")
    if not _is_sqlite():
        for column, meaning in says.items():
            of = f"COLUMN {_VIEW}.{column}" if column else f"VIEW {_VIEW}"
            op.execute(f"COMMENT ON {of} IS '{meaning}'")


def _in_fives() -> str:
    """Those at (2 g + 1) n / 2 G of the n of a kind and month stand for five, as in `bot.statistics.hiding.in_groups`.

    An odd multiple of n lies in the 2 G whole numbers from 2 G times the place on: there is one at most.
    """
    month, window = _month(), "PARTITION BY month, kind"
    below = "(({edge} + number - 1) / number) / 2"
    chosen = f"{below.format(edge='2 * fives * (place + 1)')} - {below.format(edge='2 * fives * place')} = 1"
    return (
        f"WITH filed AS (SELECT {month} AS month, kind, state, report_id {_FROM} WHERE opened_on < {_running()}),"  # noqa: S608
        f" placed AS (SELECT filed.*, row_number() OVER ({window} ORDER BY state, report_id) - 1 AS place,"
        f" count(*) OVER ({window}) AS number FROM filed),"
        " grouped AS (SELECT placed.*, (number + 2) / 5 AS fives FROM placed)"
        f" SELECT month, kind, state, 5 * count(*) AS reports FROM grouped WHERE {chosen} GROUP BY month, kind, state"
    )


def _hidden() -> str:
    """As it was."""
    month = _month("received_on")
    small = "reports < 5"
    return (
        f"WITH told AS (SELECT {month} AS month, kind, state, count(*) AS reports {_FROM}"  # noqa: S608
        f" WHERE received_on < {_running()} GROUP BY {month}, kind, state),"
        " apart AS (SELECT told.*, sum(reports) OVER (PARTITION BY month, kind) AS whole,"
        f" sum(CASE WHEN {small} THEN reports ELSE 0 END) OVER (PARTITION BY month, kind) AS rest,"
        " min(CASE WHEN reports >= 5 THEN reports END) OVER (PARTITION BY month, kind) AS least FROM told),"
        " named AS (SELECT month, kind, CASE WHEN reports >= 5 AND (rest = 0 OR rest >= 5 OR reports > least)"
        " THEN state ELSE '*' END AS state, reports FROM apart WHERE whole >= 5)"
        " SELECT month, kind, state, sum(reports) AS reports FROM named GROUP BY month, kind, state"
    )


_FROM = "FROM report JOIN case_file ON case_file.report_id = report.id"


def _month(day: str = "opened_on") -> str:
    return f"date({day}, 'start of month')" if _is_sqlite() else f"cast(date_trunc('month', {day}) AS date)"


def _running() -> str:
    """The first month that is not over for a day."""
    if _is_sqlite():
        return "date('now', '+7 hours', '-1 day', 'start of month')"
    return "cast(date_trunc('month', now() AT TIME ZONE 'Asia/Ho_Chi_Minh' - interval '1 day') AS date)"


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
