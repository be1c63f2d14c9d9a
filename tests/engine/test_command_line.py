"""Starting, stopping and refusing to start."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import running
from ansinh_engine import ports
from ansinh_engine.artefact import publish, verify


def refused(project: Path, *arguments: str, env: dict[str, str] | None = None) -> str:
    """The one line a command ends with."""
    done = running.run(*arguments, cwd=project, env=env)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_training_leaves_the_model_and_its_checksum_only(model: Path) -> None:
    assert sorted(file.name for file in model.parent.iterdir()) == ["model.tar.gz", "model.tar.gz.sha256"]
    verify(model)


def test_training_leaves_nothing_in_the_project(project: Path, model: Path) -> None:
    found = {file.name for file in project.iterdir()}
    assert found <= {"config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "data", "trained", "engine.log"}


def test_a_missing_model(project: Path) -> None:
    line = refused(project, "serve", "--model", "nowhere.tar.gz", "--port", str(running.free_port()))
    assert "nowhere.tar.gz.sha256 is missing" in line


def test_a_changed_model(project: Path, model: Path, tmp_path: Path) -> None:
    for file in model.parent.iterdir():
        shutil.copy(file, tmp_path)
    with (tmp_path / model.name).open("ab") as file:
        file.write(b"x")
    line = refused(project, "serve", "--model", str(tmp_path / model.name), "--port", str(running.free_port()))
    assert "another SHA-256" in line


def test_a_file_that_is_no_model(project: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"no model at all")
    publish(tmp_path / "x", tmp_path / "model.tar.gz")
    line = refused(project, "serve", "--model", str(tmp_path / "model.tar.gz"), "--port", str(running.free_port()))
    assert "cannot be loaded" in line


def test_a_busy_port(project: Path, model: Path) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        line = refused(project, "serve", "--model", str(model), "--port", str(port))
    assert f"port {port} of 127.0.0.1 is in use" in line


@pytest.mark.parametrize("name", ["ANSINH_ENGINE_SECRET", "ANSINH_ACTION_URL", "ANSINH_ACTION_SECRET"])
def test_a_missing_setting(project: Path, model: Path, name: str) -> None:
    env = running.environment()
    del env[name]
    line = refused(project, "serve", "--model", str(model), "--port", str(running.free_port()), env=env)
    assert line == f"ansinh_engine: not set: {name}\n"


def test_a_short_secret(project: Path, model: Path) -> None:
    env = running.environment() | {"ANSINH_ENGINE_SECRET": "short"}
    line = refused(project, "serve", "--model", str(model), "--port", str(running.free_port()), env=env)
    assert "at least 32 characters" in line
    assert "short" not in line


def test_no_project(tmp_path: Path) -> None:
    assert "no config.yml and domain.yml" in refused(tmp_path, "validate")


@pytest.mark.parametrize("port", ["0", "65536", "x", "-1"])
def test_a_port_that_is_none(project: Path, port: str) -> None:
    assert running.run("serve", "--model", "m", "--port", port, cwd=project).returncode == 2


def test_the_engine_listens_on_loopback_only(engine: running.Engine) -> None:
    assert ports.answering(engine.port, ports.outside_addresses()) == []
    assert ports.answering(engine.port, ["127.0.0.1"]) == ["127.0.0.1"]


def test_it_stops_when_its_port_answers_from_outside(project: Path, model: Path) -> None:
    outside = [address for address in ports.outside_addresses() if ":" not in address]
    if not outside:
        pytest.skip("this machine has loopback only")
    with socket.socket() as stranger:
        stranger.bind((outside[0], 0))
        stranger.listen()
        port = stranger.getsockname()[1]
        line = refused(project, "serve", "--model", str(model), "--port", str(port))
    assert f"port {port} answers on" in line


def test_it_dies_with_its_parent(project: Path, model: Path) -> None:
    serve = running.command("serve", "--model", str(model), "--port", str(running.free_port()), "--die-with-parent")
    starter = f"import subprocess, time; print(subprocess.Popen({serve!r}).pid, flush=True); time.sleep(60)"
    parent = subprocess.Popen(
        [sys.executable, "-c", starter], cwd=project, env=running.environment(), stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    time.sleep(1.5)
    assert alive(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive(child)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_it_stops_on_request(project: Path, model: Path) -> None:
    engine = running.Engine(project, model, project / "stop.log", running.environment())
    try:
        assert engine.wait_until_up() < 25
        assert "engine ready on 127.0.0.1" in engine.log
        engine.process.send_signal(signal.SIGTERM)
        assert engine.process.wait(15) == 0
    finally:
        engine.stop()
        (project / "stop.log").unlink()
