"""Who may do what: the one table of the console. A route without a row is refused, and fails a test."""

import re
from dataclasses import dataclass
from enum import Enum

from bot.console.roles import Role

OFFICER, HANDLER, CUSTODIAN, EDITOR = Role.OFFICER, Role.HANDLER, Role.CUSTODIAN, Role.EDITOR
MANAGER, AUDITOR, ADMINISTRATOR = Role.MANAGER, Role.AUDITOR, Role.ADMINISTRATOR
EVERYBODY = frozenset(Role)
#: Those who read talks.
READERS = frozenset({OFFICER, EDITOR, MANAGER, AUDITOR})
#: Those who read reports; an administrator never does.
REPORTS = frozenset({HANDLER})
NOBODY: frozenset[Role] = frozenset()


class Of(Enum):
    """Whose objects a row allows: anybody's, one's own, or the object's own rule, which its room enforces and tests."""

    ANYBODY = "anybody"
    OWN = "own"
    #: Not logged in: the way in.
    DOOR = "door"


@dataclass(frozen=True, slots=True)
class Row:
    """One route: `roles` may use it; everybody else gets 403."""

    method: str
    path: str
    roles: frozenset[Role]
    of: Of = Of.ANYBODY


def _rows(roles: frozenset[Role], *routes: str, of: Of = Of.ANYBODY) -> tuple[Row, ...]:
    """Rows from "GET /path" lines."""
    return tuple(Row(method, path, roles, of) for method, path in (route.split(" ", 1) for route in routes))


MATRIX: tuple[Row, ...] = (
    # The door
    *_rows(
        NOBODY,
        "GET /console/login",
        "POST /console/login",
        "GET /console/login/code",
        "POST /console/login/code",
        "GET /console/login/enrol",
        "POST /console/login/enrol",
        "GET /console/login/oidc",
        "GET /console/login/oidc/back",
        "GET /console/login/password",
        "POST /console/login/password",
        of=Of.DOOR,
    ),
    *_rows(EVERYBODY, "GET /console", "POST /console/logout", "POST /console/language"),
    # One's own account
    *_rows(
        EVERYBODY,
        "GET /console/account",
        "POST /console/account/password",
        "POST /console/account/sessions/{session:str}/end",
        of=Of.OWN,
    ),
    # Saved views
    *_rows(EVERYBODY, "POST /console/views", "POST /console/views/{view:str}/delete", of=Of.OWN),
    # Conversations
    *_rows(
        READERS,
        "GET /console/conversations",
        "GET /console/conversations/news",
        "GET /console/conversations/{turn:str}",
    ),
    *_rows(frozenset({OFFICER, MANAGER, AUDITOR}), "POST /console/conversations/{turn:str}/unmask"),
    # Review
    *_rows(
        READERS,
        "GET /console/review",
        "GET /console/review/next",
        "GET /console/review/subjects",
        "GET /console/review/turns/{interaction:str}",
        "GET /console/review/done",
        "GET /console/review/accuracy",
        "GET /console/review/agreement",
    ),
    *_rows(
        frozenset({OFFICER, EDITOR}),
        "POST /console/review/turns/{interaction:str}/verdict",
        "POST /console/review/turns/{interaction:str}/undo",
    ),
    # Learning
    *_rows(
        frozenset({EDITOR, MANAGER, AUDITOR}),
        "GET /console/learning",
        "GET /console/learning/exports/{export_id:str}",
        "GET /console/learning/models",
        "GET /console/learning/replay/{replay:str}",
        "GET /console/learning/replay/{replay:str}/changes/{number:int}/turns",
        "GET /console/learning/{candidate:str}/turns",
    ),
    *_rows(
        frozenset({EDITOR, MANAGER}),
        "POST /console/learning/{candidate:str}/approve",
        "POST /console/learning/{candidate:str}/reject",
        "POST /console/learning/{candidate:str}/undo",
        "POST /console/learning/{candidate:str}/move",
        "POST /console/learning/export",
        "POST /console/learning/models/{model:str}/replay",
        "POST /console/learning/replay/{replay:str}/cancel",
    ),
    *_rows(
        frozenset({MANAGER}),
        "POST /console/learning/replay/{replay:str}/changes/{number:int}/pass",
        "POST /console/learning/replay/{replay:str}/changes/{number:int}/hold",
        "POST /console/learning/models/{model:str}/switch",
        "POST /console/learning/rollback",
    ),
    # Inbox
    *_rows(
        frozenset({OFFICER, MANAGER, AUDITOR}),
        "GET /console/inbox",
        "GET /console/inbox/{talk:str}",
    ),
    *_rows(
        frozenset({OFFICER}),
        "POST /console/inbox/open/{conversation:str}",
        "POST /console/inbox/{talk:str}/claim",
    ),
    *_rows(frozenset({MANAGER}), "POST /console/inbox/{talk:str}/take-over"),
    *_rows(
        frozenset({OFFICER, MANAGER}), "POST /console/inbox/{talk:str}/note", "POST /console/inbox/{talk:str}/draft"
    ),
    *_rows(frozenset({OFFICER, MANAGER}), "GET /console/inbox/picks"),
    # The holder's alone; a manager assigns what others hold too.
    *_rows(
        frozenset({OFFICER, MANAGER}),
        "POST /console/inbox/{talk:str}/reply",
        "POST /console/inbox/{talk:str}/back",
        "POST /console/inbox/{talk:str}/assign",
        of=Of.OWN,
    ),
    # Reports
    *_rows(
        REPORTS | {MANAGER, AUDITOR},
        "GET /console/reports",
        "GET /console/reports/{number:int}/course",
    ),
    *_rows(REPORTS | {MANAGER}, "POST /console/reports/{number:int}/assign"),
    *_rows(
        REPORTS,
        "GET /console/reports/{number:int}",
        "POST /console/reports/{number:int}/open",
        "GET /console/reports/{number:int}/clues",
        "GET /console/reports/{number:int}/files/{position:int}",
        "GET /console/reports/{number:int}/files/{position:int}/thumbnail",
        "POST /console/reports/{number:int}/move",
        "POST /console/reports/{number:int}/message",
        "GET /console/reports/{number:int}/handover",
        "POST /console/reports/{number:int}/handover",
        "POST /console/reports/{number:int}/handover/letter",
        "POST /console/reports/{number:int}/identity",
    ),
    *_rows(REPORTS | {CUSTODIAN}, "GET /console/reports/openings"),
    *_rows(REPORTS, "GET /console/reports/openings/{opening:str}", of=Of.OWN),
    *_rows(frozenset({CUSTODIAN}), "POST /console/reports/openings/{opening:str}/decide"),
    # Claims
    *_rows(
        frozenset({OFFICER, HANDLER, EDITOR, MANAGER, AUDITOR}),
        "GET /console/claims",
        "GET /console/claims/known",
        "GET /console/claims/{claim:str}",
    ),
    *_rows(
        frozenset({HANDLER, EDITOR}),
        "POST /console/claims/{claim:str}/preview",
        "POST /console/claims/{claim:str}/verdict",
    ),
    # To merge is to have a verdict answer for more: it is for those who publish.
    *_rows(
        frozenset({EDITOR, MANAGER}),
        "POST /console/claims/{claim:str}/publish",
        "GET /console/claims/{claim:str}/merge",
        "POST /console/claims/{claim:str}/merge",
        "GET /console/claims/{claim:str}/split",
        "POST /console/claims/{claim:str}/split",
        "POST /console/claims/{claim:str}/moves/{move:int}/undo",
    ),
    # Requests
    *_rows(
        frozenset({CUSTODIAN, MANAGER, AUDITOR}),
        "GET /console/requests",
        "GET /console/requests/incident",
        "GET /console/requests/{number:int}",
    ),
    *_rows(
        frozenset({CUSTODIAN, MANAGER}),
        "POST /console/requests/{number:int}/answer",
        "POST /console/requests/{number:int}/done",
        "POST /console/requests/{number:int}/extend",
        "POST /console/requests/{number:int}/refuse",
        "POST /console/requests/{number:int}/copy",
        "POST /console/requests/{number:int}/handed",
        "GET /console/requests/{number:int}/erasure",
        "POST /console/requests/{number:int}/erasure",
    ),
    # Knowledge
    *_rows(
        READERS,
        "GET /console/knowledge",
        "GET /console/knowledge/figures",
        "GET /console/knowledge/figures/{figure:str}",
        "GET /console/knowledge/changes",
        "GET /console/knowledge/changes/{change:str}",
        "GET /console/knowledge/answers",
        "GET /console/knowledge/answers/{topic:str}/{aspect:str}",
        "GET /console/knowledge/rumours",
        "GET /console/knowledge/rumours/{name:str}",
        "GET /console/knowledge/work",
        "GET /console/knowledge/recall/{figure:str}",
    ),
    *_rows(
        frozenset({EDITOR}),
        "POST /console/knowledge/figures/{figure:str}/draft",
        "POST /console/knowledge/answers/{topic:str}/{aspect:str}/draft",
        "POST /console/knowledge/rumours/{name:str}/draft",
        "POST /console/knowledge/recall/{figure:str}/prepare",
    ),
    # Nobody approves their own, and only one's own is taken back.
    *_rows(frozenset({EDITOR, MANAGER}), "POST /console/knowledge/changes/{change:str}/decide"),
    *_rows(frozenset({EDITOR}), "POST /console/knowledge/changes/{change:str}/withdraw", of=Of.OWN),
    *_rows(frozenset({EDITOR}), "POST /console/knowledge/changes/{change:str}/undo"),
    *_rows(
        frozenset({MANAGER}),
        "POST /console/knowledge/changes/{change:str}/drop",
        "POST /console/knowledge/corrections/{correction:str}/send",
    ),
    # Statistics
    *_rows(
        frozenset({OFFICER, HANDLER, EDITOR, MANAGER, AUDITOR}),
        "GET /console/statistics",
        "GET /console/statistics/definitions",
        "GET /console/statistics/{theme:str}",
    ),
    *_rows(READERS, "GET /console/statistics/rows"),
    *_rows(frozenset({MANAGER}), "GET /console/statistics/report", "GET /console/statistics/report/file"),
    # Audit
    *_rows(frozenset({AUDITOR}), "GET /console/audit"),
    # Staff
    *_rows(frozenset({ADMINISTRATOR, AUDITOR}), "GET /console/staff", "GET /console/staff/{member:str}"),
    *_rows(
        frozenset({ADMINISTRATOR}),
        "GET /console/staff/new",
        "POST /console/staff/new",
        "POST /console/staff/{member:str}",
        "POST /console/staff/{member:str}/reset",
        "POST /console/staff/{member:str}/active",
    ),
)

_TYPE = re.compile(r":\w+}")


def template(path: str) -> str:
    """A path as the framework names it when a request has come: without the types of its parameters."""
    return _TYPE.sub("}", path)


_BY_ROUTE = {(row.method, template(row.path)): row for row in MATRIX}


def row_of(method: str, path: str) -> Row | None:
    """The row of a route, by its template; HEAD is as GET."""
    return _BY_ROUTE.get(("GET" if method == "HEAD" else method, template(path)))


def may(roles: frozenset[Role], method: str, path: str) -> bool:
    """Whether one of `roles` may use a route."""
    row = row_of(method, path)
    return row is not None and not roles.isdisjoint(row.roles)
