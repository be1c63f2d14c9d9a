"""The door: name and password, a password of one's own, the second factor, what is refused."""

import re
from datetime import timedelta

import pyotp
import pytest

from bot.clock import now
from bot.console.login.accounts import AccountRefused, Profile
from bot.console.login.sessions import ABSOLUTE, IDLE
from bot.console.login.throttle import ADDRESS_MOST
from bot.console.roles import Role
from tests.console.conftest import HTML, Client

PASSWORD = "một câu dài dễ nhớ"


@pytest.fixture
def door(app):
    with Client(app, base_url="https://an-sinh.local") as client:
        yield client


def token(page: str) -> str:
    found = re.search(r'name="_token" value="([^"]+)"', page)
    assert found
    return found[1]


def post(door, path, **fields):
    return door.post(path, data=fields, headers=HTML, follow_redirects=False)


def enter(door, console, name="lan", roles=(Role.OFFICER,)):
    """All the way in, as a new member of staff; gives the secret of the telephone."""
    _, first = console.accounts.create(name, Profile("Nguyễn Thị Lan", frozenset(roles)))
    to = post(door, "/console/login", name=name, password=first).headers["location"]
    page = door.get(to, headers=HTML).text
    to = post(door, "/console/login/password", _token=token(page), password=PASSWORD, again=PASSWORD).headers[
        "location"
    ]
    page = door.get(to, headers=HTML).text
    secret = re.search(r'class="secret">([A-Z2-7]+)', page)[1]
    sealed = re.search(r'name="secret" value="([0-9a-f]+)"', page)[1]
    code = pyotp.TOTP(secret).at(now() - timedelta(seconds=30))
    done = post(door, "/console/login/enrol", _token=token(page), secret=sealed, code=code)
    assert done.status_code == 303, done.text
    return secret


def test_a_new_officer_comes_in_by_password_and_telephone(door, console):
    enter(door, console)
    assert door.get("/console/account", headers=HTML).status_code == 200
    assert [act.act.what for act in console.audit.latest(4)] == [
        "login",
        "staff.factor",
        "staff.password",
        "staff.make",
    ]


def test_a_stranger_is_led_to_the_login_and_back(door):
    answer = door.get("/console/account?x=1", headers=HTML, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/login?next=/console/account%3Fx%3D1")
    assert door.get("/console/account", headers={"accept": "application/json"}).status_code == 401


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/console//evil", "/console\\evil", "/x"])
def test_nobody_is_led_away_from_the_console(door, console, wanted):
    _, first = console.accounts.create("lan", Profile("Lan", frozenset({Role.OFFICER})))
    to = post(door, "/console/login", name="lan", password=first, next=wanted).headers["location"]
    assert to == "/console/login/password?next=/console"


def test_a_name_that_does_not_exist_is_told_as_a_wrong_password(door, console):
    console.accounts.create("thị.lan", Profile("Lan", frozenset({Role.OFFICER})))
    pages = [post(door, "/console/login", name=name, password="wrong").text for name in ("thị.lan", "thị.mai")]
    assert pages[0].replace("thị.lan", "thị.mai") == pages[1]


def test_a_code_is_good_once(door, console):
    secret = enter(door, console)
    staff = console.accounts.named("lan")
    code = pyotp.TOTP(secret).now()
    assert console.accounts.takes_code(staff, code, now())
    assert not console.accounts.takes_code(staff, code, now())


def test_a_half_login_opens_nothing_but_the_door(door, console):
    _, first = console.accounts.create("lan", Profile("Lan", frozenset({Role.OFFICER})))
    post(door, "/console/login", name="lan", password=first)
    assert door.get("/console/account", headers={"accept": "application/json"}).status_code == 401


def test_an_enrolled_telephone_is_not_replaced_at_the_door(door, console):
    enter(door, console)
    door.cookies.clear()
    to = post(door, "/console/login", name="lan", password=PASSWORD).headers["location"]
    assert to.startswith("/console/login/code")
    assert door.get("/console/login/enrol", headers=HTML).status_code == 403


def test_five_failures_from_an_address_have_to_wait(door, console):
    console.accounts.create("lan", Profile("Lan", frozenset({Role.OFFICER})))
    codes = [post(door, "/console/login", name=f"n{i}", password="x").status_code for i in range(ADDRESS_MOST + 1)]
    assert codes == [401] * ADDRESS_MOST + [429]


def test_a_refused_login_is_in_the_audit_of_the_account_alone(door, console):
    console.accounts.create("lan", Profile("Lan", frozenset({Role.OFFICER})))
    for name in ("lan", "somebody"):
        post(door, "/console/login", name=name, password="wrong")
    acts = [act.act for act in console.audit.latest(9) if act.act.what == "login.refused"]
    assert [(act.who, act.why) for act in acts] == [("lan", "password")]


def test_who_has_to_wait_is_told_how_long(door, console):
    for count in range(ADDRESS_MOST):
        console.throttle.failed(f"n{count}", "testclient", now())
    answer = post(door, "/console/login", name="lan", password="x")
    assert answer.status_code == 429
    assert re.search(r"Thử lại được sau \d+ giây", answer.text)


def test_an_account_waits_longer_and_longer_and_is_never_shut(console):
    moment, waits = now(), []
    for count in range(12):
        console.throttle.failed("lan", f"address {count}", moment)
        waits.append(console.throttle.wait("lan", "another address", moment).total_seconds())
    assert waits[:4] == [0] * 4
    assert waits[4:] == sorted(waits[4:])
    assert waits[-1] == 256
    assert console.throttle.wait("mai", "another address", moment) == timedelta()


def test_a_session_ends_by_rest_by_age_and_by_a_new_password(console, hire):
    staff, moment = hire(Role.OFFICER), now()
    cookie = console.sessions.open(staff, "in", moment)
    assert console.sessions.find(cookie, moment + IDLE - timedelta(seconds=1))
    assert not console.sessions.find(cookie, moment + 2 * IDLE)
    steps = [moment + IDLE / 2 * count for count in range(1, 32)]
    cookie = console.sessions.open(staff, "in", moment)
    alive = [bool(console.sessions.find(cookie, step)) for step in steps]
    assert alive == [step < moment + ABSOLUTE for step in steps]
    cookie = console.sessions.open(staff, "in", moment)
    console.accounts.set_password(staff, PASSWORD, "admin")
    assert not console.sessions.find(cookie, moment)


def test_a_clock_that_jumps_back_lets_nobody_in(console, hire):
    moment = now()
    cookie = console.sessions.open(hire(Role.OFFICER), "in", moment)
    assert not console.sessions.find(cookie, moment - timedelta(hours=1))


def test_a_change_of_roles_ends_every_session(console, hire):
    staff = hire(Role.OFFICER)
    cookie = console.sessions.open(staff, "in", now())
    console.accounts.set_profile(staff, Profile("Lan", frozenset({Role.MANAGER})), "admin")
    assert not console.sessions.find(cookie, now())


def test_guessed_cookies_open_nothing(console, hire):
    console.sessions.open(hire(Role.OFFICER), "in", now())
    assert not any(console.sessions.find(f"guess-{count}", now()) for count in range(200))


@pytest.mark.parametrize("token_sent", ["", "old", None])
def test_a_form_without_its_token_is_refused(login, token_sent):
    client = login(Role.OFFICER)
    fields = {} if token_sent is None else {"_token": token_sent}
    assert client.post("/console/logout", data=fields, headers=HTML, follow_redirects=False).status_code == 403
    assert client.see("/console/account").status_code == 200


def test_the_login_form_of_another_site_is_refused(door):
    answer = door.post("/console/login", data={"name": "a", "password": "b"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_the_cookie_is_kept_to_this_host_and_from_scripts(door, console):
    _, first = console.accounts.create("lan", Profile("Lan", frozenset({Role.OFFICER})))
    said = post(door, "/console/login", name="lan", password=first).headers["set-cookie"].lower()
    assert said.startswith("__host-")
    assert all(word in said for word in ("secure", "httponly", "samesite=strict", "path=/"))
    assert "domain" not in said


def test_an_administrator_reads_no_report(console):
    with pytest.raises(AccountRefused, match="administrator_and_reports"):
        console.accounts.create("a", Profile("A", frozenset({Role.ADMINISTRATOR, Role.HANDLER})))


def test_the_last_administrator_stays(console, hire):
    last = hire(Role.ADMINISTRATOR)
    with pytest.raises(AccountRefused, match="last"):
        console.accounts.set_active(last, "x", "why", active=False)


def test_a_closed_account_is_out_at_once(console, hire):
    staff = hire(Role.OFFICER)
    cookie = console.sessions.open(staff, "in", now())
    console.accounts.set_active(staff, "admin", "left the office", active=False)
    assert not console.sessions.find(cookie, now())


@pytest.mark.parametrize(("password", "reason"), [("short", "short"), ("x" * 201, "long"), ("aaaaaaaaaaaaaa", "easy")])
def test_a_weak_password_is_named(console, hire, password, reason):
    from bot.console.login.passwords import PasswordRefused

    with pytest.raises(PasswordRefused, match=reason):
        console.accounts.set_password(hire(Role.OFFICER), password, "x")


@pytest.mark.browser
def test_the_door_in_a_browser(browser, served, console):
    _, first = console.accounts.create("lan", Profile("Nguyễn Thị Lan", frozenset({Role.OFFICER})))
    from tests.console.conftest import Screen

    screen = Screen(browser.new_context(locale="vi-VN"), served)
    page = screen.open("/console")
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill(first)
    screen.pictures("login")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Gõ lại mật khẩu mới").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    secret = page.locator(".secret").inner_text()
    screen.pictures("enrol")
    page.get_by_label("Sáu chữ số").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Xong, đăng nhập").click()
    page.wait_for_url("**/console/**")
    screen.open("/console/account")
    assert page.get_by_role("heading", name="Tài khoản của tôi").is_visible()
    screen.pictures("account")
    assert not screen.troubles
    screen.context.close()
