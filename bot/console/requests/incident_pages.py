"""The page of a data breach: the countdown and how many records are in question."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from bot.clock import VIETNAM, now, today
from bot.console.console import Console
from bot.console.requests.incident import CHANNELS, FIGURE, Incident, affected
from bot.console.requests.view import PATH, Asked
from bot.console.web.render import page


@get(f"{PATH}/incident", sync_to_thread=True)
def incident_page(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The countdown of a data breach and how many records are in question; nothing is stored."""
    asked, policy, day = Incident.read(request.query_params), console.house.adviser.policy, today()
    due = asked.due_at(policy, day)
    return page(
        request,
        "requests/incident.html.j2",
        asked=asked,
        due=due,
        left=due - now() if due else None,
        rule=policy.figure(FIGURE, day),
        found=affected(console.house.database, asked),
        channels=CHANNELS,
        counted_at=now(),
        local=lambda moment: f"{moment.astimezone(VIETNAM):%Y-%m-%dT%H:%M}" if moment else "",
    )


HANDLERS = [incident_page]
