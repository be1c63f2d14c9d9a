"""Files of Zalo fetched, and a hundred addresses by which a forged event would have us call ourselves."""

import gzip
import logging
import ssl
import sys
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
import trustme

from bot.channels.contract import Attachment, Kind
from bot.channels.fetching import FetchFailed, Trouble
from bot.channels.zalo.fetch import Fetch
from bot.channels.zalo.fetch_settings import FetchSettings
from tests.channels.zalo.content_server import CONTENT, HOST, ContentServer, dripping, endless, gives
from tests.channels.zalo.test_place import BAD, NOT_PUBLIC

LONGEST = 200_000


class Calls:
    """Every address that this process connected to, whoever did it."""

    def __init__(self) -> None:
        self.on, self.found = False, list[tuple[str, int]]()
        sys.addaudithook(self._hear)

    def _hear(self, event: str, given: tuple[object, ...]) -> None:
        if self.on and event == "socket.connect" and isinstance(given[1], tuple):
            self.found.append((str(given[1][0]), int(given[1][1])))

    def __enter__(self) -> list[tuple[str, int]]:
        self.on, self.found = True, []
        return self.found

    def __exit__(self, *_: object) -> None:
        self.on = False


#: An audit hook cannot be taken away again: one for all tests.
CALLS = Calls()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server(authority) -> Iterator[ContentServer]:
    started = ContentServer(authority)
    yield started
    started.close()


class Names:
    """A name server: what it answers for every name, and how often it was asked."""

    def __init__(self, *answers: tuple[str, int]) -> None:
        self.answers, self.asked = answers, list[str]()

    def __call__(self, host: str) -> list[tuple[str, int]]:
        self.asked.append(host)
        return list(self.answers)


@pytest.fixture
def fetch(server, authority) -> Fetch:
    """To the server on loopback, as if that were Zalo's."""
    return fetcher(server, authority)


def fetcher(server, authority, **given) -> Fetch:
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    usual = {"look_up": Names(("127.0.0.1", server.port)), "may_call": lambda _: True, "trusted": trusted}
    return Fetch(FetchSettings(), LONGEST, **{**usual, **given})


def picture(reference: str | None) -> Attachment:
    return Attachment(Kind.PICTURE, reference)


def failed(fetch: Fetch, reference: str | None = f"https://{HOST}/x.jpg") -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetch.fetch(picture(reference))
    return caught.value


def test_a_file_is_fetched_as_it_is(server, fetch):
    assert fetch.fetch(picture(f"https://{HOST}/a/b.jpg?x=1")) == CONTENT
    assert server.got == [("/a/b.jpg?x=1", HOST)]


def test_an_address_of_plain_http_is_asked_encrypted(server, fetch):
    assert fetch.fetch(picture(f"http://{HOST}/a.jpg")) == CONTENT


def hostile() -> list[str]:
    """Addresses that must lead nowhere: forms, hosts, and Zalo's own hosts with a name server that lies."""
    ports = (80, 443, 5005, 8080, 5432, 6379)
    forms = [f"http://{host}:{port}/" for host in ("127.0.0.1", "localhost", "[::1]", "0.0.0.0") for port in ports]
    inside = [
        "169.254.169.254/latest/meta-data",
        "metadata.google.internal",
        "10.0.0.1",
        "192.168.1.1",
        "127.1",
        "0x7f.1",
    ]
    schemes = [
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_x",
        "dict://127.0.0.1:11211/",
        "ftp://127.0.0.1/",
        "data:,x",
    ]
    tricks = [f"https://{inner}.zdn.vn.evil.example/" for inner in ("a", "127.0.0.1", "localhost")]
    lies = [
        f"https://{name}.zdn.vn/x"
        for name in ("127-0-0-1", "localhost", "rebind", "f1-zpc", "internal", "a.b.c", *(f"f{n}" for n in range(10)))
    ]
    return [
        *BAD,
        *forms,
        *(f"http://{one}" for one in inside),
        *schemes,
        *tricks,
        *lies,
        *(f"http://{one}" for one in lies),
    ]


def test_a_hundred_hostile_addresses_call_nobody(record_property):
    addresses = hostile()
    answers = [(address, 443) for address in NOT_PUBLIC if address[0] in "0123456789:f" and "%" not in address]
    inside = 0
    for number, reference in enumerate(addresses):
        names = Names(answers[number % len(answers)], ("8.8.8.8", 443))
        fetch = Fetch(FetchSettings(), LONGEST, look_up=names, patience=2)
        with CALLS as calls:
            assert failed(fetch, reference).trouble is Trouble.FORBIDDEN, reference
        inside += len(calls)
    record_property("hostile addresses", len(addresses))
    record_property("calls", inside)
    assert len(addresses) >= 100
    assert inside == 0


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_name_that_leads_inside_is_not_called_even_among_public_addresses(address):
    for answers in ([(address, 443)], [("8.8.8.8", 443), (address, 443)], []):
        fetch = Fetch(FetchSettings(), LONGEST, look_up=Names(*answers))
        with CALLS as calls:
            assert failed(fetch).trouble is Trouble.FORBIDDEN
        assert calls == []


def test_the_calls_are_really_heard(server, fetch):
    """The hook that counts nothing above does count where something is called."""
    with CALLS as calls:
        fetch.fetch(picture(f"https://{HOST}/x.jpg"))
    assert calls == [("127.0.0.1", server.port)]
    assert ip_address(calls[0][0]).is_loopback


def test_the_name_is_looked_up_once_and_what_was_checked_is_called(server, authority):
    """A name server that answers otherwise the second time has no second time."""
    names = Names(("127.0.0.1", server.port))
    fetcher(server, authority, look_up=names).fetch(picture(f"https://{HOST}/x.jpg"))
    assert names.asked == [HOST]


@pytest.mark.parametrize("where", [f"https://{HOST}/other", "http://127.0.0.1:1/", "//evil.example/", "/other"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_followed_anywhere(server, fetch, status, where):
    server.act = gives(b"", status, Location=where)
    with CALLS as calls:
        assert failed(fetch).trouble is Trouble.FORBIDDEN
    assert len(calls) == len(server.got) == 1


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(404, Trouble.GONE), (403, Trouble.GONE), (410, Trouble.GONE), (204, Trouble.GONE), (206, Trouble.GONE)]
    + [(status, Trouble.LATER) for status in (429, 500, 502, 503, 504)],
)
def test_answers_tell_whether_to_try_again(server, fetch, status, trouble):
    server.act = gives(b"", status)
    failure = failed(fetch)
    assert (failure.trouble, failure.again) == (trouble, trouble is Trouble.LATER)


def test_a_file_that_says_it_is_too_large_is_not_read(server, fetch):
    server.act = gives(b"x", Content_Length=str(LONGEST + 1))
    failure = failed(fetch)
    assert (failure.trouble, failure.again, failure.phrase) == (Trouble.TOO_LARGE, False, "attachment.too_large")


def test_a_file_without_end_is_cut_off(server, fetch):
    server.act = endless
    assert failed(fetch).trouble is Trouble.TOO_LARGE


def test_a_file_of_exactly_the_longest_size_is_taken(server, fetch):
    server.act = gives(bytes(LONGEST))
    assert len(fetch.fetch(picture(f"https://{HOST}/x"))) == LONGEST


@pytest.mark.parametrize("what", ["head", "body"])
def test_a_server_that_drips_is_left(server, authority, what):
    server.act = dripping(what)
    assert failed(fetcher(server, authority, patience=0.3)).trouble is Trouble.LATER


def test_half_a_file_is_no_file(server, fetch):
    server.act = gives(b"half", Content_Length="100")
    assert failed(fetch).trouble is Trouble.LATER


def test_what_comes_packed_is_not_unpacked(server, fetch):
    packed = gzip.compress(bytes(50_000_000))
    server.act = gives(packed, Content_Encoding="gzip")
    assert fetch.fetch(picture(f"https://{HOST}/x")) == packed


def test_another_servers_certificate_is_not_believed(authority):
    other = ContentServer(authority, name="evil.example")
    try:
        assert failed(fetcher(other, authority)).trouble is Trouble.LATER
        assert other.got == []
    finally:
        other.close()


def test_an_authority_that_nobody_knows_is_not_believed(server):
    fetch = Fetch(
        FetchSettings(), LONGEST, look_up=Names(("127.0.0.1", server.port)), may_call=lambda _: True, patience=5
    )
    assert failed(fetch).trouble is Trouble.LATER
    assert server.got == []


def test_a_server_that_is_not_there_is_tried_again(authority, server):
    names = Names(("127.0.0.1", 1))
    assert failed(fetcher(server, authority, look_up=names)).again


def test_a_name_server_that_fails_is_tried_again(server, authority):
    def fails(host: str) -> list[tuple[str, int]]:
        raise OSError("no answer")

    assert failed(fetcher(server, authority, look_up=fails)).again


def test_no_proxy_of_the_environment_is_used(server, fetch, monkeypatch):
    for name in ("http_proxy", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetch.fetch(picture(f"https://{HOST}/x")) == CONTENT


def test_the_emulator_is_asked_where_the_settings_name_it():
    emulator = ContentServer()
    try:
        origin = f"http://127.0.0.1:{emulator.port}"
        assert Fetch(FetchSettings(emulator=origin), LONGEST).fetch(picture(f"{origin}/x.jpg")) == CONTENT
        assert failed(Fetch(FetchSettings(), LONGEST), f"{origin}/x.jpg").trouble is Trouble.FORBIDDEN
        assert len(emulator.got) == 1
    finally:
        emulator.close()


def test_an_attachment_without_an_address_is_forbidden(fetch):
    assert failed(fetch, None).trouble is Trouble.FORBIDDEN


def test_neither_errors_nor_logs_name_the_address(server, fetch, caplog):
    caplog.set_level(logging.DEBUG)
    server.act = gives(b"", 500)
    secret = f"https://{HOST}/secret-key-of-a-file"
    assert "secret-key" not in str(failed(fetch, secret))
    assert "secret-key" not in caplog.text


def test_every_trouble_has_its_phrase(adviser):
    for trouble in Trouble:
        assert FetchFailed(trouble, "x").phrase in adviser.phrases.names()
