"""What the chain tells of: a closed list, which grows by a line here."""

from enum import StrEnum


class Kind(StrEnum):
    """The kind of an entry. Entries are for ever, so no word is renamed or given another meaning."""

    BEGUN = "begun"
    INTERACTION_FINISHED = "interaction_finished"
    OFFICER_MESSAGE = "officer_message"
    FEEDBACK = "feedback"
    REPORT_RECEIVED = "report_received"
    CASE_CHANGED = "case_changed"
    VERDICT = "verdict"
    CONSENT = "consent"
    AUDIT = "audit"
    ERASED = "erased"
    ERASURE_REFUSED = "erasure_refused"
    PURGED = "purged"
    HELD = "held"
    RELEASED = "released"
    KEYS_RENEWED = "keys_renewed"
