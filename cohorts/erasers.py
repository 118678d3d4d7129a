"""What the room of cohorts removes when its time has come: people of cohorts that ended."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model, QuerySet

from cohorts.messages.models import Mailing
from cohorts.people.models import Mentor, Participant, PeopleImport
from cohorts.programmes.models import WEEKS, Cohort, ProgrammeStaff
from cohorts.repairs.models import TeamRepair
from cohorts.teams.models import TeamProposal
from cohorts.wishes.models import KeepAway
from core.erasers import days, remove
from core.retention import Counts, erases
from core.tombstones import GONE


def ended(now: datetime, model: type[Model], field: str) -> "QuerySet[Cohort]":
    """The cohorts that ended so long ago that the model's field is to go."""
    last: date = (now - days(model, field)).date()
    return Cohort.objects.filter(starts_on__lt=last - timedelta(weeks=WEEKS))


@erases(
    "cohorts.Participant",
    "cohorts.ParticipantSkill",
    "cohorts.TeamMember",
    "cohorts.ProposedPlace",
    "cohorts.TopicWish",
    "cohorts.WishAnswer",
)
def participants(now: datetime, dry_run: bool) -> Counts:
    """A year after the end nobody can say who was in which team: people's places go, with all that hangs on them.

    Teams, their work's marks, the result and its snapshot stay.
    """
    old = Participant.objects.filter(cohort__in=ended(now, Participant, "user"))
    return remove("places in cohorts", old, dry_run)


@erases("cohorts.Mentor", "cohorts.MentorAssignment")
def mentors(now: datetime, dry_run: bool) -> Counts:
    """Mentors go with the participants."""
    return remove("mentors", Mentor.objects.filter(cohort__in=ended(now, Mentor, "user")), dry_run)


@erases("cohorts.KeepAway")
def wishes(now: datetime, dry_run: bool) -> Counts:
    """Soon after the end whom somebody would rather not have been with is nobody's business any more."""
    old = KeepAway.objects.filter(participant__cohort__in=ended(now, KeepAway, "participant"))
    held = proposals_with_wishes(now)
    if not dry_run:
        for proposal in held:
            _forget_wishes(proposal)
    return [*remove("wishes to be kept apart", old, dry_run), ("wishes in proposals", len(held))]


def proposals_with_wishes(now: datetime) -> list[TeamProposal]:
    """The proposals of cohorts that ended so long ago that what they froze of these wishes is to go as well."""
    rows = TeamProposal.objects.filter(cohort__in=ended(now, KeepAway, "participant"), snapshot__has_key="away")
    return [proposal for proposal in rows.only("snapshot") if proposal.snapshot["away"]]


# What the engine says of such a pair by name, and of rules in conflict, in which it may stand.
NAMING = ("APART", "MET_BEFORE")


def _forget_wishes(proposal: TeamProposal) -> None:
    """Snapshot and result no longer say who would rather not have been with whom."""
    result = {**proposal.result, "conflicts": [], "repairs": []} if proposal.result else {}
    for name in ("person_reasons", "team_reasons"):
        found = result.get(name, {})
        result |= {name: {key: _nameless(some) for key, some in found.items()}} if found else {}
    if "violations" in result:
        result["violations"] = _nameless(result["violations"])
    proposal.snapshot, proposal.result = {**proposal.snapshot, "away": []}, result
    proposal.save(update_fields=["snapshot", "result"])


def _nameless(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in reasons if one["code"] not in NAMING]


@erases("cohorts.TeamProposal")
def proposals(now: datetime, dry_run: bool) -> Counts:
    """Proposals of teams hold people's data as it was: they go too."""
    old = TeamProposal.objects.filter(cohort__in=ended(now, TeamProposal, "snapshot"))
    return remove("team proposals", old, dry_run)


@erases("cohorts.TeamRepair")
def repairs(now: datetime, dry_run: bool) -> Counts:
    """Repairs of teams hold people's data as it was, like proposals."""
    old = TeamRepair.objects.filter(cohort__in=ended(now, TeamRepair, "snapshot"))
    return remove("repairs of teams", old, dry_run)


@erases("cohorts.PeopleImport")
def imports(now: datetime, dry_run: bool) -> Counts:
    """Uploaded tables go a month after they were uploaded."""
    old = PeopleImport.objects.filter(uploaded_at__lt=now - days(PeopleImport, "table"))
    return remove("imported tables", old, dry_run)


@erases("cohorts.Mailing")
def senders(now: datetime, dry_run: bool) -> Counts:
    """Two years later a mailing no longer says who sent it."""
    old = Mailing.objects.filter(made_at__lt=now - days(Mailing, "sent_by"), sent_by__isnull=False)
    number = old.count()
    if not dry_run:
        old.update(sent_by=None)
    return [("senders of mailings", number)]


@erases("cohorts.ProgrammeStaff")
def staff(now: datetime, dry_run: bool) -> Counts:
    """Roles of accounts that are nameless by now are removed."""
    return remove("roles in programmes", ProgrammeStaff.objects.filter(user__email__endswith=GONE), dry_run)
