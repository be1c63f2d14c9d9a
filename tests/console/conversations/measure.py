# ruff: noqa: T201  what was measured is to be read
"""How long the pages of the talks take on a record of a million turns, and what files of all of them cost.

    ANSINH_HOME=… ansinh demo seed --interactions 1000000
    ANSINH_HOME=… [ANSINH_DATABASE_URL=postgresql+psycopg://…] python -m tests.console.conversations.measure

Every page is asked for through the whole app, login and template included, in one process; times are of the wall.
An account is made and left in the database: it is to be a throw-away one.
"""

import argparse
import logging
import random
import statistics
import time
import uuid
from collections.abc import Iterator
from urllib.parse import urlencode

from sqlalchemy import func, select, text

from bot.app import create_app
from bot.clock import now
from bot.console.login.accounts import Profile
from bot.console.roles import Role
from bot.console.web.guarding import COOKIE
from bot.house import House
from bot.settings import read
from bot.storage.search_tables import SearchTurn
from tests.console.conftest import Client
from tests.console.conversations.measure_files import files

PLACE = "/console/conversations"
BAR_MS, BAR_MB = 300, 100
_INDEX = SearchTurn.__table__
SEARCHES = (
    *("bảo hiểm", "bao hiem", "đóng", "rút một lần", '"rút một lần"', "lương hưu bao nhiêu", "hộ cận nghèo", "330.000"),
    *("thai sản chồng", "nông dân cà mau", "mất sổ", "lừa đảo otp", "zzkhongcogi", "hưu* trí", "đóng tiếp năm 2027"),
)
#: Common words that seldom stand together, rare words beside common ones, beginnings, phrases that nobody wrote.
HARD = (
    *("hưu otp", "thai sản tử tuất", "ngày zzkhongcogi", '"lần rút một"', '"bảo hiểm" "đóng hưởng"', "c* zz*"),
    *("2026 cà mau", "sổ mất tiền lương", '"lương hưu thai sản"'),
)


def filters(draw: random.Random, known: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    """Filters of one part and of several, of what is in the record."""
    for name, values in known.items():
        for value in values:
            yield {name: value}
    yield from ({"feedback": one} for one in ("good", "bad", "none"))
    yield from ({"review": one} for one in ("yes", "no", "wrong"))
    yield from ({"confidence_to": "40"}, {"confidence_from": "99"}, {"confidence_from": "41", "confidence_to": "43"})
    yield from ({"from": f"2026-{month:02}-10", "to": f"2026-{month:02}-10"} for month in range(1, 12, 2))
    for _ in range(20):
        names = draw.sample(sorted(known), 3)
        yield {name: draw.choice(known[name]) for name in names if known[name]} | {"feedback": "bad"}
    for words in ("bảo hiểm", "rút một lần", "đóng"):
        yield {"q": words, "channel": "zalo", "feedback": "bad"}
        yield {"q": words, "outcome": "unanswered_not_understood"}
        yield {"q": words, "from": "2026-03-01", "to": "2026-03-31"}


def measured(client: Client, name: str, paths: list[str]) -> float:
    """Ask for each page; prints the figures, gives the 95th percentile in milliseconds."""
    client.see(paths[0])
    times: list[tuple[float, str]] = []
    own: list[float] = []
    for path in paths:
        began, busy = time.perf_counter(), time.process_time()
        answer = client.see(path)
        times.append(((time.perf_counter() - began) * 1000, path))
        own.append((time.process_time() - busy) * 1000)
        assert answer.status_code == 200, (path, answer.status_code)
    taken = sorted(one for one, _ in times)
    p95 = statistics.quantiles(taken, n=20)[-1]
    figures = f"p50 {statistics.median(taken):6.0f} p95 {p95:6.0f} max {taken[-1]:6.0f} ms"
    busiest = f"p50 {statistics.median(own):.0f} p95 {statistics.quantiles(own, n=20)[-1]:.0f}"
    print(f"{name:8} n={len(taken):3} {figures}; of the processor, in this process: {busiest}")
    for one, path in sorted(times, reverse=True)[:9]:
        print(f"         {one:6.0f} ms  {path}")
    return p95


def main() -> None:
    logging.disable()
    parser = argparse.ArgumentParser()
    parser.add_argument("--no-export", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    draw = random.Random(given.seed)
    house = House.build(read())
    app = create_app(house)
    console = app.state.console
    with house.database.looking() as connection:
        count = connection.scalar(select(func.count()).select_from(_INDEX))
        low, high = connection.execute(select(func.min(_INDEX.c.number), func.max(_INDEX.c.number))).one()
        known = {
            name: list(connection.scalars(select(_INDEX.c[name]).where(_INDEX.c[name].is_not(None)).distinct()))
            for name in ("channel", "topic", "outcome", "audience", "campaign", "author")
        }
        turns = [
            connection.scalar(
                select(_INDEX.c.interaction_id)
                .where(_INDEX.c.number >= draw.randint(low, high))
                .order_by(_INDEX.c.number)
                .limit(1)
            )
            for _ in range(60)
        ]
        version = connection.scalar(
            text(
                "select version()"
                if house.database.engine.dialect.name == "postgresql"
                else "select 'SQLite ' || sqlite_version()"
            )
        )
    print(f"{count:,} turns, {str(version)[:20]}")
    staff = console.accounts.create(f"m{uuid.uuid4().hex[:8]}", Profile("Đo", frozenset({Role.OFFICER})))[0]
    client = Client(app, base_url="https://an-sinh.local")
    client.cookies.set(COOKIE, console.sessions.open(staff, "in", now(), "measure"))
    starts = [draw.randint(low, high) for _ in range(30)]
    results = {
        "list": measured(client, "list", [PLACE] * 10 + [f"{PLACE}?after={start}" for start in starts]),
        "search": measured(client, "search", [f"{PLACE}?{urlencode({'q': q})}" for q in SEARCHES * 2]),
        "deeper": measured(
            client, "deeper", [f"{PLACE}?{urlencode({'q': q, 'after': draw.choice(starts)})}" for q in SEARCHES * 2]
        ),
        "hard": measured(client, "hard", [f"{PLACE}?{urlencode({'q': q})}" for q in HARD * 2]),
        "filter": measured(client, "filter", [f"{PLACE}?{urlencode(one)}" for one in filters(draw, known)]),
        "detail": measured(client, "detail", [f"{PLACE}/{turn}" for turn in turns if turn]),
    }
    if not given.no_export:
        results["export"] = files(console)
    late = [name for name, value in results.items() if value > (BAR_MB if name == "export" else BAR_MS)]
    print("over the bar: " + ", ".join(late) if late else "all within the bars")


if __name__ == "__main__":
    main()
