"""Pictures shown to citizens: what each shows is on record with its interaction, its file is only a copy."""

import logging
import secrets
from contextlib import suppress
from pathlib import Path
from time import time

import msgspec

from bot.advice.picture import Picture
from bot.clock import now
from bot.pictures.studio import Studio
from bot.storage.database import Database
from bot.storage.tables import PictureShown

log = logging.getLogger(__name__)

#: Path under which a picture is fetched, on every channel's server.
PATH = "/pictures"
#: Bytes of chance in a picture's name: nobody finds one by trying.
NAME_BYTES = 24
#: Days a file is kept after its drawing; later it is drawn again from the record.
DAYS_KEPT = 30
_DAY = 24 * 60 * 60


class Pictures:
    """Draws, keeps and finds pictures."""

    def __init__(self, database: Database, folder: Path, studio: Studio):
        self._database, self._folder, self._studio = database, folder, studio
        self._swept_at = 0.0

    def open(self) -> None:
        """Make ready for the first drawing, in the background."""
        self._studio.open()

    def close(self) -> None:
        """End drawing."""
        self._studio.close()

    def show(self, interaction_id: str, picture: Picture) -> str | None:
        """Draw a picture for an interaction; gives its path, or None: whatever fails, the answer goes out as text."""
        try:
            png = self._studio.paint(picture)
            name = secrets.token_urlsafe(NAME_BYTES)
            self._write(name, png)
            with self._database.session() as session:
                session.add(
                    PictureShown(
                        id=name, interaction_id=interaction_id, content=msgspec.to_builtins(picture), drawn_at=now()
                    )
                )
            self.sweep()
        except Exception as error:
            # The class alone: a message may carry what the picture says of a citizen.
            log.error("a picture could not be drawn: %s", type(error).__name__)
            return None
        return f"{PATH}/{name}.png"

    def png(self, name: str) -> bytes | None:
        """The file of a picture, drawn again where it was swept; None for a name that is none."""
        with self._database.reading() as session:
            shown = session.get(PictureShown, name)
        if shown is None:
            return None
        with suppress(FileNotFoundError):
            return self._file(name).read_bytes()
        png = self._studio.paint(msgspec.convert(shown.content, Picture))
        self._write(name, png)
        return png

    def shown_at(self, path: str) -> bytes | None:
        """The PNG behind the path that `show` gave."""
        return self.png(path.removeprefix(f"{PATH}/").removesuffix(".png"))

    def sweep(self) -> None:
        """Once a day, delete the files that are older than they are kept."""
        if time() - self._swept_at < _DAY:
            return
        self._swept_at = time()
        for file in self._folder.glob("*.png"):
            with suppress(FileNotFoundError):
                if time() - file.stat().st_mtime > DAYS_KEPT * _DAY:
                    file.unlink()

    def _write(self, name: str, png: bytes) -> None:
        """Whole or not at all: a reader must never meet half a file."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = self._folder / f"{name}.{secrets.token_hex(4)}.part"
        half.write_bytes(png)
        half.replace(self._file(name))

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.png"
