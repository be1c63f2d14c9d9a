"""Tables of figures, one a module; each module's TABLE is found by `bot.statistics.registry`."""
