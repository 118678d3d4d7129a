"""Teams' and mentors' pages: what is due, handing in, receipts."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.work import services
from challenges.work.forms import HandInForm
from challenges.work.models import Milestone, Submission
from challenges.work.queries import latest_files, own_team, teams_followed, versions_of
from challenges.work.views.organise import cohort_in_address, milestone_in_address
from cohorts.models import Cohort, Team
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("home.my", of=cohort_in_address)
def milestones(request: Request, cohort: Cohort) -> HttpResponse:
    """Every milestone, with what the person's teams have handed in."""
    teams = teams_followed(cohort, request.user)
    found = Submission.objects.filter(team__in=teams, milestone__cohort=cohort).values_list("milestone_id", "team_id")
    handed_in, now = set(found), zones.now()
    rows = [_row(milestone, teams, handed_in, now) for milestone in Milestone.objects.filter(cohort=cohort).in_order()]
    context = {"cohort": cohort, "rows": rows, "is_mentor": own_team(cohort, request.user) is None and bool(teams)}
    return render(request, "challenges/work/my_milestones.html", context)


@dataclass(frozen=True)
class Row:
    """A milestone with which of the person's teams have handed in: by name where there are several."""

    milestone: Milestone
    is_done: bool
    is_over: bool
    is_early: bool
    handed_in: str


def _row(milestone: Milestone, teams: list[Team], handed_in: set[tuple[int, int]], now: datetime) -> Row:
    done = [team for team in teams if (milestone.pk, team.pk) in handed_in]
    words = ", ".join(team.name for team in done) if len(teams) > 1 else ""
    early = milestone.opens_at is not None and now < milestone.opens_at
    return Row(milestone, bool(teams) and len(done) == len(teams), now >= milestone.closes_at, early, words)


@guard("milestone.view", of=milestone_in_address)
def milestone(request: Request, milestone: Milestone) -> HttpResponse:
    """What to hand in, the form while it is open, and the versions so far."""
    team = own_team(milestone.cohort, request.user)
    submission = Submission.objects.filter(milestone=milestone, team=team).first() if team else None
    can_hand_in = team is not None and milestone.is_open(zones.now())
    form = _form(request, submission) if can_hand_in or request.method == "POST" and team else None
    if form is not None and team is not None and request.method == "POST" and form.is_valid():
        done = _hand_in(request, milestone, team, form)
        if done is not None:
            return done
    context = {
        "cohort": milestone.cohort,
        "milestone": milestone,
        "team": team,
        "versions": versions_of(submission),
        "others": _mentored(milestone, request) if team is None else [],
        "is_open": can_hand_in,
        "is_early": milestone.opens_at is not None and zones.now() < milestone.opens_at,
    }
    if form is None:
        return render(request, "challenges/work/my_milestone.html", context)
    return answer(request, "challenges/work/my_milestone.html", context, form)


def _form(request: Request, submission: Submission | None) -> HandInForm:
    earlier, text, links = latest_files(submission)
    return HandInForm(
        request.POST or None,
        request.FILES or None,
        earlier=earlier,
        initial={"text": text, "links": "\n".join(links)},
    )


def _hand_in(request: Request, milestone: Milestone, team: Team, form: HandInForm) -> HttpResponse | None:
    try:
        version = services.hand_in(
            milestone=milestone,
            team=team,
            text=form.cleaned_data["text"],
            links=form.cleaned_data["links"],
            uploads=form.cleaned_data["files"],
            kept=form.kept_files(),
            by=request.user,
            key=form.key,
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return None
    words = _("Handed in: version %(number)s. Your receipt is %(receipt)s; your team has it by e-mail too.")
    messages.success(request, words % {"number": version.number, "receipt": version.key})
    return redirect("my:milestone", milestone.cohort.slug, milestone.key)


def _mentored(milestone: Milestone, request: Request) -> list[tuple[Team, object]]:
    followed = teams_followed(milestone.cohort, request.user)
    handed_in = {
        submission.team_id: submission
        for submission in Submission.objects.filter(milestone=milestone, team__in=followed).select_related("milestone")
    }
    return [(team, versions_of(handed_in.get(team.pk))) for team in followed]
