"""Accounts of staff: made, changed, closed, given a new first password; by administrators, read by auditors."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from bot.cases.officer import ReasonMissing, reason
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.login.accounts import AccountRefused, Profile
from bot.console.roles import Role
from bot.console.staff import Staff
from bot.console.staff_room.words import REFUSED, ROLES
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, lines, several, text
from bot.console.web.listing import Column, Listing
from bot.console.web.render import page

PATH = "/console/staff"
Asked = Request[Staff, Any, Any]
_COLUMNS: list[Column[Staff]] = [
    Column("name", said("Tên đăng nhập"), lambda one: one.name),
    Column("full_name", said("Họ tên"), lambda one: one.full_name),
    Column("roles", said("Vai trò"), lambda one: sorted(one.roles)),
    Column("active", said("Đang mở"), lambda one: one.active),
    Column("second_factor", said("Đã cài mã xác nhận"), lambda one: one.has_totp),
]


@get(PATH, sync_to_thread=True)
def members(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Every account."""
    everybody = console.accounts.all()
    listing = Listing("staff", _COLUMNS, everybody, lambda: everybody, total=len(everybody))
    return answer(request, console, "staff_room/list.html.j2", listing, roles=ROLES)


@get(f"{PATH}/new", sync_to_thread=False)
def new_member(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The form of a new account."""
    return _form(request, console, None, Profile("", frozenset()))


@post(f"{PATH}/new", sync_to_thread=True)
def make_member(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """Make it; its first password is shown once."""
    profile = _profile(data)
    try:
        made, password = console.accounts.create(
            text(data, "name"), profile, request.user.name, with_password=not _signs_on(console, data)
        )
    except AccountRefused as error:
        return _form(request, console, None, profile, wrong=REFUSED[error.reason], name=text(data, "name"))
    return page(request, "staff_room/password.html.j2", member=made, password=password) if password else go(PATH)


@get(f"{PATH}/{{member:str}}", sync_to_thread=True)
def one_member(request: Asked, console: NamedDependency[Console], member: FromPath[str]) -> Response[Any]:
    """One account and where it is logged in."""
    found = _found(console, member)
    return _form(request, console, found, _as_profile(found))


@post(f"{PATH}/{{member:str}}", sync_to_thread=True)
def change_member(
    request: Asked, console: NamedDependency[Console], member: FromPath[str], data: Form
) -> Response[Any]:
    """Change who somebody is and what they may do."""
    found, profile = _found(console, member), _profile(data)
    try:
        console.accounts.set_profile(found, profile, request.user.name)
    except AccountRefused as error:
        return _form(request, console, found, profile, wrong=REFUSED[error.reason])
    return go(PATH)


@post(f"{PATH}/{{member:str}}/reset", sync_to_thread=True)
def reset_member(request: Asked, console: NamedDependency[Console], member: FromPath[str], data: Form) -> Response[Any]:
    """A new first password and a new second factor, for somebody who lost one."""
    found = _found(console, member)
    try:
        password = console.accounts.reset(found, request.user.name, reason(text(data, "why")))
    except ReasonMissing:
        return _form(request, console, found, _as_profile(found), wrong=REFUSED["why"])
    return page(request, "staff_room/password.html.j2", member=found, password=password)


@post(f"{PATH}/{{member:str}}/active", sync_to_thread=True)
def open_or_close(
    request: Asked, console: NamedDependency[Console], member: FromPath[str], data: Form
) -> Response[Any]:
    """Close an account, or open it again."""
    found = _found(console, member)
    try:
        why = reason(text(data, "why"))
        console.accounts.set_active(found, request.user.name, why, active=not found.active)
    except ReasonMissing:
        return _form(request, console, found, _as_profile(found), wrong=REFUSED["why"])
    except AccountRefused as error:
        return _form(request, console, found, _as_profile(found), wrong=REFUSED[error.reason])
    return go(PATH)


def _found(console: Console, member: str) -> Staff:
    found = console.accounts.of(member)
    if found is None:
        raise NotFoundException("no such account")
    return found


def _signs_on(console: Console, data: dict[str, Any]) -> bool:
    """Whether the new account is for the province's own sign-on, and has no password here."""
    return console.sign_on is not None and bool(text(data, "sign_on"))


def _profile(data: dict[str, Any]) -> Profile:
    roles = frozenset(Role(role) for role in several(data, "roles") if role in set(Role))
    return Profile(
        text(data, "full_name", 200), roles, lines(data, "phones"), lines(data, "units"), lines(data, "aliases")
    )


def _as_profile(staff: Staff) -> Profile:
    return Profile(staff.full_name, staff.roles, staff.phones, staff.units, staff.aliases)


def _form(
    request: Asked,
    console: Console,
    member: Staff | None,
    profile: Profile,
    *,
    wrong: str | None = None,
    name: str = "",
) -> Response[Any]:
    return page(
        request,
        "staff_room/member.html.j2",
        status=400 if wrong else 200,
        member=member,
        profile=profile,
        wrong=wrong,
        name=name,
        roles=ROLES,
        sessions=console.sessions.of(member.id) if member else (),
        sign_on=console.sign_on.settings.label if console.sign_on else None,
    )


HANDLERS = [members, new_member, make_member, one_member, change_member, reset_member, open_or_close]
