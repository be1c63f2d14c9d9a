"""The one kind of failure the command line reports as a single line."""


class EngineError(Exception):
    """Something the operator must set right; the message is one line that says what."""
