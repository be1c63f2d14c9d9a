"""Is the engine's port free, and does it answer nobody but this machine?"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from pathlib import Path

LOOPBACK = "127.0.0.1"
_SECONDS_TO_CONNECT = 0.5


def is_free(port: int) -> bool:
    """Whether the loopback port can be bound now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def outside_addresses() -> list[str]:
    """Every address of this machine that is not loopback, from the kernel's tables and the host name."""
    return sorted(
        address
        for address in _kernel_v4() | _kernel_v6() | _host_name()
        if not ipaddress.ip_address(address.partition("%")[0]).is_loopback
    )


def answering(port: int, addresses: Iterable[str]) -> list[str]:
    """Those of ``addresses`` at which something accepts a connection on ``port``."""
    return [address for address in addresses if _accepts(address, port)]


def _accepts(address: str, port: int) -> bool:
    try:
        with socket.create_connection((address, port), timeout=_SECONDS_TO_CONNECT):
            return True
    except OSError:
        return False


def _kernel_v4() -> set[str]:
    table = _read(Path("/proc/net/fib_trie"))
    return set(re.findall(r"(\d+\.\d+\.\d+\.\d+)\n\s+/32 host LOCAL", table))


def _kernel_v6() -> set[str]:
    addresses = set()
    for line in _read(Path("/proc/net/if_inet6")).splitlines():
        digits, _, _, scope, _, device = line.split()
        address = str(ipaddress.IPv6Address(int(digits, 16)))
        addresses.add(f"{address}%{device}" if scope == "20" else address)  # 20: link-local, needs its device
    return addresses


def _host_name() -> set[str]:
    try:
        return {str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None)}
    except OSError:
        return set()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
