"""Settings: read from the environment, unsafe values refused with the variable's name and what is allowed."""

import pytest

from bot.settings import PROJECT, Settings, SettingsRefused, read


def test_defaults_keep_to_this_machine(monkeypatch):
    for name in ("ANSINH_HOST", "ANSINH_PORT", "ANSINH_HOME", "ANSINH_DATABASE_URL", "ANSINH_ALLOW_AS_OF"):
        monkeypatch.delenv(name, raising=False)
    settings = read()
    assert (settings.host, settings.port, settings.allow_as_of) == ("127.0.0.1", 8080, False)
    assert settings.home == PROJECT / "var"
    assert settings.database == f"sqlite:///{PROJECT / 'var' / 'ansinh.db'}"
    assert not settings.is_public


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("ANSINH_PORT", "0", "ANSINH_PORT"),
        ("ANSINH_PORT", "70000", "ANSINH_PORT"),
        ("ANSINH_PORT", "eighty", "ANSINH_PORT"),
        ("ANSINH_HOST", "everywhere", "ANSINH_HOST"),
        ("ANSINH_DATABASE_URL", "mysql://root@localhost/x", "ANSINH_DATABASE_URL.*sqlite:///"),
        ("ANSINH_ENGINE_SECRET", "short", "ANSINH_ENGINE_SECRET.*32"),
        ("ANSINH_ACTION_SECRET", "short", "ANSINH_ACTION_SECRET.*32"),
        ("ANSINH_ENGINE_TIMEOUT", "0", "ANSINH_ENGINE_TIMEOUT"),
        ("ANSINH_CHAT_PER_MINUTE", "0", "ANSINH_CHAT_PER_MINUTE"),
        ("ANSINH_ALLOW_AS_OF", "perhaps", "ANSINH_ALLOW_AS_OF"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch, name, value, named):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsRefused, match=named):
        read()


def test_a_refusal_does_not_repeat_a_secret(monkeypatch):
    monkeypatch.setenv("ANSINH_ENGINE_SECRET", "hunter2")
    with pytest.raises(SettingsRefused) as caught:
        read()
    assert "hunter2" not in str(caught.value)


def test_another_days_law_is_not_for_everybody(monkeypatch):
    monkeypatch.setenv("ANSINH_ALLOW_AS_OF", "1")
    monkeypatch.setenv("ANSINH_HOST", "0.0.0.0")
    with pytest.raises(SettingsRefused, match="ANSINH_ALLOW_AS_OF"):
        read()


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123"),
        ("0.0.0.0", "http://127.0.0.1:8123"),
        ("localhost", "http://127.0.0.1:8123"),
        ("10.1.2.3", "http://10.1.2.3:8123"),
        ("::1", "http://[::1]:8123"),
    ],
)
def test_the_app_knows_where_it_answers_on_this_machine(host, url):
    assert Settings(host=host, port=8123).own_url == url


def test_every_setting_says_what_it_is():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
