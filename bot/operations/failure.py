"""A start that cannot go on: one clear line for the operator."""


class StartFailure(Exception):
    """Says what is wrong and what to do about it, in one line."""
