"""What an owner's page of a challenge says of the times they offer."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.briefs.owners_page import Line, OwnersPage, Part
from challenges.work.offers.queries import OfferRow, offers_of
from core import zones
from core.templatetags.moments import when_words


def of_brief(page: OwnersPage) -> list[Part]:
    """The times ahead: who has taken which; nothing where no team works on the challenge and none stands."""
    rows = offers_of([page.brief]).get(page.brief.pk, [])
    ahead = [row for row in rows if row.offer.withdrawn_at is None and row.offer.starts_at > page.now]
    if not page.lines and not ahead:
        return []
    url = reverse("partner:brief_offers", args=[page.brief.key])
    is_over = zones.today(page.brief.cohort.zone, page.now) > page.brief.cohort.ends_on
    empty = _("No time is offered.")
    if not is_over:
        empty = _("Offer the team an hour for its questions: it learns most from the people who have the problem.")
    lines = [_line(row, page, url) for row in ahead]
    return [Part(_("Times to meet"), lines, empty=empty, more=url, more_label=_("Offer, move or withdraw times"))]


def _line(row: OfferRow, page: OwnersPage, url: str) -> Line:
    when = when_words(row.offer.starts_at, page.brief.cohort, page.now)
    if not row.teams:
        return Line(when, url, row.offer.place, _("Free"), "info")
    return Line(when, url, ", ".join(team.name for team in row.teams), _("Taken"), "good")


def short_words(rows: list[OfferRow]) -> str:
    """How many of these times are taken and free, in one sentence."""
    taken, free = sum(bool(row.teams) for row in rows), sum(not row.teams for row in rows)
    parts = []
    if taken:
        parts.append(ngettext("%(count)s time is taken", "%(count)s times are taken", taken) % {"count": taken})
    if free:
        parts.append(ngettext("%(count)s is free", "%(count)s are free", free) % {"count": free})
    return f"{', '.join(parts)}." if parts else ""
