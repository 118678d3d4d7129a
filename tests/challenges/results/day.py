"""The cast's pitch day, brought as far as a test needs it."""

from datetime import timedelta

from challenges.judging.services import submit_card
from challenges.models import Decision, PitchDay, Release, ReleasePlan
from challenges.pitchdays.services import close_scores, open_scoring
from challenges.results import services
from tests.challenges.judging.test_services import save

REASONS = "The clearest evidence of need."
SHEETS = (("judge", "slot", (5, 4)), ("judge", "other_slot", (3, 3)))


def close(world, *sheets):
    """Scores are closed over these sheets: role, slot, values of Evidence and Idea; nothing is decided."""
    Decision.objects.all().delete()
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    for role, slot, values in sheets or SHEETS:
        submit_card(card=save(world, *values, role=role, slot=getattr(world, slot)), by=world.people[role])
    close_scores(pitch_day=world.pitch_day, by=world.people["chair"])
    return world


def sign(world, first=1, second=2, role="chair", **more):
    """The chair has signed: Lantern's place, Compass's place."""
    ranks = {world.team.pk: first, world.other_team.pk: second}
    verdict = services.Verdict(ranks, more.pop("reasons", REASONS), more.pop("departure", ""), more.pop("prizes", ()))
    seen = more.pop("seen_hash", None) or services.scores_hash(world.pitch_day)
    by = world.people[more.pop("second_role", "judge")]
    return services.sign_decision(
        pitch_day=world.pitch_day, verdict=verdict, seen_hash=seen, second=by, by=world.people[role], **more
    )


def approve(world, *places, **more):
    """Signed by the chair, approved by Helen Marsh."""
    decision = sign(world, *places, **more)
    return services.approve_decision(
        pitch_day=world.pitch_day, seen_hash=decision.signed_hash, by=world.people["judge"]
    )


def plan(world, **more):
    """The organiser plans the release, the chair is the second person."""
    return services.plan_release(
        pitch_day=world.pitch_day, second=world.people["chair"], by=world.people["organiser"], **more
    )


def agree(world, **more):
    """Planned and agreed: due when its minutes are over."""
    planned = plan(world, **more)
    return services.agree_release(plan=planned, seen_digest=planned.digest, by=world.people["chair"])


def release(world, **more):
    """The approved result is public: planned, agreed and due at once."""
    planned = agree(world, minutes=0, **more)
    made = services.release_results(plan=planned, now=planned.due_at)
    world.pitch_day.refresh_from_db()
    return made


def release_factory_decision(world):
    """The decision that the factories made, without sheets, is public: for tests of what is shown of it."""
    day = PitchDay.objects.get(pk=world.pitch_day.pk)
    Decision.objects.filter(pk=world.decision.pk).update(data_hash=services.scores_hash(day))
    world.pitch_day = day
    return release(world)


def later(plan_or_release, minutes):
    """So many minutes after it was agreed or released."""
    at = plan_or_release.agreed_at if isinstance(plan_or_release, ReleasePlan) else plan_or_release.released_at
    return at + timedelta(minutes=minutes)


def current(world):
    """What is public of the cohort now."""
    return Release.objects.filter(cohort=world.cohort).first()
