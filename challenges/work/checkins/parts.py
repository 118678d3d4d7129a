"""What pages of teams say of check-ins and warnings, through the wiring."""

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.work.checkins.models import CheckIn, EarlyWarning, check_in_rules_of
from challenges.work.checkins.queries import shown_warnings
from challenges.work.checkins.shown import map_url, told, warned_words
from challenges.work.checkins.weeks import week_at
from cohorts.models import Cohort, Team
from cohorts.programmes.models import WEEKS
from cohorts.programmes.workflow import CohortState
from core import zones

Part = tuple[str, str, str, str]
STARTED = (CohortState.RUNNING, CohortState.COMPLETED)


def of_team(team: Team, door: str) -> list[Part]:
    """The team's check-ins; for organisers with how many answered this week and every warning that is shown.

    Members and mentors are told nothing that depends on what was answered: some of it is not for them.
    """
    if team.cohort.state not in STARTED or not check_in_rules_of(team.cohort).is_on:
        return []
    if door == "my":
        url = reverse("my:check_ins", args=[team.cohort.slug, team.key])
        return [(_("Check-ins"), _("One minute a week, by Sunday, 23:59"), url, _("Read them"))]
    return [_this_week(team), *_warnings(team)]


def _this_week(team: Team) -> Part:
    week = week_at(team.cohort, zones.now())
    url = reverse("organise:check_ins_team", args=[team.cohort.slug, team.key])
    if not 1 <= week <= WEEKS:
        return _("Check-ins"), _("Week by week"), url, _("Read them")
    number = CheckIn.objects.filter(team=team, week=week).count()
    words = _("Answered in week %(week)s: %(count)s") % {"week": week, "count": number}
    return _("Check-ins"), words, url, _("Read them")


def _warnings(team: Team) -> list[Part]:
    rows = EarlyWarning.objects.shown(zones.now()).filter(team=team).select_related("team__cohort").order_by("pk")
    return [(_("Early warning"), one.title, one.url, _("See why")) for one in told(team.cohort, list(rows))]


def teams_notices(cohort: Cohort, without: int) -> list[tuple[str, str, str]]:
    """That teams may need help, with the way to the map; two queries."""
    if cohort.state not in STARTED or not check_in_rules_of(cohort).is_on:
        return []
    number = len({row.team_id for row in shown_warnings(cohort, zones.now())})
    words = f"{warned_words(number)}." if number else ""
    return [(words, map_url(cohort), _("See how all teams are doing, week by week"))]
