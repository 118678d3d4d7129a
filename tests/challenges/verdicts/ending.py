"""The cast's result, brought out for tests of what waits for it."""

from challenges.models import PitchDay
from tests.challenges.results.day import release_factory_decision


def release_result(world):
    """Lantern comes first, and everybody may know."""
    world.decision.placings.create(team=world.team, rank=1, is_winner=True)
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="CONFIRMED")
    return release_factory_decision(world)
