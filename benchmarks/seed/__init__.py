"""A cohort of any size, written quickly: the frame through the services, the many rows in bulk."""

from benchmarks.seed.afternoons import add_afternoons
from benchmarks.seed.boards import add_board
from benchmarks.seed.challenges import add_challenges
from benchmarks.seed.days import add_days
from benchmarks.seed.imports import add_import
from benchmarks.seed.people import add_people
from benchmarks.seed.pitches import add_pitch_day
from benchmarks.seed.public import add_public_pages
from benchmarks.seed.world import World, new_world

__all__ = ["World", "make_world"]


def make_world(size: int) -> World:
    """A cohort of this many people in its fifth week, with everything that such a cohort has by then."""
    world = new_world(size)
    add_people(world)
    add_days(world)
    add_challenges(world)
    add_pitch_day(world)
    add_public_pages(world)
    add_import(world)
    add_board(world)
    add_afternoons(world)
    return world
