"""Starting and stopping for real: what cannot start says so in one line, what runs survives blows."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from bot.operations import model, network, paths
from bot.settings import PROJECT

pytestmark = pytest.mark.live
ANSINH = [sys.executable, "-m", "bot.cli"]


@pytest.fixture(scope="module", autouse=True)
def trained(live):
    """The model of the present data exists before these tests start systems of their own."""
    return model.model_path(PROJECT / "var", model.fingerprint())


@pytest.fixture
def home(tmp_path) -> Path:
    models = paths.models(tmp_path)
    models.mkdir()
    for file in paths.models(PROJECT / "var").glob(f"{model.fingerprint()}*"):
        shutil.copy(file, models)
    return tmp_path


def environment(home: Path, **more: str) -> dict[str, str]:
    given = {"ANSINH_HOME": str(home), "ANSINH_PORT": str(network.free_port()), **more}
    return {**os.environ, **given}


def command(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ANSINH, *words], env=env, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False
    )


def fails(env: dict[str, str]) -> str:
    """Start what must not start; gives its one line."""
    done = subprocess.run(
        [*ANSINH, "up"], env=env, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode != 0
    lines = [line for line in done.stderr.splitlines() if not line.startswith(("…", "✓"))]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]


def test_a_busy_port(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"port {port} is busy" in fails(environment(home, ANSINH_PORT=port))


def test_a_busy_engine_port(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert "ANSINH_ENGINE_PORT" in fails(environment(home, ANSINH_ENGINE_PORT=port))


def test_a_damaged_model(home):
    file = model.model_path(home, model.fingerprint())
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    file.write_bytes(damaged)
    assert "the engine ended" in fails(environment(home))


def test_a_full_disk(home, monkeypatch):
    """A home on a file system with one megabyte (tmpfs); only root can mount one."""
    small = home / "small"
    small.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", small], check=False).returncode
    ):
        pytest.skip("mounting a small file system needs root with the right to mount")
    try:
        assert "disk is full" in fails(environment(small))
    finally:
        subprocess.run(["umount", small], check=True)


def test_a_database_that_is_not_there(home):
    line = fails(environment(home, ANSINH_DATABASE_URL="postgresql+psycopg://nobody:hunter2@127.0.0.1:1/none"))
    assert "ANSINH_DATABASE_URL" in line
    assert "hunter2" not in line


def test_an_unsafe_setting(home):
    assert "ANSINH_ALLOW_AS_OF" in fails(environment(home, ANSINH_ALLOW_AS_OF="1", ANSINH_HOST="0.0.0.0"))


def test_a_home_that_cannot_be_written(tmp_path):
    file = tmp_path / "home"
    file.write_text("a file where a folder should be")
    assert str(file) in fails(environment(file))


@pytest.fixture
def up(home):
    """A running `ansinh up`, stopped at the end whatever happened."""
    env = environment(home)
    process = subprocess.Popen([*ANSINH, "up"], env=env, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{env['ANSINH_PORT']}"
    wait_for(url)
    # The run file is written once both boxes answer.
    deadline = time.monotonic() + 10
    while not paths.run_file(home).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    yield process, url, home
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
        process.wait(30)
    # Whatever a failed test left: the children follow their parent.
    process.kill()
    process.stdout.close()


def wait_for(url: str, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(requests.RequestException):
            if requests.get(f"{url}/health", timeout=2).ok:
                return
        time.sleep(0.2)
    pytest.fail(f"no answer from {url} within {seconds} s")


def pids(home: Path) -> dict[str, int]:
    return json.loads(paths.run_file(home).read_text())["pids"]


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0]
    except FileNotFoundError:
        return False


def gone(numbers: list[int], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and any(map(alive, numbers)):
        time.sleep(0.1)
    return not any(map(alive, numbers))


def ask(url: str, text: str = "đóng BHXH tự nguyện thấp nhất bao nhiêu một tháng") -> dict:
    return requests.post(f"{url}/api/chat", json={"sender": "t", "text": text}, timeout=30).json()


def test_ctrl_c_leaves_no_process_behind(up):
    process, url, home = up
    numbers = list(pids(home).values())
    assert all(map(alive, numbers))
    process.send_signal(signal.SIGINT)
    process.wait(30)
    assert gone(numbers)
    assert not paths.run_file(home).exists()
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=2)


def test_a_killed_supervisor_takes_its_children_along(up):
    process, _, home = up
    numbers = list(pids(home).values())
    process.kill()
    process.wait(10)
    assert gone(numbers)


def test_a_killed_engine_comes_back_and_meanwhile_citizens_are_told(up):
    _, url, home = up
    assert ask(url)["outcome"] == "answered"
    os.kill(pids(home)["engine"], signal.SIGKILL)
    assert ask(url)["outcome"] == "error"
    wait_for(url)
    assert ask(url)["outcome"] == "answered"


@pytest.mark.parametrize("killed", ["engine", "app"])
def test_a_form_goes_on_after_a_process_was_killed_in_the_middle_of_it(up, killed):
    _, url, home = up
    assert ask(url, "tính giúp tôi mỗi tháng phải đóng bao nhiêu tiền")["outcome"] == "collecting"
    assert ask(url, "2 triệu")["outcome"] == "collecting"
    os.kill(pids(home)[killed], signal.SIGKILL)
    time.sleep(1)
    wait_for(url)
    done = ask(url, "hộ nghèo")
    assert done["outcome"] == "answered_calculation"
    assert "2.000.000" in done["replies"][0]["text"]


def test_a_killed_app_comes_back_with_all_records(up):
    _, url, home = up
    message = {"sender": "t", "text": "xin chào", "message_id": "one"}
    first = requests.post(f"{url}/api/chat", json=message, timeout=30).json()
    os.kill(pids(home)["app"], signal.SIGKILL)
    time.sleep(1)
    wait_for(url)
    assert requests.post(f"{url}/api/chat", json=message, timeout=30).json() == first


def test_a_second_system_from_the_same_home_is_refused(up):
    _, _, home = up
    assert "already runs" in fails(environment(home))


def test_the_engine_answers_on_loopback_only_and_only_to_the_app(up):
    _, _, home = up
    port = json.loads(paths.run_file(home).read_text())["engine_port"]
    listening = subprocess.run(["ss", "-ltnH", f"sport = :{port}"], capture_output=True, text=True, check=True).stdout
    assert [line.split()[3] for line in listening.splitlines()] == [f"127.0.0.1:{port}"]
    for path in ("model/parse", "conversations/x/tracker", "model", "webhooks/rest/webhook", "domain", "status"):
        assert requests.post(f"http://127.0.0.1:{port}/{path}", json={}, timeout=5).status_code in {404, 405}
    turn = {"sender": "x", "text": "xin chào"}
    assert requests.post(f"http://127.0.0.1:{port}/webhooks/ansinh/turn", json=turn, timeout=5).status_code == 401


def test_the_run_file_and_the_keys_are_the_owners_alone(up):
    _, _, home = up
    for file in (paths.run_file(home), home / "keys" / "pseudonym.key"):
        assert file.stat().st_mode & 0o077 == 0, file


def test_what_citizens_wrote_stands_in_no_log(up):
    _, url, home = up
    canaries = ["CANARY-áo-dài-tím", "0912345678", "/restart CANARY-gạch-chéo", "CANARY " * 300, "CANARY\x00\u200b😀"]
    for text in canaries:
        ask(url, text)
    requests.post(f"{url}/api/chat", data=b'{"sender": "CANARY", "text": "CANARY', timeout=5)
    logs = b"".join(file.read_bytes() for file in paths.logs(home).iterdir())
    assert b"CANARY" not in logs
    assert b"0912345678" not in logs


def test_the_commands_use_the_running_system(up):
    _, _, home = up
    env = environment(home)
    asked = command(env, "ask", "đóng thấp nhất bao nhiêu một tháng", "--json")
    assert json.loads(asked.stdout)["topic"] == "contribution_level", asked.stderr
    questions = home / "q.jsonl"
    questions.write_text(
        '{"id": 1, "text": "dong thap nhat bao nhieu mot thang"}\n{"id": "b", "text": "hộ nghèo, 2 triệu"}\n'
    )
    first, second = (json.loads(line) for line in command(env, "understand", str(questions)).stdout.splitlines())
    assert (first["id"], first["topic"], len(first["ranking"])) == (1, "contribution_level", 5)
    assert second["entities"] == {"income": 2_000_000, "support_group": ["poor"], "money": [2_000_000]}
    doctor = command(env, "doctor")
    assert doctor.returncode == 0, doctor.stdout
