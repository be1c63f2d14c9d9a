"""Figures, one a module; each module's MEASURE is found by `bot.statistics.registry`."""
