"""What waits for a decision, one module a kind; `bot.statistics.decisions` puts them in order."""
