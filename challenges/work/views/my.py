"""Teams' and mentors' pages: what is due, writing together, handing in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.work import services
from challenges.work.cited.holding import citations_of
from challenges.work.cited.views.my import change_citations
from challenges.work.deadlines import times_by_pair
from challenges.work.engine.times import Times
from challenges.work.feedback.parts import of_team
from challenges.work.forms.agreeing import ChangeForm
from challenges.work.forms.drafts import DraftForm
from challenges.work.models import Milestone, Submission
from challenges.work.queries import own_team, teams_followed, versions_of
from challenges.work.services import Incomplete
from challenges.work.views.lookups import cohort_in_address, milestone_in_address
from challenges.work.writing import TeamWork, Voice, voices_of
from cohorts.models import Cohort, Team
from core import zones
from core.access import Request, can, guard
from core.errors import Refused
from core.forms import answer

PAGE = "challenges/work/my_milestone.html"


@guard("home.my", of=cohort_in_address)
def milestones(request: Request, cohort: Cohort) -> HttpResponse:
    """Every milestone, with what the person's teams have handed in."""
    own = own_team(cohort, request.user)
    teams = teams_followed(cohort, request.user)
    found = Submission.objects.filter(team__in=teams, milestone__cohort=cohort).values_list("milestone_id", "team_id")
    listed = list(Milestone.objects.filter(cohort=cohort).as_listed())
    times = times_by_pair(listed, [own] if own else [])
    handed_in, now = set(found), zones.now()
    rows = [
        _row(milestone, times.get((milestone.pk, own.pk)) if own else None, teams, handed_in, now)
        for milestone in listed
    ]
    context = {"cohort": cohort, "rows": rows, "is_mentor": own is None and bool(teams)}
    return render(request, "challenges/work/my_milestones.html", context)


@dataclass(frozen=True)
class Row:
    """A milestone with which of the person's teams have handed in: by name where there are several."""

    milestone: Milestone
    due_at: datetime
    is_done: bool
    is_over: bool
    is_early: bool
    handed_in: str


def _row(
    milestone: Milestone, own: Times | None, teams: list[Team], handed_in: set[tuple[int, int]], now: datetime
) -> Row:
    """A later deadline of the person's own team counts; that of a team somebody mentors is not theirs to know."""
    times = own or milestone.times
    done = [team for team in teams if (milestone.pk, team.pk) in handed_in]
    words = ", ".join(team.name for team in done) if len(teams) > 1 else ""
    early = times.opens_at is not None and now < times.opens_at
    is_done = bool(teams) and len(done) == len(teams)
    return Row(milestone, times.due_at, is_done, now >= times.closes_at, early, words)


@guard("milestone.view", of=milestone_in_address)
def milestone(request: Request, milestone: Milestone) -> HttpResponse:
    """What to hand in; for the team its draft, for its mentors what was handed in."""
    team = own_team(milestone.cohort, request.user)
    if team is None:
        return _for_mentors(request, milestone)
    work = TeamWork(milestone, team, zones.now())
    if request.method == "POST":
        return _written(request, work)
    services.see_draft(milestone=milestone, team=team, part="", by=request.user)
    form = DraftForm(milestone=milestone, parts=work.parts, cited=work.cited)
    return render(request, PAGE, _context(request, work, form))


def _written(request: Request, work: TeamWork) -> HttpResponse:
    """What was sent is saved first, whatever else was asked: then handed in, a file removed, or nothing more."""
    begun_at = work.now
    cited = citations_of(work.draft, request.POST)
    form = DraftForm(request.POST, request.FILES, milestone=work.milestone, parts=work.parts, cited=cited)
    if form.is_valid():
        try:
            has_clash = _save(request, work, form, begun_at)
            if not has_clash and request.POST.get("act") == "submit":
                return _handed_in(request, work, form)
            if not has_clash and request.POST.get("act") == "cite":
                return redirect("my:milestone_cite", work.milestone.cohort.slug, work.milestone.key)
            _say_saved(request, has_clash=has_clash)
            return _back(work)
        except Incomplete as refused:
            form = _again(work, form)
            for name, problem in refused.problems.items():
                form.add_error(name, problem)
        except Refused as refused:
            form = _again(work, form)
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    return answer(request, PAGE, _context(request, TeamWork(work.milestone, work.team, zones.now()), form), form)


def _again(work: TeamWork, form: DraftForm) -> DraftForm:
    """The same form over the draft as it is now, so that its revisions are those of the next save."""
    fresh = TeamWork(work.milestone, work.team, work.now)
    sent = dict(form.data.items())
    for name, part in fresh.parts.items():
        sent[f"base_{name}"] = str(part.revision)
        sent[name] = part.value
    again = DraftForm(sent, milestone=work.milestone, parts=fresh.parts, cited=fresh.cited)
    again.is_valid()
    return again


def _save(request: Request, work: TeamWork, form: DraftForm, begun_at: datetime) -> bool:
    """The parts, then the files, then what was to be taken away; whether something clashes."""
    where: dict[str, Any] = {"milestone": work.milestone, "team": work.team, "by": request.user}
    saved = services.save_draft(edits=form.edits(), **where)
    uploads = form.cleaned_data.get("files") or []
    if uploads:
        services.add_files(uploads=uploads, begun_at=begun_at, **where)
    removed = request.POST.get("remove", "")
    gone = [file for file in work.files if file.stored.key == removed]
    if gone and work.draft is not None:
        services.remove_file(draft=work.draft, stored=gone[0].stored, by=request.user)
    if work.draft is not None:
        change_citations(request, work.draft)
    return any(part.is_clash for part in saved.values())


def _handed_in(request: Request, work: TeamWork, form: DraftForm) -> HttpResponse:
    before = work.versions[0].pk if work.versions else None
    version = services.submit(milestone=work.milestone, team=work.team, by=request.user, key=form.key)
    if version.pk == before:
        messages.info(request, _("Nothing has changed since version %(number)s.") % {"number": version.number})
    else:
        words = _("Handed in: version %(number)s. Your receipt is %(receipt)s; your team has it by e-mail too.")
        messages.success(request, words % {"number": version.number, "receipt": version.key})
    return _back(work)


def _say_saved(request: Request, *, has_clash: bool) -> None:
    if has_clash:
        messages.warning(request, _("Somebody changed the same lines. Both texts are kept: choose below."))
    else:
        messages.success(request, _("The draft is saved. Nothing is handed in yet."))


def _back(work: TeamWork) -> HttpResponse:
    return redirect("my:milestone", work.milestone.cohort.slug, work.milestone.key)


def _context(request: Request, work: TeamWork, form: DraftForm) -> dict[str, object]:
    return {
        "cohort": work.milestone.cohort,
        "milestone": work.milestone,
        "team": work.team,
        "work": work,
        "form": form,
        "others": work.others(request.user),
        "pool": services.pool_of(work.team),
        "next_number": work.versions[0].number + 1 if work.versions else 1,
        "feedback": of_team(work.submission) if work.submission else None,
    }


@dataclass(frozen=True)
class Followed:
    """A team that the person mentors, with what it handed in where the milestone is for mentors."""

    team: Team
    submission: Submission | None
    versions: list[object]
    voices: list[Voice]
    may_agree: bool


def _for_mentors(request: Request, milestone: Milestone) -> HttpResponse:
    if request.method == "POST":
        raise Http404
    teams = teams_followed(milestone.cohort, request.user)
    rows = Submission.objects.filter(milestone=milestone, team__in=teams).visible_to(request.user)
    handed_in = {row.team_id: row for row in rows.select_related("milestone__cohort", "team")}
    context = {
        "cohort": milestone.cohort,
        "milestone": milestone,
        "followed": [_followed(request, team, handed_in.get(team.pk)) for team in teams],
        "is_over": zones.now() >= milestone.due_at,
        "change": ChangeForm(),
    }
    return render(request, "challenges/work/mentored_milestone.html", context)


def _followed(request: Request, team: Team, submission: Submission | None) -> Followed:
    versions = versions_of(submission)
    if submission is None or not versions:
        return Followed(team, submission, [], [], may_agree=False)
    asks = submission.milestone.needs_agreement
    voices = voices_of(submission, versions[0]) if asks else []
    may_agree = asks and submission.agreed_at is None and can(request.user, "submission_version.agree", versions[0])
    return Followed(team, submission, list(versions), voices, may_agree=may_agree)
