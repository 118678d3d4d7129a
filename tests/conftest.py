"""Fixtures of every test, joined from their files."""

import pytest

# Assertions in the helpers of journeys tell as much as those in tests; named here, before anything imports them.
pytest.register_assert_rewrite(
    "tests.journeys.visitor",
    "tests.journeys.story",
    "tests.journeys.chapter_people",
    "tests.journeys.chapter_teams",
    "tests.journeys.chapter_work",
    "tests.journeys.chapter_pitches",
)

pytest_plugins = ["tests.profiles", "tests.database", "tests.clock", "tests.browsers", "tests.cast"]
