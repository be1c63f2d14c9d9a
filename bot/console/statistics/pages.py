"""The routes of the room."""

from bot.console.statistics import definition_pages, overview_pages, report_pages, row_pages, theme_pages

HANDLERS = [
    *overview_pages.HANDLERS,
    *row_pages.HANDLERS,
    *definition_pages.HANDLERS,
    *report_pages.HANDLERS,
    *theme_pages.HANDLERS,
]
