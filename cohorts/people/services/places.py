"""Taking part in a cohort: adding people, and keeping what is known of them right."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Mentor, Participant, ParticipantSkill
from cohorts.people.services.accounts import find_or_make_organisation, find_or_make_user, rename_person
from cohorts.programmes.models import Cohort
from cohorts.programmes.workflow import CohortState
from cohorts.questions.models import Level, Skill
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.models import Organisation, User
from core.people.addresses import normal_address
from core.service import service

# What a person or an organiser may say of a place; nothing else is ever written by an edit (O-04).
FACTS = (
    "job_title",
    "scheme",
    "region",
    "background",
    "years_experience",
    "tags",
    "attributes",
    "about",
    "availability",
    "manager_name",
    "manager_email",
    "nominator_name",
    "nominator_email",
)
ADDRESSES = ("manager_email", "nominator_email")
OVER = (CohortState.COMPLETED, CohortState.CANCELLED)


class CohortOver(Refused):
    """Nobody joins a cohort that has ended."""

    message = _("This cohort is over: nobody can be added to it any more.")


class AlreadyHere(Refused):
    """The person has a place in this cohort."""

    message = _("This person is in the cohort already.")
    field = "email"


class MentorsHere(Refused):
    """The person mentors in this cohort."""

    message = _("This person mentors in this cohort and cannot take part in it as well.")
    field = "email"


class UnknownSkill(Refused):
    """The skill or level is not one of the programme's."""

    message = _("That is not a skill this programme asks about.")


@service
def add_person(
    *,
    cohort: Cohort,
    email: str,
    first_name: str,
    last_name: str,
    organisation: str,
    sector: str = "",
    by: User | None,
    key: str = "",
    now: datetime | None = None,
    **facts: Any,
) -> Participant:
    """Somebody known by an address takes part in the cohort, with account and organisation found or made."""

    def make() -> Participant:
        user = find_or_make_user(email=email, first_name=first_name, last_name=last_name, by=by, now=now)
        body = find_or_make_organisation(name=organisation, sector=sector, by=by, now=now)
        return add_participant(cohort=cohort, user=user, organisation=body, by=by, now=now, **facts)

    return once(by=by, action="participant.add", key=key, make=make)


@service
def add_participant(
    *,
    cohort: Cohort,
    user: User,
    organisation: Organisation,
    by: User | None,
    key: str = "",
    now: datetime | None = None,
    **facts: Any,
) -> Participant:
    """The person takes part in the cohort, on the side of the organisation's sector; records participant.joined."""

    def make() -> Participant:
        locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
        refuse_if_over(locked)
        if Participant.objects.filter(cohort=locked, user=user).exists():
            raise AlreadyHere
        if Mentor.objects.filter(cohort=locked, user=user, left_at=None).exists():
            raise MentorsHere
        place = new_place(cohort, user, organisation, facts, zones.moment(now))
        place.save(force_insert=True)
        record("participant.joined", by=by, subject=place, cohort=cohort, now=now, side=place.side)
        return place

    return once(by=by, action="participant.add", key=key, make=make)


def refuse_if_over(cohort: Cohort) -> None:
    """Raises CohortOver when the cohort takes nobody in any more."""
    if cohort.state in OVER:
        raise CohortOver


def new_place(
    cohort: Cohort, user: User, organisation: Organisation, facts: Mapping[str, Any], now: datetime
) -> Participant:
    """A place that is not saved yet, on the side that the cohort counts the organisation's sector to."""
    place = Participant(cohort=cohort, user=user, organisation=organisation, joined_at=now)
    place.side = cohort.side_of(organisation.sector)
    apply_facts(place, facts)
    return place


def apply_facts(place: Participant, facts: Mapping[str, Any]) -> list[str]:
    """The place has these facts, unsaved; returns the names of those that changed."""
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"not facts of a participant: {', '.join(sorted(unknown))}")
    told = {name: normal_address(value) if name in ADDRESSES else value for name, value in facts.items()}
    changed = [name for name, value in told.items() if getattr(place, name) != value]
    for name in changed:
        setattr(place, name, told[name])
    return changed


@service
def edit_participant(
    *,
    participant: Participant,
    by: User | None,
    organisation: Organisation | None = None,
    levels: Mapping[int, int] | None = None,
    now: datetime | None = None,
    **facts: Any,
) -> Participant:
    """What is known of the person is put right; records participant.edited with fields, not their values."""
    locked = Participant.objects.select_for_update().select_related("cohort").get(pk=participant.pk)
    changed = apply_facts(locked, facts)
    if organisation is not None and organisation.pk != locked.organisation_id:
        changed.append("organisation")
        locked.organisation = organisation
    # Also without a new organisation: its sector, or the cohort's sides, may have been put right since.
    side = locked.cohort.side_of(locked.organisation.sector)
    if side != locked.side:
        changed.append("side")
        locked.side = side
    if changed:
        locked.save(update_fields=changed)
        record("participant.edited", by=by, subject=locked, cohort=locked.cohort, now=now, fields=sorted(changed))
    if levels is not None:
        set_skills(participant=locked, levels=levels, by=by, now=now)
    return locked


@service
def correct_person(
    *,
    participant: Participant,
    names: Mapping[str, str],
    levels: Mapping[int, int],
    facts: Mapping[str, Any],
    by: User | None,
    now: datetime | None = None,
) -> Participant:
    """A whole form about a person is saved or nothing of it: name, organisation, facts and skills."""
    first, last = names["first_name"], names["last_name"]
    rename_person(user=participant.user, first_name=first, last_name=last, by=by, now=now)
    body = find_or_make_organisation(name=names["organisation"], sector=names.get("sector", ""), by=by, now=now)
    return edit_participant(participant=participant, by=by, organisation=body, levels=levels, now=now, **facts)


@service
def set_skills(
    *, participant: Participant, levels: Mapping[int, int], by: User | None, now: datetime | None = None
) -> list[str]:
    """The person holds these skills (by id) at these levels; records participant.skills_set; returns what changed."""
    skills = {skill.pk: skill.name for skill in Skill.objects.filter(programme=participant.cohort.programme_id)}
    if set(levels) - set(skills) or set(levels.values()) - set(Level.values):
        raise UnknownSkill
    before = dict(ParticipantSkill.objects.filter(participant=participant).values_list("skill_id", "level"))
    changed = {pk: level for pk, level in levels.items() if before.get(pk) != level}
    rows = [ParticipantSkill(participant=participant, skill_id=pk, level=level) for pk, level in changed.items()]
    if not rows:
        return []
    ParticipantSkill.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["participant", "skill"], update_fields=["level"]
    )
    names = sorted(skills[pk] for pk in changed)
    record("participant.skills_set", by=by, subject=participant, cohort=participant.cohort, now=now, skills=names)
    return names


@service
def set_availability(
    *, participant: Participant, availability: int, by: User | None, now: datetime | None = None
) -> Participant:
    """The person is free in these hours of the week, a mask of questions.availability; records participant.edited."""
    return edit_participant(participant=participant, by=by, now=now, availability=availability)
