"""What members of staff may be; the table of what each may do is `bot.console.matrix`."""

from enum import StrEnum


class Role(StrEnum):
    """A role; a member of staff has one or several."""

    OFFICER = "officer"
    HANDLER = "report_handler"
    CUSTODIAN = "custodian"
    EDITOR = "content_editor"
    MANAGER = "manager"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
