"""The list of people: what it may be asked, its rows, and the same rows as a table to download."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Participant, ParticipantSkill
from cohorts.people.services.invitations import PARTICIPANT, sent
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort, Side
from cohorts.questions.models import Level, Skill
from core import zones
from core.lists import choice, links_to, only_known, search_words, sort_order
from core.models import Invitation, Organisation, Sector
from core.people.models import full_name
from core.prepared import Prepared
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
    "unsent": ("warn", _("Not sent")),
    "none": ("plain", _("Not invited")),
}
# From an invitation that was not sent to one that was accepted.
FURTHER = ("unsent", "over", "open", "accepted")
HAS_SKILLS = Exists(ParticipantSkill.objects.filter(participant=OuterRef("pk")))
UNASKED = Q(job_title="") | Q(region="") | Q(background="") | Q(years_experience=None)
NO_TEAM = "none"


class Group(NamedTuple):
    """A team, as the feature above tells it."""

    key: str
    name: str


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


class Line(NamedTuple):
    """What the list asks of one row; after the first it is what the database is asked for, in its order."""

    sign: str
    has_skills: bool
    team: str | None
    key: str
    side: str
    first_name: str
    last_name: str
    email: str
    organisation: str
    short_name: str
    job_title: str
    region: str
    background: str
    years_experience: int | None

    @property
    def is_active(self) -> bool:
        """Whether the person still takes part."""
        return self.sign != "withdrawn"


SHOWN = (
    "key",
    "side",
    "user__first_name",
    "user__last_name",
    "user__email",
    "organisation__name",
    "organisation__short_name",
    "job_title",
    "region",
    "background",
    "years_experience",
)


@dataclass(frozen=True)
class Shown:
    """One line of the list as it is read."""

    line: Line
    url: str
    name: str
    organisation: str
    missing: str
    state: str
    words: str


def invited_state(invitation: Invitation | None) -> str:
    """Where an invitation stands: none, unsent, open, over or accepted."""
    if invitation is None:
        return "none"
    if invitation.revoked_at:
        return "unsent"
    if invitation.accepted_at:
        return "accepted"
    return "over" if invitation.expires_at <= zones.now() else "open"


def groups_of(cohort: Cohort) -> list[Group]:
    """The cohort's teams, asked of the feature that owns them."""
    return [Group(key, name) for ask in wired("PEOPLE_GROUPS") for key, name in ask(cohort)]


def group_path() -> str:
    """The path from a place to its team, in Django's words, as the feature that owns them tells it."""
    paths: list[str] = [tell() for tell in wired("PEOPLE_GROUP_PATH")]
    return paths[0]


def group_names(place: Participant) -> list[str]:
    """The name of the person's team, where there is one."""
    named = f"{group_path()}__name"
    own = Participant.objects.filter(pk=place.pk, **{f"{named}__isnull": False})
    return list(own.values_list(named, flat=True))


def _organisations(cohort: int) -> "QuerySet[Organisation, Any]":
    here = Participant.objects.filter(cohort=cohort, organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(here)).order_by("name").values_list("key", "short_name", "name")


ORGANISATIONS = Prepared(_organisations)


def organisations_of(cohort: Cohort) -> list[tuple[str, str]]:
    """The organisations that the cohort's people come from, key and short name, by name."""
    return [(key, short or name) for key, short, name in ORGANISATIONS.rows(cohort.pk)]


def read_asked(request: HttpRequest, organisations: list[tuple[str, str]], groups: list[Group]) -> Asked:
    """What is asked, or a bad request for anything that the list does not know (O-03)."""
    only_known(request, *FILTERS)
    allowed = {
        "side": Side.values,
        "place": PLACES,
        "organisation": [key for key, _name in organisations],
        "answers": ["missing"],
        "team": [NO_TEAM, *(group.key for group in groups)],
    }
    chosen = {name: choice(request, name, allowed[name]) for name in FILTERS}
    return Asked(search_words(request), chosen, sort_order(request, SORTS, "name"))


def people_of(cohort: Cohort, asked: Asked) -> "QuerySet[Participant]":
    """The places that are asked for, in the order asked for."""
    rows = Participant.objects.filter(_matching(asked.words), cohort=cohort)
    chosen = asked.chosen
    if chosen["side"]:
        rows = rows.filter(side=chosen["side"])
    if chosen["organisation"]:
        rows = rows.filter(organisation__key=chosen["organisation"])
    if chosen["answers"]:
        rows = rows.filter(UNASKED | ~HAS_SKILLS)
    return _in_team(_by_place(rows, chosen["place"]), chosen["team"]).order_by(*asked.order)


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


def _in_team(rows: "QuerySet[Participant]", key: str) -> "QuerySet[Participant]":
    if not key:
        return rows
    path = group_path()
    return rows.filter(**{f"{path}__isnull": True} if key == NO_TEAM else {f"{path}__key": key})


def _signs(users: Iterable[int], cohort: Cohort) -> dict[int, str]:
    """How far each person's invitations have come: the furthest, as a name of SIGNS."""
    rows = Invitation.objects.filter(user__in=users, cohort_id=cohort.pk, role=PARTICIPANT)
    found: dict[int, str] = {}
    for invitation in rows.only("user_id", "accepted_at", "expires_at", "revoked_at"):
        states = invited_state(invitation), found.get(invitation.user_id, FURTHER[0])
        found[invitation.user_id] = max(states, key=FURTHER.index)
    return found


def lines(page: "QuerySet[Participant]", order: list[str], cohort: Cohort) -> list[Line]:
    """The lines of one page of people_of: what each shows is looked up for these alone, not before they are sorted."""
    rows = Participant.objects.filter(pk__in=page.values("pk")).order_by(*order)
    listed = rows.values_list("user_id", "state", HAS_SKILLS, f"{group_path()}__name", *SHOWN)
    found = list(listed)
    signs = _signs([user for user, *_rest in found], cohort)
    return [
        Line("withdrawn" if state == PlaceState.WITHDRAWN else signs.get(user, "none"), *rest)
        for user, state, *rest in found
    ]


def shown(found: Iterable[Line], cohort: Cohort) -> list[Shown]:
    """The lines as they are read, with what each person still has to answer."""
    url = links_to("organise:person", cohort.slug)
    # Translated once, not on every line.
    asked = {name: str(word) for name, word in ASKED.items()} | {"skills": str(SKILLS)}
    signs = {name: (state, str(words)) for name, (state, words) in SIGNS.items()}
    return [
        Shown(
            line,
            url(line.key),
            full_name(line.first_name, line.last_name, line.email),
            line.short_name or line.organisation,
            ", ".join(asked[name] for name in missing_answers(line, line.has_skills)),
            *signs[line.sign],
        )
        for line in found
    ]


def missing_answers(place: Participant | Line, has_skills: bool) -> list[str]:
    """The names of what the person has not answered of all that teams are made from."""
    names = [name for name in ASKED if getattr(place, name) in ("", None)]
    return names if has_skills else [*names, "skills"]


def missing_words(place: Participant, has_skills: bool) -> str:
    """The same as people read it."""
    return ", ".join(str(ASKED.get(name, SKILLS)) for name in missing_answers(place, has_skills))


def _tally(cohort: int) -> "QuerySet[Participant, Any]":
    active = Q(state=PlaceState.ACTIVE)
    # Who was invited is looked up once and not for every row.
    invited = Invitation.objects.filter(cohort_id=cohort, role=PARTICIPANT, revoked_at=None).values("user")
    numbers = {
        "public": Count("pk", filter=active & Q(side=Side.PUBLIC)),
        "private": Count("pk", filter=active & Q(side=Side.PRIVATE)),
        "waiting": Count("pk", filter=active & ~Q(user__in=invited)),
        "all": Count("pk"),
    }
    rows = Participant.objects.filter(cohort=cohort).order_by().values("cohort").annotate(**numbers)
    return rows.values_list(*numbers)


TALLY = Prepared(_tally)


def tally(cohort: Cohort) -> dict[str, int]:
    """How many take part, of each side, how many of them were not invited yet, and how many have left."""
    public, private, waiting, everybody = next(iter(TALLY.rows(cohort.pk)), (0, 0, 0, 0))
    return {"public": public, "private": private, "waiting": waiting, "all": everybody, "active": public + private}


# In the order of the headings, whose last two are the team and the state.
CELLS = (
    "user__first_name",
    "user__last_name",
    "user__email",
    "organisation__name",
    "organisation__sector",
    "job_title",
    "scheme",
    "region",
    "background",
    "years_experience",
    "manager_name",
    "manager_email",
    "nominator_name",
    "nominator_email",
    "tags",
)
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
    _("Line manager"),
    _("Line manager’s e-mail address"),
    _("Nominated by"),
    _("Nominator’s e-mail address"),
    _("Tags"),
    _("Team"),
    _("State"),
)


def as_table(
    cohort: Cohort, places: "QuerySet[Participant]", order: Sequence[int] = ()
) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows of just the people asked for; columns are chosen here and nowhere else (F-13).

    They stand in the order of the ids where there is one.
    """
    skills = list(Skill.objects.filter(programme=cohort.programme_id).order_by("order", "name"))
    # Translated once, not in every cell.
    named: dict[int, str] = {value: str(label) for value, label in Level.choices}
    levels: dict[int, dict[int, str]] = {}
    held = ParticipantSkill.objects.filter(participant__cohort=cohort)
    for person, skill, level in held.values_list("participant_id", "skill_id", "level"):
        levels.setdefault(person, {})[skill] = named[level]
    headings = [str(words) for words in HEADINGS] + [skill.name for skill in skills]
    words = {value: str(label) for value, label in [*Sector.choices, *PlaceState.choices]}
    nothing: dict[int, str] = {}
    table: list[list[Any]] = []
    found = places.values_list("pk", *CELLS, f"{group_path()}__name", "state")
    standing = {pk: place for place, pk in enumerate(order)}
    rows = sorted(found, key=lambda row: standing[row[0]]) if order else found
    for pk, first, last, email, body, sector, *answers, tags, team, state in rows:
        own = levels.get(pk, nothing)
        told = [first, last, email, body, words[sector], *answers, "; ".join(tags), team or "", words[state]]
        table.append([*told, *(own.get(skill.pk, "") for skill in skills)])
    return headings, table
