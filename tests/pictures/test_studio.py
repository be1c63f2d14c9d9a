"""The process that draws: apart from the app, replaced when it breaks, gone when it is closed."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from bot.advice.picture import Part, Picture
from bot.pictures.studio import Studio
from bot.settings import PROJECT

PICTURE = Picture("Tiêu đề", "cho ai", bar_title="một thanh", bar=(Part("Đã đóng", 3, "3 tháng"),))


@pytest.fixture(scope="module")
def shared():
    studio = Studio(patience=60)
    studio.open()
    yield studio
    studio.close()


def workers(studio: Studio) -> list[int]:
    return list(studio._pool._processes)


def test_it_draws_in_a_process_of_its_own(shared):
    assert shared.paint(PICTURE).startswith(b"\x89PNG")
    assert len(workers(shared)) == 1
    assert workers(shared) != [os.getpid()]


def test_a_drawing_that_fails_leaves_the_process_to_the_next(shared):
    before = workers(shared)
    with pytest.raises(TypeError):
        shared.paint(Picture("Tiêu đề", "cho ai", bar=(Part("", "ten", ""),)))
    assert shared.paint(PICTURE)
    assert workers(shared) == before


def test_after_its_process_died_another_one_draws(shared):
    shared.paint(PICTURE)
    os.kill(workers(shared)[0], signal.SIGKILL)
    with pytest.raises(BrokenProcessPool):
        shared.paint(PICTURE)
    assert shared.paint(PICTURE).startswith(b"\x89PNG")


def test_who_waits_too_long_gets_no_picture_and_the_process_is_ended():
    hasty = Studio(patience=0.01)
    with pytest.raises(TimeoutError):
        hasty.paint(PICTURE)
    assert hasty._pool is None


APP = """
import time
from bot.pictures.studio import Studio
if __name__ == "__main__":
    studio = Studio()
    studio.open()
    print(*studio._pool._processes, flush=True)
    time.sleep(60)
"""


def test_it_ends_with_an_app_that_is_killed(tmp_path):
    (tmp_path / "app.py").write_text(APP)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    app = subprocess.Popen([sys.executable, tmp_path / "app.py"], stdout=subprocess.PIPE, text=True, env=environment)
    worker = int(app.stdout.readline())
    app.kill()
    app.communicate()
    for _ in range(300):
        if not running(worker):
            return
        time.sleep(0.1)
    pytest.fail("the studio outlived the app")


def running(process: int) -> bool:
    try:
        os.kill(process, 0)
        status = Path(f"/proc/{process}/stat").read_text("utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return False
    return ") Z " not in status


def test_closing_what_was_never_opened_is_nothing():
    Studio().close()
