"""The pages of reports."""

from bot.console.reports import act_pages, case_pages, file_pages, handover_pages, list_pages, opening_pages

HANDLERS = [
    *list_pages.HANDLERS,
    *opening_pages.HANDLERS,
    *case_pages.HANDLERS,
    *file_pages.HANDLERS,
    *act_pages.HANDLERS,
    *handover_pages.HANDLERS,
]
