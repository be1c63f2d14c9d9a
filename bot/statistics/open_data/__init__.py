"""Counts for everybody: whole months, nothing that tells of few people, as files with their definitions."""
