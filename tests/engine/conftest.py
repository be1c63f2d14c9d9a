"""A project of the real config.yml, domain.yml and rules with few sentences; one model, one engine for all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import fake_actions
import pytest
import running
from ansinh_engine.absent import NOT_SERVED, keep_out

keep_out(NOT_SERVED - {"sklearn"})  # the tests fit models, and need no TensorFlow to import Rasa
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
os.environ["PYTHONPATH"] = str(running.ROOT / "engine")  # for the processes that tests start


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(running.ROOT / name, folder / name)
    shutil.copytree(running.ROOT / "data" / "rules", folder / "data" / "rules")
    (folder / "data" / "nlu").mkdir()
    shutil.copy(Path(__file__).parent / "data" / "nlu.yml", folder / "data" / "nlu" / "nlu.yml")
    return folder


@pytest.fixture(scope="session")
def model(project: Path) -> Path:
    """A model trained through the command line."""
    file = project / "trained" / "model.tar.gz"
    done = running.run("train", "--out", str(file), cwd=project)
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(scope="session")
def actions() -> Iterator[fake_actions.FakeActions]:
    server = fake_actions.FakeActions()
    yield server
    server.close()


@pytest.fixture(scope="session")
def engine(project: Path, model: Path, actions: fake_actions.FakeActions) -> Iterator[running.Engine]:
    served = running.Engine(
        project, model, project / "engine.log", running.environment(actions.url, fake_actions.SECRET)
    )
    try:
        served.wait_until_up()
        yield served
    finally:
        served.stop()


@pytest.fixture
def sender(request: pytest.FixtureRequest) -> str:
    """A conversation of the test's own."""
    return f"t-{abs(hash(request.node.nodeid))}"
