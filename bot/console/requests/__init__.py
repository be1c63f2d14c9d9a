"""Requests of citizens about their own data."""
