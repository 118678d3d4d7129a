"""The teams of a cohort: before and after publication, one team, its mentors and its members."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from cohorts.people.models import Mentor
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort
from cohorts.teams import services
from cohorts.teams.forms import MentorsForm, NamingForm, TeamForm
from cohorts.teams.history import history
from cohorts.teams.listing import lines_of, parts_of, rows_of, team_rows
from cohorts.teams.models import MentorAssignment, Team
from cohorts.teams.services.mentor_mail import preview_mentors
from cohorts.teams.services.mentors import advice_of, changes_among
from cohorts.teams.views.loaders import cohort_at, me, team_at
from core import zones
from core.access import guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer
from core.lists import page_of
from core.spreadsheets.write import csv_response
from core.wiring import wired

# Longer than any mail is held.
MAIL_IS_NEWS = timedelta(hours=1)


@guard("teams.manage", of=cohort_at)
@require_GET
def teams(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The published teams, else the proposals and how to come by one."""
    # A list is not counted by one more query, as a QuerySet would be; teams are few and their rows small.
    page = page_of(request, list(Team.objects.filter(cohort=cohort).order_by("number")))
    active = cohort.participants.filter(state=PlaceState.ACTIVE)
    counts = active.aggregate(people=Count("pk"), without=Count("pk", filter=Q(membership=None)))
    listed = history(cohort)
    context = {
        "cohort": cohort,
        "page": page,
        "notices": _notices(cohort, counts["without"]) if page.object_list else [],
        "rows": lines_of(page.object_list, cohort),
        "proposals": listed,
        "can_compare": sum(bool(line.proposal.names) for line in listed) > 1,
        "may_name": services.may_name_itself(cohort),
        "held": services.held_letters(cohort) if _are_new(list(page.object_list)) else [],
        **counts,
    }
    return render(request, "cohorts/teams/teams.html", context)


def _notices(cohort: Cohort, without: int) -> list[tuple[str, str, str]]:
    return [one for ask in wired("TEAMS_NOTICES") for one in ask(cohort, without)]


def _are_new(teams: Sequence[Team]) -> bool:
    """Whether the mail of their publication may still wait: it is not asked for later on."""
    return any(team.formed_at > zones.now() - MAIL_IS_NEWS for team in teams)


@guard("teams.manage", of=cohort_at)
@require_GET
def teams_csv(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Who is in which team, a line a person."""
    headers = [_("Team"), _("Name"), _("Organisation"), _("Sector"), _("Job"), _("E-mail address")]
    lines = [
        [
            row.team.name,
            str(person),
            person.organisation.name,
            person.get_side_display(),
            person.job_title,
            person.user.email,
        ]
        for row in team_rows(cohort)
        for person in row.people
    ]
    return csv_response(f"{cohort.slug}-teams.csv", headers, lines)


@guard("teams.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def mentors(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A table of teams with a mentor from each side to choose."""
    form = _mentors_form(request, cohort)
    if request.POST.get("step") == "look" and form.is_valid() and changes_among(form.choices):
        return _look(request, cohort, form)
    if request.POST.get("step") == "save" and form.is_valid() and not form.may_tell(_told(form)):
        return _look(request, cohort, form)
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.choose_mentors(choices=form.choices, by=me(request))
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            words = ngettext("%(count)s change is saved.", "%(count)s changes are saved.", changed)
            messages.success(request, words % {"count": changed})
            return redirect("organise:teams", cohort.slug)
    return answer(request, "cohorts/teams/mentors.html", {"cohort": cohort}, form)


def _told(form: MentorsForm) -> int:
    return sum(preview.count for preview in preview_mentors(advice_of(changes_among(form.choices))))


def _look(request: HttpRequest, cohort: Cohort, form: MentorsForm) -> HttpResponse:
    """The changes and the mail that they send, before anything is saved."""
    changed = changes_among(form.choices)
    form.ask_number(_told(form))
    context = {"cohort": cohort, "changed": changed, "previews": preview_mentors(advice_of(changed))}
    return answer(request, "cohorts/teams/mentors_confirm.html", context, form)


def _mentors_form(request: HttpRequest, cohort: Cohort) -> MentorsForm:
    here = MentorAssignment.objects.filter(team__cohort=cohort, mentor__left_at=None)
    held = {(one.team_id, str(one.mentor.side)): one.mentor for one in here.select_related("mentor")}
    known = Mentor.objects.filter(cohort=cohort, left_at=None).select_related("user", "organisation")
    people = list(known.order_by("user__last_name", "user__first_name", "pk"))
    found = list(cohort.teams.select_related("cohort").order_by("number"))
    return MentorsForm(request.POST or None, teams=found, mentors=people, held=held)


@guard("team.form", of=team_at, see="team.view")
@require_GET
def team(request: HttpRequest, team: Team) -> HttpResponse:
    """One team for its organiser: members, mentors, what changed; members have a page of their own."""
    context = {"cohort": team.cohort, "row": rows_of([team])[0], "parts": parts_of(team, "organise")}
    context["rows"] = timeline(subject=team, limit=8)
    return render(request, "cohorts/teams/team.html", context)


@guard("team.form", of=team_at)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, team: Team) -> HttpResponse:
    """The team has another name or another room."""
    form = TeamForm(request.POST or None, initial={"name": team.name, "room": team.room})
    if request.method == "POST" and form.is_valid():
        try:
            services.change_team(team=team, **form.cleaned_data, by=me(request))
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Saved. Nobody was told: write to the team if they should know today."))
            return redirect("organise:team", team.cohort.slug, team.key)
    return answer(request, "cohorts/teams/change.html", {"cohort": team.cohort, "team": team}, form)


@guard("teams.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def naming(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Until when the teams may choose their own names."""
    form = NamingForm(request.POST or None, initial={"until": cohort.names_until}, zone=cohort.zone)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_names_until(cohort=cohort, until=form.cleaned_data["until"], by=me(request))
        except Refused as refused:
            form.add_error("until" if refused.field else None, refused.message)
        else:
            messages.success(request, _("Saved. Teams see it on their own page."))
            return redirect("organise:teams", cohort.slug)
    return answer(request, "cohorts/teams/naming.html", {"cohort": cohort}, form)
