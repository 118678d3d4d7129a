"""Tests of the raw ranking: exact, joint where equal, every ledger adds up, excluded cards never were."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.judging.engine import BadScores, Card, Criterion, Slot, rank

IMPACT = Criterion("c1", "Impact", 40, 1, 5)
TEAM = Criterion("c2", "Team", 60, 0, 10)
RUBRIC = (IMPACT, TEAM)
KITE, LOOM, MOSS = Slot("s1", "Kite"), Slot("s2", "Loom"), Slot("s3", "Moss")


def card(judge, slot, impact=None, team=None):
    scores = {"c1": impact, "c2": team}
    return Card(judge, slot.id, {name: value for name, value in scores.items() if value is not None})


def codes(ranking):
    return [(warning.code, warning.slots) for warning in ranking.warnings]


def test_scores_are_weighted_by_stated_ranges_not_by_those_used():
    ranking = rank([card("j1", KITE, 3, 5), card("j1", LOOM, 5, 5)], RUBRIC, [KITE, LOOM])
    assert [(place.name, place.rank, place.score, place.percent) for place in ranking.places] == [
        ("Loom", 1, Fraction(7, 10), "70.0"),
        ("Kite", 2, Fraction(1, 2), "50.0"),
    ]
    assert [place.by_criterion for place in ranking.places] == [
        {"c1": Fraction(1), "c2": Fraction(1, 2)},
        {"c1": Fraction(1, 2), "c2": Fraction(1, 2)},
    ]


def test_team_has_the_mean_of_its_judges_and_a_line_for_each():
    (place,) = rank([card("j2", KITE, 5, 10), card("j1", KITE, 1, 5), card("j3", KITE, 1, 5)], RUBRIC, [KITE]).places
    assert [(line.judge, line.total, line.counts, line.shown_total, line.shown_counts) for line in place.ledger] == [
        ("j1", Fraction(3, 10), Fraction(1, 10), 300, 100),
        ("j2", Fraction(1), Fraction(1, 3), 1000, 333),
        ("j3", Fraction(3, 10), Fraction(1, 10), 300, 100),
    ]
    assert (place.score, place.shown, place.judges) == (Fraction(8, 15), 533, 3)
    assert str(place.sentence) == "Kite is number 1 with 53.3 of 100 from 3 judges."


def test_equal_teams_are_joint_and_the_next_place_is_left_out():
    cards = [card("j", KITE, 5, 5), card("j", LOOM, 5, 5), card("j", MOSS, 1, 5)]
    ranking = rank(cards, RUBRIC, [KITE, LOOM, MOSS])
    assert [(place.rank, place.is_joint) for place in ranking.places] == [(1, True), (1, True), (3, False)]
    assert [place.name for place in ranking.winners] == ["Kite", "Loom"]
    assert str(ranking.places[0].sentence) == "Kite is joint number 1 with 70.0 of 100 from one judge."
    assert [str(warning.sentence) for warning in ranking.warnings] == [
        "Kite, Loom have exactly the same score at the top."
    ]


def test_fractions_that_floats_would_part_are_equal():
    thirds = [Criterion(f"c{n}", f"C{n}", 1, 0, 3) for n in range(3)]
    kite = [Card(f"j{n}", "s1", {"c0": 1, "c1": 1, "c2": 1}) for n in range(3)]
    loom = [Card(f"j{n}", "s2", {"c0": 0, "c1": 0, "c2": 3}) for n in range(3)]
    assert [place.rank for place in rank(kite + loom, thirds, [KITE, LOOM]).places] == [1, 1]


def test_unfinished_cards_do_not_count_and_are_told():
    ranking = rank([card("j1", KITE, 5, 10), card("j2", KITE, 1)], RUBRIC, [KITE])
    assert ranking.places[0].score == 1
    assert [(warning.code, str(warning.sentence)) for warning in ranking.warnings] == [
        ("INCOMPLETE", "One scorecard is not finished and does not count.")
    ]
    both = rank([card("j1", KITE), card("j2", KITE, 1)], RUBRIC, [KITE])
    assert [str(warning.sentence) for warning in both.warnings] == [
        "No finished scorecards: Kite.",
        "2 scorecards are not finished and do not count.",
    ]


def test_team_without_scores_breaks_nothing_and_comes_last_without_a_place():
    ranking = rank([card("j1", LOOM, 1, 0)], RUBRIC, [KITE, LOOM])
    assert [(place.name, place.rank, place.score, place.percent) for place in ranking.places] == [
        ("Loom", 1, 0, "0.0"),
        ("Kite", None, None, ""),
    ]
    assert str(ranking.places[1].sentence) == "Kite has no finished scorecards."
    assert codes(ranking) == [("NO_SCORES", ("s1",))]


def test_nothing_at_all_is_no_trouble():
    ranking = rank([], RUBRIC, [])
    assert (ranking.places, ranking.warnings, ranking.is_complete) == ((), (), False)


def test_unequal_numbers_of_judges_are_told():
    cards = [card(f"j{n}", KITE, 3, 5) for n in range(4)] + [card(f"j{n}", LOOM, 1, 5) for n in range(2)]
    ranking = rank(cards, RUBRIC, [KITE, LOOM])
    assert codes(ranking) == [("UNEQUAL_N", ("s2",))]
    assert str(ranking.warnings[0].sentence) == (
        "Some teams were seen by 4 judges, others by 2: fewer judges make a less certain score."
    )
    assert not ranking.is_complete
    assert rank(cards[:4] + cards[:0], RUBRIC, [KITE]).is_complete


def test_teams_closer_than_the_figures_show_are_told():
    wide = [Criterion("c1", "Impact", 1, 0, 1_000_000)]
    cards = [Card("j", "s1", {"c1": 500_001}), Card("j", "s2", {"c1": 500_000})]
    ranking = rank(cards, wide, [KITE, LOOM])
    assert codes(ranking) == [("CLOSE", ("s1", "s2"))]
    assert str(ranking.warnings[0].sentence) == "Kite is before Loom by less than the figures show."


@pytest.mark.parametrize(
    ("cards", "rubric", "slots", "words"),
    [
        ([card("j", KITE, 6, 1)], RUBRIC, [KITE], "6 for “Impact” is outside 1 to 5."),
        ([Card("j", "s1", {"x": 1})], RUBRIC, [KITE], "A card has a score for a criterion that is not in the rubric."),
        ([card("j", LOOM, 1, 1)], RUBRIC, [KITE], "A card is for a pitch that is not on the day."),
        ([card("j", KITE), card("j", KITE)], RUBRIC, [KITE], "A criterion, a pitch or a card is in the list twice."),
        ([], [Criterion("c", "Flat", 1, 3, 3)], [], "“Flat” has no range or a weight below zero."),
        ([], [Criterion("c", "Less", -1, 1, 3)], [], "“Less” has no range or a weight below zero."),
        ([], [Criterion("c", "Nil", 0, 1, 3)], [], "The rubric has no criterion that counts."),
        ([], [], [], "The rubric has no criterion that counts."),
    ],
)
def test_cards_that_contradict_the_rubric_are_refused_in_words(cards, rubric, slots, words):
    with pytest.raises(BadScores) as raised:
        rank(cards, rubric, slots)
    assert str(raised.value) == str(raised.value.message) == words


@st.composite
def days(draw):
    teams = [Slot(f"s{n}", f"Team {n}") for n in range(draw(st.integers(1, 5)))]
    rubric = [
        Criterion(f"c{n}", f"C{n}", draw(st.integers(1, 50)), 1, draw(st.integers(2, 10)))
        for n in range(draw(st.integers(1, 4)))
    ]
    cards = []
    for judge in range(draw(st.integers(1, 5))):
        for slot in teams:
            if draw(st.booleans()):
                scores = {one.id: draw(st.integers(1, one.high)) for one in rubric if draw(st.integers(0, 9))}
                cards.append(Card(f"j{judge}", slot.id, scores))
    return cards, rubric, teams


@given(days())
def test_every_ledger_adds_up_to_the_score_exactly_and_as_shown(day):
    for place in rank(*day).places:
        if place.score is not None:
            assert sum(line.counts for line in place.ledger) == place.score
            assert sum(line.shown_counts for line in place.ledger) == place.shown


@given(days(), st.randoms(use_true_random=False))
def test_order_of_everything_does_not_matter(day, chance: random.Random):
    cards, rubric, teams = day
    mixed = [chance.sample(list(some), len(some)) for some in day]
    assert rank(*mixed) == rank(cards, rubric, teams)


@given(days(), st.integers(1, 2))
def test_excluded_card_changes_nothing_wherever_it_comes_from(day, value):
    """J-02: a sheet voided by a conflict leaves the ranking as if it had never been."""
    cards, rubric, teams = day
    void = Card("conflicted", teams[0].id, {one.id: value for one in rubric})
    out = {("conflicted", teams[0].id)}
    assert rank([*cards, void], rubric, teams, out) == rank(cards, rubric, teams, out) == rank(cards, rubric, teams)


@given(days())
def test_better_score_never_has_the_worse_place(day):
    scored = [place for place in rank(*day).places if place.score is not None]
    for place in scored:
        assert place.rank == 1 + sum(other.score > place.score for other in scored)


@given(st.integers(1, 6), st.integers(1, 5))
def test_all_equal_teams_are_all_joint_first(teams, judges):
    slots = [Slot(f"s{n}", f"Team {n}") for n in range(teams)]
    cards = [Card(f"j{judge}", slot.id, {"c1": 4, "c2": 7}) for judge in range(judges) for slot in slots]
    ranking = rank(cards, RUBRIC, slots)
    assert [place.rank for place in ranking.places] == [1] * teams
    assert ranking.is_complete
