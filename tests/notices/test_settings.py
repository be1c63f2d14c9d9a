"""E-mail is off unless it is set up whole, and never in the clear to another machine."""

import pytest

from bot.notices import settings
from bot.notices.settings import Role
from bot.settings import SettingsRefused

WHOLE = {
    "HOST": "mail.example.gov.vn",
    "SENDER": "an-sinh@example.gov.vn",
    "HANDLERS": "mot@example.gov.vn, hai@example.gov.vn",
}


@pytest.fixture
def given(monkeypatch):
    def give(**changed: str) -> None:
        for name, value in {**WHOLE, **changed}.items():
            monkeypatch.setenv(f"ANSINH_MAIL_{name}", value)

    return give


def test_without_a_host_it_is_off():
    assert settings.read() is None


def test_roles_have_their_mailboxes(given):
    given(MANAGERS="ba@example.gov.vn")
    read = settings.read()
    assert read is not None
    assert read.security == "starttls"
    assert read.mailboxes(Role.HANDLER) == ("mot@example.gov.vn", "hai@example.gov.vn")
    assert read.mailboxes(Role.MANAGER) == ("ba@example.gov.vn",)
    assert read.mailboxes(Role.ADMIN) == ()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_in_the_clear_to_this_machine_alone(given, host):
    given(SECURITY="none", HOST=host)
    assert settings.read() is not None


@pytest.mark.parametrize("host", ["mail.example.gov.vn", "10.0.0.5", "127.0.0.1.example", "localhost.example"])
def test_in_the_clear_to_another_machine_is_refused(given, host):
    given(SECURITY="none", HOST=host)
    with pytest.raises(SettingsRefused, match="ANSINH_MAIL_SECURITY=none is refused"):
        settings.read()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SENDER": ""}, "ANSINH_MAIL_SENDER"),
        ({"SENDER": "a@b.vn,c@d.vn"}, "ANSINH_MAIL_SENDER"),
        ({"SENDER": "An Sinh <a@b.vn>"}, "ANSINH_MAIL_SENDER"),
        ({"HANDLERS": ""}, "ANSINH_MAIL_HANDLERS"),
        ({"HANDLERS": "not an address"}, "ANSINH_MAIL_HANDLERS"),
        ({"HANDLERS": "a@b.vn\r\nBcc: x@y.vn"}, "ANSINH_MAIL_HANDLERS"),
        ({"USER": "an-sinh"}, "ANSINH_MAIL_PASSWORD"),
        ({"PASSWORD": "secret-of-tests"}, "ANSINH_MAIL_USER"),
        ({"SECURITY": "maybe"}, "ANSINH_MAIL_SECURITY"),
        ({"PORT": "0"}, "ANSINH_MAIL_PORT"),
        ({"APART_MINUTES": "0"}, "ANSINH_MAIL_APART_MINUTES"),
        ({"CA_FILE": "/nowhere/at/all.pem"}, "ANSINH_MAIL_CA_FILE"),
    ],
)
def test_what_is_not_whole_is_refused_by_name(given, changed, named):
    given(**changed)
    with pytest.raises(SettingsRefused, match=named) as caught:
        settings.read()
    assert "secret-of-tests" not in str(caught.value)
