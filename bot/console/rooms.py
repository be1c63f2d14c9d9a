"""The rooms of the console and their routes."""

from bot.console.audit import pages as audit
from bot.console.claims import pages as claims
from bot.console.conversations import pages as conversations
from bot.console.inbox import pages as inbox
from bot.console.knowledge import pages as knowledge
from bot.console.learning import pages as learning
from bot.console.reports import pages as reports
from bot.console.requests import pages as requests
from bot.console.review import pages as review
from bot.console.staff_room import pages as staff_room
from bot.console.statistics import pages as statistics

HANDLERS = [
    *inbox.HANDLERS,
    *conversations.HANDLERS,
    *review.HANDLERS,
    *reports.HANDLERS,
    *claims.HANDLERS,
    *requests.HANDLERS,
    *knowledge.HANDLERS,
    *learning.HANDLERS,
    *statistics.HANDLERS,
    *audit.HANDLERS,
    *staff_room.HANDLERS,
]
