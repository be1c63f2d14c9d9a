"""How long the figures take: what pages read, and the pages themselves as a browser gets them."""

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from litestar.testing import TestClient

from bot.app import create_app
from bot.channels.registry import Channels
from bot.clock import now
from bot.console.login.accounts import Profile
from bot.console.roles import Role
from bot.console.web.guarding import COOKIE
from bot.house import House
from bot.settings import Settings
from bot.statistics.books import Books
from bot.statistics.period import Period
from bot.statistics.rows import Rows
from bot.statistics.scope import DIMENSIONS, Scope
from bot.statistics.themes import THEMES
from bot.storage.database import Database

#: Milliseconds of each call, by what was called.
Took = dict[str, list[float]]
_PERIODS = ("2026", "2026-Q1", "2026-Q2", "2026-Q3", "2026-05", "2026-07", "2026-10", "2026-H")
PAGES = ("", *(f"/{theme}" for theme in THEMES), "/rows", "/definitions")


def filters(books: Books, count: int) -> Iterator[Scope]:
    """Random filters: a period, and of most dimensions none, one or some of its values."""
    rng, span = Random(5), books.span()  # noqa: S311  not for secrets
    assert span is not None  # noqa: S101
    known = {name: sorted(books.by(Scope(span), name)) for name in DIMENSIONS}
    for _ in range(count):
        code = rng.choice(_PERIODS)
        period = _days(rng) if code == "2026-H" else Period.read(code)
        wanted = {
            name: tuple(rng.sample(values, rng.randrange(1, min(4, len(values)) + 1)))
            for name, values in known.items()
            if rng.random() < 0.3
        }
        yield Scope(period, wanted)


def _days(rng: Random) -> Period:
    first = date(2026, 1, 1) + timedelta(days=rng.randrange(250))
    return Period(first, first + timedelta(days=rng.randrange(1, 70)))


def reading(url: str, count: int) -> Took:
    """What pages are made of, for random filters."""
    database = Database(url)
    books, rows, took = Books(database), Rows(database), defaultdict[str, list[float]](list)
    calls: dict[str, Callable[[Scope], object]] = {
        "totals": books.totals,
        **{f"by {name}": lambda scope, name=name: books.by(scope, name) for name in DIMENSIONS},
        "by day": books.by_day,
        "by month": books.by_month,
        "by aspect": books.by_aspect,
        "by place": books.by_place,
        "people": lambda scope: [books.people.count(scope, kind) for kind in ("any", "reached", "new")],
        "people by topic": lambda scope: books.people.by(scope, "topic"),
        "people by month": books.people.by_month,
        "rows of turns": lambda scope: rows.page(scope, "turns"),
        "rows of bad": lambda scope: rows.page(scope, "bad"),
        "rows of errors": lambda scope: rows.page(scope, "o_error"),
    }
    for scope in filters(books, count):
        for name, call in calls.items():
            began = time.perf_counter()
            call(scope)
            took[name].append(1000 * (time.perf_counter() - began))
    database.close()
    return took


def pages(url: str, home: Path, count: int) -> Took:
    """Every page of the room over HTTP, for random filters; nothing else of the app runs."""
    settings = Settings(home=home, database_url=url, engine_port=1, engine_secret="x" * 32, action_secret="x" * 32)  # type: ignore[arg-type]
    house = House.build(settings)
    app = create_app(house, Channels({}))
    console = app.state.console
    name = f"bench{time.time_ns()}"
    staff, _ = console.accounts.create(name, Profile("Người đo", frozenset({Role.MANAGER, Role.OFFICER})))
    client = TestClient(app, base_url="https://an-sinh.local")
    client.cookies.set(COOKIE, console.sessions.open(staff, "in", now(), "bench"))
    took: Took = defaultdict(list)
    # As `bot.serve` does: what the app is made of is not looked through for garbage again and again.
    gc.collect()
    gc.freeze()
    for scope in filters(Books(house.database), count):
        for page in PAGES:
            query = [("period", scope.period.code)] if ".." not in scope.period.code else _days_asked(scope.period)
            query += [(key, value or "~") for key, values in scope.wanted.items() for value in values]
            if page == "/rows":
                query.append(("condition", "bad"))
            began = time.perf_counter()
            answer = client.get(f"/console/statistics{page}?{urlencode(query)}", headers={"accept": "text/html"})
            took[page or "/"].append(1000 * (time.perf_counter() - began))
            if answer.status_code != 200:
                raise RuntimeError(f"{answer.status_code} {page} {query}: {answer.text[:300]}")
    house.database.close()
    return took


def _days_asked(period: Period) -> list[tuple[str, str]]:
    return [("period", f"{period.first}..{period.last}")]
