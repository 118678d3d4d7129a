"""Tests of merging members' rankings: the least disagreement there is, ties named, each member's fit told."""

from itertools import combinations, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from challenges.briefs.engine import merging
from challenges.briefs.engine.merging import Fit, merge


def turned(order, rankings):
    """Return how many pairs of the members' rankings the order turns round, counted one by one."""
    return sum(
        1
        for ranking in rankings.values()
        for a, b in combinations(order, 2)
        if b in ranking and (a not in ranking or ranking.index(b) < ranking.index(a))
    )


@st.composite
def teams(draw, most=5):
    briefs = [f"B{number}" for number in range(draw(st.integers(1, most)))]
    people = draw(st.integers(1, 5))
    return {f"P{n}": draw(st.permutations(briefs))[: draw(st.integers(0, len(briefs)))] for n in range(people)}


@settings(deadline=None, max_examples=80)
@given(teams())
def test_proposal_contradicts_members_least(rankings):
    """Against brute force, and so are the ties: pairs that stand one way in one best order, otherwise in another."""
    merged = merge(rankings)
    briefs = {brief for ranking in rankings.values() for brief in ranking}
    least = min(turned(order, rankings) for order in permutations(sorted(briefs)))
    best = [order for order in permutations(sorted(briefs)) if turned(order, rankings) == least]
    assert (sorted(merged.order), merged.turned, merged.is_best) == (sorted(briefs), least, True)
    tied = {
        frozenset(pair)
        for pair in combinations(sorted(briefs), 2)
        if len({order.index(pair[0]) < order.index(pair[1]) for order in best}) == 2
    }
    assert {brief for group in merged.ties for brief in group} == {brief for pair in tied for brief in pair}


@settings(deadline=None, max_examples=40)
@given(teams())
def test_names_of_members_do_not_matter(rankings):
    turned_round = dict(zip(reversed(list(rankings)), rankings.values(), strict=True))
    assert merge(rankings).order == merge(turned_round).order


def test_proposal_says_how_it_fits_each_member():
    merged = merge({"Ann": "abc", "Bo": "abc", "Cy": "cab"})
    assert (merged.order, merged.ties, merged.turned) == (("a", "b", "c"), (), 2)
    assert merged.fits == (Fit("Ann", 1, 0, 3), Fit("Bo", 1, 0, 3), Fit("Cy", 3, 2, 3))


def test_ties_are_named_in_groups():
    merged = merge({"Ann": "abcd", "Bo": "badc"})
    assert merged.ties == (merged.order[:2], merged.order[2:])
    assert sorted(merged.order[:2]) == ["a", "b"]


def test_nobody_ranked_gives_nothing():
    assert merge({"Ann": (), "Bo": ()}).order == ()
    assert merge({}).fits == ()


def test_many_briefs_are_merged_near_the_best(monkeypatch):
    """Above nine briefs no order one move away is better; at nine it is as good as the exact one here."""
    rankings = {"A": "abcdefghi", "B": "badcfehgi", "C": "cabfdeigh", "D": "ihgfedcba", "E": "acegibdfh"}
    exact = merge(rankings)
    monkeypatch.setattr(merging, "MOST_EXACT", 3)
    near = merge(rankings)
    assert (near.turned, near.is_best, exact.is_best) == (exact.turned, False, True)
