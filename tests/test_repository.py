"""What must never be committed, and what must always be true of the files that are."""

import re
import subprocess
import tomllib

import pytest

from bot.settings import PROJECT

LOCKS = re.compile(r"(^|/)(uv\.lock|poetry\.lock|Pipfile\.lock|package-lock\.json|yarn\.lock|pylock.*\.toml)$")
MADE = re.compile(r"\.(tar\.gz|db|sqlite3?|pyc|whl|npz|h5|pkl)$")
# Written so that this file does not find itself.
HOSTS = re.compile("|".join(("pythonhosted" + r"\.org", "pypi" + r"\.org", "registry" + r"\.npmjs")))
MACHINE = re.compile("(^|[^A-Za-z0-9_.])/(" + "|".join(("work", "farm", "root")) + ")/")
SECRET = re.compile("-----BEGIN [A-Z ]*PRIVATE KEY|" + "AKIA" + "[0-9A-Z]{16}")


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (PROJECT / name).is_file()]


def text_of(name: str) -> str:
    return (PROJECT / name).read_text("utf-8", errors="replace")


def test_no_lock_file_with_download_addresses_and_nothing_made_is_committed():
    assert [name for name in tracked() if LOCKS.search(name) or MADE.search(name)] == []


@pytest.mark.parametrize("forbidden", [HOSTS, MACHINE, SECRET], ids=["registry hosts", "machine paths", "secrets"])
def test_no_file_names(forbidden):
    found = [name for name in tracked() if not name.endswith((".png", ".svg")) and forbidden.search(text_of(name))]
    assert found == []


def test_every_pinned_package_has_its_hash_and_no_address():
    for list_ in (PROJECT / "requirements").glob("*.txt"):
        text = list_.read_text("utf-8")
        pins = re.findall(r"^[A-Za-z0-9._-]+(?:\[.*\])?==.*?(?=^[A-Za-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
        assert pins, list_.name
        assert all("--hash=sha256:" in pin for pin in pins), list_.name
        assert not re.search(r"https?://|--index-url|--find-links", text), list_.name


def test_the_interpreters_are_named_where_uv_and_pyenv_look():
    assert (PROJECT / ".python-version").read_text().strip() == "3.12"
    assert (PROJECT / "engine" / ".python-version").read_text().strip() == "3.10"


def test_no_file_is_larger_than_two_megabytes():
    assert [name for name in tracked() if (PROJECT / name).stat().st_size > 2 * 1024**2] == []


def test_data_files_are_readable_toml():
    for name in tracked():
        if name.startswith("data/") and name.endswith(".toml"):
            tomllib.loads(text_of(name))


#: Vietnamese letters that no English comment or name needs.
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
#: Code whose very subject is Vietnamese spelling: lexicons, units and patterns of how people write.
SPELLING = (
    "bot/language/",
    "bot/privacy/",
    "bot/advice/wording.py",
    "bot/policy/text.py",
    "bot/knowledge/checks.py",
    "bot/knowledge/typed.py",
    "engine/ansinh_engine/",
)


def test_no_sentence_for_citizens_stands_in_code():
    """Vietnamese in Python is allowed in docstrings and comments (terms of law), never in a string that is said.

    The console's sentences are for staff, and its catalogues hold them (`tests/console/test_catalogue.py`).
    """
    import ast

    said = []
    for name in tracked():
        if not name.endswith(".py") or not name.startswith(("bot/", "actions/")) or name.startswith(SPELLING):
            continue
        # The one is held by catalogues; the next invents what citizens write; a figure's module holds its label and its
        # definition for managers, and `docs/measures.md` is held against them.
        # Views tell other tools in words what their columns are.
        views = ("0019_statistics_views.py", "0021_reports_in_fives.py", "0023_views_as_pages.py")
        if name.startswith(("bot/console/", "bot/operations/seeding/", "bot/statistics/")) or name.endswith(views):
            continue
        tree = ast.parse(text_of(name))
        documents = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        said += [
            f"{name}:{node.lineno}: {node.value[:40]}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documents
            and VIETNAMESE.search(node.value)
        ]
    assert said == []
