"""Two telephones on one page: a person plays a citizen on Zalo and one on Telegram, against the emulators.

`python -m tests.emulators.phones --port 8090 --webhook http://127.0.0.1:8080/webhooks/zalo` runs both platforms and the
page in one process; `ansinh up --demo` starts it beside the system.
"""

from tests.emulators.phones.server import Phones

__all__ = ["Phones"]
