"""Assertions in the helpers of journeys tell as much as those in tests."""

import pytest

pytest.register_assert_rewrite(
    "tests.journeys.visitor",
    "tests.journeys.story",
    "tests.journeys.chapter_people",
    "tests.journeys.chapter_teams",
    "tests.journeys.chapter_work",
    "tests.journeys.chapter_pitches",
)
