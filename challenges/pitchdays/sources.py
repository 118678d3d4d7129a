"""Where conflicts of interest come from: each function reads one kind of tie; config/wiring lists them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.briefs.models import Brief, BriefOwner, briefs_of
from challenges.pitchdays.models import PanelSeat, PitchDay
from challenges.pitchdays.queries import order_of, panel_of
from cohorts.models import MentorAssignment, Team, TeamMember
from core.models import Organisation
from core.people.addresses import normal_address
from core.wiring import wired

LENGTH = 300
DECLARED = "declared"


@dataclass(frozen=True)
class Found:
    """A tie between a judge and a team; one that is not certain is put to the chair."""

    seat: PanelSeat
    team: Team
    reason: str
    is_certain: bool = True


Source = Callable[[PitchDay], list[Found]]


def called(title: Promise) -> Callable[[Source], Source]:
    """The source goes by this title on pages."""

    def named(source: Source) -> Source:
        source.title = title  # type: ignore[attr-defined]
        return source

    return named


@called(gettext_lazy("Same employer"))
def same_employer(day: PitchDay) -> list[Found]:
    """Judges with members of a team who work for the same body, or for bodies of one employer group."""
    works_for = _bodies_of(day)
    by_employer: dict[tuple[int, str], list[TeamMember]] = defaultdict(list)
    for member in _members(day):
        by_employer[member.team_id, member.participant.organisation.employer].append(member)
    return [
        Found(seat, team, _people_words(body, members))
        for seat, team in _pairs(day)
        for body in works_for[seat.pk]
        if (members := by_employer.get((team.pk, body.employer)))
    ]


def _people_words(body: Organisation, members: list[TeamMember]) -> str:
    names = ", ".join(sorted(member.participant.user.name for member in members))
    bodies = sorted({member.participant.organisation.brief_name for member in members})
    if bodies == [body.brief_name]:
        return _("Belongs to %(body)s, as %(names)s of the team.") % {"body": body.brief_name, "names": names}
    words = _("Belongs to %(body)s, which is one employer (%(group)s) with that of %(names)s.")
    return words % {"body": body.brief_name, "group": body.employer, "names": names}


@called(gettext_lazy("Mentors the team"))
def mentored_team(day: PitchDay) -> list[Found]:
    """Judges who mentor a team."""
    rows = MentorAssignment.objects.filter(team__pitch_slot__pitch_day=day).values_list("team", "mentor__user")
    mentors, words = set(rows), _("Mentors the team.")
    return [Found(seat, team, words) for seat, team in _pairs(day) if (team.pk, seat.user_id) in mentors]


@called(gettext_lazy("Owns the challenge"))
def owned_challenge(day: PitchDay) -> list[Found]:
    """Judges who answer for the challenge that a team works on."""
    briefs = _briefs(day)
    owners = set(BriefOwner.objects.filter(brief__in=briefs.values()).values_list("brief", "user"))
    words = _("Answers for the team's challenge, “%(challenge)s”.")
    return [
        Found(seat, team, words % {"challenge": briefs[team.pk].title})
        for seat, team in _pairs(day)
        if team.pk in briefs and (briefs[team.pk].pk, seat.user_id) in owners
    ]


@called(gettext_lazy("Challenge of the own body"))
def challenge_of_own_body(day: PitchDay) -> list[Found]:
    """Judges whose body, or another of its employer group, owns the challenge of a team: doubtful, for the chair."""
    briefs, works_for = _briefs(day), _bodies_of(day)
    words = _("Belongs to %(body)s; the team's challenge is that of %(owner)s.")
    return [
        Found(seat, team, words % {"body": body.brief_name, "owner": owner.brief_name}, is_certain=False)
        for seat, team in _pairs(day)
        if team.pk in briefs
        for owner in [briefs[team.pk].owner]
        for body in works_for[seat.pk]
        if body.employer == owner.employer
    ]


@called(gettext_lazy("Former team"))
def former_team(day: PitchDay) -> list[Found]:
    """Judges who once were in a team with a member, or mentored one that a member was in."""
    users = {seat.user_id for seat in panel_of(day)}
    rows: dict[int, list[TeamMember]] = defaultdict(list)
    for member in _members(day):
        rows[member.team_id].append(member)
    everybody = users | {row.participant.user_id for members in rows.values() for row in members}
    shared = TeamMember.objects.filter(participant__user__in=everybody).values_list("team", "participant__user")
    earlier = MentorAssignment.objects.filter(mentor__user__in=users).exclude(team__pitch_slot__pitch_day=day)
    advised = earlier.values_list("team", "mentor__user")
    together: dict[int, set[int]] = defaultdict(set)
    for group_id, user in [*shared, *advised]:
        together[group_id].add(user)
    known = {(one, other) for group in together.values() for one in group & users for other in group - {one}}
    words = _("Worked in a team with %(names)s.")
    found = []
    for seat, team in _pairs(day):
        people = [row.participant.user for row in rows[team.pk] if (seat.user_id, row.participant.user_id) in known]
        if people:
            found.append(Found(seat, team, words % {"names": ", ".join(sorted(user.name for user in people))}))
    return found


@called(gettext_lazy("Line manager"))
def line_manager(day: PitchDay) -> list[Found]:
    """Judges who line-manage a member of a team, known by the address that the participant's place holds."""
    return _close_to(day, "manager_email", _("Line-manages %(names)s of the team."))


@called(gettext_lazy("Nominated a member"))
def nominator(day: PitchDay) -> list[Found]:
    """Judges who nominated a member of a team, known by the address that the participant's place holds."""
    return _close_to(day, "nominator_email", _("Nominated %(names)s of the team."))


def _close_to(day: PitchDay, field: str, words: str) -> list[Found]:
    names: dict[tuple[int, str], list[str]] = defaultdict(list)
    for member in _members(day):
        names[member.team_id, getattr(member.participant, field)].append(member.participant.user.name)
    return [
        Found(seat, team, words % {"names": ", ".join(sorted(people))})
        for seat, team in _pairs(day)
        if (people := names.get((team.pk, normal_address(seat.user.email))))
    ]


def _pairs(day: PitchDay) -> Iterable[tuple[PanelSeat, Team]]:
    teams = [slot.team for slot in order_of(day)]
    return [(seat, team) for seat in panel_of(day) for team in teams]


def _members(day: PitchDay) -> Iterable[TeamMember]:
    found = TeamMember.objects.filter(team__pitch_slot__pitch_day=day)
    return found.select_related("participant__user", "participant__organisation").order_by("pk")


def _briefs(day: PitchDay) -> dict[int, Brief]:
    return briefs_of(slot.team for slot in order_of(day))


def _bodies_of(day: PitchDay) -> dict[int, list[Organisation]]:
    """The bodies of each seat: the employer, and what the judge declared beside it; one of each employer group."""
    seats = PanelSeat.objects.filter(pitch_day=day, left_at=None).select_related("organisation")
    found: dict[int, list[Organisation]] = {}
    for seat in seats.prefetch_related("interests__organisation"):
        bodies = [seat.organisation, *(row.organisation for row in seat.interests.all())]
        found[seat.pk] = list({body.employer: body for body in reversed(bodies) if body is not None}.values())
    return found


def title_of(source: str) -> str:
    """What a source is called on pages; one that gave itself no name goes by that of its function."""
    titles = {found.__name__: getattr(found, "title", "") for found in wired("CONFLICT_SOURCES")}
    titles[DECLARED] = _("Declared")
    return str(titles.get(source) or source.replace("_", " ").capitalize())


def short(reason: str) -> str:
    """The reason, cut to what a row holds."""
    return reason if len(reason) <= LENGTH else reason[: LENGTH - 1] + "…"
