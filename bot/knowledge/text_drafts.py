"""An answer or a rumour with other words, as its file would have it: only fields that differ are written anew."""

import tomllib
from datetime import date
from typing import Any

from bot.knowledge.blocks import set_field, written
from bot.knowledge.figure_drafts import Draft
from bot.knowledge.items import ANSWERS, Item
from bot.knowledge.problems import Problem, problem

#: The form's fields by kind of value, in the order of the file.
TEXTS = {
    "answers": ("ask", "text", "more", "example", "confidence"),
    "rumours": ("claim", "verdict", "refutation", "confidence"),
}
LISTS = {"answers": ("legal_basis", "next"), "rumours": ("legal_basis", "next", "said")}
DAYS = {"answers": ("checked_on",), "rumours": ("checked_on", "review_by", "holds_to")}
#: Fields that may be left empty: they are taken out of the file.
_OPTIONAL = frozenset({"more", "example", "legal_basis", "next", "holds_to", "refutation", "confidence"})


def fields_of(item: Item, words: str) -> dict[str, Any]:
    """The fields of an item as its file has them."""
    raw = tomllib.loads(words)
    return dict(raw[item.name]) if item.kind == ANSWERS else raw


def typed_of(item: Item, words: str) -> dict[str, str]:
    """The same as a form shows them: lists one a line, days as 2026-11-22."""
    raw = fields_of(item, words)
    names = (*TEXTS[item.kind], *LISTS[item.kind], *DAYS[item.kind])
    return {name: _typed(raw.get(name, "")) for name in names}


def changed(item: Item, words: str, typed: dict[str, str]) -> Draft:
    """The item as the form has it; a field that the form does not name stays."""
    there, wrong = fields_of(item, words), list[Problem]()
    table = 0 if item.kind == ANSWERS else None
    for name in (*TEXTS[item.kind], *LISTS[item.kind], *DAYS[item.kind]):
        if name not in typed:
            continue
        value = _value(item, name, typed[name])
        if value is None:
            wrong.append(problem(name, f"not_{name}" if name in DAYS[item.kind] else "needed"))
        elif value in ("", []) and there.get(name, "") in ("", []):
            continue
        elif value in ("", []) and name not in _OPTIONAL and name in there:
            wrong.append(problem(name, "needed"))
        elif value in ("", []):
            words = set_field(words, name, None, table) if name in there else words
        elif _same(there.get(name), value):
            continue
        else:
            words = set_field(words, name, _written(name, value), table)
    return Draft(words, tuple(wrong))


def _value(item: Item, name: str, text: str) -> Any:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if name in LISTS[item.kind]:
        return [line.strip() for line in text.split("\n") if line.strip()]
    if name not in DAYS[item.kind]:
        return text.strip()
    try:
        return date.fromisoformat(text.strip()) if text.strip() else ""
    except ValueError:
        return None


def _typed(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return str(value).strip("\n")


def _same(there: object, value: object) -> bool:
    return there.strip() == value if isinstance(there, str) and isinstance(value, str) else there == value


def _written(name: str, value: object) -> str:
    if name == "said" and isinstance(value, list):
        return "[\n{}\n]".format("\n".join(f"  {written(one)}," for one in value))
    if name in {"text", "more", "example"} and isinstance(value, str):
        # Always between triple quotes, as the texts of the files are: a difference shows words, not marks.
        return written(f"{value}\n")
    return written(value)
