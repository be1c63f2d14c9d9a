"""Where an attachment may be fetched: hosts by name, anchored; addresses by what they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from yarl import URL

HTTPS_PORT = 443
#: An address of ours to read has a plain host, no user, no other port, nothing unseen.
_ADDRESS = re.compile(
    r"https?://(?P<host>[a-z0-9.-]{1,253})(?::443)?(?P<rest>[/?][^\s\\#\x00-\x20\x7f-\x9f]{0,4000})?", re.I
)


@dataclass(frozen=True, slots=True)
class Place:
    """What is asked. `is_here`: the emulator on this machine, named in the settings."""

    host: str
    port: int
    url: URL
    is_here: bool = False


def place_of(reference: str, hosts: Sequence[str]) -> Place | None:
    """A place on a host below one of `hosts`, None for every other address."""
    found = _ADDRESS.fullmatch(reference)
    if found is None:
        return None
    host = found["host"].lower()
    if not any(_is_below(host, one) for one in hosts):
        return None
    return _agreed(host, HTTPS_PORT, f"https://{host}{found['rest'] or '/'}")


def place_here(reference: str, origin: str) -> Place | None:
    """A place of the emulator at `origin` ("http://127.0.0.1:9001"), None for every other address."""
    if not origin or not reference.startswith(f"{origin}/"):
        return None
    url = URL(origin)
    agreed = _agreed(url.host or "", url.port or 0, reference)
    return Place(agreed.host, agreed.port, agreed.url, is_here=True) if agreed else None


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip.sixtofour:
        # The other wraps of an IPv4 address (mapped, NAT64, Teredo) count as reserved or not global.
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _is_below(host: str, parent: str) -> bool:
    labels = host.removesuffix(f".{parent}")
    return labels != host and all(_is_label(one) for one in labels.split("."))


def _is_label(label: str) -> bool:
    return re.fullmatch("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", label) is not None


def _agreed(host: str, port: int, text: str) -> Place | None:
    """A place where the library that will call reads the same host and port out of the text as we did."""
    try:
        url = URL(text)
        same = (url.host, url.port, url.user, url.password) == (host, port, None, None)
    except ValueError:
        return None
    return Place(host, port, url) if same else None
