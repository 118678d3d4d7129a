"""What somebody belongs to on the whole site: cohorts by role, and the doors that other roles open. Two queries."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from challenges.briefs.intake.workflow import ApplicationState
from challenges.models import BriefApplication, BriefOwner, PanelSeat, Review, SensitivityCheck
from cohorts.models import Cohort, Mentor, Participant, ProgrammeStaff, VisitHost
from cohorts.programmes.workflow import CohortState
from core.access import fact
from core.models import User
from core.prepared import Prepared

# More than this stand in no menu; the list of programmes has them all (W-05).
MOST = 40
# Which cohort somebody most likely comes for.
ORDER = [
    CohortState.RUNNING,
    CohortState.FORMING,
    CohortState.RECRUITING,
    CohortState.DRAFT,
    CohortState.COMPLETED,
    CohortState.CANCELLED,
]


@dataclass(frozen=True)
class Belonging:
    """A cohort and what the person is in it."""

    cohort: Cohort
    organises: bool
    takes_part: bool
    mentors: bool

    @property
    def is_mine(self) -> bool:
        """Whether the person has a place or teams in it."""
        return self.takes_part or self.mentors


@dataclass(frozen=True)
class Doors:
    """Which pages other than a cohort's are there for the person."""

    judges: bool = False
    owns: bool = False
    hosts: bool = False
    edits: bool = False
    reviews: bool = False
    checks: bool = False
    proposes: bool = False

    @property
    def is_partner(self) -> bool:
        """Whether the person answers for a brief, proposed, reads or checks one, or receives a visit."""
        return self.owns or self.hosts or self.reviews or self.checks or self.proposes


def belongings(user: Any) -> list[Belonging]:
    """The cohorts that the person organises, takes part in or mentors in: the likeliest first. One query a request."""
    return fact(user, "desk.belongings", _belongings) if user.is_authenticated else []


def organised(user: Any) -> list[Cohort]:
    """The cohorts that the person organises, the likeliest first."""
    return [one.cohort for one in belongings(user) if one.organises]


def joined(user: Any) -> list[Cohort]:
    """The cohorts in which the person takes part or mentors, the likeliest first."""
    return [one.cohort for one in belongings(user) if one.is_mine]


def doors(user: Any) -> Doors:
    """Where else the person may go. One query a request."""
    return fact(user, "desk.doors", _doors) if user.is_authenticated else Doors()


def _cohorts(user: int, runs: "Exists | Value") -> "QuerySet[Cohort]":
    places = Participant.objects.active().filter(cohort=OuterRef("pk"), user=user)
    mentors = Mentor.objects.filter(cohort=OuterRef("pk"), user=user, left_at=None)
    rows = Cohort.objects.annotate(runs=runs, joins=Exists(places), advises=Exists(mentors))
    return rows.filter(Q(runs=True) | Q(joins=True) | Q(advises=True)).order_by("-starts_on", "-pk")[:MOST]


def _of_anybody(user: int) -> "QuerySet[Cohort]":
    staff = ProgrammeStaff.objects.filter(programme=OuterRef("programme"), user=user, ended_at=None)
    return _cohorts(user, Exists(staff))


def _of_administrators(user: int) -> "QuerySet[Cohort]":
    return _cohorts(user, Value(True))


def _other_doors(user: int) -> "QuerySet[User, Any]":
    me = {"user": OuterRef("pk")}
    return User.objects.filter(pk=user).values_list(
        Exists(PanelSeat.objects.filter(**me, left_at=None)),
        Exists(BriefOwner.objects.filter(**me)),
        Exists(VisitHost.objects.filter(**me)),
        Exists(Group.objects.filter(**me, permissions__codename="access_admin")),
        Exists(Review.objects.filter(reviewer=OuterRef("pk"), called_off_at=None)),
        Exists(SensitivityCheck.objects.filter(checker=OuterRef("pk"), done_at=None)),
        Exists(BriefApplication.objects.filter(person=OuterRef("pk")).exclude(state=ApplicationState.SENT)),
    )


OF_ANYBODY, OF_ADMINISTRATORS, OTHER_DOORS = Prepared(_of_anybody), Prepared(_of_administrators), Prepared(_other_doors)


def _belongings(user: Any) -> list[Belonging]:
    rows = (OF_ADMINISTRATORS if user.is_superuser else OF_ANYBODY).objects(user.pk)
    found = [Belonging(row, bool(row.runs), bool(row.joins), bool(row.advises)) for row in rows]
    return sorted(found, key=lambda one: ORDER.index(CohortState(one.cohort.state)))


def _doors(user: Any) -> Doors:
    return Doors(*(bool(opens) for row in OTHER_DOORS.rows(user.pk) for opens in row))
