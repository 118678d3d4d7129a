"""The parts of a draft by name: the text, the links, and each field of the form; and what is wrong with them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from challenges.work.cited.models import PREFIX
from challenges.work.engine.shape import Field, Kind
from challenges.work.models import Milestone
from challenges.work.models.submissions import LINKS_MAX, TEXT_MAX

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXT, LINKS = "text", "links"
MOST_LINKS = 10


def asked_parts(milestone: Milestone) -> dict[str, int]:
    """The names of the parts that the milestone asks for, with the most characters of each."""
    parts = {TEXT: TEXT_MAX} if milestone.has_text else {}
    parts |= {LINKS: LINKS_MAX} if milestone.has_links else {}
    return parts | {field.name: field.longest for field in milestone.fields}


def label_of(milestone: Milestone, name: str) -> "StrOrPromise":
    """What a part is called on the page."""
    labels: dict[str, StrOrPromise] = {TEXT: _("Text"), LINKS: _("Links")}
    labels |= {field.name: field.label for field in milestone.fields}
    if name.startswith(PREFIX):
        return _("What we saw and used")
    return labels.get(name, name)


def links_in(value: str) -> list[str]:
    """The addresses of a part, one from each line."""
    return [line.strip() for line in value.splitlines() if line.strip()]


def problems_with(milestone: Milestone, values: Mapping[str, str]) -> "dict[str, StrOrPromise]":
    """What keeps the parts from being handed in, by the part's name; empty when they are ready."""
    found: dict[str, StrOrPromise] = {}
    links = links_in(values.get(LINKS, "")) if milestone.has_links else []
    if len(links) > MOST_LINKS:
        found[LINKS] = _("Give at most %(number)s links.") % {"number": MOST_LINKS}
    for link in links:
        if not _opens(link):
            found[LINKS] = _("“%(link)s” is not an address that begins with https://") % {"link": link[:80]}
    for field in milestone.fields:
        problem = _problem(field, values.get(field.name, ""))
        if problem:
            found[field.name] = problem
    return found


def _opens(link: str) -> bool:
    """Whether a browser can open it."""
    try:
        URLValidator(schemes=["http", "https"])(link)
        urlsplit(link)
    except (ValidationError, ValueError):
        return False
    return True


def _problem(field: Field, value: str) -> "StrOrPromise":
    if not value:
        return _("Fill in “%(label)s”.") % {"label": field.label} if field.is_required else ""
    if field.accepts(value):
        return ""
    if field.kind == Kind.NUMBER:
        return _("Give “%(label)s” as a number, such as 12 or 3.5.") % {"label": field.label}
    if field.kind == Kind.CHOICE:
        return _("Choose one of the answers for “%(label)s”.") % {"label": field.label}
    words = {"label": field.label, "number": field.longest}
    return _("“%(label)s” can have %(number)s characters.") % words
