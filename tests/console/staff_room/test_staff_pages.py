"""Accounts: made, changed, closed, reset; who may."""

import re

import pytest
from playwright.sync_api import expect

from bot.clock import now
from bot.console.roles import Role


@pytest.fixture
def admin(login):
    return login(Role.ADMINISTRATOR)


def test_an_account_is_made_and_its_password_shown_once(admin, console):
    answer = admin.form("/console/staff/new", name="Mai", full_name="Lê Thị Mai", roles=["officer", "manager"])
    password = re.search(r'class="secret">([^<]+)<', answer.text)[1]
    made = console.accounts.named("mai")
    assert made.roles == {Role.OFFICER, Role.MANAGER}
    assert console.accounts.let_in("mai", password)
    assert password not in admin.see(f"/console/staff/{made.id}").text


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"name": "", "full_name": "A", "roles": "officer"}, "Tên đăng nhập chỉ gồm"),
        ({"name": "a b", "full_name": "A", "roles": "officer"}, "Tên đăng nhập chỉ gồm"),
        ({"name": "a", "full_name": " ", "roles": "officer"}, "Hãy ghi họ tên"),
        ({"name": "a", "full_name": "A"}, "ít nhất một vai trò"),
        ({"name": "a", "full_name": "A", "roles": "king"}, "ít nhất một vai trò"),
        ({"name": "a", "full_name": "A", "roles": ["administrator", "report_handler"]}, "không được đọc tin báo"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(admin, console, fields, word):
    answer = admin.form("/console/staff/new", **fields)
    assert answer.status_code == 400
    assert word in answer.text
    assert f'value="{fields["full_name"].strip()}"' in answer.text
    assert len(console.accounts.all()) == 1


def test_a_name_is_given_once(admin, hire):
    hire(Role.OFFICER, name="mai")
    answer = admin.form("/console/staff/new", name="MAI", full_name="Khác", roles="officer")
    assert "Đã có tài khoản" in answer.text


def test_roles_are_changed_and_the_change_is_in_the_audit(admin, console, hire):
    staff = hire(Role.OFFICER, name="mai")
    answer = admin.form(
        f"/console/staff/{staff.id}", full_name="Lê Thị Mai", roles="manager", phones="0900000001\n\n0900000002"
    )
    assert answer.status_code == 303
    changed = console.accounts.of(staff.id)
    assert (changed.roles, changed.phones) == ({Role.MANAGER}, ("0900000001", "0900000002"))
    act = console.audit.latest(1)[0].act
    assert (act.who, act.what, act.about) == (admin.staff.name, "staff.change", "staff/mai")


def test_a_reset_needs_a_reason_and_takes_the_second_factor_away(admin, console, hire):
    staff = hire(Role.OFFICER)
    cookie = console.sessions.open(staff, "in", now())
    assert admin.form(f"/console/staff/{staff.id}/reset", why=" ").status_code == 400
    assert console.sessions.find(cookie, now())
    answer = admin.form(f"/console/staff/{staff.id}/reset", why="mất điện thoại")
    assert re.search(r'class="secret">', answer.text)
    assert not console.sessions.find(cookie, now())
    assert console.accounts.of(staff.id).must_change


def test_the_last_administrator_is_not_closed(admin):
    answer = admin.form(f"/console/staff/{admin.staff.id}/active", why="nghỉ việc")
    assert "quản trị cuối cùng" in answer.text


def test_closed_and_opened_again(admin, console, hire):
    staff = hire(Role.OFFICER)
    admin.form(f"/console/staff/{staff.id}/active", why="nghỉ sinh")
    assert not console.accounts.of(staff.id).active
    admin.form(f"/console/staff/{staff.id}/active", why="trở lại")
    assert console.accounts.of(staff.id).active


def test_an_auditor_reads_and_changes_nothing(login, hire):
    auditor, staff = login(Role.AUDITOR), hire(Role.OFFICER, name="mai")
    assert "mai" in auditor.see("/console/staff").text
    page = auditor.see(f"/console/staff/{staff.id}")
    assert page.status_code == 200
    assert "Cấp mật khẩu" not in page.text
    assert auditor.form(f"/console/staff/{staff.id}", full_name="X", roles="officer").status_code == 403


def test_an_account_that_is_not_there(admin):
    assert admin.see("/console/staff/nobody").status_code == 404


@pytest.mark.browser
def test_the_pages_in_a_browser(screen, hire):
    hire(Role.OFFICER, name="mai", full_name="Lê Thị Mai")
    shown = screen(Role.ADMINISTRATOR)
    page = shown.open("/console/staff")
    shown.pictures("staff-list")
    page.keyboard.press("n")
    page.get_by_label("Tên đăng nhập").fill("hoa")
    page.get_by_label("Họ tên").fill("Phạm Thị Hoa")
    page.get_by_label("Cán bộ tư vấn").check()
    shown.pictures("staff-new")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".secret")).to_be_visible()
