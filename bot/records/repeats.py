"""A message that comes again under the same id: the first counts, and another text behind the id is worth a line."""

import logging

log = logging.getLogger(__name__)


def tell_of(channel: str, *, pressed: bool, stored: str, again: str) -> bool:
    """Log that a message came again with another text, which is dropped; no word of it is logged. Gives whether it did.

    What was withheld or erased meanwhile ("[…]", "") can be held against nothing.
    """
    is_gone = not stored or (stored.startswith("[") and stored.endswith("]"))
    if is_gone or stored == again:
        return False
    kind = "a pressed button" if pressed else "a typed message"
    log.warning(
        "%s: %s came again under its id with another text; the first counts, this one is dropped", channel, kind
    )
    return True
