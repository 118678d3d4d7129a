"""Pitch days as large as an afternoon takes, sixty teams before forty judges: one while it is scored, one released."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from allauth.mfa.models import Authenticator

from benchmarks.seed.world import FIRST_MONDAY, World
from challenges.judging.workflow import CardState
from challenges.models import Criterion, PanelSeat, PitchSlot, Score, Scorecard, SlotJudge
from challenges.pitchdays.models import PanelMode, PitchDay
from challenges.pitchdays.services import plan_pitch_day
from challenges.pitchdays.workflow import PitchDayState
from challenges.results import services as results
from challenges.results.models import ReleasePlan
from challenges.results.rated import room_of
from cms.models import CohortPage, CohortsPage
from cohorts.models import Cohort, Participant, Team, TeamMember
from cohorts.programmes.services import start_cohort
from cohorts.programmes.workflow import CohortState
from core.models import Organisation, Sector, User

MOST_TEAMS, MOST_JUDGES = 60, 40
FEWEST_JUDGES = 4
EACH = 4


@dataclass(frozen=True)
class Afternoon:
    """One cohort's pitch day, its teams in their order, and the panel, the chair first."""

    day: PitchDay
    slots: list[PitchSlot]
    seats: list[PanelSeat]

    @property
    def cohort(self) -> Cohort:
        """The day's cohort."""
        return self.day.cohort

    def pairs(self) -> list[tuple[PitchSlot, PanelSeat]]:
        """Who sees what: each pitch has its few judges, and every judge about as many pitches."""
        return [
            (slot, self.seats[(n * EACH + step) % len(self.seats)])
            for n, slot in enumerate(self.slots)
            for step in range(min(EACH, len(self.seats)))
        ]


def add_afternoons(world: World) -> None:
    """One day in the middle of its scoring, half of the sheets in; and one whose result is released."""
    add_agreed(world)
    results.release_results(plan=world.rows["plan"])


def add_agreed(world: World) -> None:
    """The same while the release is agreed, and due."""
    teams = min(MOST_TEAMS, len(world.teams))
    judges = min(MOST_JUDGES, max(FEWEST_JUDGES, teams * 2 // 3))
    going = afternoon(world, "Summer 2027", teams, judges)
    _sheets(world, going, going.pairs()[::2])
    PitchDay.objects.filter(pk=going.day.pk).update(state=PitchDayState.SCORING)
    over = afternoon(world, "Winter 2027", teams, judges)
    _sheets(world, over, over.pairs())
    world.rows |= {"going": going, "over": over, "plan": agreed(world, over)}


def afternoon(world: World, name: str, teams: int, judges: int) -> Afternoon:
    """A planned day of so many teams of five before so many judges, in a cohort of its own."""
    organiser = world.people["organiser"]
    cohort = start_cohort(programme=world.cohort.programme, name=name, starts_on=FIRST_MONDAY, by=organiser)
    Cohort.objects.filter(pk=cohort.pk).update(state=CohortState.RUNNING)
    cohort.refresh_from_db()
    _teams(world, cohort, teams)
    day = plan_pitch_day(cohort=cohort, starts_at=world.now - timedelta(hours=2), by=organiser)
    PitchDay.objects.filter(pk=day.pk).update(panel_mode=PanelMode.LINKED, judges_each=EACH)
    day.refresh_from_db()
    slots = list(PitchSlot.objects.filter(pitch_day=day).select_related("team", "pitch_day").order_by("order"))
    made = Afternoon(day, slots, _panel(world, day, judges))
    SlotJudge.objects.bulk_create(SlotJudge(slot=slot, seat=seat) for slot, seat in made.pairs())
    return made


def agreed(world: World, over: Afternoon) -> ReleasePlan:
    """Scores are closed, the chair signs what the scores say, another judge approves it and agrees to its release."""
    day, (chair, second) = over.day, (seat.user for seat in over.seats[:2])
    PitchDay.objects.filter(pk=day.pk).update(state=PitchDayState.SCORES_CLOSED)
    day.refresh_from_db()
    places = {pitch.id: pitch.rank for pitch in room_of(day).rating.pitches}
    verdict = results.Verdict({slot.team_id: places[slot.key] or 1 for slot in over.slots}, "The clearest need.")
    signed = results.sign_decision(
        pitch_day=day, verdict=verdict, seen_hash=results.scores_hash(day), second=second, by=chair
    )
    results.approve_decision(pitch_day=day, seen_hash=signed.signed_hash, by=second)
    organiser = world.people["organiser"]
    planned = results.plan_release(pitch_day=day, second=second, minutes=0, by=organiser)
    page = CohortPage(title=over.cohort.name, slug=over.cohort.slug, cohort=over.cohort)
    CohortsPage.objects.get().add_child(instance=page)
    return results.agree_release(plan=planned, seen_digest=planned.digest, by=second)


def _teams(world: World, cohort: Cohort, count: int) -> None:
    facts = ("user_id", "organisation_id", "side", "job_title", "region")
    places = Participant.objects.bulk_create(
        Participant(cohort=cohort, joined_at=world.now, **{name: getattr(place, name) for name in facts})
        for place in world.places[: 5 * count]
    )
    teams = Team.objects.bulk_create(
        Team(cohort=cohort, name=f"Team {n:02d}", number=n, formed_at=world.now) for n in range(1, count + 1)
    )
    TeamMember.objects.bulk_create(
        TeamMember(team=teams[n % count], participant=place, since=world.now) for n, place in enumerate(places)
    )


def _panel(world: World, day: PitchDay, count: int) -> list[PanelSeat]:
    users = User.objects.bulk_create(
        User(email=f"{day.cohort.slug}{n}@example.com", first_name="Judge", last_name=f"{n:02d}") for n in range(count)
    )
    Authenticator.objects.create(user=users[0], type=Authenticator.Type.TOTP, data={})
    # Of no team: employers of both sides would keep judges from their own people.
    bodies = Organisation.objects.bulk_create(
        Organisation(name=f"{day.cohort.name}, body {n}", sector=(Sector.PUBLIC, Sector.PRIVATE)[n % 2])
        for n in range(8)
    )
    return PanelSeat.objects.bulk_create(
        PanelSeat(
            pitch_day=day,
            user=user,
            organisation=bodies[n % len(bodies)],
            title="Director",
            is_chair=n == 0,
            seated_at=world.now - timedelta(days=10),
        )
        for n, user in enumerate(users)
    )


def _sheets(world: World, held: Afternoon, pairs: list[tuple[PitchSlot, PanelSeat]]) -> None:
    criteria = list(Criterion.objects.filter(pitch_day=held.day).order_by("order"))
    cards = Scorecard.objects.bulk_create(
        Scorecard(
            slot=slot,
            seat=seat,
            state=CardState.SUBMITTED,
            revision=1,
            saved_at=world.now,
            submitted_at=world.now,
        )
        for slot, seat in pairs
    )
    # Of no pattern, and the same in every run.
    Score.objects.bulk_create(
        Score(card=card, criterion=criterion, value=(7 * n * n + 3 * number) % 5 + 1)
        for (n, card), (number, criterion) in product(enumerate(cards), enumerate(criteria))
    )
