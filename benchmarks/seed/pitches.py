"""A pitch day in the middle of its scoring: linked panels, half of the sheets handed in."""

from datetime import timedelta
from itertools import product

from benchmarks.seed.world import World
from challenges.audience.services import open_poll, save_poll
from challenges.judging.workflow import CardState
from challenges.models import Criterion, PanelSeat, PitchSlot, Score, Scorecard, SlotJudge
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.services import plan_pitch_day
from challenges.pitchdays.workflow import PitchDayState
from core.models import User

JUDGES_A_PITCH = 4
PITCHES_A_JUDGE = 8


def add_pitch_day(world: World) -> None:
    """Every pitch has four judges, nobody more than about eight pitches; the first judge has not scored yet."""
    day = plan_pitch_day(cohort=world.cohort, starts_at=world.now - timedelta(hours=1), by=world.people["organiser"])
    PitchDay.objects.filter(pk=day.pk).update(state=PitchDayState.SCORING)
    seats = _panel(world, day)
    slots = list(PitchSlot.objects.filter(pitch_day=day).order_by("order"))
    pairs = [
        (slot, seats[(n * JUDGES_A_PITCH + step) % len(seats)])
        for n, slot in enumerate(slots)
        for step in range(JUDGES_A_PITCH)
    ]
    SlotJudge.objects.bulk_create(SlotJudge(slot=slot, seat=seat) for slot, seat in pairs)
    _sheets(world, list(Criterion.objects.filter(pitch_day=day)), [pair for pair in pairs if pair[1] != seats[0]])
    world.people["judge"] = seats[0].user
    _poll(world, day)
    world.rows |= {"pitch_day": day, "slot": next(slot for slot, seat in pairs if seat == seats[0]), "seat": seats[0]}


def _panel(world: World, day: PitchDay) -> list[PanelSeat]:
    count = max(JUDGES_A_PITCH, round(len(world.teams) * JUDGES_A_PITCH / PITCHES_A_JUDGE))
    users = User.objects.bulk_create(
        User(email=f"judge{n}@example.com", first_name="Judge", last_name=f"Number {n}") for n in range(count)
    )
    return PanelSeat.objects.bulk_create(
        PanelSeat(
            pitch_day=day,
            user=user,
            organisation=world.public[n % len(world.public)],
            title="Director",
            is_chair=n == 1,
            seated_at=world.now - timedelta(days=10),
        )
        for n, user in enumerate(users)
    )


def _sheets(world: World, criteria: list[Criterion], pairs: list[tuple[PitchSlot, PanelSeat]]) -> None:
    cards = Scorecard.objects.bulk_create(
        Scorecard(
            slot=slot,
            seat=seat,
            state=CardState.SUBMITTED if n % 2 else CardState.DRAFT,
            revision=3,
            saved_at=world.now - timedelta(minutes=5),
            submitted_at=world.now - timedelta(minutes=4) if n % 2 else None,
        )
        for n, (slot, seat) in enumerate(pairs)
    )
    Score.objects.bulk_create(
        (
            Score(card=card, criterion=criterion, value=(n + number) % 5 + 1)
            for (n, card), (number, criterion) in product(enumerate(cards), enumerate(criteria))
        ),
        batch_size=2000,
    )


def _poll(world: World, day: PitchDay) -> None:
    """A poll that anybody may vote in, with as many answers as there can be."""
    organiser = world.people["organiser"]
    answers = [f"Challenge {number}" for number in range(1, 9)]
    poll = save_poll(pitch_day=day, question="What comes next?", answers=answers, needs_code=False, by=organiser)
    world.rows["poll"] = open_poll(poll=poll, by=organiser)
