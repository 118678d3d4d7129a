"""The many small parts of a board: hundreds of cards and cells on one page, so that each has to be quick."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohorts.teams.board import Count, Row, Seat

register = template.Library()


@register.simple_tag
def seat_cards(row: Row, is_open: bool, current: str) -> SafeString:
    """The cards of a team's people; nobody of a locked team is dragged."""
    may_move = is_open and not row.is_locked
    return format_html_join("", "<li>{}</li>", ((seat_card(seat, may_move, current),) for seat in row.seats))


@register.simple_tag
def seat_card(seat: Seat, may_move: bool, current: str) -> SafeString:
    """Somebody's card: the link to why they are here, which may also be dragged."""
    return format_html(
        '<a class="seat {}" id="seat-{}" href="?person={}" data-person="{}"{}{}><b>{}</b>'
        '<span><span class="vh">{}, </span>{}</span><span>{}</span>{}</a>',
        "pub" if seat.is_public else "pri",
        seat.key,
        seat.key,
        seat.key,
        DRAGGED if may_move and not seat.is_locked else "",
        CURRENT if seat.key == current else "",
        seat.name,
        _("public") if seat.is_public else _("private"),
        seat.employer,
        seat.line,
        _lock() if seat.is_locked else "",
    )


DRAGGED, CURRENT = format_html(' draggable="{}"', "true"), format_html(' aria-current="{}"', "true")


def _lock() -> SafeString:
    drawn = '<svg class="lk ico" role="img" aria-label="{}"><use href="{}#lock"/></svg>'
    return format_html(drawn, _("locked"), static("icons.svg"))


@register.simple_tag
def skill_cells(counts: list[Count]) -> SafeString:
    """A cell for each skill with the number of practitioners, shaded by it."""
    return _cells(tuple(counts), get_language())


@lru_cache(maxsize=500)
def _cells(counts: tuple[Count, ...], language: str | None) -> SafeString:
    """The same few numbers in most rows."""
    cells = ((count.skill, count.shade, count.number) for count in counts)
    return format_html_join("", '<td class="sk" data-skill="{}"><span class="sk-{}">{}</span></td>', cells)
