"""Aspect and what the citizen told us → approved text, evidence, outcome."""
