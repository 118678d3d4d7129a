"""Each fall-back of the method: when it holds, what it says, what the places follow then."""

import pytest

from challenges.judging.engine import Card, Slot
from challenges.judging.engine.rating import rate
from tests.challenges.judging.engine.days import card, drawn_day, rubric, slots, table


def rated(rows, **more):
    return rate(table(rows), rubric(1, 1, 9), slots(len(rows)), **more)


def codes(rating):
    return [code.code for code in rating.codes]


def sentence(rating, wanted):
    [found] = [code for code in rating.codes if code.code == wanted]
    return str(found.sentence)


def places(rating):
    return [(one.id, one.rank) for one in rating.pitches]


def test_complete_day_shows_raw_and_says_why():
    rating = rated([[7, 8, 6], [5, 5, 6], [2, 3, 3]])
    assert (codes(rating), rating.basis) == (["COMPLETE"], "raw")
    assert sentence(rating, "COMPLETE") == "All judges saw all pitches: severity cancels, adjusting changes no place."
    assert [one.adjusted for one in rating.pitches] == pytest.approx([one.raw for one in rating.pitches], abs=1e-12)
    assert rating.efficiency == pytest.approx(1)


def test_complete_among_those_who_scored_says_so():
    cards, criteria = table([[7, 8, 6], [5, 5, 6], [2, 3, 3]]), rubric(1, 1, 9)
    rating = rate(cards, criteria, slots(4), judges={"late": "Late"})
    assert codes(rating) == ["COMPLETE", "NO_SCORES"]
    assert "All judges who scored saw the same pitches" in sentence(rating, "COMPLETE")
    assert sentence(rating, "NO_SCORES") == "No finished scorecards: Team 3."


APART = [
    [7, 8, None, None],
    [5, 6, None, None],
    [2, 2, None, None],
    [None, None, 6, 6],
    [None, None, 4, 3],
]


def test_panels_that_share_no_judge_are_ranked_apart():
    rating = rated(APART)
    assert "DISCONNECTED" in codes(rating)
    assert rating.components == (("p0", "p1", "p2"), ("p3", "p4"))
    assert places(rating) == [("p0", 1), ("p1", 2), ("p2", 3), ("p3", 1), ("p4", 2)]
    assert set(rating.pairs) == {("p0", "p1"), ("p0", "p2"), ("p1", "p2"), ("p3", "p4")}
    assert rating.p("p0", "p3") is None
    assert (rating.efficiency, rating.flips, dict(rating.stability)) == (0.0, (), {})
    assert str(rating.verdict) == (
        "The panels share no judge, so there are 2 rankings, not one. First in each: Team 0, Team 3."
    )
    # What would tell most is a card across.
    assert [(one.is_deciding, (one.pitch in "p3 p4") != (one.judge in "j2 j3")) for one in rating.settles] == [
        (False, True)
    ]


def test_one_judge_each_stays_raw():
    rating = rated([[7], [5], [2], [2]])
    assert codes(rating) == ["COMPLETE", "ONE_JUDGE_EACH", "TOO_FEW"]
    assert (rating.basis, places(rating)) == ("raw", [("p0", 1), ("p1", 2), ("p2", 3), ("p3", 3)])
    assert rating.p("p0", "p2") < 0.95
    assert str(rating.verdict) == "Team 0 has the highest score; too few scores to say how surely."
    assert sentence(rating, "ONE_JUDGE_EACH").endswith("the scores cannot tell a strict judge from a weak pitch.")


def test_one_judge_each_of_several_has_no_pairs_across():
    rating = rated([[7, None], [5, None], [None, 9], [None, 2]])
    assert {"ONE_JUDGE_EACH", "DISCONNECTED", "TOO_FEW"} <= set(codes(rating))
    assert set(rating.pairs) == {("p0", "p1"), ("p2", "p3")}


def test_a_judge_who_alone_links_two_panels_is_named():
    rows = [[7, 8, None], [5, 6, None], [2, 4, None], [None, 5, 6], [None, 3, 5], [None, 9, 9]]
    rating = rate(table(rows), rubric(1, 1, 9), slots(6), judges={"j0": "Ann", "j1": "Bob", "j2": "Cas"})
    [code] = [one for one in rating.codes if one.code == "WEAK_LINK"]
    assert (code.judges, rating.basis) == (("j1",), "adjusted")
    assert str(code.sentence).startswith("Without Bob the panels would share no judge")


def test_two_cards_that_alone_link_two_panels_are_named():
    rows = [[7, 8, 6, None], [5, 6, 7, None], [2, 4, 3, None], [None, 5, 6, None], [None] * 3 + [4]]
    linked = [*table(rows), card(4, 3, 5), card(4, 4, 6), card(3, 3, 7), card(5, 4, 2), card(5, 3, 3)]
    rating = rate(linked, rubric(1, 1, 9), slots(5))
    [code] = [one for one in rating.codes if one.code == "WEAK_LINK"]
    assert (code.pitches, code.judges) == (("p3",), ("j1", "j2"))
    assert str(code.sentence).startswith("Only 2 cards of j1, j2 for Team 3 link two parts")


def test_two_judges_for_each_pitch_are_no_weak_link_by_themselves():
    rating = rate(*drawn_day(24, 12, 3, seed=3))
    assert "WEAK_LINK" not in codes(rating)


def test_too_few_scores_stay_raw_and_never_sound_sure():
    rating = rated([[8, 8], [3, 3]])
    assert {"TOO_FEW", "COMPLETE", "NO_SPREAD"} <= set(codes(rating))
    assert rating.p("p0", "p1") < 0.95
    uneven = rated([[8, 7], [3, None], [None, 4]])
    assert ("TOO_FEW" in codes(uneven), uneven.basis) == (True, "raw")


def test_all_equal_scores_are_a_tie():
    """J-19: equal scores share the place, whatever the ids are."""
    rating = rated([[4, 4, 4], [4, 4, None], [4, 4, 4]])
    assert "NO_SPREAD" in codes(rating)
    assert rating.ties == (("p0", "p1", "p2"),)
    assert set(rating.pairs.values()) == {0.5}
    assert [one.rank for one in rating.pitches] == [1, 1, 1]
    assert str(rating.verdict) == "All pitches are exactly equal."
    assert sentence(rating, "NO_SPREAD") == "All scores are equal: the pitches are tied."


def test_judges_who_agree_to_the_last_point_are_told_and_places_stay():
    rating = rated([[7, 7, 7], [5, 5, 5], [2, 2, 2], [6, 6, 6]])
    assert places(rating) == [("p0", 1), ("p3", 2), ("p1", 3), ("p2", 4)]
    assert "agree to the last point" in sentence(rating, "NO_SPREAD")


def test_scores_that_separate_nothing_are_told():
    rating = rated([[7, 3, 5, 2], [3, 6, 2, 6], [5, 4, 4, 4], [2, 5, 7, 4], [6, 2, 3, 5]])
    assert rating.reliability.g < 0.3
    assert "NO_SIGNAL" in codes(rating)


def test_adjusting_that_moves_the_winner_names_both():
    cards, criteria, pitches = drawn_day(24, 12, 4, seed=2, criteria=5)
    rating = rate(cards, criteria, pitches)
    raw = max(rating.pitches, key=lambda one: one.raw)
    assert raw.id != rating.pitches[0].id
    [code] = [one for one in rating.codes if one.code == "ADJUST_MOVES_WINNER"]
    assert code.pitches == (rating.pitches[0].id, raw.id)
    assert f"as given {raw.name}, adjusted {rating.pitches[0].name}" in str(code.sentence)


def test_unequal_numbers_of_judges_warn_of_a_wider_range():
    rating = rated([[7, 8, 6, 7], [5, 6, 5, 5], [2, 3, None, None], [4, 3, 4, 3]])
    [code] = [one for one in rating.codes if one.code == "UNEQUAL_N"]
    assert code.pitches == ("p2",)
    widths = {one.id: one.high - one.low for one in rating.pitches}
    assert max(widths, key=widths.get) == "p2"


def test_unfinished_cards_are_told_and_do_not_count():
    """J-19: a missing score leaves the card out and says so."""
    cards = [card(0, 0, 5, 5), card(1, 0, 4, 4), card(0, 1, 3, 3), card(1, 1, 1)]
    rating = rate(cards, rubric(2), slots(2))
    assert rating.incomplete == (("p1", "j1"),)
    assert sentence(rating, "INCOMPLETE") == "One scorecard is not finished and does not count."
    assert [one.n for one in rating.pitches] == [2, 1]


@pytest.mark.parametrize(
    ("cards", "pitches", "words"),
    [
        ([], slots(2), "No pitch has a finished scorecard."),
        ([], [], "No pitch has a finished scorecard."),
        ([card(0, 0, 3)], slots(1), "Team 0 is the only pitch with a finished scorecard."),
    ],
)
def test_nothing_and_nearly_nothing_have_their_words(cards, pitches, words):
    """J-19: zero judges and one pitch are days like others."""
    rating = rate(cards, rubric(), pitches)
    assert str(rating.verdict) == words
    assert [one.p_win for one in rating.pitches if one.n] == [1.0] * len(cards)


def test_joint_winners_are_named_together():
    rating = rated([[7, 6, 7], [6, 7, 7], [2, 3, 2]])
    assert str(rating.verdict) == "Team 0 and Team 1 are exactly equal in first place."
    assert (rating.ties, rating.p("p1", "p0")) == ((("p0", "p1"),), 0.5)
    assert [one.id for one in rating.winners] == ["p0", "p1"]


def test_close_rivals_are_named_in_the_first_line():
    rating = rated([[7, 5, 8], [5, 8, 6], [2, 3, 2]])
    assert str(rating.verdict) == "Team 0 first: about 6 in 10. Team 0 and Team 1 are too close to call."
    assert rating.bands == (("p0", "p1"),)


def test_own_organisation_pairs_are_listed_with_their_residual():
    """J-20: nobody is dropped silently; who scored their own house is shown."""
    cards = table([[9, 5, 5], [5, 5, 6], [4, 3, 3]])
    orgs = {"j0": "water", "j1": "rail", "j2": ""}
    rating = rate(cards, rubric(1, 1, 9), slots(3), organisations=orgs, pitch_organisations={"p0": {"water", ""}})
    [own] = rating.own_organisation
    assert (own.pitch, own.judge, own.residual > 0) == ("p0", "j0", True)


def test_excluded_cards_are_gone_and_single_pitches_are_their_own_component():
    cards = [Card("b", "z", {"c0": 3}), Card("a", "z", {"c0": 5}), Card("a", "y", {"c0": 1})]
    rating = rate(cards, rubric(), [Slot("z", "Z"), Slot("y", "Y")], [("a", "z")])
    assert [(one.id, one.n) for one in rating.pitches] == [("y", 1), ("z", 1)]
