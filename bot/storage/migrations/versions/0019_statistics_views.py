"""Views for tools that read the database by SQL: counts alone, small ones of reports and communes hidden.

A later migration that changes a table beneath drops the views first and makes them again: SQLite renames no table that
a view reads. On PostgreSQL the meaning of each column stands with it, where such tools look for it.
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

#: Counts below are not told.
_LEAST = 5
_DIMENSIONS = {
    "channel": "Kênh: web, zalo, telegram.",
    "audience": "Nhóm mà người dân tự nói, theo lần nói sau cùng; trống là chưa nói.",
    "campaign": "Đợt tuyên truyền mà lượt thuộc về.",
    "topic": "Chủ đề mà máy hiểu; trống là không rõ.",
}
#: Without reports: how many came on a day is not told, nor left over when all else is taken away (`o_form`).
_COUNTS = {
    "turns": "Số lượt đã kết thúc, không kể lượt thử.",
    "counted": "Lượt có nội dung: mọi lượt trừ chào hỏi và lỗi.",
    "two_way": "Lượt hai chiều, trong số lượt có nội dung.",
    "substantive": "Lượt trả lời một câu hỏi.",
    "evidence_based": "Lượt trả lời có căn cứ kèm ngày hiệu lực, trong số lượt trả lời.",
    "officer": "Lượt do cán bộ trả lời.",
    "pressed": "Lượt bấm nút thay vì viết.",
    "taken": "Lượt gợi ý mà lượt sau chọn một gợi ý, trong 24 giờ.",
    "recontact": "Lượt trả lời mà chủ đề được hỏi lại sau 24 giờ và trong 7 ngày.",
    "good": "Lượt được đánh giá tốt (đánh giá sau cùng).",
    "bad": "Lượt bị đánh giá chưa tốt (đánh giá sau cùng).",
    "answers_judged": "Lượt trả lời có đánh giá.",
    "opinion": "Lượt góp ý, không kể góp ý đã rút.",
    "wish": "Lượt kiến nghị, không kể kiến nghị đã rút.",
    "served": "Lượt xin gặp cán bộ đã được cán bộ trả lời.",
    "reason_unclear": "Đánh giá chưa tốt vì khó hiểu.",
    "reason_off_question": "Đánh giá chưa tốt vì không đúng câu hỏi.",
    "reason_incomplete": "Đánh giá chưa tốt vì còn thiếu.",
    "reason_doubted": "Đánh giá chưa tốt vì không tin.",
    "reason_other": "Đánh giá chưa tốt vì lý do khác.",
    "o_answered": "Lượt đã trả lời.",
    "o_answered_calculation": "Lượt đã tính giúp.",
    "o_answered_rumour": "Lượt đã trả lời về tin đồn.",
    "o_clarifying": "Lượt máy hỏi lại.",
    "o_suggested": "Lượt máy gợi ý để chọn.",
    "o_unanswered_out_of_scope": "Lượt ngoài phạm vi.",
    "o_unanswered_not_understood": "Lượt máy không hiểu.",
    "o_unanswered_not_settled": "Lượt mà luật chưa rõ, không nêu số.",
    "o_handed_over": "Lượt chuyển cán bộ.",
    "o_with_officer": "Lượt tới lúc cán bộ đang giữ.",
    "o_small_talk": "Lượt chào hỏi.",
    "o_refused": "Lượt bị từ chối.",
    "o_error": "Lượt lỗi.",
    "o_form": "Lượt trong một mẫu: máy hỏi thông tin, đã nhận góp ý hoặc tin báo.",
}
#: Columns of a view whose source is not a column of the same name.
_SOURCES = {"o_form": "o_collecting + o_feedback_received + o_report_received"}
#: Upper ends of the steps of durations, in seconds, as `bot.statistics.steps` had them.
_SPEEDS = ("0.1", "0.2", "0.3", "0.5", "0.7", "1", "1.5", "2", "3", "5", "10", "30", "60", "null")
_WAITS = ("60", "300", "900", "1800", "3600", "14400", "28800", "86400", "null")

_MONTH = {"month": "Ngày đầu của tháng (giờ Việt Nam)."}
_TURNS = {"turns": _COUNTS["turns"]}
_VIEWS = {
    "ngay": ("Lượt theo ngày, kênh, nhóm, đợt, chủ đề.", {"day": "Ngày ở Việt Nam.", **_DIMENSIONS, **_COUNTS}),
    "thang": ("Lượt theo tháng, kênh, nhóm, đợt, chủ đề.", {**_MONTH, **_DIMENSIONS, **_COUNTS}),
    "gio": (
        "Lượt theo tháng và giờ trong ngày.",
        {**_MONTH, **_DIMENSIONS, "hour": "Giờ trong ngày ở Việt Nam, 0 đến 23.", **_TURNS},
    ),
    "thoi_gian": (
        "Lượt theo tháng và bậc thời gian chờ.",
        {
            **_MONTH,
            "channel": _DIMENSIONS["channel"],
            "what": "answer: máy trả lời mất bao lâu; officer: chờ cán bộ trả lời lần đầu bao lâu.",
            "step": "Số thứ tự của bậc, từ 0.",
            "at_most_seconds": "Cận trên của bậc, giây; trống là lâu hơn mọi cận.",
            **_TURNS,
        },
    ),
    "khia_canh": (
        "Lượt theo tháng và khía cạnh của chủ đề.",
        {
            **_MONTH,
            **_DIMENSIONS,
            "aspect": "Khía cạnh của chủ đề; trống là cả chủ đề.",
            **_TURNS,
            "calculated": "Lượt trong số đó mà máy đã tính giúp.",
        },
    ),
    "tinh": (
        "Lượt nhắc tới một tỉnh, theo tháng đã hết; không nêu tỉnh dưới 5 lượt.",
        {**_MONTH, "province": "Tỉnh, thành phố theo tên hiện nay.", **_TURNS},
    ),
    "xa": (
        "Lượt nhắc tới một xã, theo tháng đã hết; xã ít lượt được gộp.",
        {
            **_MONTH,
            "province": "Tỉnh, thành phố theo tên hiện nay.",
            "commune": "Xã, phường theo tên hiện nay; * gộp các xã ít lượt và lượt chỉ nhắc tới tỉnh.",
            **_TURNS,
        },
    ),
    "nguoi": (
        "Số người theo tháng và kênh; một cuộc trò chuyện trên một kênh là một người.",
        {
            **_MONTH,
            "channel": _DIMENSIONS["channel"],
            "citizens": "Người có lượt có nội dung trong tháng; cộng nhiều tháng thì có người bị đếm lại.",
            "reached": "Người được trả lời một câu hỏi trong tháng.",
            "new": "Người có lượt có nội dung đầu tiên trong tháng.",
        },
    ),
    "tin_bao": (
        "Tin báo nhận trong tháng đã hết, theo tình trạng hôm nay; không nêu số dưới 5.",
        {
            **_MONTH,
            "kind": "fraud: lừa đảo; misinformation: tin sai.",
            "state": "Tình trạng hôm nay; * gộp các tình trạng ít tin.",
            "reports": "Số tin báo.",
        },
    ),
    "tin_don": (
        "Tin đồn được hỏi theo ngày.",
        {
            "day": "Ngày ở Việt Nam.",
            "claim": "Tên của tin đồn đã biết, hoặc số hiệu của tin đang xét.",
            "asked": "Số lần được hỏi.",
            "verdict_on": "Ngày công bố kết luận; trống là chưa có, hoặc là tin đã có kết luận từ đầu.",
            "after_verdict": "1 nếu hỏi từ ngày công bố trở đi.",
        },
    ),
    "trang_thai": (
        "Số liệu tính tới đâu.",
        {
            "counted_at": "Lúc tính gần nhất (UTC).",
            "waiting": "Số lượt đã đổi mà chưa tính lại.",
            "is_invented": "1 nếu cơ sở dữ liệu giữ số liệu dựng để dùng thử.",
        },
    ),
}
#: Views that leave small counts out.
_HIDING = frozenset({"tinh", "xa", "tin_bao"})


def upgrade() -> None:
    for name, (says, columns) in _VIEWS.items():
        view = f"thong_ke_{name}"
        # No condition of a reader is looked at before what is small was taken out.
        options = " WITH (security_barrier = true)" if name in _HIDING and not _is_sqlite() else ""
        op.execute(f"CREATE VIEW {view}{options} AS {_QUERIES[name]()}")
        if not _is_sqlite():
            op.execute(f"COMMENT ON VIEW {view} IS '{says}'")
            for column, meaning in columns.items():
                op.execute(f"COMMENT ON COLUMN {view}.{column} IS '{meaning}'")


def downgrade() -> None:
    for name in reversed(_VIEWS):
        op.execute(f"DROP VIEW thong_ke_{name}")


def _cells(bucket: str, grain: str) -> str:
    counts = ", ".join(f"{_SOURCES.get(name, name)} AS {name}" for name in _COUNTS)
    return (
        f"SELECT bucket AS {bucket}, {', '.join(_DIMENSIONS)}, {counts} FROM statistics_cell"  # noqa: S608
        f" WHERE grain = '{grain}' AND {_each(*_DIMENSIONS)}"
    )


def _hours() -> str:
    hours = " UNION ALL ".join(f"SELECT {hour} AS hour" for hour in range(24))
    number = " ".join(f"WHEN {hour} THEN h{hour:02}" for hour in range(24))
    return (
        f"SELECT bucket AS month, {', '.join(_DIMENSIONS)}, hour, CASE hour {number} END AS turns"  # noqa: S608
        f" FROM statistics_cell CROSS JOIN ({hours}) hours"
        f" WHERE grain = 'm' AND {_each(*_DIMENSIONS)} AND CASE hour {number} END > 0"
    )


def _durations() -> str:
    steps = [("answer", f"s{at:02}", at, end) for at, end in enumerate(_SPEEDS)]
    steps += [("officer", f"w{at:02}", at, end) for at, end in enumerate(_WAITS)]
    return " UNION ALL ".join(
        f"SELECT bucket AS month, channel, '{what}' AS what, {at} AS step, cast({end} AS numeric) AS at_most_seconds,"  # noqa: S608
        f" {column} AS turns FROM statistics_cell WHERE grain = 'm' AND {_each('channel')} AND {column} > 0"
        for what, column, at, end in steps
    )


def _aspects() -> str:
    return (
        f"SELECT bucket AS month, {', '.join(_DIMENSIONS)}, aspect, turns, calculated FROM statistics_aspect"  # noqa: S608
        f" WHERE grain = 'm' AND {_each(*_DIMENSIONS)}"
    )


def _provinces() -> str:
    return (
        "SELECT bucket AS month, province, sum(turns) AS turns FROM statistics_place"  # noqa: S608
        f" WHERE grain = 'm' AND {_each()} AND bucket < {_running()}"
        f" GROUP BY bucket, province HAVING sum(turns) >= {_LEAST}"
    )


def _communes() -> str:
    told = f"SELECT bucket AS month, province, commune, turns FROM statistics_place WHERE grain = 'm' AND {_each()}"  # noqa: S608
    return _folded(f"{told} AND bucket < {_running()}", "month, province", "commune", "turns")


def _reports() -> str:
    month = _of_month("received_on")
    told = (
        f"SELECT {month} AS month, kind, state, count(*) AS reports FROM report"  # noqa: S608
        " JOIN case_file ON case_file.report_id = report.id"
        f" WHERE received_on < {_running()} GROUP BY {month}, kind, state"
    )
    return _folded(told, "month, kind", "state", "reports")


def _folded(told: str, group: str, member: str, number: str) -> str:
    """Members of a group with their numbers; those that are not told together as "*", so that each number is 5 or more.

    Where the small ones together are still few, the smallest of the others goes with them; a small group is left out.
    """
    small, large = f"{member} = '' OR {number} < {_LEAST}", f"{member} <> '' AND {number} >= {_LEAST}"
    return (
        f"WITH told AS ({told}),"  # noqa: S608
        f" apart AS (SELECT told.*, sum({number}) OVER (PARTITION BY {group}) AS whole,"
        f" sum(CASE WHEN {small} THEN {number} ELSE 0 END) OVER (PARTITION BY {group}) AS rest,"
        f" min(CASE WHEN {large} THEN {number} END) OVER (PARTITION BY {group}) AS least FROM told),"
        f" named AS (SELECT {group}, CASE WHEN {large} AND (rest = 0 OR rest >= {_LEAST} OR {number} > least)"
        f" THEN {member} ELSE '*' END AS {member}, {number} FROM apart WHERE whole >= {_LEAST})"
        f" SELECT {group}, {member}, sum({number}) AS {number} FROM named GROUP BY {group}, {member}"
    )


def _citizens() -> str:
    following = "date(cell.bucket, '+1 month')" if _is_sqlite() else "cast(cell.bucket + interval '1 month' AS date)"
    here = f"turn.day >= cell.bucket AND turn.day < {following} AND turn.channel = cell.channel"
    counted = f"SELECT count(DISTINCT turn.citizen) FROM statistics_turn turn WHERE {here}"  # noqa: S608
    return (
        f"SELECT cell.bucket AS month, cell.channel, ({counted} AND turn.is_counted) AS citizens,"  # noqa: S608
        f" ({counted} AND turn.is_substantive) AS reached,"
        f" (SELECT count(*) FROM statistics_citizen one WHERE one.first_day >= cell.bucket"
        f" AND one.first_day < {following} AND one.channel = cell.channel) AS new"
        f" FROM statistics_cell cell WHERE grain = 'm' AND {_each('channel')}"
    )


def _claims() -> str:
    return (
        "SELECT day, claim, sum(count) AS asked, verdict_on,"
        " max(CASE WHEN day >= verdict_on THEN 1 ELSE 0 END) AS after_verdict"
        " FROM claim_sighting LEFT JOIN claim ON claim.id = claim_sighting.claim"
        " WHERE way = 'asked' GROUP BY day, claim, verdict_on"
    )


def _state() -> str:
    return (
        "SELECT folded_at AS counted_at, (SELECT count(*) FROM statistics_due) AS waiting,"
        " (SELECT count(*) FROM demonstration) AS is_invented FROM statistics_state"
    )


_QUERIES = {
    "ngay": lambda: _cells("day", "d"),
    "thang": lambda: _cells("month", "m"),
    "gio": _hours,
    "thoi_gian": _durations,
    "khia_canh": _aspects,
    "tinh": _provinces,
    "xa": _communes,
    "nguoi": _citizens,
    "tin_bao": _reports,
    "tin_don": _claims,
    "trang_thai": _state,
}


def _each(*apart: str) -> str:
    """Cells of each value of some dimensions, of all values of the others together."""
    return " AND ".join(f"{name} {'<>' if name in apart else '='} '*'" for name in _DIMENSIONS)


def _of_month(day: str) -> str:
    return f"date({day}, 'start of month')" if _is_sqlite() else f"cast(date_trunc('month', {day}) AS date)"


def _running() -> str:
    """The first month that is not over for a day."""
    if _is_sqlite():
        return "date('now', '+7 hours', '-1 day', 'start of month')"
    return "cast(date_trunc('month', now() AT TIME ZONE 'Asia/Ho_Chi_Minh' - interval '1 day') AS date)"


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
