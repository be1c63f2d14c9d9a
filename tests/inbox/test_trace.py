"""The reader of traces tells a sync before the answer from one after it."""

import pytest

from tests.inbox.trace import Trace

WAL, DB, LINE = "/home/ansinh.db-wal", "/home/ansinh.db", "TCP:[127.0.0.1:8080->127.0.0.1:555]"
WRITE = f'11 pwrite64(7<{WAL}>, "zalo event-a", 4096, 24) = 4096'
SYNC = f"11 fdatasync(7<{WAL}>) = 0"
ANSWER = f'10 sendto(9<{LINE}>, "HTTP/1.1 200 OK", 90, 0, NULL, 0) = 90'


def unsafe(*lines: str) -> list[str]:
    return Trace.read(lines, ["event-a"]).unsafe({555: ["event-a"]})


def test_written_synced_answered() -> None:
    assert unsafe(WRITE, SYNC, ANSWER) == []


@pytest.mark.parametrize(
    "lines",
    [
        (WRITE, ANSWER),
        (WRITE, ANSWER, SYNC),
        (SYNC, WRITE, ANSWER),
        (SYNC, ANSWER),
        (WRITE, SYNC),
        (WRITE, f"11 fdatasync(7<{DB}>) = 0", ANSWER),
        (WRITE, f"11 fdatasync(7<{WAL}> <unfinished ...>", ANSWER, "11 <... fdatasync resumed>) = 0"),
        (f"12 fdatasync(7<{WAL}> <unfinished ...>", WRITE, "12 <... fdatasync resumed>) = 0", ANSWER),
    ],
)
def test_anything_else_is_found(lines: tuple[str, ...]) -> None:
    assert unsafe(*lines) == ["event-a"]


def test_calls_of_several_threads_are_told_apart() -> None:
    lines = [
        f'11 pwrite64(7<{WAL}>, "zalo event-a", 4096, 24 <unfinished ...>',
        '12 sendto(3<TCP:[127.0.0.1:1->127.0.0.1:2]>, "POST", 4, 0, NULL, 0) = 4',
        "11 <... pwrite64 resumed>) = 4096",
        f"11 fdatasync(7<{WAL}> <unfinished ...>",
        "11 <... fdatasync resumed>) = 0",
        ANSWER,
    ]
    assert unsafe(*lines) == []


def test_the_second_answer_of_a_line_is_that_of_its_second_event() -> None:
    second = [line.replace("event-a", "event-b") for line in (WRITE, SYNC, ANSWER)]
    trace = Trace.read([WRITE, SYNC, ANSWER, *second[:1], *second[2:]], ["event-a", "event-b"])
    assert trace.unsafe({555: ["event-a", "event-b"]}) == ["event-b"]
