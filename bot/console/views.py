"""Saved views: a page with its filter, under a name, for oneself or for all."""

import uuid
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from bot.clock import now
from bot.console.staff import Staff
from bot.storage.database import Database
from bot.storage.staff_tables import SavedView

_VIEWS = SavedView.metadata.tables[SavedView.__tablename__]
LONGEST_LABEL, LONGEST_QUERY = 80, 2_000
#: The pages that show saved views; nothing is kept for another.
PAGES = ("/console/conversations",)


@dataclass(frozen=True, slots=True)
class View:
    """One saved view; `query` is what stands behind the question mark."""

    id: str
    page: str
    label: str
    query: str
    shared: bool
    mine: bool


class Views:
    """Keeps them. Raises DatabaseUnavailable."""

    def __init__(self, database: Database):
        self._database = database

    def of(self, staff: Staff, page: str) -> list[View]:
        """One's own views of a page and those of colleagues who share, by label."""
        seen = (_VIEWS.c.staff_id == staff.id) | _VIEWS.c.shared
        query = select(_VIEWS).where(_VIEWS.c.page == page, seen).order_by(_VIEWS.c.label)
        with self._database.looking() as connection:
            return [
                View(row.id, row.page, row.label, row.query, row.shared, row.staff_id == staff.id)
                for row in connection.execute(query)
            ]

    def save(self, staff: Staff, page: str, label: str, query: str, *, shared: bool) -> None:
        """Keep a view. Raises ValueError, naming the part, where the page has none or a part is empty or too long."""
        label = " ".join(label.split())
        if page not in PAGES:
            raise ValueError(f"page: only {', '.join(PAGES)} keeps views")
        if not label or len(label) > LONGEST_LABEL:
            raise ValueError(f"label: at most {LONGEST_LABEL} characters" if label else "label: a view has a name")
        if len(query) > LONGEST_QUERY:
            raise ValueError(f"query: at most {LONGEST_QUERY} characters")
        row = {
            "id": str(uuid.uuid4()),
            "staff_id": staff.id,
            "page": page,
            "label": label,
            "query": query,
            "shared": shared,
            "saved_at": now(),
        }
        self._database.together(lambda connection: connection.execute(insert(_VIEWS), row))

    def delete(self, staff: Staff, view_id: str) -> bool:
        """Forget one of one's own; False where it is nobody's or somebody else's."""
        query = delete(_VIEWS).where(_VIEWS.c.id == view_id, _VIEWS.c.staff_id == staff.id)
        return bool(self._database.together(lambda connection: connection.execute(query).rowcount))
