"""A cohort runs from a spreadsheet to a winner over plain HTTP: what a browser does with its scripts off."""

import pytest

from tests.factories.cohorts import StaffFactory
from tests.journeys import chapter_people as people
from tests.journeys import chapter_pitches as pitches
from tests.journeys import chapter_teams as teams
from tests.journeys import chapter_work as work
from tests.journeys.story import ADE, HANA, Story
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_whole_cohort(clock, mailoutbox):
    story = Story(clock, mailoutbox)
    people.the_first_organiser_comes_in(story)
    people.makes_a_programme_and_starts_a_cohort(story)
    people.imports_the_spreadsheet(story)
    people.invites_everybody(story)
    people.fills_in_a_profile(story)
    people.names_mentors(story)
    teams.forms_teams(story)
    teams.moves_a_person_on_the_board(story)
    teams.publishes_teams(story)
    teams.gives_mentors_to_hanas_team(story)
    teams.moves_a_member_after_publication(story)
    work.writes_and_publishes_challenges(story)
    work.ranks_the_challenges(story)
    work.allocates_the_challenges(story)
    work.plans_a_programme_day(story)
    work.books_cancels_and_marks_attendance(story)
    work.hands_in_a_milestone_twice(story)
    pitches.plans_the_pitch_day(story)
    pitches.publishes_the_rules(story)
    pitches.declares_a_conflict(story)
    pitches.scores_every_pitch(story)
    pitches.closes_and_decides_jointly(story)
    pitches.an_editor_publishes_the_page(story)
    pitches.releases_the_results(story)
    others_find_nothing_at_these_addresses(story)


def others_find_nothing_at_these_addresses(story: Story) -> None:
    """O-01, O-05: every address that the organiser and the participant went to, asked for by people of elsewhere."""
    away, nobody = Visitor(StaffFactory().user), Visitor()
    organise = {one for one in story[ADE].seen if one.startswith(f"/organise/{story.slug}/")}
    mine = {one for one in story[HANA].seen if one.startswith(f"/my/{story.slug}/")}
    assert (len(organise) > 30, len(mine) > 5) == (True, True)
    for address in organise | mine:
        assert (address, away.client.get(address).status_code) == (address, 404)
        assert (address, nobody.client.get(address).status_code) == (address, 302)
