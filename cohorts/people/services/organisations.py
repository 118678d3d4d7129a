"""Organisations: what they are called, their sector with what hangs on it, two spellings made one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.people.models import Mentor, Participant
from cohorts.people.queries import Turn, cohorts_of, turns_of, uses_of
from cohorts.programmes.models import Cohort, Side
from cohorts.programmes.roles import organised_ids
from cohorts.programmes.workflow import CohortState
from core import zones
from core.audit.record import record
from core.errors import Changed, Refused
from core.models import Organisation, Sector, User
from core.service import service
from core.wiring import wired

EDITED = ("name", "short_name", "group")


class NameOfAnother(Refused):
    """Another organisation is found under this name."""

    message = gettext_lazy("Another organisation has this name already. Merge the two instead.")


class OfOthersToo(Refused):
    """It stands in cohorts that the person does not run (O-05)."""

    message = gettext_lazy("This organisation also stands in cohorts that you do not run: ask an administrator.")


class ReasonNeeded(Refused):
    """A running cohort is not changed without a word."""

    message = gettext_lazy("This changes a running cohort: say why. The reason is kept in its history.")
    field = "reason"


class SameOrganisation(Refused):
    """Nothing can be merged with itself."""

    message = gettext_lazy("Choose another organisation than this one.")
    field = "into"


@service
def edit_organisation(
    *, organisation: Organisation, by: User | None, now: datetime | None = None, **facts: str
) -> Organisation:
    """The organisation has this name, short name and group; records organisation.edited when something changed."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = sorted(name for name in EDITED if name in facts and getattr(locked, name) != facts[name])
    if not changed:
        return locked
    _refuse_others(locked, by)
    for name in changed:
        _refuse_taken(locked, name, facts[name])
        setattr(locked, name, facts[name])
    locked.save(update_fields=changed)
    record("organisation.edited", by=by, subject=locked, now=now, fields=changed)
    return locked


def _refuse_taken(body: Organisation, field: str, name: str) -> None:
    """Names and short names both lead to an organisation: no two may share one; a group is there to be shared."""
    same = Q(name__iexact=name) | Q(short_name__iexact=name)
    if field != "group" and name and Organisation.objects.filter(same).exclude(pk=body.pk).exists():
        raise NameOfAnother(field=field)


def _refuse_others(body: Organisation, by: User | None) -> None:
    if by is None or by.is_superuser:
        return
    if cohorts_of(body) - organised_ids(by):
        raise OfOthersToo


def needs_reason(turns: Sequence[Turn]) -> bool:
    """Whether the change would reach a cohort whose twelve weeks are running."""
    return any(turn.cohort.state == CohortState.RUNNING for turn in turns)


def turning_effects(turns: Sequence[Turn]) -> list[str]:
    """What the change of sides does, in sentences, other features' included."""
    if not turns:
        return [_("Nobody’s side changes.")]
    told = [_turn_words(turn) for turn in turns]
    return told + [str(words) for turn in turns for tell in wired("SIDE_EFFECTS") for words in tell(turn=turn)]


def _turn_words(turn: Turn) -> str:
    people: list[Any] = [*turn.places, *turn.mentors]
    facts = {
        "count": len(people),
        "names": ", ".join(person.user.name for person in people),
        "cohort": turn.cohort.name,
        "side": Side(turn.side).label,
    }
    words = ngettext(
        "%(cohort)s: %(count)s person counts as %(side)s from then on: %(names)s.",
        "%(cohort)s: %(count)s people count as %(side)s from then on: %(names)s.",
        len(people),
    )
    return words % facts


@service
def correct_sector(
    *,
    organisation: Organisation,
    sector: str,
    before: str,
    reason: str = "",
    by: User | None,
    now: datetime | None = None,
) -> Organisation:
    """It has this sector, its people in cohorts not over the side of it; records organisation.sector_corrected."""
    moment = zones.moment(now)
    _lock_cohorts(turns_of(organisation, Sector(sector)))
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.sector != before:
        raise Changed
    if locked.sector == sector:
        return locked
    _refuse_others(locked, by)
    turns = turns_of(locked, sector)
    if needs_reason(turns) and not reason:
        raise ReasonNeeded
    locked.sector = sector
    locked.save(update_fields=["sector"])
    facts: dict[str, Any] = {"before": before, "after": str(sector)} | ({"note": reason} if reason else {})
    for turn in turns:
        count = len(turn.places) + len(turn.mentors)
        event = "organisation.sector_corrected"
        record(event, by=by, subject=locked, cohort=turn.cohort, now=moment, people=count, **facts)
        _turn_people(turn, by, moment)
    if not turns:
        record("organisation.sector_corrected", by=by, subject=locked, now=moment, people=0, **facts)
    return locked


def _lock_cohorts(turns: Sequence[Turn]) -> None:
    """Cohorts first and in one order, as everywhere."""
    ids = [turn.cohort.pk for turn in turns]
    list(Cohort.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _turn_people(turn: Turn, by: User | None, now: datetime) -> None:
    Participant.objects.filter(pk__in=[place.pk for place in turn.places]).update(side=turn.side)
    Mentor.objects.filter(pk__in=[mentor.pk for mentor in turn.mentors]).update(side=turn.side)
    told: list[tuple[str, Any]] = [("participant.edited", place) for place in turn.places]
    for event, row in told + [("mentor.edited", mentor) for mentor in turn.mentors]:
        record(event, by=by, subject=row, cohort=turn.cohort, now=now, fields=["side"])


def merging_effects(organisation: Organisation, into: Organisation) -> list[str]:
    """What merging does, in sentences."""
    people = [row for _field, row in uses_of(organisation) if isinstance(row, Participant | Mentor)]
    others = len(uses_of(organisation)) - len(people)
    facts = {"into": into.name, "name": organisation.name, "people": len(people), "others": others}
    told = [
        ngettext(
            "%(people)s place of a person names “%(into)s” from then on.",
            "%(people)s places of people name “%(into)s” from then on.",
            len(people),
        )
        % facts
    ]
    if others:
        words = ngettext(
            "So does %(others)s challenge, programme day or judge.",
            "So do %(others)s challenges, programme days or judges.",
            others,
        )
        told.append(words % facts)
    sides = turning_effects(turns_of(organisation, into.sector))
    gone = _("“%(name)s” is gone, and cannot be brought back. An import that names it again would make it anew.")
    return [*told, *sides, gone % facts]


@service
def merge_organisations(
    *, organisation: Organisation, into: Organisation, reason: str = "", by: User | None, now: datetime | None = None
) -> Organisation:
    """Everything that named the first names the other, and the first is gone; records organisation.merged."""
    moment = zones.moment(now)
    if organisation.pk == into.pk:
        raise SameOrganisation
    _lock_cohorts(turns_of(organisation, into.sector))
    pair = {
        body.pk: body for body in Organisation.objects.select_for_update().filter(pk__in=[organisation.pk, into.pk])
    }
    if len(pair) < 2:
        raise Changed
    gone, kept = pair[organisation.pk], pair[into.pk]
    _refuse_others(gone, by)
    _refuse_others(kept, by)
    turns = turns_of(gone, kept.sector)
    if needs_reason(turns) and not reason:
        raise ReasonNeeded
    cohorts = cohorts_of(gone)
    for turn in turns:
        _turn_people(turn, by, moment)
    for field, row in uses_of(gone):
        type(row)._base_manager.filter(pk=row.pk).update(**{field: kept})
    name = gone.name
    gone.delete()
    facts: dict[str, Any] = {"gone": name} | ({"note": reason} if reason else {})
    for cohort in sorted(cohorts) or (None,):
        record("organisation.merged", by=by, subject=kept, cohort_id=cohort, now=moment, **facts)
    return kept
