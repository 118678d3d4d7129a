"""What other features' pages show of teams, through the wiring."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.people.models import Participant
from cohorts.people.queries import Turn
from cohorts.programmes.models import Cohort, Side
from cohorts.teams.listing import TeamRow, team_rows
from cohorts.teams.models import MentorAssignment, TeamProposal
from cohorts.teams.workflow import ProposalState


def side_effects(*, turn: Turn) -> list[str]:
    """What becomes of the teams' balance when these people count to another side."""
    places = {place.pk for place in turn.places}
    rows = [row for row in team_rows(turn.cohort) if any(person.pk in places for person in row.people)]
    return [*(_balance(row, places, turn.side) for row in rows), *_advice(turn), *_proposals(turn)]


def _balance(row: TeamRow, places: set[int], side: str) -> str:
    sides = [side if person.pk in places else person.side for person in row.people]
    after = sum(one == Side.PUBLIC for one in sides)
    facts = {
        "team": row.team.name,
        "public": row.public,
        "private": row.private,
        "public_after": after,
        "private_after": len(sides) - after,
    }
    words = _("%(team)s: %(public_after)s public, %(private_after)s private, instead of %(public)s and %(private)s.")
    return words % facts


def _advice(turn: Turn) -> list[str]:
    held = MentorAssignment.objects.filter(mentor__in=turn.mentors).select_related("team", "mentor__user")
    words = _("%(name)s mentors %(team)s from the other side: see whether its mentors still fit.")
    return [words % {"name": one.mentor.user.name, "team": one.team.name} for one in held.order_by("team__number")]


def _proposals(turn: Turn) -> list[str]:
    if not turn.places:
        return []
    words = _("Proposal %(number)s was formed before: it has to take the change over, or teams are formed again.")
    return [words % {"number": number} for number in _waiting(turn.cohort)]


def cohort_effects(cohort: Cohort, action: str) -> list[str]:
    """What the end of a cohort means for its teams."""
    if action not in ("complete", "cancel"):
        return []
    return [_("No teams can be formed or published any more.")]


def cohort_unfinished(cohort: Cohort, action: str) -> list[str]:
    """What is still open about teams before the weeks start or end, or before more people are taken in."""
    if action == "reopen":
        words = _("Proposal %(number)s waits to be published: whoever joins is in none of its teams.")
        return [words % {"number": number} for number in _waiting(cohort)]
    if action not in ("run", "complete"):
        return []
    rows = team_rows(cohort)
    if not rows:
        return [_("No teams are published yet.")]
    return [*_without_team(cohort), *(_without_mentor(rows) if action == "run" else [])]


def _waiting(cohort: Cohort) -> list[int]:
    ready = TeamProposal.objects.filter(cohort=cohort, state=ProposalState.READY)
    return list(ready.order_by("number").values_list("number", flat=True))


def _without_team(cohort: Cohort) -> list[str]:
    number = Participant.objects.active().filter(cohort=cohort, membership=None).count()
    words = ngettext("%(count)s person is in no team.", "%(count)s people are in no team.", number)
    return [words % {"count": number}] if number else []


def _without_mentor(rows: list[TeamRow]) -> list[str]:
    bare = [row.team.name for row in rows if row.lacks]
    words = ngettext(
        "%(count)s team lacks a mentor: %(names)s.", "%(count)s teams lack a mentor: %(names)s.", len(bare)
    )
    return [words % {"count": len(bare), "names": ", ".join(bare)}] if bare else []
