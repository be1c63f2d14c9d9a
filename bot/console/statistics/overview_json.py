"""The overview for programs: the same figures and items, raw."""

from typing import Any

from bot.console.statistics.frame import Frame
from bot.console.statistics.overview_view import Overview
from bot.console.statistics.tables import Shown
from bot.console.web.listing import plain
from bot.statistics.calendar import Event
from bot.statistics.changes import Change
from bot.statistics.reasons import Part, Reason


def as_json(frame: Frame, view: Overview) -> dict[str, Any]:
    """All of the page; days as ISO 8601, shares from 0 to 1, what cannot be told null."""
    changed, earlier = view.changed, frame.asked.earlier
    return {
        "period": frame.asked.period.code,
        "compared": earlier.period.code if earlier else None,
        "counted_until": plain(frame.counted_until),
        "figures": [
            {
                "key": one.measure.key,
                "label": one.measure.label,
                "definition": one.measure.definition,
                "unit": str(one.measure.unit),
                "amount": one.value.amount,
                "numerator": one.value.numerator,
                "of": one.value.of,
                "earlier": one.earlier.amount if one.earlier else None,
            }
            for one in view.figures
        ],
        "waiting": len(view.waiting),
        "changes": {
            "tested": changed.tested,
            "z": view.rules.change.z,
            "rises": [_reason(one) for one in changed.rises],
            "falls": [_reason(one) for one in changed.falls],
            "within_chance": [_change(one) for one in changed.chance],
            "events": [_event(one) for one in changed.general],
        }
        if changed
        else None,
        "rumours": _table(view.rumours),
        "targets": _table(view.targets),
        "decisions": [
            {
                "kind": one.item.kind,
                "count": one.item.count,
                "hidden_below": one.item.hidden_below or None,
                "since": plain(one.item.since),
                "link": one.href,
                "who": [str(role) for role in one.who],
                **{name: plain(value) for name, value in one.item.values.items()},
            }
            for one in view.decisions
        ],
    }


def _reason(one: Reason) -> dict[str, Any]:
    return {
        **_change(one.change),
        "parts": {way: [_part(part) for part in some] for way, some in one.parts.items()},
        "telling": [{"way": part.way, **_part(part)} for part in one.telling],
        "events": [_event(event) for event in one.events],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "topic": change.topic,
        "before": change.before,
        "after": change.after,
        "change": change.delta,
        "ratio": change.ratio,
        "share_before": change.share_before,
        "share_after": change.share_after,
        "z": round(change.z, 2),
        "spread": round(change.spread, 2),
    }


def _part(part: Part) -> dict[str, Any]:
    return {"value": part.value, "before": part.before, "after": part.after, "change": part.delta, "share": part.share}


def _event(event: Event) -> dict[str, Any]:
    return {
        "kind": str(event.kind),
        "first": plain(event.first),
        "last": plain(event.last),
        "about": event.about,
        "number": event.number,
        "link": event.link,
    }


def _table(shown: Shown | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    keys = [column.key for column in shown.block.columns]
    rows = [
        {key: plain(field.raw) for key, field in zip(keys, record.fields, strict=True)} | {"why": record.why}
        for record in shown.records
    ]
    return {"key": shown.block.key, "title": shown.block.title, "definition": shown.block.definition, "rows": rows}
