"""No words of citizens in logs, whoever writes the line."""

from __future__ import annotations

import subprocess
import sys

CANARY = "Nguyễn Thị Bí Mật 0912345678"

SETUP = f"""
import logging, structlog, warnings
from ansinh_engine.logs import quiet
quiet()
canary = {CANARY!r}
"""


def written_by(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", SETUP + code], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout + done.stderr


def test_foreign_lines_keep_their_place_only() -> None:
    written = written_by("logging.getLogger('rasa.core.processor').error('said: %s', canary)")
    assert written.startswith("ERROR rasa.core.processor.<module>:")
    assert CANARY not in written


def test_a_traceback_becomes_the_name_of_its_error() -> None:
    code = "try: raise ValueError(canary)\nexcept ValueError: logging.getLogger('sanic.error').exception(canary)"
    written = written_by(code)
    assert written.rstrip().endswith("ValueError")
    assert CANARY not in written
    assert "Traceback" not in written


def test_a_logger_cut_off_from_the_root_is_no_way_round() -> None:
    code = "cut = logging.getLogger('sanic.root'); cut.propagate = False; cut.error(canary)"
    assert CANARY not in written_by(code)


def test_debug_and_info_are_off() -> None:
    assert written_by("logging.getLogger('rasa').info('x'); logging.getLogger('ansinh_engine').info('y')") == ""


def test_own_lines_are_whole() -> None:
    assert "turn failed: ValueError" in written_by(
        "logging.getLogger('ansinh_engine.channel').error('turn failed: %s', 'ValueError')"
    )


def test_structured_events_show_their_fixed_name_only() -> None:
    written = written_by("structlog.get_logger().error('endpoint.read.failed', text=canary)")
    assert written == "ERROR rasa event endpoint.read.failed\n"
    assert CANARY not in written_by("structlog.get_logger().error(canary)")
    assert written_by("structlog.get_logger().debug('processor.message.parse', text=canary)") == ""


def test_warnings_are_not_shown() -> None:
    assert written_by("warnings.simplefilter('always'); warnings.warn(canary)") == ""
