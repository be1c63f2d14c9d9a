"""Buttons as sent: the payload is a random token, its meaning stays here, bound to the conversation."""

import secrets

from sqlalchemy import select

from bot.advice.advice import Button
from bot.clock import now
from bot.storage.database import Database
from bot.storage.tables import ButtonOffered

TOKEN_BYTES = 12


class Buttons:
    """Offers buttons and reads pressed ones back."""

    def __init__(self, database: Database):
        self._database = database

    def offer(self, conversation_id: str, buttons: tuple[Button, ...]) -> list[dict[str, str]]:
        """Store the meaning of `buttons`; gives them as channels send them: title and opaque payload."""
        sent = []
        with self._database.session() as session:
            for button in buttons:
                token = secrets.token_urlsafe(TOKEN_BYTES)
                session.add(
                    ButtonOffered(
                        token=token,
                        conversation_id=conversation_id,
                        title=button.title,
                        intent=button.intent,
                        aspect=button.aspect,
                        text=button.text,
                        offered_at=now(),
                    )
                )
                sent.append({"title": button.title, "payload": token})
        return sent

    def pressed(self, conversation_id: str, token: str) -> Button | None:
        """The button behind a payload, None unless it was offered in this very conversation."""
        with self._database.reading() as session:
            row = session.scalar(
                select(ButtonOffered).where(
                    ButtonOffered.token == token, ButtonOffered.conversation_id == conversation_id
                )
            )
            return Button(row.title, row.intent, row.aspect, row.text) if row else None
