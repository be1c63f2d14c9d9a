"""Verdicts of reviewers that hold: those that nobody took back or replaced."""

from sqlalchemy import ColumnElement, exists

from bot.storage.personal import table
from bot.storage.review_tables import Review

REVIEWS = table(Review)
_LATER = REVIEWS.alias("later")
#: Whether a row of `review` holds.
HOLDS: ColumnElement[bool] = (REVIEWS.c.verdict != "undone") & ~exists().where(_LATER.c.supersedes == REVIEWS.c.id)
