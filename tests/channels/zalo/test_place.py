"""Where files may be fetched from: names anchored, addresses public, and both libraries of one mind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo.place import is_public, place_here, place_of

HOSTS = ("zdn.vn", "zadn.vn")
HERE = "http://127.0.0.1:9001"

GOOD = {
    "https://f1-zpc.zdn.vn/photo.jpg": "https://f1-zpc.zdn.vn/photo.jpg",
    "http://f1-zpc.zdn.vn/photo.jpg": "https://f1-zpc.zdn.vn/photo.jpg",
    "https://f21-zpg-r.zdn.vn/jpg/123/abc.jpg?a=1&b=%20": "https://f21-zpg-r.zdn.vn/jpg/123/abc.jpg?a=1&b=%20",
    "HTTPS://F1.ZDN.VN/x": "https://f1.zdn.vn/x",
    "https://a.b.c.zadn.vn:443/x": "https://a.b.c.zadn.vn/x",
    "https://f1.zdn.vn": "https://f1.zdn.vn/",
    "https://f1.zdn.vn?x=1": "https://f1.zdn.vn/?x=1",
    "https://f1.zdn.vn/tờ khai".replace(" ", "%20"): "https://f1.zdn.vn/t%E1%BB%9D%20khai",
    "https://f1.zdn.vn/x@127.0.0.1/y": "https://f1.zdn.vn/x@127.0.0.1/y",
}
BAD = [
    "",
    "f1.zdn.vn/x",
    "//f1.zdn.vn/x",
    "ftp://f1.zdn.vn/x",
    "file:///etc/passwd",
    "https://zdn.vn/x",
    "https://evilzdn.vn/x",
    "https://zdn.vn.evil.example/x",
    "https://f1.zdn.vn.evil.example/x",
    "https://f1.zdn.vn@evil.example/x",
    "https://evil.example#.zdn.vn/x",
    "https://evil.example\\.zdn.vn/x",
    "https://evil.example/.zdn.vn",
    "https://evil.example?.zdn.vn",
    "https://user:password@f1.zdn.vn/x",
    "https://f1.zdn.vn:8443/x",
    "https://f1.zdn.vn:0443/x",
    "https://f1.zdn.vn:/x",
    "https://f1.zdn.vn./x",
    "https://.zdn.vn/x",
    "https://-.zdn.vn/x",
    "https://a..zdn.vn/x",
    "https://f1。zdn。vn/x",
    "https://f1.zdn.vn%00.evil.example/x",
    "https://f1.zdn.vn%2eevil.example/x",
    "https://127.0.0.1/x",
    "https://2130706433/x",
    "https://[::1]/x",
    "https://f1.zdn.vn/\r\nHost: evil",
    "https://f1.zdn.vn/a b",
    "https://f1.zdn.vn/a\tb",
    "\thttps://f1.zdn.vn/x",
    "https://f1.zdn.vn/x#y",
    "https://f1.zdn.vn/a\\b",
    "https://" + "a" * 64 + ".zdn.vn/x",
    "https://f1.zdn.vn/" + "a" * 5000,
]


@pytest.mark.parametrize("reference", GOOD)
def test_files_of_zalo_are_asked_by_https_alone(reference):
    place = place_of(reference, HOSTS)
    assert place is not None
    assert (str(place.url), place.port, place.is_here) == (GOOD[reference], 443, False)


@pytest.mark.parametrize("reference", BAD)
def test_everything_else_is_no_place(reference):
    assert place_of(reference, HOSTS) is None


@given(st.text(max_size=60), st.sampled_from(["", "https://", "http://f1.zdn.vn", "https://f1.zdn.vn"]))
def test_no_text_leads_to_another_host(text, begin):
    place = place_of(begin + text, HOSTS)
    if place:
        assert place.host.endswith((".zdn.vn", ".zadn.vn"))
        assert (place.url.host, place.url.port, place.url.user) == (place.host, 443, None)


def test_the_emulator_is_a_place_only_where_it_is_named():
    place = place_here(f"{HERE}/files/x.jpg", HERE)
    assert place is not None
    assert (place.host, place.port, place.is_here, str(place.url)) == ("127.0.0.1", 9001, True, f"{HERE}/files/x.jpg")
    for reference in (
        HERE,
        f"{HERE}0/x",
        "http://127.0.0.1:9002/x",
        "http://localhost:9001/x",
        f"{HERE}@evil.example/x",
    ):
        assert place_here(reference, HERE) is None
    assert place_here(f"{HERE}/x", "") is None


PUBLIC = ["8.8.8.8", "118.102.4.1", "2606:4700::1111"]
NOT_PUBLIC = [
    "127.0.0.1",
    "127.255.0.9",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.5.5",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "2001:0:7f00:1::1",
    "2001:db8::1",
    "fc00::1",
    "fd00::5",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "localhost",
    "127.1",
    "0x7f000001",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_open_internet_may_be_called(address):
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_no_other_address_may_be_called(address):
    assert not is_public(address)
