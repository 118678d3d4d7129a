"""What the bar and the foot of every page show: the cohort, its places, the account. Asked of rows only when shown."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort
from core.wiring import wired
from desk.belongings import belongings, doors, joined, organised
from desk.homes import HOME_OF_DOOR
from desk.places import Place, Words, cohort_places, door_of, door_places, part_of


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The frame's data for every template; a page without a frame pays nothing for it."""
    return {"is_demo": settings.IS_DEMO, "chrome": Chrome(request)}


@dataclass(frozen=True)
class CohortLink:
    """One entry of the cohort switcher."""

    name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Account:
    """The person who is signed in, and where else they may go."""

    name: str
    initials: str
    links: list[Place]


class Chrome:
    """The frame of one page: nothing is asked before a template shows it, and everything once."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.path = request.path
        self.door = door_of(request.path)

    @cached_property
    def user(self) -> Any:
        """Who is signed in, or nobody."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def person(self) -> str:
        """Whose page it is, for what a device keeps in a person's name."""
        return self.user.key if self.user else ""

    @cached_property
    def own_cohorts(self) -> list[Cohort]:
        """The person's cohorts behind this door."""
        find = {"organise": organised, "my": joined}.get(self.door)
        return find(self.user) if find and self.user else []

    @cached_property
    def cohort(self) -> Cohort | None:
        """The cohort that the page is about; an organiser's page about none shows the likeliest one."""
        given: Cohort | None = getattr(self.request, "cohort", None)
        if given is None and self.door == "organise" and self.own_cohorts:
            return self.own_cohorts[0]
        return given

    @cached_property
    def cohorts(self) -> list[CohortLink]:
        """The person's cohorts behind this door, each leading to its home there."""
        current = self.cohort.pk if self.cohort else 0
        home = HOME_OF_DOOR.get(self.door, "")
        return [
            CohortLink(cohort.name, reverse(home, args=[cohort.slug]), cohort.pk == current)
            for cohort in self.own_cohorts
        ]

    @cached_property
    def cohort_links(self) -> list[Place]:
        """What stands under the cohorts in the switcher of organisers."""
        if self.door != "organise" or not self.own_cohorts or self.cohort is None:
            return []
        return [
            Place(_("Settings of this cohort"), reverse("organise:cohort_settings", args=[self.cohort.slug])),
            Place(_("All programmes"), reverse("organise:programmes")),
        ]

    @cached_property
    def places(self) -> list[Any]:
        """The door's places; on public pages those that the editors chose."""
        if self.door == "public":
            return _asked("PUBLIC_PLACES", self.request)
        if self.user is None:
            return []
        if self.door in HOME_OF_DOOR:
            return self._cohort_places()
        return list(door_places(self.door, self.path))

    def _cohort_places(self) -> list[Any]:
        if self.cohort is None:
            return []
        is_here = getattr(self.request, "cohort", None) is not None
        takes_part = any(one.takes_part for one in belongings(self.user) if one.cohort == self.cohort)
        part = part_of(self.path) if is_here else "-"
        return list(cohort_places(self.door, self.cohort.slug, part, takes_part=takes_part))

    @cached_property
    def footer(self) -> list[Any]:
        """The links at the foot of every page."""
        return _asked("PUBLIC_FOOTER", self.request)

    @cached_property
    def home_url(self) -> str:
        """Where the mark leads: the home of the door."""
        if self.door == "public" or self.user is None:
            return "/"
        if self.door in HOME_OF_DOOR and self.cohort is not None:
            return reverse(HOME_OF_DOOR[self.door], args=[self.cohort.slug])
        return reverse({"partner": "partner:home", "judge": "judge:home"}.get(self.door, "start"))

    @cached_property
    def account(self) -> Account | None:
        """The person's name and where else they may go; nothing for a visitor."""
        if self.user is None:
            return None
        return Account(self.user.name, self.user.initials, [*self._other_doors(), *_own_links()])

    def _other_doors(self) -> list[Place]:
        """The start pages of the person's other roles; public pages lead to the first one without asking which."""
        if self.door == "public":
            return [Place(_("My start page"), reverse("start"))]
        return [Place(label, url) for door, label, url in self._homes() if url and door != self.door]

    def _homes(self) -> list[tuple[str, Words, str]]:
        runs, mine, more = organised(self.user), joined(self.user), doors(self.user)
        return [
            ("organise", _("Organise"), reverse("organise:today", args=[runs[0].slug]) if runs else ""),
            ("my", _("This week"), reverse("my:week", args=[mine[0].slug]) if mine else ""),
            ("judge", _("Judge"), reverse("judge:home") if more.judges else ""),
            ("partner", _("Challenges and visits"), reverse("partner:home") if more.is_partner else ""),
            ("cms", _("Edit public pages"), reverse("wagtailadmin_home") if more.edits else ""),
            ("people", _("Accounts of the site"), reverse("administer_people") if self.user.is_superuser else ""),
        ]

    @cached_property
    def impersonation(self) -> Any:
        """Whom an administrator sees the site as, with the address that ends it."""
        return getattr(self.request, "impersonation", None)

    @property
    def demo_url(self) -> str:
        """Where the demo lets one be someone else."""
        return reverse("demo") if settings.DEMO_SIGN_IN else ""


def _own_links() -> list[Place]:
    return [Place(_("My account"), reverse("account")), Place(_("Sign out"), reverse("account_logout"), post=True)]


def _asked(name: str, request: HttpRequest) -> list[Any]:
    """What the rooms above answer, joined in order."""
    return [entry for listed in wired(name) for entry in listed(request)]
