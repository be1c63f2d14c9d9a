"""Places are hidden in the views by the rule of pages and files, and new citizens are those that still count.

Two ways of hiding tell more together: what pages put together, a view that told it apart gave away by subtraction.
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

#: Counts below are not told.
_LEAST = 5
_MONTH = {"month": "Ngày đầu của tháng (giờ Việt Nam)."}
_PROVINCE, _TURNS = "Tỉnh, thành phố theo tên hiện nay", "Số lượt đã kết thúc, không kể lượt thử."
_ALONE = {"channel": "Kênh: web, zalo, telegram."}
#: What each view and its columns say ("" is the view), now and before.
_SAYS = {
    "tinh": {
        "": "Lượt nhắc tới một tỉnh, theo tháng đã hết; tỉnh ít lượt được gộp.",
        **_MONTH,
        "province": f"{_PROVINCE}; * gộp các tỉnh ít lượt.",
        "turns": _TURNS,
    },
    "xa": {
        "": "Lượt nhắc tới một xã, theo tháng đã hết; xã ít lượt được gộp.",
        **_MONTH,
        "province": f"{_PROVINCE}; * gộp các tỉnh ít lượt.",
        "commune": "Xã, phường theo tên hiện nay; trống là chỉ nhắc tới tỉnh; * gộp các xã ít lượt.",
        "turns": _TURNS,
    },
    "nguoi": {
        "": "Số người theo tháng và kênh; một cuộc trò chuyện trên một kênh là một người.",
        **_MONTH,
        **_ALONE,
        "citizens": "Người có lượt có nội dung trong tháng; cộng nhiều tháng thì có người bị đếm lại.",
        "reached": "Người được trả lời một câu hỏi trong tháng.",
        "new": "Người có lượt có nội dung đầu tiên trong tháng.",
    },
}
_BEFORE = {
    **_SAYS,
    "tinh": {
        **_SAYS["tinh"],
        "": "Lượt nhắc tới một tỉnh, theo tháng đã hết; không nêu tỉnh dưới 5 lượt.",
        "province": f"{_PROVINCE}.",
    },
    "xa": {
        **_SAYS["xa"],
        "province": f"{_PROVINCE}.",
        "commune": "Xã, phường theo tên hiện nay; * gộp các xã ít lượt và lượt chỉ nhắc tới tỉnh.",
    },
}
_EACH = "channel = '*' AND audience = '*' AND campaign = '*' AND topic = '*'"


def upgrade() -> None:
    _drop()
    queries = {"tinh": _provinces(), "xa": _communes(), "nguoi": _citizens(_NEW)}
    for name, query in queries.items():
        _make(name, query, _SAYS[name])


def downgrade() -> None:
    _drop()
    queries = {"tinh": _provinces_before(), "xa": _communes_before(), "nguoi": _citizens(_NEW_BEFORE)}
    for name, query in queries.items():
        _make(name, query, _BEFORE[name])


def _drop() -> None:
    # That of communes reads that of provinces.
    for name in ("nguoi", "xa", "tinh"):
        op.execute(f"DROP VIEW thong_ke_{name}")


def _make(name: str, query: str, says: dict[str, str]) -> None:
    view = f"thong_ke_{name}"
    options = " WITH (security_barrier = true)" if name != "nguoi" and not _is_sqlite() else ""
    op.execute(f"CREATE VIEW {view}{options} AS {query}")
    if not _is_sqlite():
        for column, meaning in says.items():
            op.execute(f"COMMENT ON {f'COLUMN {view}.{column}' if column else f'VIEW {view}'} IS '{meaning}'")


def _provinces() -> str:
    told = (
        "SELECT bucket AS month, province, sum(turns) AS turns FROM statistics_place"  # noqa: S608
        f" WHERE grain = 'm' AND turns > 0 AND {_EACH} AND bucket < {_running()} GROUP BY bucket, province"
    )
    return _split(told, "month", "province")


def _communes() -> str:
    told = (
        "SELECT bucket AS month, place.province, commune, place.turns"  # noqa: S608
        " FROM statistics_place place JOIN thong_ke_tinh known"
        " ON known.month = place.bucket AND known.province = place.province"
        f" WHERE grain = 'm' AND place.turns > 0 AND {_EACH}"
    )
    together = "SELECT month, province, '*' AS commune, turns FROM thong_ke_tinh WHERE province = '*'"
    return f"{_split(told, 'month, province', 'commune')} UNION ALL {together}"


def _split(told: str, group: str, member: str) -> str:
    """Members of a group, those that are not told as "*": `bot.statistics.hiding.hidden`, said once more.

    Hidden are the smallest, equals together, up to the first number (`edge`) at which all small ones are among them and
    their sum tells none of them: not one alone, not a small sum, not all the least, not all the most.
    """
    tells = f"members = 1 OR summed < {_LEAST} OR summed = members"
    tells += f" OR (turns < {_LEAST} AND summed = members * {_LEAST - 1})"
    hidden = "small IS NOT NULL AND (edge IS NULL OR turns <= edge)"
    return (
        f"WITH told AS ({told}),"  # noqa: S608
        " ordered AS (SELECT told.*, sum(turns) OVER upwards AS summed, count(*) OVER upwards AS members,"
        f" sum(turns) OVER alike AS whole, max(CASE WHEN turns < {_LEAST} THEN turns END) OVER alike AS small"
        f" FROM told WINDOW alike AS (PARTITION BY {group}), upwards AS (PARTITION BY {group} ORDER BY turns)),"
        f" edged AS (SELECT ordered.*, min(CASE WHEN turns >= small AND NOT ({tells}) THEN turns END)"
        f" OVER (PARTITION BY {group}) AS edge FROM ordered),"
        f" named AS (SELECT {group}, CASE WHEN {hidden} THEN '*' ELSE {member} END AS {member}, turns"
        f" FROM edged WHERE whole >= {_LEAST})"
        f" SELECT {group}, {member}, cast(sum(turns) AS bigint) AS turns FROM named GROUP BY {group}, {member}"
    )


#: Whoever had the first turn in the month and has one there: a talk can be found to be a trial later.
_NEW = (
    "SELECT count(DISTINCT turn.citizen) FROM statistics_turn turn JOIN statistics_citizen one"
    " ON one.number = turn.citizen WHERE {here} AND turn.is_counted"
    " AND one.first_day >= cell.bucket AND one.first_day < {following}"
)
_NEW_BEFORE = (
    "SELECT count(*) FROM statistics_citizen one WHERE one.first_day >= cell.bucket"
    " AND one.first_day < {following} AND one.channel = cell.channel"
)


def _citizens(new: str) -> str:
    following = "date(cell.bucket, '+1 month')" if _is_sqlite() else "cast(cell.bucket + interval '1 month' AS date)"
    here = f"turn.day >= cell.bucket AND turn.day < {following} AND turn.channel = cell.channel"
    counted = f"SELECT count(DISTINCT turn.citizen) FROM statistics_turn turn WHERE {here}"  # noqa: S608
    return (
        f"SELECT cell.bucket AS month, cell.channel, ({counted} AND turn.is_counted) AS citizens,"  # noqa: S608
        f" ({counted} AND turn.is_substantive) AS reached, ({new.format(here=here, following=following)}) AS new"
        " FROM statistics_cell cell WHERE grain = 'm'"
        " AND channel <> '*' AND audience = '*' AND campaign = '*' AND topic = '*'"
    )


def _provinces_before() -> str:
    return (
        "SELECT bucket AS month, province, sum(turns) AS turns FROM statistics_place"  # noqa: S608
        f" WHERE grain = 'm' AND {_EACH} AND bucket < {_running()}"
        f" GROUP BY bucket, province HAVING sum(turns) >= {_LEAST}"
    )


def _communes_before() -> str:
    small, large = f"commune = '' OR turns < {_LEAST}", f"commune <> '' AND turns >= {_LEAST}"
    alike = "OVER (PARTITION BY month, province)"
    return (
        "WITH told AS (SELECT bucket AS month, province, commune, turns FROM statistics_place"  # noqa: S608
        f" WHERE grain = 'm' AND {_EACH} AND bucket < {_running()}),"
        f" apart AS (SELECT told.*, sum(turns) {alike} AS whole,"
        f" sum(CASE WHEN {small} THEN turns ELSE 0 END) {alike} AS rest,"
        f" min(CASE WHEN {large} THEN turns END) {alike} AS least FROM told),"
        f" named AS (SELECT month, province, CASE WHEN {large} AND (rest = 0 OR rest >= {_LEAST} OR turns > least)"
        f" THEN commune ELSE '*' END AS commune, turns FROM apart WHERE whole >= {_LEAST})"
        " SELECT month, province, commune, sum(turns) AS turns FROM named GROUP BY month, province, commune"
    )


def _running() -> str:
    """The first month that is not over for a day."""
    if _is_sqlite():
        return "date('now', '+7 hours', '-1 day', 'start of month')"
    return "cast(date_trunc('month', now() AT TIME ZONE 'Asia/Ho_Chi_Minh' - interval '1 day') AS date)"


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
