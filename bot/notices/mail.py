"""Sending one e-mail by SMTP. Neither addresses nor the server's words reach a log or an error."""

import logging
import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from bot.notices.settings import MailSettings

log = logging.getLogger(__name__)


class MailFailed(Exception):
    """The server did not take the e-mail; the message is a class of error and a code."""


class Mailer:
    """Sends over a connection of its own each time: notices are few."""

    def __init__(self, settings: MailSettings):
        self._settings = settings

    def send(self, to: Sequence[str], subject: str, text: str, mail_id: str) -> None:
        """Deliver to all of `to`, who do not see each other. Raises MailFailed where nobody was reached."""
        message = EmailMessage(SMTP)
        message["From"] = self._settings.sender
        message["To"] = "undisclosed-recipients:;"
        message["Subject"] = subject
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{mail_id}@{self._settings.sender.rpartition('@')[2]}>"
        # No holiday answers to a machine.
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        try:
            with self._connected() as server:
                refused = server.send_message(message, self._settings.sender, to)
        except smtplib.SMTPResponseException as error:
            raise MailFailed(f"{type(error).__name__} {error.smtp_code}") from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise MailFailed(type(error).__name__) from None
        if refused:
            # Those who got it must not get it again and again.
            log.warning("%d of %d mailboxes refused a notice", len(refused), len(to))

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        where = (settings.host, settings.port)
        if settings.security == "ssl":
            server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=settings.timeout, context=self._trusted())
        else:
            server = smtplib.SMTP(*where, timeout=settings.timeout)
        try:
            if settings.security == "starttls":
                # Raises where the server offers none: nothing is ever sent in the clear instead.
                server.starttls(context=self._trusted())
            if settings.user:
                server.login(settings.user, settings.password.get_secret_value())
        except BaseException:
            server.close()
            raise
        return server

    def _trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._settings.ca_file)
