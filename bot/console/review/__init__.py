"""Judging answers, the riskiest first."""
