"""The board of a proposal that is not published: the same people, before the teams of another cohort."""

from datetime import timedelta

from benchmarks.seed.people import TEAM_OF
from benchmarks.seed.world import FIRST_MONDAY, World
from cohorts.models import Participant, ParticipantSkill, ProposedPlace, TeamProposal
from cohorts.programmes.models import Cohort
from cohorts.programmes.services import start_cohort
from cohorts.programmes.workflow import CohortState
from cohorts.teams.names import default_names
from cohorts.teams.snapshot import fingerprint, freeze
from cohorts.teams.workflow import ProposalState

RULES = {"size_min": 1, "size_max": 20, "mix_within": None, "employer_cap": None, "required_tags": [], "levels": {}}


def add_board(world: World) -> None:
    """Another cohort has the same people in a proposal, dealt out in turn; nobody searched for it."""
    organiser = world.people["organiser"]
    starts_on = FIRST_MONDAY + timedelta(weeks=26)
    cohort = start_cohort(programme=world.cohort.programme, name="Autumn 2027", starts_on=starts_on, by=organiser)
    Cohort.objects.filter(pk=cohort.pk).update(state=CohortState.FORMING)
    cohort.refresh_from_db()
    people = _people(world, cohort)
    teams = max(2, round(world.size / TEAM_OF))
    frozen = freeze(cohort)
    proposal = TeamProposal.objects.create(
        cohort=cohort,
        number=1,
        state=ProposalState.READY,
        rules=RULES,
        snapshot=frozen,
        snapshot_hash=fingerprint(frozen),
        names=default_names(teams),
        asked_by=organiser,
        asked_at=world.now,
        ended_at=world.now,
    )
    ProposedPlace.objects.bulk_create(
        ProposedPlace(proposal=proposal, participant=person, team_number=place % teams + 1)
        for place, person in enumerate(people)
    )
    world.rows |= {"proposal": proposal, "mover": people[0]}


def _people(world: World, cohort: Cohort) -> list[Participant]:
    facts = ("user_id", "organisation_id", "side", "job_title", "region", "background", "years_experience", "tags")
    made = Participant.objects.bulk_create(
        Participant(cohort=cohort, joined_at=world.now, **{name: getattr(place, name) for name in facts})
        for place in world.places
    )
    twin = {old.pk: new for old, new in zip(world.places, made, strict=True)}
    skills = ParticipantSkill.objects.filter(participant__in=twin).values_list("participant_id", "skill_id", "level")
    ParticipantSkill.objects.bulk_create(
        ParticipantSkill(participant=twin[place], skill_id=skill, level=level) for place, skill, level in skills
    )
    return made
