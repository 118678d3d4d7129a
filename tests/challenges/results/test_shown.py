"""The deliberation's pictures and tables: from the sheets alone, nothing adjusted."""

import pytest
from django.urls import reverse

from challenges.judging.queries import ranking_of
from challenges.judging.services import submit_card
from challenges.pitchdays.queries import plan_of, rubric_of
from challenges.pitchdays.services import close_scores, open_scoring
from challenges.results.shown import comparisons, judge_rows, ladder_rows, trust_facts
from tests.challenges.judging.test_services import save
from tests.factories.challenges import PitchSlotFactory
from tests.factories.cohorts import TeamFactory

pytestmark = pytest.mark.django_db


def scored(world, *sheets):
    """Scores are closed over these sheets: role, slot, values of Evidence and Idea."""
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    for role, slot, values in sheets:
        submit_card(card=save(world, *values, role=role, slot=slot), by=world.people[role])
    close_scores(pitch_day=world.pitch_day, by=world.people["chair"])
    return ranking_of(world.pitch_day), plan_of(world.pitch_day)


def differing(world):
    """Lantern is ahead of Compass, by Evidence most of all."""
    return scored(
        world,
        ("judge", world.slot, (3, 3)),
        ("chair", world.slot, (4, 4)),
        ("judge", world.other_slot, (1, 3)),
        ("chair", world.other_slot, (1, 3)),
    )


def test_ladder_has_each_score_with_the_sheets_that_make_it(world):
    ranking, plan = differing(world)
    rows = [(row["rank"], row["label"], row["judges"], row["band"]) for row in ladder_rows(ranking, plan)]
    assert rows == [(1, "Lantern", 2, None), (2, "Compass", 2, None)]
    for row in ladder_rows(ranking, plan):
        assert row["score"] == pytest.approx(sum(mark for mark, _name in row["marks"]) / 2, abs=0.1)
        assert sorted(name for _mark, name in row["marks"]) == ["Helen Marsh", "Idris Vaughan"]


def test_teams_with_the_same_score_are_shaded_together(world):
    ranking, plan = scored(world, ("judge", world.slot, (3, 3)), ("judge", world.other_slot, (3, 3)))
    assert [(row["rank"], row["band"]) for row in ladder_rows(ranking, plan)] == [(1, 1), (1, 1)]
    [pair] = comparisons(ranking, rubric_of(world.pitch_day))
    assert pair.title.endswith("share a place?")
    assert (pair.sentence, [step.words for step in pair.steps]) == (
        "Their scores are exactly the same.",
        ["0.0", "0.0"],
    )


def test_difference_is_cut_into_criteria_that_add_up(world):
    ranking, _plan = differing(world)
    [pair] = comparisons(ranking, rubric_of(world.pitch_day))
    gap = ranking.places[0].score - ranking.places[1].score
    assert pair.title == "Why is Lantern above Compass?"
    assert pair.sentence == f"Lantern is {float(gap) * 100:.1f} points of 100 ahead of Compass."
    assert [(step.name, step.words, step.is_for, step.share) for step in pair.steps] == [
        ("Evidence", "+31.3", True, 100),
        ("Idea", "+6.2", True, 20),
    ]
    assert pair.facts == [("Judges who scored both", "2"), ("Gave Lantern more", "2"), ("Gave Compass more", "0")]


def test_table_of_judges_tells_scores_conflicts_and_gaps(world):
    ranking, plan = differing(world)
    cells = {row.name: [state for _words, state in row.cells] for row in judge_rows(ranking, plan)}
    assert cells == {
        "Idris Vaughan": ["given", "given"],
        "Helen Marsh": ["given", "given"],
        "Priya Nair": ["conflict", "missing"],
    }


def test_what_it_rests_on_is_counted(world):
    facts = dict(trust_facts(*differing(world)))
    assert facts == {
        "Judges a pitch": "2",
        "Sheets that count": "4 of 5",
        "Kept out for a conflict": "1 pair",
        "Teams that share a place": "none",
        "Method": "mean of the sheets, nothing adjusted",
    }


def test_deliberation_shows_all_of_it_also_for_a_team_without_a_sheet(world, sign_in):
    quarry = TeamFactory(cohort=world.cohort, name="Quarry", number=9)
    PitchSlotFactory(pitch_day=world.pitch_day, team=quarry, order=3)
    differing(world)
    address = reverse("judge:deliberation", args=[world.pitch_day.key])
    page = sign_in("chair").get(address).content.decode()
    wanted = ("Rank ladder", "Why is Lantern above Compass?", "No sheet was handed in for: Quarry.", "4 of 8")
    assert [words for words in wanted if words not in page] == []


def test_deliberation_of_a_day_without_sheets_opens(world, sign_in):
    scored(world)
    address = reverse("judge:deliberation", args=[world.pitch_day.key])
    assert sign_in("chair").get(address).status_code == 200
