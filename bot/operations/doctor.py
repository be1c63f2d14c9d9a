"""`ansinh doctor`: everything a deployment stands on, each with one line."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import select

from bot.advice import rumour_files
from bot.advice.adviser import Adviser
from bot.channels.telegram import settings as telegram
from bot.clock import today
from bot.operations import model, paths, transfer_abroad
from bot.operations.running import running
from bot.privacy.register import Register
from bot.privacy.retention import Schedule
from bot.settings import PROJECT, Settings
from bot.storage.database import Database
from bot.storage.migrate import newest
from bot.storage.staff_tables import StaffMember

_STAFF = StaffMember.metadata.tables[StaffMember.__tablename__]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    well: bool
    detail: str


class Illness(Exception):
    """What a check found wrong, and the way out."""


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at every part; a broken one does not hide the next."""
    checks: list[tuple[str, Callable[[Settings], str]]] = [
        ("figures and texts", _data),
        ("figures within their review date", _reviews),
        ("purpose and retention of what is stored", _privacy),
        ("engine's environment", _environment),
        ("model", _model),
        ("database", _database),
        ("keys", _keys),
        ("console", _console),
        (transfer_abroad.WHAT, _transfer),
        ("running system", _running),
    ]
    for what, check in checks:
        try:
            yield Finding(what, True, check(settings))
        except Exception as error:
            yield Finding(what, False, str(error) or type(error).__name__)


def _data(_settings: Settings) -> str:
    adviser = Adviser.load(PROJECT / "data")
    rumours = rumour_files.load(PROJECT / "data" / "rumours", adviser)
    return f"{len(list(adviser.answers))} texts, {len(list(rumours))} rumours, version {adviser.version}"


def _privacy(_settings: Settings) -> str:
    folder = PROJECT / "data" / "privacy"
    schedule = Schedule.load(folder / "retention.toml")
    register = Register.load(folder / "register", set(schedule))
    return f"{len(list(register))} columns in the register, {len(schedule)} kinds with a time to go"


def _reviews(_settings: Settings) -> str:
    stale = Adviser.load(PROJECT / "data").policy.stale(today())
    if stale:
        raise Illness(f"past review_by, not stated any more: {', '.join(sorted({one.key for one in stale}))}")
    return "all"


def _environment(_settings: Settings) -> str:
    return Path(model.engine_python()).parent.parent.name


def _model(settings: Settings) -> str:
    file = model.model_path(settings.home, model.fingerprint())
    if not file.exists():
        raise Illness("not trained for the present data; `ansinh train` or `make up` trains it")
    noted = Path(f"{file}.sha256").read_text("utf-8").split()[0]
    if hashlib.sha256(file.read_bytes()).hexdigest() != noted:
        raise Illness(f"{file.name} is not the file that was trained; delete it and run `ansinh train`")
    return file.name


def _database(settings: Settings) -> str:
    database = Database(settings.database)
    try:
        with database.engine.connect() as connection:
            at = MigrationContext.configure(connection).get_current_revision()
    finally:
        database.close()
    if at != newest():
        raise Illness(f"at revision {at}, newest is {newest()}; `make up` migrates")
    return f"{database.engine.dialect.name}, revision {at}"


def _keys(settings: Settings) -> str:
    key = settings.home / "keys" / "pseudonym.key"
    if not key.exists():
        raise Illness("none yet; the first start makes it")
    if key.stat().st_mode & 0o077:
        raise Illness(f"{key} can be read by others; chmod 600 it")
    return key.name


def _console(settings: Settings) -> str:
    """Accounts of staff: without one who may come in the console is shut, which is no illness of a first try."""
    database = Database(settings.database)
    try:
        with database.looking() as connection:
            rows = connection.execute(select(_STAFF.c.roles).where(_STAFF.c.active)).all()
    finally:
        database.close()
    administrators = sum("administrator" in row.roles for row in rows)
    if not administrators:
        return "no administrator yet; `ansinh admin create NAME` makes the first"
    return f"{len(rows)} accounts, {administrators} of them administrators"


def _transfer(settings: Settings) -> str:
    return transfer_abroad.standing(settings.home, telegram.read().dossier, today())


def _running(settings: Settings) -> str:
    found = running(settings)
    if found is None:
        raise Illness(f"nothing runs from {paths.run_file(settings.home).parent.parent}; `make up` starts it")
    return str(found["url"])
