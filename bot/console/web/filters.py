"""How times, numbers and shares are written on a page: as in Vietnam."""

from datetime import date, datetime, timedelta

from bot.clock import VIETNAM, now


def moment(value: datetime | None) -> str:
    """Day and time in Vietnam: 05/11/2026 14:07."""
    return value.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M") if value else ""


def day(value: date | datetime | None) -> str:
    """05/11/2026."""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return value.strftime("%d/%m/%Y") if value else ""


def number(value: float | None, digits: int = 0) -> str:
    """12.345 or 12.345,6."""
    if value is None:
        return ""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def share(value: float | None) -> str:
    """0.934 as 93,4 %."""
    return "" if value is None else f"{number(value * 100, 1)} %"


def waited(since: datetime | None) -> str:
    """How long ago: 00:42 in hours and minutes, days in front where there are some."""
    if since is None:
        return ""
    passed = max(now() - since, timedelta())
    minutes = int(passed.total_seconds()) // 60
    days, hours = passed.days, minutes // 60 % 24
    return f"{days}d {hours:02}:{minutes % 60:02}" if days else f"{hours:02}:{minutes % 60:02}"


#: The more telling name first: most browsers name others too.
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def device(agent: str) -> str:
    """A browser's long name of itself in two words: Chrome, Linux; what nobody knows stays as it is."""
    found = [next((name for mark, name in known.items() if mark in agent), "") for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in found if name) or agent


FILTERS = {"moment": moment, "day": day, "number": number, "share": share, "waited": waited, "device": device}
