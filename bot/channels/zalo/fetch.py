"""Files of Zalo, by the addresses that its events name; whoever forges an event must not make us call elsewhere."""

import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from time import monotonic

from bot.channels.contract import Attachment
from bot.channels.fetching import FetchFailed, Trouble
from bot.channels.zalo.fetch_settings import FetchSettings
from bot.channels.zalo.place import HTTPS_PORT, Place, is_public

#: Seconds from the first connection to the last byte.
PATIENCE = 10.0
_CHUNK = 64 * 1024

#: Gives addresses and ports of a host, as the system's resolver does.
LookUp = Callable[[str], Sequence[tuple[str, int]]]


class Fetch:
    """Fetches from Zalo's own hosts; `longest` is in bytes, `trusted` holds who may vouch for a host.

    The standard library's bare connection, because the usual clients look names up, follow and pool by themselves.
    """

    def __init__(
        self,
        settings: FetchSettings,
        longest: int,
        *,
        look_up: LookUp | None = None,
        may_call: Callable[[str], bool] = is_public,
        trusted: ssl.SSLContext | None = None,
        patience: float = PATIENCE,
    ):
        self._settings, self._longest, self._patience = settings, longest, patience
        self._look_up, self._may_call, self._trusted = look_up or _system, may_call, trusted

    def fetch(self, attachment: Attachment) -> bytes:
        """See `bot.channels.fetching.Fetcher`. An address that begins with http:// is asked by https:// alone."""
        place = self._settings.place(attachment.reference or "")
        if place is None:
            raise FetchFailed(Trouble.FORBIDDEN, "the address is none of Zalo's")
        try:
            with self._connected(place) as connected:
                return self._got(place, connected)
        except (HTTPException, OSError, ValueError) as error:
            # Their messages name the address: only the class travels on.
            raise FetchFailed(Trouble.LATER, type(error).__name__) from None

    def _addresses(self, place: Place) -> Sequence[tuple[str, int]]:
        """Where the connection will go: looked up once, so that what was checked is what is called."""
        if place.is_here:
            return [(place.host, place.port)]
        found = self._look_up(place.host)
        if not found or not all(self._may_call(address) for address, _ in found):
            raise FetchFailed(Trouble.FORBIDDEN, "the host does not lead to public addresses")
        return found

    @contextmanager
    def _connected(self, place: Place) -> Iterator[socket.socket]:
        """A connection that is cut when the time is up, whatever it is waiting for; encrypted unless it is here."""
        addresses, begun = self._addresses(place), monotonic()
        with _first_of(addresses, self._patience / len(addresses)) as plain:
            line = plain if place.is_here else self._encrypted(plain, place.host)
            watch = Timer(max(0.0, begun + self._patience - monotonic()), _cut, [line])
            watch.daemon = True
            watch.start()
            try:
                with line:
                    if isinstance(line, ssl.SSLSocket):
                        line.do_handshake()
                    yield line
            finally:
                watch.cancel()

    def _encrypted(self, plain: socket.socket, host: str) -> ssl.SSLSocket:
        context = self._trusted or _trusted()
        return context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)

    def _got(self, place: Place, connected: socket.socket) -> bytes:
        connection = HTTPConnection(place.host, place.port)
        # Never a connection of its own: that would look the name up anew.
        connection.auto_open, connection.sock = 0, connected
        headers = {
            "Host": place.url.host_port_subcomponent or place.host,
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request("GET", place.url.raw_path_qs, headers=headers)
        with connection.getresponse() as response:
            _look_at(response, self._longest)
            return self._body(response)

    def _body(self, response: HTTPResponse) -> bytes:
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > self._longest:
                raise FetchFailed(Trouble.TOO_LARGE, "larger than what is taken")
        if response.length:
            raise FetchFailed(Trouble.LATER, "cut short")
        return bytes(body)


def _first_of(addresses: Sequence[tuple[str, int]], patience: float) -> socket.socket:
    """A connection to the first address that takes one."""
    *others, last = addresses
    for address in others:
        with suppress(OSError):
            return socket.create_connection(address, patience)
    return socket.create_connection(last, patience)


def _cut(line: socket.socket) -> None:
    """Wake whoever reads or writes. Not the encrypted line's own way, which is not for two threads."""
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def _system(host: str) -> Sequence[tuple[str, int]]:
    found = socket.getaddrinfo(host, HTTPS_PORT, type=socket.SOCK_STREAM)
    return [(str(address[0]), int(address[1])) for *_, address in found]


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


def _look_at(response: HTTPResponse, longest: int) -> None:
    """Raises FetchFailed unless a body of bearable size follows."""
    status = response.status
    if status == HTTPStatus.OK:
        if (response.length or 0) > longest:
            raise FetchFailed(Trouble.TOO_LARGE, "larger than what is taken")
        return
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise FetchFailed(Trouble.LATER, f"HTTP {status}")
    raise FetchFailed(Trouble.FORBIDDEN if status // 100 == 3 else Trouble.GONE, f"HTTP {status}")
