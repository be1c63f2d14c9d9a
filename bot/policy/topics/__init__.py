"""The topics of case files (``muc_dong_thang`` …): each puts a case to the calculators and names the
answers its way.
"""

from bot.policy.topics.registry import TOPICS, Topic

__all__ = ["TOPICS", "Topic"]
