"""Programme days with their bookings, and what teams have handed in so far."""

from datetime import timedelta

from benchmarks.seed.world import World
from challenges.models import Milestone, Submission, Version
from cohorts.models import Booking, Visit
from cohorts.visits.models import Attendance

FEWEST_VISITS = 5
SEATS_OF_ALL = 0.9


def add_days(world: World) -> None:
    """Visits stand half behind and half ahead, booked for the most part; milestones are handed in."""
    _visits(world)
    _submissions(world)


def _visits(world: World) -> None:
    count = max(FEWEST_VISITS, world.size // 100)
    seats = max(4, round(world.size / count))
    visits = Visit.objects.bulk_create(
        Visit(
            cohort=world.cohort,
            host=world.private[n % len(world.private)],
            title=f"Programme day {n + 1}",
            summary="How a company builds and runs its products.",
            starts_at=world.now + timedelta(days=7 * (n - count // 2) + 2),
            ends_at=world.now + timedelta(days=7 * (n - count // 2) + 2, hours=6),
            town="Bristol",
            capacity=seats,
            is_published=True,
        )
        for n in range(count)
    )
    world.rows["visit"] = visits[-1]
    taken = int(seats * SEATS_OF_ALL)
    Booking.objects.bulk_create(
        Booking(
            visit=visit,
            participant=world.places[(n * taken + seat) % world.size],
            booked_at=world.now - timedelta(days=20),
            attendance=Attendance.CAME if visit.starts_at < world.now else Attendance.UNKNOWN,
        )
        for n, visit in enumerate(visits)
        for seat in range(min(taken, world.size))
    )


def _submissions(world: World) -> None:
    milestones = list(Milestone.objects.filter(cohort=world.cohort).order_by("due_at"))
    world.rows["milestone"] = milestones[0]
    past = [milestone for milestone in milestones if milestone.due_at < world.now] or milestones[:1]
    made = Submission.objects.bulk_create(
        Submission(milestone=milestone, team=team, made_at=milestone.due_at - timedelta(hours=3))
        for milestone in past
        for team in world.teams
    )
    Version.objects.bulk_create(
        Version(
            submission=submission,
            number=number,
            text="Tenants report damp late. Staff learn of it when the wall is wet. We spoke with nine of them.",
            submitted_by=world.places[0].user,
            submitted_at=submission.made_at,
        )
        for submission in made
        for number in (1, 2)
    )
