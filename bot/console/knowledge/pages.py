"""The pages of this room: Figures, answers, rumours: propose, approve, preview, recall."""

from bot.console.knowledge import change_pages, figure_pages, recall_pages, text_pages

HANDLERS = [*figure_pages.HANDLERS, *change_pages.HANDLERS, *text_pages.HANDLERS, *recall_pages.HANDLERS]
