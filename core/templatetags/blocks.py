"""Block tags that wrap content in the parts of a page: sections, notices, dialogs, panels, empty states."""

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.templatetags.marks import ring
from core.templatetags.signs import icon

register = template.Library()
Words = str | Promise
NOTICES = {"info": "info", "good": "check-circle", "warn": "alert-triangle", "bad": "alert-circle"}


def _id(prefix: str, words: Words) -> str:
    return f"{prefix}-{slugify(str(words), allow_unicode=True)[:48]}"


@register.simple_block_tag
def section(
    content: str,
    heading: Words,
    count: int | None = None,
    more: str = "",
    more_label: Words = "",
    note: Words = "",
    id: str = "",
) -> SafeString:
    """A section under a heading over the ink rule, with its count, a note and a link to more."""
    name = id or _id("s", heading)
    parts = [format_html('<h2 id="{}">{}</h2>', name, heading)]
    if count is not None:
        parts.append(format_html('<span class="n num">{}</span>', count))
    if note:
        parts.append(format_html('<span class="small quiet">{}</span>', note))
    if more:
        parts.append(format_html('<a class="more" href="{}">{}</a>', more, more_label or _("See all")))
    head = format_html_join("", "{}", ((part,) for part in parts))
    return format_html('<section aria-labelledby="{}"><div class="sec-h">{}</div>{}</section>', name, head, content)


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: Words = "") -> SafeString:
    """A calm note beside a line in the state's colour, its kind told by an icon and a bold first sentence."""
    if kind not in NOTICES:
        raise template.TemplateSyntaxError(f"unknown notice {kind!r}; one of {', '.join(NOTICES)}")
    bold = format_html("<strong>{}</strong> ", title) if title else ""
    return format_html('<div class="note note-{}">{}<div>{}{}</div></div>', kind, icon(NOTICES[kind]), bold, content)


@register.simple_block_tag
def blank(content: str, heading: Words) -> SafeString:
    """An empty state that teaches the first step, beside a ring of weeks still to come."""
    return format_html('<div class="empty">{}<div><h2>{}</h2>{}</div></div>', ring(size=168), heading, content)


@register.simple_block_tag
def panel(content: str, heading: Words) -> SafeString:
    """A floating panel about one thing."""
    name = _id("p", heading)
    return format_html(
        '<section class="panel" aria-labelledby="{0}"><h2 id="{0}">{1}</h2>{2}</section>', name, heading, content
    )


@register.simple_block_tag
def disclose(content: str, summary: Words, open: bool = False) -> SafeString:
    """Content behind a summary that opens without script."""
    return format_html(
        '<details class="disclose"{}><summary>{}{}</summary><div>{}</div></details>',
        SafeString(" open") if open else "",
        icon("chevron-right"),
        summary,
        content,
    )


@register.simple_block_tag
def dialog(
    content: str, name: str, label: Words, href: str = "", kind: str = "", title: Words = "", small: bool = False
) -> SafeString:
    """A link styled as a button that opens a native dialog; without scripts it goes to a page of its own."""
    look = " ".join(filter(None, ["btn", f"btn-{kind}" if kind else "", "btn-s" if small else ""]))
    return format_html(
        '<a class="{look}" href="{href}" data-dialog="{name}">{label}</a>'
        '<dialog class="dialog" id="{name}" aria-labelledby="{name}-t"><div class="dialog-head">'
        '<h2 id="{name}-t">{title}</h2><form method="dialog"><button class="btn btn-bare btn-s" aria-label="{close}">'
        "{cross}</button></form></div>{content}</dialog>",
        look=look,
        href=href or f"#{name}",
        name=name,
        label=label,
        title=title or label,
        close=_("Close"),
        cross=icon("x"),
        content=content,
    )


@register.simple_tag
def htmx() -> SafeString:
    """The script of htmx, for the pages that use it."""
    return format_html('<script src="{}" defer></script>', static("vendor/htmx/htmx-2.min.js"))
