"""What other features' pages show of people, through the wiring."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.people.models import Mentor, Participant
from cohorts.people.services.invitations import MENTOR, PARTICIPANT, accepted, sent
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort, Side

ENDS = ("complete", "cancel")


def cohort_effects(cohort: Cohort, action: str) -> list[str]:
    """What the end of a cohort means for who takes part."""
    if action not in ENDS:
        return []
    number = Participant.objects.active().filter(cohort=cohort).count()
    words = ngettext(
        "%(count)s person takes part; nobody can be added any more.",
        "%(count)s people take part; nobody can be added any more.",
        number,
    )
    return [words % {"count": number}]


def cohort_unfinished(cohort: Cohort, action: str) -> list[str]:
    """What is still open about people before teams are formed, or before the weeks start."""
    if action == "form":
        return [*_places(cohort), *_invitations(cohort)]
    return _invitations(cohort) if action == "run" else []


def _places(cohort: Cohort) -> list[str]:
    active = Participant.objects.filter(cohort=cohort, state=PlaceState.ACTIVE)
    found = active.aggregate(public=Count("pk", filter=Q(side=Side.PUBLIC)), all=Count("pk"))
    free = max(cohort.places_public - found["public"], 0)
    free += max(cohort.places_private - (found["all"] - found["public"]), 0)
    words = ngettext("%(count)s place is not filled.", "%(count)s places are not filled.", free)
    return [words % {"count": free}] if free else []


def _invitations(cohort: Cohort) -> list[str]:
    places = Participant.objects.filter(cohort=cohort, state=PlaceState.ACTIVE)
    mentors = Mentor.objects.filter(cohort=cohort, left_at=None)
    uninvited, waiting = 0, 0
    for rows, role in ((places, PARTICIPANT), (mentors, MENTOR)):
        found = rows.annotate(was_sent=sent(role), has_accepted=accepted(role)).aggregate(
            uninvited=Count("pk", filter=Q(was_sent=False)),
            waiting=Count("pk", filter=Q(was_sent=True, has_accepted=False)),
        )
        uninvited, waiting = uninvited + found["uninvited"], waiting + found["waiting"]
    told = []
    if uninvited:
        words = ngettext("%(count)s person is not invited yet.", "%(count)s people are not invited yet.", uninvited)
        told.append(words % {"count": uninvited})
    if waiting:
        words = ngettext(
            "%(count)s person has not accepted the invitation.",
            "%(count)s people have not accepted the invitation.",
            waiting,
        )
        told.append(words % {"count": waiting})
    return told


def invite_again(cohort: Cohort) -> tuple[str, str]:
    """The words and the address of the page that invites the participants who have no invitation."""
    return _("Invite them again"), reverse("organise:people_invite", args=[cohort.slug])


def invite_mentors_again(cohort: Cohort) -> tuple[str, str]:
    """The same for mentors."""
    return _("Invite them again"), reverse("organise:mentors_invite", args=[cohort.slug])
