"""Rasa custom actions, each a few lines: read the tracker, ask `bot`, speak."""
