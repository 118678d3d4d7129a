"""What other features' pages show of repairs, through the wiring; and what happened to the teams that calls for one."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.people.models import Participant
from cohorts.programmes.models import Cohort
from cohorts.repairs.models import OPEN, TeamRepair
from cohorts.repairs.standing import CLOSED
from cohorts.repairs.workflow import RepairState
from core.audit.models import Event

Notice = tuple[str, str, str]
MOST_NAMED = 3


def teams_notices(cohort: Cohort, without: int) -> list[Notice]:
    """That so many people have no team, or teams lost somebody since they were published or last mended; two queries.

    Where there is nothing to tell the words are empty, and the link stands quietly below.
    """
    latest, since = _repairs(cohort)
    start = reverse("organise:repairs", args=[cohort.slug])
    if cohort.state in CLOSED:
        return [("", start, _("See how the teams were mended"))] if latest else []
    told = [*_losses(cohort, since), *_unplaced(without)]
    if latest is not None and latest.state in OPEN:
        url = reverse("organise:repair", args=[cohort.slug, latest.key])
        return [(" ".join([*told, _open_words(latest)]), url, _("Look at them"))]
    if not told:
        return [("", start, _("See whether moving a few people would make these teams better"))]
    return [(" ".join(told), start, _("Mend the teams"))]


def _open_words(latest: TeamRepair) -> str:
    if latest.state == RepairState.WORKING:
        return _("Ways to mend the teams are being worked out.")
    return _("Ways to mend the teams are ready to look at.")


def _repairs(cohort: Cohort) -> tuple[TeamRepair | None, datetime | None]:
    """The latest repair that is open or was applied, and when one was last applied."""
    rows = TeamRepair.objects.filter(cohort=cohort, state__in=[*OPEN, RepairState.APPLIED]).order_by("-number")
    found = list(rows.only("key", "state", "ended_at", "cohort", "number")[:2])
    applied = next((one.ended_at for one in found if one.state == RepairState.APPLIED), None)
    return (found[0] if found else None), applied


def left_since(cohort: Cohort, since: datetime | None = None) -> list[tuple[str, str]]:
    """Whoever left a team since it was published, or since a moment: the person's name and the team's."""
    events = Event.objects.in_cohort(cohort.pk).filter(event="member.left")
    if since is not None:
        events = events.filter(at__gt=since)
    return [(one.data.get("person", ""), one.data.get("team", "")) for one in events.order_by("pk")]


def last_mended(cohort: Cohort) -> datetime | None:
    """When a repair was last applied."""
    return _repairs(cohort)[1]


def unplaced(cohort: Cohort) -> list[Participant]:
    """Those who take part and are in no team, by name."""
    found = Participant.objects.active().filter(cohort=cohort, membership=None).select_related("user", "organisation")
    return list(found.order_by("user__last_name", "user__first_name", "pk"))


def _losses(cohort: Cohort, since: datetime | None) -> list[str]:
    teams = list(dict.fromkeys(team for _person, team in left_since(cohort, since)))
    if not teams:
        return []
    if len(teams) > MOST_NAMED:
        return [_("%(count)s teams have lost somebody.") % {"count": len(teams)}]
    if len(teams) == 1:
        return [_("%(name)s has lost somebody.") % {"name": teams[0]}]
    facts = {"names": ", ".join(teams[:-1]), "last": teams[-1]}
    return [_("%(names)s and %(last)s have lost somebody.") % facts]


def _unplaced(number: int) -> list[str]:
    words = ngettext("%(count)s person has no team.", "%(count)s people have no team.", number)
    return [words % {"count": number}] if number else []
