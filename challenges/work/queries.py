"""Questions about handed-in work that several pages ask, each in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.work.deadlines import times_by_pair
from challenges.work.models import Milestone, Submission, Version
from cohorts.models import Cohort, Programme, Team
from cohorts.teams.roles import mentored_team_ids, own_team_ids
from core.zones import local


@dataclass(frozen=True)
class TeamRow:
    """One team and its newest version for a milestone, or none; a later deadline where it has one."""

    team: Team
    version: Version | None
    extended_to: datetime | None = None

    def cells(self, zone: str) -> list[Any]:
        """The row of the export."""
        if self.version is None:
            return [self.team.name, "", "", "", "", ""]
        at = f"{local(self.version.submitted_at, zone):%Y-%m-%d %H:%M}"
        late = _("yes") if self.version.is_late else _("no")
        return [
            self.team.name,
            self.version.number,
            at,
            self.version.submitted_by.name,
            late,
            self.version.key,
        ]


def hand_in_table(milestone: Milestone) -> list[TeamRow]:
    """Every team of the cohort in order, with its newest version and its extension."""
    newest = {version.submission.team_id: version for version in newest_versions([milestone])}
    later = dict(milestone.extensions.values_list("team_id", "due_at"))
    teams = milestone.cohort.teams.order_by("number")
    return [TeamRow(team, newest.get(team.pk), later.get(team.pk)) for team in teams]


def newest_versions(milestones: Iterable[Milestone]) -> list[Version]:
    """The newest version of every submission for these milestones."""
    submissions = Submission.objects.filter(milestone__in=list(milestones))
    newest = submissions.annotate(newest=Max("versions__pk")).values("newest")
    return list(Version.objects.filter(pk__in=newest).select_related("submission__team", "submitted_by"))


def versions_of(submission: Submission | None) -> list[Version]:
    """All versions with their files, the newest first."""
    if submission is None:
        return []
    rows = submission.versions.select_related("submitted_by").prefetch_related(
        "files__stored__previews", "citations__person"
    )
    return list(rows.order_by("-number"))


def own_team(cohort: Cohort, user: Any) -> Team | None:
    """The team in which the person takes part."""
    return Team.objects.filter(cohort=cohort, pk__in=own_team_ids(user)).first()


def teams_followed(cohort: Cohort, user: Any) -> list[Team]:
    """The person's own team, or the teams they mentor."""
    ids = own_team_ids(user) | mentored_team_ids(user)
    return list(Team.objects.filter(cohort=cohort, pk__in=ids).order_by("number"))


@dataclass(frozen=True)
class Missing:
    """A milestone whose deadline has passed, and the teams that have not handed in."""

    milestone: Milestone
    teams: list[Team]


def missing_work(cohort: Cohort, now: datetime) -> list[Missing]:
    """What is late: each past milestone with the teams that owe it; for organisers, who know of extensions."""
    past = list(Milestone.objects.filter(cohort=cohort, due_at__lt=now).in_order())
    teams = list(Team.objects.filter(cohort=cohort).order_by("number")) if past else []
    done = set(Submission.objects.filter(milestone__in=past).values_list("milestone_id", "team_id"))
    times = times_by_pair(past, teams)
    waiting = {pair for pair in times if pair not in done and times[pair].due_at < now}
    owed = [Missing(row, [team for team in teams if (row.pk, team.pk) in waiting]) for row in past]
    return [row for row in owed if row.teams]


def programme_part(programme: Programme) -> list[tuple[str, str, str, str]]:
    """What the programme's page says of milestones: label, words, address, words of the link."""
    number = programme.milestone_templates.count()
    words = ngettext("%(number)s milestone", "%(number)s milestones", number) % {"number": number}
    address = reverse("organise:milestone_templates", args=[programme.slug])
    return [(_("Milestones of new cohorts"), words, address, _("Change"))]
