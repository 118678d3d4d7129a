"""The frame: a programme with an organiser, a cohort in its fifth week, and what later steps hang on it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator

from cohorts.models import Cohort, Participant, Team
from cohorts.programmes.services import create_programme, start_cohort
from cohorts.programmes.workflow import CohortState
from core import zones
from core.models import Organisation, Sector, User

FIRST_MONDAY = date(2027, 2, 8)
BODIES = 12


@dataclass
class World:
    """What the pages of a measurement are opened on."""

    size: int
    now: datetime
    cohort: Cohort
    people: dict[str, User]
    bodies: list[Organisation]
    places: list[Participant] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    # Rows that a page names in its address: "brief", "visit", "slot" …
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def public(self) -> list[Organisation]:
        """The public bodies."""
        return self.bodies[:BODIES]

    @property
    def private(self) -> list[Organisation]:
        """The companies."""
        return self.bodies[BODIES:]


def new_world(size: int) -> World:
    """The programme and its running cohort, without people in it."""
    organiser = User.objects.create(email="organiser@example.com", first_name="Ade", last_name="Bankole")
    # Organisers must have a second factor: looking for it is part of each of their pages.
    Authenticator.objects.create(user=organiser, type=Authenticator.Type.TOTP, data={})
    programme = create_programme(name="Digital skills", summary="Two sectors, one team.", by=organiser)
    cohort = start_cohort(programme=programme, name="Spring 2027", starts_on=FIRST_MONDAY, by=organiser)
    half = size // 2
    Cohort.objects.filter(pk=cohort.pk).update(
        state=CohortState.RUNNING, places_public=size - half, places_private=half
    )
    cohort.refresh_from_db()
    return World(size, zones.now(), cohort, {"organiser": organiser}, _bodies())


def _bodies() -> list[Organisation]:
    public = [Organisation(name=f"Department {n}", short_name=f"D{n}", sector=Sector.PUBLIC) for n in range(BODIES)]
    private = [Organisation(name=f"Company {n}", sector=Sector.PRIVATE) for n in range(BODIES)]
    return Organisation.objects.bulk_create([*public, *private])
