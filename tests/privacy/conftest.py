"""Property tests of this room: no deadline, a shared machine has its pauses."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
