"""The room of the talks, put together."""

from dataclasses import dataclass
from datetime import timedelta

from bot.chores import Chore
from bot.console.conversations.finding import Finder
from bot.console.conversations.talk import Talks
from bot.console.conversations.unmasking import Unmasking
from bot.house import House
from bot.storage.database import Database
from bot.storage.search_index import file_words

_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class ConversationsRoom:
    """What the pages of the talks work with."""

    database: Database
    finder: Finder
    talks: Talks
    unmasking: Unmasking

    @classmethod
    def of(cls, house: House) -> "ConversationsRoom":
        """From the house."""
        database, record = house.database, house.record_room
        return cls(
            database=database,
            finder=Finder(database),
            talks=Talks(database, timedelta(hours=house.settings.talk_pause_hours)),
            unmasking=Unmasking(database, record.chain, record.audit),
        )

    @property
    def chores(self) -> list[Chore]:
        """The words of turns that have ended follow into the search index."""
        return [Chore("file-words", _SECONDS, self._file)]

    def _file(self) -> None:
        while self.database.together(file_words):
            pass
