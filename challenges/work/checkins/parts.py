"""What pages of teams say of check-ins and warnings, through the wiring."""

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.work.checkins.models import CheckIn, EarlyWarning, check_in_rules_of
from challenges.work.checkins.shown import map_url, told
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
    if team.cohort.state not in STARTED:
        return []
    rules = check_in_rules_of(team.cohort)
    if door == "my":
        return [_own(team, rules.is_on)] if rules.is_on or rules.shows_mentors else []
    return [*([_this_week(team)] if rules.is_on else []), *_warnings(team)]


def _own(team: Team, is_on: bool) -> Part:
    url = reverse("my:check_ins", args=[team.cohort.slug, team.key])
    words = _("One minute a week, by Sunday, 23:59") if is_on else _("Week by week")
    return _("Check-ins"), words, url, _("Read them")


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
    """The way to the map and its rules, which stands also while nothing is asked; how many need help Today says."""
    return [("", map_url(cohort), _("See how all teams are doing, week by week"))]
