"""The forgetful hash chain: nothing in it can be changed unseen, and what it holds of a person can be forgotten."""

from bot.records.chain.chain import Chain, Deed
from bot.records.chain.entry import Entry, Head
from bot.records.chain.keys import HOUSE, Keys, of_conversation, of_report
from bot.records.chain.kinds import Kind

__all__ = ["HOUSE", "Chain", "Deed", "Entry", "Head", "Keys", "Kind", "of_conversation", "of_report"]
