"""Every module of tables: what is not named here does not exist for migrations and erasures."""

from bot.storage import case_tables, chain_tables, claim_tables, feedback_tables, file_tables, queue_tables, tables
from bot.storage.personal import HOLDINGS

__all__ = ["HOLDINGS", "MODULES"]

MODULES = (tables, chain_tables, queue_tables, case_tables, claim_tables, feedback_tables, file_tables)
