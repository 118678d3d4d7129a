"""What moving or swapping a team costs, against counting it anew; and how an allocation is put into words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from challenges.briefs.engine.allocation import Brief, Wishes
from challenges.briefs.engine.swaps import BARRED, FULL, KEPT, TOO_FEW, figures, swaps_of


@st.composite
def cases(draw):
    briefs = [Brief(f"B{n}", f"Brief {n}", draw(st.integers(1, 3)), draw(st.integers(0, 2))) for n in range(4)]
    ids = [brief.id for brief in briefs]
    teams = [
        Wishes(f"T{n}", f"T{n}", tuple(draw(st.permutations(ids))[: draw(st.integers(0, 4))]))
        for n in range(draw(st.integers(1, 5)))
    ]
    return teams, briefs, {team.team: draw(st.sampled_from(ids)) for team in teams}


@settings(deadline=None, max_examples=80)
@given(cases())
def test_costs_are_those_of_the_whole_counted_anew(case):
    teams, briefs, held = case
    for swap in swaps_of("T0", teams, briefs, held):
        after = {**held, "T0": swap.brief}
        if swap.other:
            after[swap.other] = held["T0"]
        assert (swap.before, swap.after) == (figures(teams, held), figures(teams, after))
        count = list(after.values()).count
        known = {brief.id: brief for brief in briefs}
        if not swap.other:
            assert (FULL in swap.breaks) == (count(swap.brief) > known[swap.brief].places)
            few = [known[one] for one in (held["T0"], swap.brief) if 0 < count(one) < known[one].least]
            assert (TOO_FEW in swap.breaks) == bool(few)


def test_every_other_team_and_brief_is_there_once_cheapest_first():
    teams = [Wishes("A", "A", ("x", "y")), Wishes("B", "B", ("x",)), Wishes("C", "C", ("y", "x"))]
    briefs = [Brief("x", "X", 1), Brief("y", "Y", 2), Brief("z", "Z", 1)]
    found = swaps_of("A", teams, briefs, {"A": "y", "B": "x", "C": "y"})
    assert [(swap.brief, swap.other, swap.cost, swap.breaks) for swap in found] == [
        ("x", "B", 0, ()),
        ("z", "", 1, ()),
        ("x", "", -1, (FULL,)),
    ]


def test_what_a_team_may_not_have_is_named():
    teams = [Wishes("A", "A", ("x",), barred=("y",), kept=("z",)), Wishes("B", "B", ("y",))]
    briefs = [Brief(name, name, 2) for name in "xyz"]
    found = swaps_of("A", teams, briefs, {"A": "x", "B": "y"})
    assert {(swap.brief, swap.other): swap.breaks for swap in found} == {
        ("y", "B"): (BARRED,),
        ("y", ""): (BARRED,),
        ("z", ""): (KEPT,),
    }


def test_team_without_a_brief_can_be_moved_only():
    teams, briefs = [Wishes("A", "A", ("x",)), Wishes("B", "B", ("y",))], [Brief("x", "X"), Brief("y", "Y")]
    found = swaps_of("A", teams, briefs, {"B": "y"})
    assert [(swap.brief, swap.other, swap.cost, swap.breaks) for swap in found] == [
        ("x", "", 0, ()),
        ("y", "", 1, (FULL,)),
    ]
