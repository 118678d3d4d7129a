"""The list of people: what it may be asked, its rows, and the same rows as a table to download."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Participant, ParticipantSkill
from cohorts.people.services.invitations import PARTICIPANT, sent
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort, Side
from cohorts.questions.models import Level, Skill
from core import zones
from core.lists import choice, only_known, search_words, sort_order
from core.models import Invitation, Organisation, Sector
from core.wiring import wired

NAME = ("user__last_name", "user__first_name", "pk")
SORTS: dict[str, tuple[str, ...]] = {
    "name": NAME,
    "organisation": ("organisation__name", *NAME),
    "job": ("job_title", *NAME),
    "region": ("region", *NAME),
    "years": ("years_experience", *NAME),
    "joined": ("joined_at", *NAME),
}
SEARCHED = (
    "user__first_name",
    "user__last_name",
    "user__email",
    "organisation__name",
    "organisation__short_name",
    "job_title",
)
FILTERS = ("side", "place", "organisation", "answers", "team")
# What the column “place” says, and may be asked for.
PLACES = ("active", "none", "open", "accepted", "withdrawn")
# Answers that team formation leans on, with the words for one that is missing.
ASKED: dict[str, Promise] = {
    "job_title": _("job"),
    "region": _("region"),
    "background": _("background"),
    "years_experience": _("experience"),
}
SKILLS = _("skills")
# How the column “place” shows each of its states: the tag's look and words.
SIGNS: dict[str, tuple[str, Promise]] = {
    "withdrawn": ("plain", _("Withdrawn")),
    "accepted": ("good", _("Accepted")),
    "open": ("info", _("Invited")),
    "over": ("warn", _("Invitation over")),
    "none": ("plain", _("Not invited")),
}
UNASKED = Q(job_title="") | Q(region="") | Q(background="") | Q(years_experience=None)
NO_TEAM = "none"


@dataclass(frozen=True)
class Group:
    """A team, as the feature above tells it."""

    key: str
    name: str
    members: frozenset[int]


@dataclass(frozen=True)
class Asked:
    """What the address asks of the list, all of it allowed."""

    words: str
    chosen: dict[str, str]
    order: list[str]

    @property
    def is_narrowed(self) -> bool:
        """Whether some people may be left out."""
        return bool(self.words or any(self.chosen.values()))


@dataclass(frozen=True)
class Shown:
    """One line of the list."""

    place: Participant
    team: str
    missing: str
    state: str
    words: str


def invited_state(invitation: Invitation | None) -> str:
    """Where an invitation stands: none, open, over or accepted."""
    if invitation is None:
        return "none"
    if invitation.accepted_at:
        return "accepted"
    return "over" if invitation.expires_at <= zones.now() else "open"


def groups_of(cohort: Cohort) -> list[Group]:
    """The cohort's teams, asked of the feature that owns them."""
    found = [group for ask in wired("PEOPLE_GROUPS") for group in ask(cohort)]
    return [Group(key, name, frozenset(members)) for key, name, members in found]


def organisations_of(cohort: Cohort) -> list[Organisation]:
    """The organisations that the cohort's people come from, by name."""
    here = Participant.objects.filter(cohort=cohort, organisation=OuterRef("pk"))
    return list(Organisation.objects.filter(Exists(here)).order_by("name"))


def read_asked(request: HttpRequest, organisations: list[Organisation], groups: list[Group]) -> Asked:
    """What is asked, or a bad request for anything that the list does not know (O-03)."""
    only_known(request, *FILTERS)
    allowed = {
        "side": Side.values,
        "place": PLACES,
        "organisation": [body.key for body in organisations],
        "answers": ["missing"],
        "team": [NO_TEAM, *(group.key for group in groups)],
    }
    chosen = {name: choice(request, name, allowed[name]) for name in FILTERS}
    return Asked(search_words(request), chosen, sort_order(request, SORTS, "name"))


def people_of(cohort: Cohort, asked: Asked, groups: list[Group]) -> "QuerySet[Participant]":
    """The places that are asked for, in the order asked for."""
    has_skills = Exists(ParticipantSkill.objects.filter(participant=OuterRef("pk")))
    rows = Participant.objects.filter(cohort=cohort).annotate(has_skills=has_skills)
    rows = rows.select_related("user", "organisation").filter(_matching(asked.words))
    chosen = asked.chosen
    if chosen["side"]:
        rows = rows.filter(side=chosen["side"])
    if chosen["organisation"]:
        rows = rows.filter(organisation__key=chosen["organisation"])
    if chosen["answers"]:
        rows = rows.filter(UNASKED | Q(has_skills=False))
    rows = _in_team(_by_place(rows, chosen["place"]), chosen["team"], groups)
    return rows.order_by(*asked.order)


def _matching(words: str) -> Q:
    """Every word stands somewhere in the name, address, organisation or job."""
    found = [reduce(or_, (Q(**{f"{name}__icontains": word}) for name in SEARCHED)) for word in words.split()]
    return reduce(and_, found, Q())


def _by_place(rows: "QuerySet[Participant]", state: str) -> "QuerySet[Participant]":
    if not state:
        return rows
    rows = rows.filter(state=PlaceState.WITHDRAWN if state == "withdrawn" else PlaceState.ACTIVE)
    if state in ("active", "withdrawn"):
        return rows
    if state == "none":
        return rows.exclude(sent(PARTICIPANT))
    own = Invitation.objects.filter(
        user=OuterRef("user"), cohort_id=OuterRef("cohort"), role=PARTICIPANT, accepted_at__isnull=False
    )
    return rows.filter(Exists(own)) if state == "accepted" else rows.filter(sent(PARTICIPANT)).exclude(Exists(own))


def _in_team(rows: "QuerySet[Participant]", key: str, groups: list[Group]) -> "QuerySet[Participant]":
    if not key:
        return rows
    if key == NO_TEAM:
        return rows.exclude(pk__in=frozenset().union(*(group.members for group in groups)))
    return rows.filter(pk__in=next(group.members for group in groups if group.key == key))


def with_signs(rows: "QuerySet[Participant]") -> "QuerySet[Participant]":
    """The same rows with what the column “place” shows of each, as a name of SIGNS."""
    own = Invitation.objects.filter(
        user=OuterRef("user"), cohort_id=OuterRef("cohort"), role=PARTICIPANT, revoked_at=None
    )
    sign = Case(
        When(state=PlaceState.WITHDRAWN, then=Value("withdrawn")),
        When(Exists(own.filter(accepted_at__isnull=False)), then=Value("accepted")),
        When(Exists(own.filter(expires_at__gt=zones.now())), then=Value("open")),
        When(Exists(own), then=Value("over")),
        default=Value("none"),
    )
    return rows.annotate(sign=sign)


def shown(places: Iterable[Any], groups: list[Group]) -> list[Shown]:
    """The lines of one page, from people_of with signs, with what each person still has to answer."""
    teams = {member: group.name for group in groups for member in group.members}
    # Translated once, not on every line.
    asked = {name: str(word) for name, word in ASKED.items()} | {"skills": str(SKILLS)}
    signs = {name: (state, str(words)) for name, (state, words) in SIGNS.items()}
    return [
        Shown(
            place,
            teams.get(place.pk, ""),
            ", ".join(asked[name] for name in missing_answers(place, place.has_skills)),
            *signs[place.sign],
        )
        for place in places
    ]


def missing_answers(place: Participant, has_skills: bool) -> list[str]:
    """The names of what the person has not answered of all that teams are made from."""
    names = [name for name in ASKED if getattr(place, name) in ("", None)]
    return names if has_skills else [*names, "skills"]


def missing_words(place: Participant, has_skills: bool) -> str:
    """The same as people read it."""
    return ", ".join(str(ASKED.get(name, SKILLS)) for name in missing_answers(place, has_skills))


def tally(cohort: Cohort) -> dict[str, int]:
    """How many take part, of each side, how many of them were not invited yet, and how many have left."""
    active = Q(state=PlaceState.ACTIVE)
    rows = Participant.objects.filter(cohort=cohort).annotate(was_sent=sent(PARTICIPANT))
    found = rows.aggregate(
        public=Count("pk", filter=active & Q(side=Side.PUBLIC)),
        private=Count("pk", filter=active & Q(side=Side.PRIVATE)),
        waiting=Count("pk", filter=active & Q(was_sent=False)),
        all=Count("pk"),
    )
    return {**found, "active": found["public"] + found["private"]}


HEADINGS = (
    _("First name"),
    _("Last name"),
    _("E-mail address"),
    _("Organisation"),
    _("Sector"),
    _("Job"),
    _("Scheme"),
    _("Region"),
    _("Background"),
    _("Years of experience"),
    _("Tags"),
    _("Team"),
    _("State"),
)


def as_table(cohort: Cohort, places: "QuerySet[Participant]", groups: list[Group]) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows of just the people asked for; columns are chosen here and nowhere else (F-13)."""
    skills = list(Skill.objects.filter(programme=cohort.programme_id).order_by("order", "name"))
    teams = {member: group.name for group in groups for member in group.members}
    levels: dict[tuple[int, int], int] = {
        (person, skill): level
        for person, skill, level in ParticipantSkill.objects.filter(participant__cohort=cohort).values_list(
            "participant_id", "skill_id", "level"
        )
    }
    headings = [str(words) for words in HEADINGS] + [skill.name for skill in skills]
    # Translated once, not in every cell.
    words = {value: str(label) for value, label in [*Sector.choices, *PlaceState.choices]}
    named: dict[int | None, str] = {value: str(label) for value, label in Level.choices}
    return headings, [
        [
            *_cells(place, teams.get(place.pk, ""), words),
            *(named.get(levels.get((place.pk, skill.pk)), "") for skill in skills),
        ]
        for place in places
    ]


def _cells(place: Participant, team: str, words: dict[str, str]) -> list[Any]:
    return [
        place.user.first_name,
        place.user.last_name,
        place.user.email,
        place.organisation.name,
        words[place.organisation.sector],
        place.job_title,
        place.scheme,
        place.region,
        place.background,
        place.years_experience,
        "; ".join(place.tags),
        team,
        words[place.state],
    ]
