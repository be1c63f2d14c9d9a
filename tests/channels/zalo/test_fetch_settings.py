"""Where files may be fetched from, by setting."""

import pytest

from bot.channels.zalo import fetch_settings
from bot.settings import SettingsRefused


def test_left_out_files_are_fetched_from_zalo_alone():
    settings = fetch_settings.read()
    assert settings.place("https://f1.zdn.vn/x") is not None
    assert settings.place("https://f1.zadn.vn/x") is not None
    assert settings.place("https://f1.zaloapp.com/x") is None
    assert settings.place("http://127.0.0.1:9001/x") is None


def test_more_hosts_can_be_named(monkeypatch):
    monkeypatch.setenv("ANSINH_ZALO_FETCH_HOSTS", "zdn.vn, zaloapp.com")
    settings = fetch_settings.read()
    assert settings.place("https://f1.zaloapp.com/x") is not None
    assert settings.place("https://f1.zdn.vn/x") is not None


@pytest.mark.parametrize(
    "hosts", ["", "*.zdn.vn", "https://zdn.vn", "vn", ".", "zdn.vn,", "127.0.0.1", "zdn.vn/x", "a b.vn"]
)
def test_what_is_no_domain_is_refused(monkeypatch, hosts):
    monkeypatch.setenv("ANSINH_ZALO_FETCH_HOSTS", hosts)
    with pytest.raises(SettingsRefused, match="ANSINH_ZALO_FETCH_HOSTS"):
        fetch_settings.read()


@pytest.mark.parametrize("origin", ["http://127.0.0.1:9001", "http://[::1]:9001"])
def test_an_emulator_on_this_machine_can_be_named(monkeypatch, origin):
    monkeypatch.setenv("ANSINH_ZALO_FETCH_EMULATOR", origin)
    place = fetch_settings.read().place(f"{origin}/x.jpg")
    assert place is not None
    assert place.is_here


@pytest.mark.parametrize(
    "origin",
    [
        "http://10.0.0.1:80",
        "https://127.0.0.1:9001",
        "http://127.0.0.1",
        "http://localhost:9001",
        "http://127.0.0.1:9001/x",
        "http://user@127.0.0.1:9001",
        "http://evil.example:9001",
        "127.0.0.1:9001",
    ],
)
def test_no_other_machine_is_an_emulator(monkeypatch, origin):
    monkeypatch.setenv("ANSINH_ZALO_FETCH_EMULATOR", origin)
    with pytest.raises(SettingsRefused, match="ANSINH_ZALO_FETCH_EMULATOR"):
        fetch_settings.read()
