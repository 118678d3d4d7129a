"""What an owner sees of the work of their teams: each milestone that is shown to owners, for each team."""

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import AllocationLine
from challenges.briefs.owners_page import Line, OwnersPage, Part
from challenges.work.models import Agreement, Milestone, Submission
from challenges.work.queries import newest_versions
from core.templatetags.moments import when_words


def of_brief(page: OwnersPage) -> list[Part]:
    """The milestones that the owner may see; nothing while no team works on the challenge. Four queries."""
    if not page.lines:
        return []
    cohort = page.brief.cohort
    milestones = list(Milestone.objects.filter(cohort=cohort, is_for_owners=True).as_listed())
    teams = [line.team_id for line in page.lines]
    handed_in = {
        (row.milestone_id, row.team_id): row
        for row in Submission.objects.filter(milestone__in=milestones, team__in=teams)
    }
    asked = [row for row in milestones if row.needs_agreement]
    newest = [version.pk for version in newest_versions(asked)] if asked else []
    agreed = Agreement.objects.filter(version__in=newest, user=page.user, agreed_at__isnull=False)
    said = set(agreed.values_list("version__submission_id", flat=True)) if newest else set()
    lines = [
        _line(page, milestone, line, handed_in.get((milestone.pk, line.team_id)), said)
        for milestone in milestones
        for line in page.lines
    ]
    empty = _("No milestone is shown to challenge owners. The organisers decide that for each.")
    note = _("What a team writes is yours to read once it is handed in.")
    return [Part(_("Their work"), lines, note=note if lines else "", empty=empty)]


def _line(
    page: OwnersPage, milestone: Milestone, line: AllocationLine, found: Submission | None, said: set[int]
) -> Line:
    """Where one team stands with one milestone; a later deadline of its own is not the owner's to know (D-07)."""
    title = _("%(milestone)s, %(team)s") % {"milestone": milestone.title, "team": line.team.name}
    when = when_words(milestone.due_at, page.brief.cohort, page.now)
    if found is None:
        is_past = milestone.due_at <= page.now
        note = _("Was due %(when)s.") if is_past else _("Due %(when)s.")
        return Line(title, "", note % {"when": when}, _("Not yet") if is_past else "", "warn" if is_past else "")
    url = reverse("partner:submission", args=[found.key])
    if found.agreed_at:
        return Line(title, url, _("Agreed by all who were asked."), _("Agreed"), "good", _("Read it"))
    if milestone.needs_agreement and page.is_owner and found.pk not in said:
        note = _("Say that you agree, or what should change.")
        return Line(title, url, note, _("Waits for you"), "now", _("Read and agree"))
    note = _("You agreed; others were asked too.") if found.pk in said else ""
    return Line(title, url, note, _("Handed in"), "info", _("Read it"))
