"""The two figures of review (kappa, Wilson's interval), as every page of statistics reckons them."""

from bot.statistics.intervals import Agreement, Share, agreement, wilson

__all__ = ["Agreement", "Share", "agreement", "wilson"]
