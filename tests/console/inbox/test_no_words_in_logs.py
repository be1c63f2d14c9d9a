"""What is said in talks stands in no log, no error and no audit: words that would be seen are searched for."""

import logging

from bot.console.roles import Role
from tests.console.inbox.conftest import SENDER

CANARY = "kim tước 0912345678"


def test_nothing_of_a_talk_is_logged(citizens, login, caplog, console):
    with caplog.at_level(logging.DEBUG):
        citizens.web("gặp cán bộ")
        talk = citizens.talk()
        mai = login(Role.OFFICER)
        for path, fields in (
            ("claim", {}),
            ("reply", {"text": CANARY, "key": "k1"}),
            ("reply", {"text": CANARY, "key": "k1", "with_numbers": "1"}),
            ("reply", {"text": CANARY * 500, "key": "k2"}),
            ("note", {"note": CANARY}),
            ("draft", {"text": CANARY, "pick": "x/y"}),
            ("back", {}),
            ("reply", {"text": CANARY, "key": "k3"}),
        ):
            mai.form(f"/console/inbox/{talk}/{path}", **fields)
        citizens.web(CANARY)
        citizens.news()
    logged = "\n".join(f"{record.name} {record.getMessage()} {record.exc_text or ''}" for record in caplog.records)
    ours = "\n".join(line for line in logged.splitlines() if not line.startswith(("rasa_sdk", "asyncio")))
    for word in ("kim tước", "0912345678", SENDER):
        assert word not in ours
    assert "kim tước" not in str(console.audit.latest(50))
