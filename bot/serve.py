"""The app's process: `python -m bot.serve`, started by `ansinh up`."""

import gc
import logging
import sys

import uvicorn

from bot.app import create_app
from bot.house import HouseRefused, house
from bot.settings import SettingsRefused

log = logging.getLogger("ansinh")


def main() -> int:
    """Serve until stopped. What cannot start says so in one line."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # These log every request's address line; ours carry no words of citizens and need no echo.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        built = house()
    except (SettingsRefused, HouseRefused) as error:
        print(f"ansinh: {error}", file=sys.stderr)  # noqa: T201  the one line for the operator
        return 1
    settings = built.settings
    built.pictures.open()
    try:
        app = create_app(built)
    except SettingsRefused as error:
        print(f"ansinh: {error}", file=sys.stderr)  # noqa: T201  the one line for the operator
        return 1
    # Texts, figures and code stay until the end: the garbage collector need not walk through them again and again.
    gc.collect()
    gc.freeze()
    uvicorn.run(app, host=settings.host, port=settings.port, access_log=False, log_level="warning")
    return 0


if __name__ == "__main__":
    sys.exit(main())
