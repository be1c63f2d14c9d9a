"""Buttons as sent: the payload is a random token, its meaning stays here, bound to the conversation."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from bot.advice.advice import Button
from bot.clock import now
from bot.storage.database import Database
from bot.storage.tables import ButtonOffered

TOKEN_BYTES = 12

_STORED = insert(ButtonOffered.metadata.tables[ButtonOffered.__tablename__])


@dataclass(frozen=True, slots=True)
class Drawn:
    """A button with the token that it is sent under."""

    token: str
    button: Button

    @property
    def sent(self) -> dict[str, str]:
        """As channels send it: title and opaque payload."""
        return {"title": self.button.title, "payload": self.token}


def drawn(buttons: Sequence[Button]) -> tuple[Drawn, ...]:
    """Tokens for `buttons`; they mean nothing until `store` has kept them."""
    return tuple(Drawn(secrets.token_urlsafe(TOKEN_BYTES), button) for button in buttons)


def store(connection: Connection, conversation_id: str, buttons: Sequence[Drawn]) -> None:
    """Keep what the tokens of `buttons` mean in this conversation."""
    if not buttons:
        return
    offered_at = now()
    rows = [
        {
            "token": one.token,
            "conversation_id": conversation_id,
            "title": one.button.title,
            "intent": one.button.intent,
            "aspect": one.button.aspect,
            "text": one.button.text,
            "offered_at": offered_at,
        }
        for one in buttons
    ]
    connection.execute(_STORED, rows)


class Buttons:
    """Reads pressed buttons back."""

    def __init__(self, database: Database):
        self._database = database

    def pressed(self, conversation_id: str, token: str) -> Button | None:
        """The button behind a payload, None unless it was offered in this very conversation."""
        with self._database.reading() as session:
            row = session.scalar(
                select(ButtonOffered).where(
                    ButtonOffered.token == token, ButtonOffered.conversation_id == conversation_id
                )
            )
            return Button(row.title, row.intent, row.aspect, row.text) if row else None
