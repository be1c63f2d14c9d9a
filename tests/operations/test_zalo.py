"""`ansinh zalo login` and `ansinh zalo check` against the platform on loopback."""

from collections.abc import Iterator

import httpx
import pytest
from click.testing import CliRunner

from bot.channels.zalo.grant import Grants
from bot.cli import main
from bot.operations.zalo import Consent, LoginRefused
from bot.privacy.pseudonym import read_or_create_key
from bot.storage.database import Database
from tests.emulators.zalo import Emulator


@pytest.fixture
def platform(monkeypatch, tmp_path) -> Iterator[Emulator]:
    """The platform, and an installation that is set up for it."""
    with Emulator() as zalo:
        given = {
            "HOME": str(tmp_path),
            "ZALO_APP_ID": zalo.account.app_id,
            "ZALO_APP_SECRET": zalo.account.app_secret,
            "ZALO_OA_ID": zalo.account.oa_id,
            "ZALO_OA_SECRET_KEY": zalo.account.oa_secret,
            "ZALO_CALLBACK": zalo.account.redirect_uri,
            "ZALO_API_HOST": zalo.url,
            "ZALO_OAUTH_HOST": zalo.url,
        }
        for name, value in given.items():
            monkeypatch.setenv(f"ANSINH_{name}", value)
        yield zalo


@pytest.fixture
def grants(platform, tmp_path) -> Iterator[Grants]:
    database = Database(f"sqlite:///{tmp_path / 'ansinh.db'}")
    yield Grants(database, read_or_create_key(tmp_path / "keys" / "pseudonym.key"))
    database.close()


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *words, typed="": runner.invoke(main, ["zalo", *words], input=f"{typed}\n")


def test_off_is_said(run, monkeypatch):
    monkeypatch.delenv("ANSINH_ZALO_APP_ID", raising=False)
    result = run("check")
    assert result.exit_code == 1
    assert "ANSINH_ZALO_APP_ID" in result.output


def test_half_set_is_said(platform, run, monkeypatch):
    monkeypatch.delenv("ANSINH_ZALO_OA_SECRET_KEY")
    assert "ANSINH_ZALO_OA_SECRET_KEY is missing" in run("check").output


@pytest.mark.parametrize("whole", [True, False], ids=["the address", "the code"])
def test_from_consent_to_a_working_account(platform, run, grants, monkeypatch, whole):
    """The consent address is opened by a person between the two lines of the command; here by the prompt itself."""
    verifier = "v" * 43
    monkeypatch.setenv("ANSINH_ZALO_CODE_VERIFIER", verifier)
    back = _consented(platform, verifier)
    result = run("login", typed=str(back) if whole else back.params["code"])
    assert result.exit_code == 0, result.output
    assert "code_challenge=" in result.output
    assert "BAD" not in result.output
    assert grants.read().access == platform.tokens.current.access
    assert back.params["code"] not in result.output


def test_a_refresh_token_of_the_api_explorer_is_taken_over(platform, run, grants):
    given = platform.tokens.current.refresh
    result = run("login", "--refresh-token", typed=given)
    assert result.exit_code == 0, result.output
    assert grants.read().refresh == platform.tokens.current.refresh != given
    assert given not in result.output


@pytest.mark.parametrize("typed", ["never given", "http://127.0.0.1/zalo/callback?error=denied"])
def test_what_is_no_consent_is_refused_and_keeps_nothing(platform, run, grants, typed):
    result = run("login", typed=typed)
    assert result.exit_code == 1
    assert "code" in result.output
    assert grants.read() is None


def test_the_answer_to_another_consent_is_refused():
    consent = Consent("https://zalo.example/", "v" * 43, "mine")
    with pytest.raises(LoginRefused, match="another consent"):
        consent.code("https://bot.example/callback?code=abc&state=theirs")
    assert consent.code("https://bot.example/callback?code=abc&state=mine") == "abc"


def test_check_before_any_login(platform, run):
    result = run("check")
    assert result.exit_code == 1
    assert "ansinh zalo login" in result.output


def test_before_the_first_start_the_home_is_made(platform, run, monkeypatch, tmp_path):
    """Neither folder nor database nor key is there yet."""
    home = tmp_path / "new" / "home"
    monkeypatch.setenv("ANSINH_HOME", str(home))
    result = run("check")
    assert result.exit_code == 1
    assert "ansinh zalo login" in result.output
    assert home.stat().st_mode & 0o077 == 0
    result = run("login", "--refresh-token", typed=platform.tokens.current.refresh)
    assert result.exit_code == 0, result.output


def test_a_home_that_cannot_be_made_is_one_line(platform, run, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path / "file" / "home"))
    result = run("check")
    assert result.exit_code == 1
    assert "ANSINH_HOME" in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"package": "basic"}, "-224"),
        ({"foreign_address": True}, "Viet Nam"),
    ],
)
def test_check_says_what_is_wrong_and_the_way_out(platform, run, change, told):
    run("login", "--refresh-token", typed=platform.tokens.current.refresh)
    for rule, value in change.items():
        setattr(platform.rules, rule, value)
    result = run("check")
    assert result.exit_code == 1
    assert "BAD  rights" in result.output
    assert told in result.output


def test_check_tells_type_package_and_age(platform, run):
    run("login", "--refresh-token", typed=platform.tokens.current.refresh)
    platform.rules.oa_type = 4
    result = run("check")
    assert result.exit_code == 0
    assert "agency (oa_type 4), verified, package growth" in result.output
    assert "renewed 0.0 h ago" in result.output


def test_the_consent_of_another_account_is_noticed(platform, run, monkeypatch):
    monkeypatch.setenv("ANSINH_ZALO_OA_ID", "42")
    result = run("login", "--refresh-token", typed=platform.tokens.current.refresh)
    assert result.exit_code == 1
    assert "ANSINH_ZALO_OA_ID is 42" in result.output


def _consented(platform: Emulator, verifier: str) -> httpx.URL:
    from bot.channels.zalo.oauth import OAuth
    from bot.channels.zalo.settings import read

    return httpx.URL(httpx.get(OAuth(read()).consent(verifier, "")).headers["location"]).copy_remove_param("state")
