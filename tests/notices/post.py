"""An SMTP server on loopback: plain, with STARTTLS or with TLS from the start, which can refuse by script."""

import ssl
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.operations.network import free_port

USER, PASSWORD = b"an-sinh", b"a-password-of-tests"


class Post:
    """What arrived, and what the server says to the next ones (a reply such as "451 later"; empty: takes them)."""

    def __init__(self) -> None:
        self.arrived: list[tuple[list[str], EmailMessage]] = []
        self.says: list[str] = []
        self.refused_mailboxes: set[str] = set()
        self.encrypted: list[bool] = []

    async def handle_RCPT(  # noqa: N802  the library's names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused_mailboxes:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.says:
            return self.says.pop(0)
        parsed: Message = message_from_bytes(envelope.content or b"", policy=default)
        assert isinstance(parsed, EmailMessage)
        self.arrived.append((list(envelope.rcpt_tos), parsed))
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        return "250 taken"


def _knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=right, handled=False)


class PostOffice:
    """A running server; `security` as in the settings."""

    def __init__(self, security: str, authority: trustme.CA, *, login: bool = False) -> None:
        self.post = Post()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        rules: dict[str, object] = {"authenticator": _knows, "auth_required": login}
        if security == "ssl":
            rules["ssl_context"] = context
        if security == "starttls":
            rules |= {"tls_context": context, "require_starttls": True}
        # The controller tries the very port it was given, so it must be given one.
        self.port = free_port()
        self._controller = Controller(self.post, hostname="127.0.0.1", port=self.port, **rules)
        self._controller.start()

    def close(self) -> None:
        self._controller.stop()
