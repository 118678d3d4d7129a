"""What a team's page says of its challenge."""

import pytest

from challenges.briefs.parts import of_team

pytestmark = pytest.mark.django_db


def test_team_part_names_the_published_challenge_behind_each_door(world):
    address = f"/my/spring-2027/briefs/{world.brief.key}/"
    assert of_team(world.team, "my") == [
        ("Challenge", f"{world.brief.question} Leeds City Council", address, "Read the brief")
    ]


def test_team_part_is_silent_before_publication(world):
    assert of_team(world.other_team, "organise") == []
