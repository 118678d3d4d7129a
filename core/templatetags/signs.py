"""Small signs that never rely on colour alone: icons, state tags, sector swatches, balances, dots, progress."""

from functools import cache, lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

register = template.Library()
STATES = ("info", "good", "warn", "bad", "now", "plain")
STATE_ICONS = {"info": "circle", "good": "check", "warn": "alert-triangle", "bad": "alert-circle", "now": "clock"}
SECTOR_WORDS = {
    "public": gettext_lazy("public"),
    "private": gettext_lazy("private"),
    "third": gettext_lazy("third sector"),
    "academic": gettext_lazy("academic"),
}
# Two looks stand for the cohort's two sides; the other sectors borrow none and show an empty swatch.
SWATCHES = {"public": "sw-pub", "private": "sw-pri"}
Words = str | Promise


@register.simple_tag
def icon(name: str, label: Words = "") -> SafeString:
    """An icon of the sprite; decoration unless it has a label."""
    return _drawn(name, format_html('role="img" aria-label="{}"', label)) if label else _silent(name)


def _drawn(name: str, says: SafeString) -> SafeString:
    return format_html('<svg class="ico" {}><use href="{}#{}"/></svg>', says, static("icons.svg"), name)


@cache
def _silent(name: str) -> SafeString:
    """The same characters on every page: made once."""
    return _drawn(name, SafeString('aria-hidden="true"'))


@register.simple_tag
def tag_state(state: str, label: Words, icon: str | None = None) -> SafeString:
    """A state as a tag with words; an icon by state unless another or none is asked for."""
    if state not in STATES:
        raise template.TemplateSyntaxError(f"unknown state {state!r}; one of {', '.join(STATES)}")
    name = STATE_ICONS.get(state, "") if icon is None else icon
    return format_html("{}{}</span>", _tag_start(state, name), label)


@cache
def _tag_start(state: str, icon: str) -> SafeString:
    return format_html('<span class="tag tag-{}">{}', state, _silent(icon) if icon else "")


def side_of(value: Any) -> str:
    """The side as a small word, whether it came as text or as a choice of an enumeration."""
    return str(getattr(value, "value", value)).lower()


@register.simple_tag
def sector(side: Any, label: Words | None = None) -> SafeString:
    """A sector's swatch and its word; with an empty label the word is there for readers only."""
    bare, alone, before, spoken = _sector_parts(side_of(side), get_language())
    if label is None or label == spoken:
        return alone
    return format_html("{}{}</span></span>", before, label) if label else bare


@cache
def _sector_parts(key: str, language: str | None) -> tuple[SafeString, SafeString, SafeString, str]:
    """The same for every row of a side: without a word, with its own, what stands before another, and the word."""
    spoken = str(SECTOR_WORDS.get(key, key))
    swatch = format_html('<span class="sw {}" aria-hidden="true"></span>', SWATCHES.get(key, "sw-none"))
    bare = format_html('<span class="sector sector-bare">{}<span class="vh">{}</span></span>', swatch, spoken)
    alone = format_html('<span class="sector">{} <span>{}</span></span>', swatch, spoken)
    before = format_html('<span class="sector">{} <span><span class="vh">{}: </span>', swatch, spoken)
    return bare, alone, before, spoken


@register.simple_tag
def balance(public: int, private: int) -> SafeString:
    """One swatch a person, public first, with the numbers as the text alternative."""
    return _balance(public, private, get_language())


@lru_cache(maxsize=500)
def _balance(public: int, private: int, language: str | None) -> SafeString:
    """The same few numbers in every list of teams."""
    words = _("%(public)s public, %(private)s private") % {"public": public, "private": private}
    kinds = ["sw-pub"] * public + ["sw-pri"] * private
    swatches = format_html_join("", '<span class="sw {}"></span>', ((kind,) for kind in kinds))
    return format_html('<span class="bal" role="img" aria-label="{}">{}</span>', words, swatches)


@register.simple_tag
def dots(done: int, goal: int, label: Words = "") -> SafeString:
    """Dots towards a goal, the number in words first; what exceeds the goal is added as +n."""
    circles = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="6" r="4"/>',
        (("dot-on" if place < done else "dot-off", 6 + 13 * place) for place in range(goal)),
    )
    over = format_html('<text class="dot-t" x="{}" y="10.5">+{}</text>', 3 + 13 * goal, done - goal)
    return format_html(
        '<span class="dots"><span class="num2">{}</span><span class="vh"> {} {}</span>'
        '<svg width="{}" height="12" viewBox="0 0 {} 12" aria-hidden="true">{}{}</svg></span>',
        done,
        _("of a goal of %(goal)s") % {"goal": goal},
        label,
        13 * goal + 27,
        13 * goal + 27,
        circles,
        over if done > goal else "",
    )


@register.simple_tag
def progress(done: int, total: int, label: Words = "") -> SafeString:
    """A native progress bar with its numbers in words."""
    words = _("%(done)s of %(total)s") % {"done": done, "total": total}
    return format_html(
        '<span class="prog"><progress max="{}" value="{}" aria-label="{}"></progress><span>{} {}</span></span>',
        max(total, 1),
        min(done, max(total, 1)),
        label or words,
        words,
        label,
    )


@register.simple_tag
def avatar(name: str) -> SafeString:
    """The initials of a name in a circle; the name itself stands beside it."""
    parts = name.split()
    letters = (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper() if parts else "?"
    return format_html('<span class="who" aria-hidden="true">{}</span>', letters)
