"""Who is in which team after publication: moving, adding late, leaving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.messages.services import MailPreview
from cohorts.people.models import Participant
from cohorts.teams.models import Team, TeamMember
from cohorts.teams.services.refusals import AlreadyThere, NotOfThisCohort, NotTakingPart
from cohorts.teams.services.telling import members_by_team, preview_change, tell_of_change, tell_of_changes
from core import zones
from core.audit.models import Event
from core.audit.record import record
from core.models import User
from core.service import service
from core.templatetags.prose import in_words


def team_of(participant: Participant) -> Team | None:
    """The team that the person is in, if any."""
    held = TeamMember.objects.filter(participant=participant).select_related("team__cohort").first()
    return held.team if held else None


@service
def move_member(
    *, participant: Participant, to_team: Team, by: User | None, note: str = "", now: datetime | None = None
) -> TeamMember:
    """The person is in that team; records member.moved, or member.added for a late one; both teams are told."""
    now = zones.moment(now)
    held, from_team, event = _put(participant, to_team, by, note, now)
    teams = [to_team, from_team] if from_team else [to_team]
    change = moved_words(held.participant, from_team, to_team)
    tell_of_change(teams, change, by=by, key=f"move:{event.pk}", now=now)
    return held


@service
def move_members(
    *, moves: Sequence[tuple[Participant, Team]], by: User | None, key: str, note: str = "", now: datetime | None = None
) -> list[Team]:
    """Everybody is in their new team, each recorded; everybody in a team that changed is told once of all of it."""
    now = zones.moment(now)
    told: dict[Team, list[str]] = {}
    for participant, to_team in sorted(moves, key=lambda pair: pair[0].pk):
        held, from_team, _event = _put(participant, to_team, by, note, now)
        for team in filter(None, (from_team, to_team)):
            told.setdefault(team, []).append(moved_words(held.participant, from_team, to_team))
    if told:
        tell_of_changes({team: " ".join(words) for team, words in told.items()}, by=by, key=key, now=now)
    return list(told)


def _put(
    participant: Participant, to_team: Team, by: User | None, note: str, now: datetime
) -> tuple[TeamMember, Team | None, Event]:
    """The person is in that team, and the audit says so; with the team they were in."""
    person = Participant.objects.select_for_update(of=("self",)).select_related("user").get(pk=participant.pk)
    if person.cohort_id != to_team.cohort_id:
        raise NotOfThisCohort
    if not person.is_active:
        raise NotTakingPart
    from_team = team_of(person)
    if from_team == to_team:
        raise AlreadyThere
    held, _is_new = TeamMember.objects.update_or_create(participant=person, defaults={"team": to_team, "since": now})
    facts: dict[str, Any] = {"person": person.user.name, "team": to_team.name}
    if from_team:
        facts["before"] = from_team.name
    if note:
        facts["note"] = note
    name = "member.moved" if from_team else "member.added"
    held.participant = person
    return held, from_team, record(name, by=by, subject=person, cohort=to_team.cohort, now=now, **facts)


def moved_words(person: Participant, from_team: Team | None, to_team: Team) -> str:
    """The move in one sentence."""
    facts = {"name": person.user.name, "team": to_team.name}
    if from_team is None:
        return _("%(name)s joined %(team)s.") % facts
    return _("%(name)s moved from %(before)s to %(team)s.") % {**facts, "before": from_team.name}


@dataclass(frozen=True)
class MovePreview:
    """What moving somebody would do, and the mail that would tell it."""

    effects: list[str]
    mail: MailPreview


def preview_move(participant: Participant, here: Team | None, to_team: Team) -> MovePreview:
    """What move_member would do, without doing it."""
    teams = [to_team, *([here] if here else [])]
    people = members_by_team(teams)
    people[to_team].append(participant)
    if here:
        people[here] = [person for person in people[here] if person != participant]
    effects = [moved_words(participant, here, to_team), *(_size_words(team, len(people[team])) for team in teams)]
    change = moved_words(participant, here, to_team)
    return MovePreview(effects, preview_change(people, change))


def _size_words(team: Team, count: int) -> str:
    words = ngettext("%(team)s would have %(count)s person.", "%(team)s would have %(count)s people.", count)
    return words % {"team": team.name, "count": in_words(count)}


def leave_team(*, participant: Participant, by: User | None, now: datetime | None = None) -> None:
    """Somebody who leaves the cohort is in no team; records member.left; the team is told."""
    now = zones.moment(now)
    team = team_of(participant)
    if team is None:
        return
    TeamMember.objects.filter(participant=participant).delete()
    name = participant.user.name
    event = record("member.left", by=by, subject=participant, cohort=team.cohort, now=now, person=name, team=team.name)
    change = _("%(name)s has left %(team)s.") % {"name": name, "team": team.name}
    tell_of_change([team], change, by=by, key=f"left:{event.pk}", now=now)


def leaving_effects(*, participant: Participant) -> list[str]:
    """What the team would be without this person, as a sentence."""
    team = team_of(participant)
    if team is None:
        return []
    return [_size_words(team, team.members.count() - 1)]
