"""Why a file is not taken, in words that a citizen can be told."""

from enum import StrEnum


class Refusal(StrEnum):
    """The reasons; each has its phrase in `data/answers/phrases/attachment.toml`."""

    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNKNOWN_TYPE = "unknown_type"
    #: It says that it is a picture and cannot be drawn.
    UNREADABLE = "unreadable"
    TOO_MANY = "too_many"

    @property
    def phrase(self) -> str:
        """The phrase to say."""
        return f"attachment.{self}"


class FileRefused(Exception):
    """A file that is not kept: nothing of it was stored."""

    def __init__(self, reason: Refusal):
        super().__init__(str(reason))
        self.reason = reason
