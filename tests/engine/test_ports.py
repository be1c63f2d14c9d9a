"""Ports and addresses of this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator

import pytest
from ansinh_engine import ports


@pytest.fixture
def listening() -> Iterator[tuple[str, int]]:
    """A listener on a loopback address other than the engine's."""
    with socket.socket() as server:
        server.bind(("127.0.0.2", 0))
        server.listen()
        yield server.getsockname()


def test_a_port_in_use_is_not_free() -> None:
    with socket.socket() as server:
        server.bind((ports.LOOPBACK, 0))
        server.listen()
        port = server.getsockname()[1]
        assert not ports.is_free(port)
    assert ports.is_free(port)


def test_a_port_used_on_all_addresses_is_not_free() -> None:
    with socket.socket() as server:
        server.bind(("0.0.0.0", 0))
        server.listen()
        assert not ports.is_free(server.getsockname()[1])


def test_who_answers(listening: tuple[str, int]) -> None:
    address, port = listening
    assert ports.answering(port, [address, "127.0.0.3"]) == [address]
    assert ports.answering(port, []) == []


def test_outside_addresses_are_addresses_and_not_loopback() -> None:
    for address in ports.outside_addresses():
        assert not ipaddress.ip_address(address.partition("%")[0]).is_loopback


def test_the_kernel_tables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {
        "fib_trie": "Main:\n  |-- 10.1.2.3\n     /32 host LOCAL\n  |-- 10.1.2.0\n     /24 link UNICAST\n"
        "  |-- 127.0.0.1\n     /32 host LOCAL\n",
        "if_inet6": "fe800000000000000000000000000001 02 40 20 80 eth0\n"
        "20010db8000000000000000000000007 02 40 00 80 eth0\n"
        "00000000000000000000000000000001 01 80 10 80 lo\n",
    }
    monkeypatch.setattr(ports, "_read", lambda path: tables[path.name])
    monkeypatch.setattr(ports, "_host_name", set)
    assert ports.outside_addresses() == ["10.1.2.3", "2001:db8::7", "fe80::1%eth0"]


def test_without_kernel_tables_the_host_name_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_read", lambda _: "")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: [(2, 1, 6, "", ("192.0.2.9", 0))])
    assert ports.outside_addresses() == ["192.0.2.9"]
