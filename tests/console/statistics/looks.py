"""Tables of every kind of picture, with numbers that are easy to recount."""

from dataclasses import replace
from datetime import date

from bot.statistics.block import Block, Chart, Column, Line, Table
from bot.statistics.measure import Unit

WORDS = ("Mức đóng", "Điều kiện lương hưu", "Rút một lần", "Thủ tục đăng ký tham gia lần đầu ở xã", "Thai sản")


def block(chart: Chart, theme: str = "questions", **other) -> Table:
    """A table of one chart; its key is the chart's name."""
    made = {Chart.LINES: days, Chart.HEAT: hours, Chart.PROGRESS: progress}.get(chart, topics)(chart)
    made = replace(made, **other)
    return Table(str(chart), theme, 1, lambda room, scope: made, made.definition)


def every_kind() -> dict[str, Table]:
    """One of each."""
    return {str(chart): block(chart) for chart in Chart}


def _block(chart: Chart, title: str, columns: list[Column], lines: list[Line]) -> Block:
    return Block(str(chart), title, f"Bảng thử của hình {chart}.", columns, lines, chart)


def topics(chart: Chart) -> Block:
    columns = [
        Column("topic", "Chủ đề"),
        Column("answered", "Đã trả lời", Unit.COUNT, rows="substantive"),
        Column("missed", "Không hiểu", Unit.COUNT, rows="o_unanswered_not_understood"),
    ]
    names = ("contribution_level", "pension_conditions", "lump_sum_amount", "registration_procedure", "maternity")
    lines = [
        Line({"topic": word, "answered": 1234 - 217 * at, "missed": None if at == 4 else 90 + 31 * at}, {"topic": name})
        for at, (word, name) in enumerate(zip(WORDS, names, strict=True))
    ]
    lines[4] = replace(lines[4], why="ẩn vì dưới 5")
    return _block(chart, "Theo chủ đề", columns, lines)


def days(chart: Chart) -> Block:
    columns = [
        Column("day", "Ngày"),
        Column("turns", "Lượt", Unit.COUNT, rows="turns"),
        Column("share", "Phần", Unit.SHARE),
    ]
    lines = [
        Line(
            {"day": date(2026, 6, at), "turns": 40 + at * 7 % 13, "share": 0.5 + at % 5 / 20},
            days=(date(2026, 6, at), date(2026, 6, at)),
        )
        for at in range(1, 21)
    ]
    return _block(chart, "Theo ngày", columns, lines)


def hours(chart: Chart) -> Block:
    names = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
    columns = [Column("day", "Ngày"), *(Column(f"h{at:02}", str(at), Unit.COUNT, rows=f"h{at:02}") for at in range(24))]
    lines = [
        Line({"day": name, **{f"h{at:02}": max(0, 60 - abs(at - 20 + row) * 5) for at in range(24)}})
        for row, name in enumerate(names)
    ]
    return _block(chart, "Theo giờ", columns, lines)


def progress(chart: Chart) -> Block:
    columns = [
        Column("group", "Nhóm"),
        Column("year", "Năm"),
        Column("target", "Chỉ tiêu", Unit.SHARE),
        Column("base", "Số người", Unit.COUNT),
        Column("share", "Tỷ lệ", Unit.SHARE, rows="substantive"),
        Column("low", "Thấp nhất", Unit.COUNT),
        Column("high", "Cao nhất", Unit.COUNT),
    ]
    lines = [
        Line(
            {
                "group": "Tiểu thương",
                "year": "2026",
                "target": 0.5,
                "base": 1000,
                "share": 0.31,
                "low": 380,
                "high": 470,
            }
        ),
        Line(
            {"group": "Nông dân", "year": "2026", "target": 0.4, "base": 1000, "share": 0.46, "low": 500, "high": 610}
        ),
        Line(
            {"group": "Sinh viên", "year": "2026", "target": 0.3, "base": None, "share": None}, why="chưa có số người"
        ),
    ]
    return _block(chart, "Chỉ tiêu", columns, lines)
