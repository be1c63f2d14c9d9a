"""Every module of tables: what is not named here does not exist for migrations and erasures."""

from bot.storage import (
    case_tables,
    chain_tables,
    claim_move_tables,
    claim_tables,
    demonstration_tables,
    feedback_tables,
    file_tables,
    knowledge_tables,
    learning_tables,
    queue_tables,
    review_tables,
    search_tables,
    staff_tables,
    statistics_tables,
    tables,
    talk_tables,
)
from bot.storage.personal import HOLDINGS

__all__ = ["HOLDINGS", "MODULES"]

MODULES = (
    tables,
    chain_tables,
    queue_tables,
    case_tables,
    claim_tables,
    claim_move_tables,
    feedback_tables,
    file_tables,
    staff_tables,
    search_tables,
    review_tables,
    learning_tables,
    talk_tables,
    knowledge_tables,
    demonstration_tables,
    statistics_tables,
)
