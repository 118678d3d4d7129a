"""Filters that show people's own words: Markdown made safe, a plain first line, small numbers in words."""

from collections.abc import Sequence
from typing import Any

import nh3
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

register = template.Library()
TAGS = {"p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "a"}
TAGS |= {"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
# People's headings stand below the page's own: their first level becomes our third.
LOWER_BY = 2


def _heading(self: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    token = tokens[place]
    level = min(int(token.tag[1]) + LOWER_BY, 6)
    return f"<h{level}>" if token.nesting == 1 else f"</h{level}>\n"


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    reader.disable("image")
    reader.add_render_rule("heading_open", _heading)
    reader.add_render_rule("heading_close", _heading)
    return reader


READER = _reader()


def clean(markdown: str) -> str:
    """The Markdown as HTML that holds only the tags, attributes and addresses named above."""
    return nh3.clean(
        READER.render(markdown),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )


@register.filter
def prose(text: str | None) -> SafeString | str:
    """A participant's Markdown as safe HTML: no images, no scripts, links that pass nothing on."""
    if not text:
        return ""
    # nh3 has just made it safe, which is what SafeString says.
    return format_html('<div class="prose">{}</div>', SafeString(clean(str(text))))


@register.filter
def prose_line(text: str | None, length: int = 140) -> str:
    """The first line of a Markdown text as plain words, cut at a word."""
    if not text:
        return ""
    plain = nh3.clean(READER.render(str(text)), tags=set()).strip().split("\n")[0]
    words = _unescape(plain)
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _unescape(text: str) -> str:
    for entity, sign in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ):
        text = text.replace(entity, sign)
    return text


@register.filter
def in_words(number: int) -> str:
    """A number from 0 to 10 as a word, others as figures."""
    names = [
        _("no"), _("one"), _("two"), _("three"), _("four"), _("five"),
        _("six"), _("seven"), _("eight"), _("nine"), _("ten"),
    ]  # fmt: skip
    return names[number] if 0 <= number < len(names) else str(number)


@register.filter
def split(text: str) -> list[str]:
    """The words of a text, for loops in templates."""
    return text.split()
