"""Tags that draw the mark: the ring of a cohort's weeks, the logo, the week line and the home page's dial."""

from collections.abc import Iterable, Mapping
from math import pi, sin
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags import rings

register = template.Library()
BOX = (60.0, 60.0)
# Below this many pixels a number in the ring cannot be read; the label still says it.
NUMBER_FROM = 64


def _state(place: int, week: int) -> str:
    if place + 1 == week:
        return "now"
    return "past" if place + 1 < week else "todo"


def _segments(week: int, total: int) -> SafeString:
    kinds = {"past": rings.PAST, "now": rings.NOW, "todo": rings.TODO}
    states = [_state(place, week) for place in range(total)]
    return format_html_join(
        "",
        '<path class="seg-{}" d="{}"/>',
        ((state, rings.segment(place, kinds[state], BOX, total)) for place, state in enumerate(states)),
    )


def _count(week: int, total: int, size: int) -> SafeString:
    if size < NUMBER_FROM or not 1 <= week <= total:
        return SafeString("")
    caption = "16.5" if size < 160 else "11"
    return format_html(
        '<text class="ring-num" x="60" y="64" font-size="30">{}</text>'
        '<text class="ring-cap" x="60" y="{}" font-size="{}">{}</text>',
        week,
        "81" if size < 160 else "80",
        caption,
        _("of %(total)s") % {"total": total},
    )


@register.simple_tag
def ring(week: int = 0, total: int = rings.WEEKS, size: int = 60, label: str = "") -> SafeString:
    """The ring of a run of weeks: past ones filled, this one strong, the others outlined; silent without a label."""
    name = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="ring" width="{0}" height="{0}" viewBox="0 0 120 120" {1}>{2}{3}</svg>',
        size,
        name,
        _segments(week, total),
        _count(week, total, size),
    )


@register.simple_tag
def logo(size: int = 36) -> SafeString:
    """The mark itself: twelve segments, the twelfth in the colour of now; always beside the name, so silent."""
    paths = format_html_join(
        "",
        '<path class="{}" d="{}"/>',
        (("seg-now" if place == 11 else "seg", rings.segment(place, rings.LOGO, (24.0, 24.0))) for place in range(12)),
    )
    return format_html(
        '<svg class="ring" width="{0}" height="{0}" viewBox="0 0 48 48" aria-hidden="true">{1}</svg>', size, paths
    )


@register.inclusion_tag("components/week_line.html")
def week_line(weeks: Iterable[Any]) -> dict[str, Any]:
    """The weeks as a line of twelve bars with their titles, dates and events."""
    return {"weeks": list(weeks)}


def _get(week: Any, name: str) -> Any:
    return week.get(name, "") if isinstance(week, Mapping) else getattr(week, name, "")


def _anchor(place: int, total: int) -> str:
    side = sin(2 * pi * (place + 0.5) / total)
    return "start" if side > 0 else "end"


def _dial_part(place: int, week: Any, total: int) -> dict[str, Any]:
    kind = str(_get(week, "kind") or "team")
    centre = (304.0, 262.0)
    final = kind == "final"
    inside = rings.middle(place, 136, centre, total)
    outside = rings.middle(place, 196 if final else 184, centre, total)
    above = rings.point((0, 0), 1, 2 * pi * (place + 0.5) / total)[1]
    first = outside[1] - 6 + (8 if above > 0 else -4) * abs(above)
    return {
        "path": rings.segment(place, rings.DIAL_FINAL if final else rings.DIAL, centre, total),
        "kind": kind,
        "number": _get(week, "number"),
        "title": _get(week, "title"),
        "note": _get(week, "note"),
        "anchor": _anchor(place, total),
        "number_at": (rings.number(inside[0]), rings.number(inside[1] + 5)),
        "title_at": (rings.number(outside[0]), rings.number(first)),
        "note_at": (rings.number(outside[0]), rings.number(first + 18)),
    }


@register.inclusion_tag("components/dial.html")
def dial(weeks: Iterable[Any], caption: str = "") -> dict[str, Any]:
    """The home page's dial: each week a segment whose pattern tells with whom it is spent."""
    listed = list(weeks)
    parts = [_dial_part(place, week, len(listed)) for place, week in enumerate(listed)]
    words = "; ".join(f"{part['number']} {part['title']}" for part in parts)
    return {"parts": parts, "words": words, "count": len(listed), "caption": caption}
