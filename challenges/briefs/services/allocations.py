"""The allocation of briefs to teams: proposed by the engine, changed by hand, published once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from challenges.briefs.choices import summary_words
from challenges.briefs.choosing.models import kept_for
from challenges.briefs.letters import allocation_letters
from challenges.briefs.models import Allocation, AllocationLine, Brief, Preference
from challenges.briefs.services.errors import (
    AlreadyPublished,
    BriefNotOffered,
    EmployerOwns,
    KeptForAnother,
    NothingToAllocate,
    StillWorking,
    TeamsWithoutBrief,
    TooFewTeams,
    TooManyTeams,
)
from challenges.briefs.snapshot import barred_for
from challenges.briefs.workflow import AllocationState, BriefState
from cohorts.messages.services import notify
from cohorts.models import Cohort, Team
from core import zones
from core.audit.record import record
from core.errors import Changed
from core.idempotency import once
from core.lifecycle import NotPossibleNow, move
from core.models import User
from core.scheduling.enqueue import enqueue
from core.service import service


@dataclass(frozen=True)
class Given:
    """What the engine gives one team: which of its choices (None: not ranked), and why."""

    team: int
    brief: int
    choice: int | None
    reason: str


def lines_of(option: Mapping[str, Any]) -> list[Given]:
    """The lines of one way of giving briefs, out of an allocation's options."""
    return [Given(*line) for line in option["lines"]]


@service
def propose_allocation(*, cohort: Cohort, by: User | None, now: datetime | None = None, key: str = "") -> Allocation:
    """An allocation is being worked out in the background; records allocation.asked."""
    now = zones.moment(now)

    def make() -> Allocation:
        locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
        others = Allocation.objects.filter(cohort=locked)
        if others.filter(state=AllocationState.PUBLISHED).exists():
            raise AlreadyPublished
        if others.filter(state=AllocationState.WORKING).exists():
            raise StillWorking
        if not locked.teams.exists() or not Brief.objects.to_rank().filter(cohort=locked).exists():
            raise NothingToAllocate
        number = (others.aggregate(last=Max("number"))["last"] or 0) + 1
        made: Allocation = Allocation.objects.create(cohort=locked, number=number, asked_by=by, asked_at=now)
        record("allocation.asked", by=by, subject=made, cohort=locked, now=now)
        enqueue("briefs.allocate", allocation=made.pk)
        return made

    return once(by=by, action="allocation.propose", key=key, make=make)


@service
def finish_allocation(
    *,
    allocation: Allocation,
    lines: Sequence[Given],
    digest: str,
    options: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Allocation:
    """It is ready to look at with all its lines, and with those of each aim; records allocation.proposed."""
    allocation = move(allocation, "finish", by=None, now=now)
    _write(allocation, lines)
    allocation.snapshot_hash, allocation.options = digest, dict(options or {})
    allocation.save(update_fields=["snapshot_hash", "summary", "options"])
    return allocation


def _write(allocation: Allocation, lines: Sequence[Given]) -> None:
    """These are the lines and no others; the summary speaks of them."""
    AllocationLine.objects.filter(allocation=allocation).delete()
    AllocationLine.objects.bulk_create(
        AllocationLine(
            allocation=allocation, team_id=line.team, brief_id=line.brief, choice=line.choice, reason=line.reason[:400]
        )
        for line in lines
    )
    allocation.summary = summary_words(line.choice for line in lines)[:300]


@service
def choose_aim(
    *, allocation: Allocation, aim: str, version: int, by: User | None, now: datetime | None = None
) -> Allocation:
    """Its lines are those that are best by the aim; what was changed by hand is gone; records allocation.aim_chosen."""
    locked = _lock(allocation, version)
    if locked.state != AllocationState.READY or aim not in locked.options:
        raise NotPossibleNow
    if locked.aim == aim and not AllocationLine.objects.filter(allocation=locked, is_by_hand=True).exists():
        return locked
    before, locked.aim, locked.version = locked.get_aim_display(), aim, locked.version + 1
    _write(locked, lines_of(locked.options[aim]))
    locked.save(update_fields=["aim", "version", "summary"])
    data: dict[str, Any] = {"before": str(before), "after": str(locked.get_aim_display())}
    record("allocation.aim_chosen", by=by, subject=locked, cohort=locked.cohort, now=now, **data)
    return locked


@service
def fail_allocation(*, allocation: Allocation, reason: str, now: datetime | None = None) -> Allocation:
    """It could not be worked out and says why; records allocation.failed."""
    allocation = move(allocation, "fail", by=None, note=reason, now=now)
    allocation.summary = reason[:300]
    allocation.save(update_fields=["summary"])
    return allocation


def _lock(allocation: Allocation, version: int) -> Allocation:
    """The allocation as the person saw it, held; somebody else's change in between is told (C-01)."""
    rows = Allocation.objects.select_for_update(of=("self",)).select_related("cohort")
    locked: Allocation = rows.get(pk=allocation.pk)
    if locked.version != version:
        raise Changed
    return locked


@service
def change_line(
    *, allocation: Allocation, team: Team, brief: Brief, version: int, by: User | None, now: datetime | None = None
) -> AllocationLine:
    """The team gets this brief, set by hand; records allocation.changed; `version` is what the person looked at."""
    locked = _lock(allocation, version)
    if locked.state != AllocationState.READY:
        raise NotPossibleNow
    _refuse_pair(locked, team, brief)
    line = AllocationLine.objects.filter(allocation=locked, team=team).first()
    line = line or AllocationLine(allocation=locked, team=team)
    if line.brief_id == brief.pk:
        return line
    before = str(line.brief) if line.brief_id else ""
    _set_line(line, brief, by)
    _count_change(locked)
    data: dict[str, Any] = {"team": team.name, "before": before, "after": str(brief)}
    record("allocation.changed", by=by, subject=locked, cohort=locked.cohort, now=now, **data)
    return line


@service
def swap_lines(
    *, allocation: Allocation, team: Team, other: Team, version: int, by: User | None, now: datetime | None = None
) -> tuple[AllocationLine, AllocationLine]:
    """The two teams have each other's briefs, set by hand; records allocation.swapped; `version` is what was seen."""
    locked = _lock(allocation, version)
    if locked.state != AllocationState.READY:
        raise NotPossibleNow
    lines = AllocationLine.objects.filter(allocation=locked, team__in=[team, other]).select_related("brief", "team")
    held = {line.team_id: line for line in lines}
    if team == other or len(held) < 2:
        raise BriefNotOffered
    first, second = held[team.pk], held[other.pk]
    own, wanted = first.brief, second.brief
    _refuse_pair(locked, team, wanted)
    _refuse_pair(locked, other, own)
    _set_line(first, wanted, by)
    _set_line(second, own, by)
    _count_change(locked)
    data: dict[str, Any] = {"team": team.name, "other": other.name}
    record("allocation.swapped", by=by, subject=locked, cohort=locked.cohort, now=now, **data)
    return first, second


def _refuse_pair(allocation: Allocation, team: Team, brief: Brief) -> None:
    """Raises why the team cannot have the brief: not offered here, another team's own, or its employer's."""
    ids = {brief.cohort_id, team.cohort_id, allocation.cohort_id}
    if len(ids) > 1 or brief.state != BriefState.PUBLISHED:
        raise BriefNotOffered
    if kept_for(allocation.cohort).get(brief.pk, team.pk) != team.pk:
        raise KeptForAnother
    if brief.pk in barred_for(allocation.cohort).get(team.pk, ()):
        raise EmployerOwns(_employer_words([(team, brief)]))


def _employer_words(pairs: Sequence[tuple[Team, Brief]]) -> str:
    named = "; ".join(_("%(team)s and “%(brief)s”") % {"team": team, "brief": brief.title} for team, brief in pairs)
    words = _("The employer of a member owns the challenge: %(pairs)s. Give leave with a reason first, if it is right.")
    return words % {"pairs": named}


def _set_line(line: AllocationLine, brief: Brief, by: User | None) -> None:
    line.brief, line.is_by_hand = brief, True
    line.choice = Preference.objects.filter(team=line.team, brief=brief).values_list("rank", flat=True).first()
    line.reason = _("Set by hand by %(name)s.") % {"name": by} if by else _("Set by hand.")
    line.save()


def _count_change(allocation: Allocation) -> None:
    choices = AllocationLine.objects.filter(allocation=allocation).values_list("choice", flat=True)
    allocation.version += 1
    allocation.summary = summary_words(choices)[:300]
    allocation.save(update_fields=["version", "summary"])


@service
def publish_allocation(
    *, allocation: Allocation, version: int, by: User | None, now: datetime | None = None
) -> Allocation:
    """Teams and owners know who works on what; records allocation.published, tells them; of two one wins (C-01)."""
    now = zones.moment(now)
    Cohort.objects.select_for_update().get(pk=allocation.cohort_id)
    others = Allocation.objects.filter(cohort=allocation.cohort_id, state=AllocationState.PUBLISHED)
    if others.exists():
        raise AlreadyPublished
    locked = _lock(allocation, version)
    lines = list(AllocationLine.objects.filter(allocation=locked).whole())
    refuse_incomplete(locked, lines)
    move(locked, "publish", by=by, now=now)
    locked.version += 1
    locked.save(update_fields=["version"])
    _tell(locked, lines, by, now)
    return locked


def _tell(allocation: Allocation, lines: Sequence[AllocationLine], by: User | None, now: datetime) -> None:
    """Held for teams and owners alike, however few they are: what is cancelled for one can be for the other."""
    for kind, (people, facts) in allocation_letters(allocation.cohort, lines).items():
        mail: Any = {"cohort": allocation.cohort, "kind": kind, "to": people, "facts": facts, "always_held": True}
        if people:
            notify(by=by, key=allocation.key, now=now, **mail)


def refuse_incomplete(allocation: Allocation, lines: Sequence[AllocationLine]) -> None:
    """Raises what stands against publishing: a team without a brief, one that is gone, too full, too empty, not fit."""
    left = Team.objects.filter(cohort=allocation.cohort_id).exclude(pk__in=[line.team_id for line in lines])
    names = ", ".join(left.order_by("number").values_list("name", flat=True))
    if names:
        raise TeamsWithoutBrief(_("These teams have no challenge yet: %(names)s.") % {"names": names})
    if any(line.brief.state != BriefState.PUBLISHED for line in lines):
        raise BriefNotOffered
    counts = Counter(line.brief for line in lines)
    full = [brief for brief, count in counts.items() if count > brief.places]
    if full:
        brief = full[0]
        teams = ", ".join(line.team.name for line in lines if line.brief == brief)
        words = _("“%(brief)s” takes %(places)s, but was given to: %(teams)s.")
        raise TooManyTeams(words % {"brief": brief.title, "places": brief.places, "teams": teams})
    _refuse_few(counts)
    barred = barred_for(allocation.cohort)
    pairs = [(line.team, line.brief) for line in lines if line.brief_id in barred.get(line.team_id, ())]
    if pairs:
        raise EmployerOwns(_employer_words(pairs))


def _refuse_few(counts: Mapping[Brief, int]) -> None:
    few = [brief for brief, count in counts.items() if count < brief.least_teams]
    if few:
        words = _("“%(brief)s” needs at least %(least)s teams, and has %(count)s.")
        raise TooFewTeams(words % {"brief": few[0].title, "least": few[0].least_teams, "count": counts[few[0]]})


@service
def discard_allocation(*, allocation: Allocation, by: User | None, now: datetime | None = None) -> Allocation:
    """The allocation is thrown away; records allocation.discarded."""
    return move(allocation, "discard", by=by, now=now)
