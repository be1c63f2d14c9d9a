"""No signature, token, code or secret is compared with `==`: the time it takes would tell how much of it is right."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.settings import PROJECT

FOLDERS = ("bot", "actions", "engine/ansinh_engine")
#: Words in a name that speak of something secret. `key` alone does not: most keys here are those of tables.
SECRET = re.compile(
    r"signature|secret|token|digest|(?<!content_)hash(?:$|_|ed)|(?:^|_)h?mac(?:$|_)|password|passphrase|otp|receipt|nonce|cookie|csrf"
    r"|session_id|authorization|bearer|(?:api|secret|private|signing)_?key|(?:^|(?<!status)_)code(?:$|s$|_hash)",
    re.IGNORECASE,
)
CONSTANT = {"compare_digest"}

_WALK = "plain SHA-256 of rows that lie beside it, walked by the owner of the database"
#: What looks like a secret and is none, by file and comparison, with the reason.
ALLOWED = {
    ("bot/notices/settings.py", "bool(settings.user) != bool(settings.password.get_secret_value())"): (
        "whether there is one, not what it is"
    ),
    ("bot/operations/doctor.py", "hashlib.sha256(file.read_bytes()).hexdigest() != noted"): (
        "the checksum of a file, written beside it"
    ),
    ("bot/records/answer_codes.py", "check_letter(code[:-1]) == code[-1]"): "the check letter follows from the code",
    ("bot/records/campaigns.py", "one.code == code"): "the code of a campaign is printed on its posters",
    ("bot/records/chain/verifying.py", "entry.digest() != entry.hash"): _WALK,
    ("bot/records/chain/verifying.py", "entry.previous_hash != before.hash"): _WALK,
    ("bot/records/chain/verifying.py", "hashlib.sha256(sealed).digest() != entry.content_hash"): _WALK,
    ("bot/records/chain/verifying.py", "anchor.hash != entry.hash.hex()"): _WALK,
}


class Comparison(NamedTuple):
    """A comparison of something that is called like a secret."""

    file: str
    line: int
    written: str


def comparisons(file: str, source: str) -> Iterator[Comparison]:
    """Every `==`, `!=` and membership test between two values of which one is called like a secret.

    A comparison within SQL (`table.c.hash == …`, `Row.hash == …` in a query) is done by the database's index, not
    here; one with None, a number, an empty or a short fixed word tells nothing.
    """
    tree = ast.parse(source)
    within_sql = {id(child) for call in ast.walk(tree) if _is_sql(call) for child in ast.walk(call)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare) or id(node) in within_sql:
            continue
        sides = [node.left, *node.comparators]
        for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
            tells = isinstance(operator, ast.Eq | ast.NotEq)
            if tells and any(_is_secret(side) for side in (left, right)) and not any(map(_is_plain, (left, right))):
                yield Comparison(file, node.lineno, ast.unparse(node))


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case ast.Subscript(value=value):
            return _name(value)
        case ast.Call(func=func, args=args):
            return " ".join([_name(func), *map(_name, args)])
        case ast.Await(value=value):
            return _name(value)
        case _:
            return ""


def _is_secret(node: ast.expr) -> bool:
    return bool(SECRET.search(_name(node)))


def _is_plain(node: ast.expr) -> bool:
    """Written in the source, or a length: nothing to guess."""
    if isinstance(node, ast.Constant | ast.Set | ast.List | ast.Tuple):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"len", "type"}


def _is_sql(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name in {"where", "filter", "select", "join", "having", "exists", "_delete"}


def sources() -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            if ".venv" not in path.parts:
                yield str(path.relative_to(PROJECT)), path.read_text("utf-8")


def test_secrets_are_compared_in_constant_time_only():
    found = [one for file, source in sources() for one in comparisons(file, source)]
    assert [one for one in found if (one.file, one.written) not in ALLOWED] == []


def test_every_exception_still_stands_in_the_source():
    found = {(one.file, one.written) for file, source in sources() for one in comparisons(file, source)}
    assert set(ALLOWED) <= found
    assert all(reason for reason in ALLOWED.values())


def test_what_must_be_compared_in_constant_time_is():
    """The places that decide who is let in: each names `compare_digest`."""
    doors = [file for file, source in sources() if any(word in source for word in CONSTANT)]
    assert "bot/privacy/receipt.py" in doors
    assert any(file.startswith("bot/channels/zalo/") for file in doors)
    assert any(file.startswith("bot/channels/telegram/") for file in doors)
    assert "bot/action_endpoint.py" in doors
    assert any(file.startswith("engine/ansinh_engine/") for file in doors)


@pytest.mark.parametrize(
    "bad",
    [
        "signature == given",
        "if headers['x-signature'] != expected: pass",
        "self._secret == header",
        "row.receipt_hash == code_hash(key, code)",
        "a = token == request.token",
        "hmac.digest(key, b, 'sha256') == given",
        "code_hash(key, given) == stored",
        "x.password.get_secret_value() != y",
        "otp == entered",
    ],
)
def test_a_careless_comparison_is_found(bad):
    assert len(list(comparisons("x.py", bad))) == 1


@pytest.mark.parametrize(
    "good",
    [
        "hmac.compare_digest(signature, given)",
        "token is None",
        "status_code == other",
        "len(secret) == 32",
        "token == ''",
        "token.kind == 'number'",
        "select(Report).where(Report.receipt_hash == code_hash(key, code))",
        "hashing == other",
        "codec == other",
        "row.key == other",
    ],
)
def test_what_is_no_secret_is_left_alone(good):
    assert list(comparisons("x.py", good)) == []


def test_the_sources_are_all_there():
    files = [file for file, _ in sources()]
    assert len(files) > 200
    assert {Path(file).parts[0] for file in files} == {"bot", "actions", "engine"}
