"""Who sees whom: balanced, linked, without conflicts, repeatable, and how good that is."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.pitchdays.engine.allocate import allocate, judged, table_of
from challenges.pitchdays.engine.bridges import helps_most
from challenges.pitchdays.engine.design import CannotAllocate, Judge, Mode, Pitch, Task
from challenges.pitchdays.engine.drawing import allowed_of
from challenges.pitchdays.engine.efficiency import is_linked, quality
from challenges.pitchdays.engine.substitutes import reassign

DAYS = st.tuples(st.integers(2, 24), st.integers(2, 12), st.integers(2, 4), st.integers(0, 99))


def task(pitches, judges, each, seed=1, **more):
    """Teams T0 …, judges J0 … from both sectors in turn, linked unless told otherwise."""
    rows = [Pitch(number, f"T{number}") for number in range(pitches)]
    seats = [Judge(number, f"J{number}", "PRIVATE" if number % 2 else "PUBLIC") for number in range(judges)]
    return Task(rows, seats, **{"mode": Mode.LINKED, "each": min(each, judges), "seed": seed, "tries": 150} | more)


def plan(wanted):
    """The plan, or nothing where the engine says that none links all pitches."""
    try:
        return allocate(wanted)
    except CannotAllocate:
        return None


def loads(made, judges):
    return [sum(judge in seen for seen in made.judges_of.values()) for judge in range(judges)]


@given(DAYS)
def test_every_pitch_has_its_judges_and_loads_differ_by_one(day):
    pitches, judges, each, seed = day
    made = plan(task(pitches, judges, each, seed))
    if made is not None:
        assert {len(seen) for seen in made.judges_of.values()} == {min(each, judges)}
        assert max(loads(made, judges)) - min(loads(made, judges)) <= 1
        assert made.quality.components == 1


@given(DAYS)
def test_three_judges_a_pitch_are_always_linked_where_loads_leave_a_choice(day):
    pitches, judges, _each, seed = day
    # With two pitches a judge or more, and three judges a pitch, there are links to spare.
    if judges >= 3 and 3 * pitches >= 2 * judges + 2:
        assert allocate(task(pitches, judges, 3, seed)).quality.components == 1


@given(DAYS, st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(day, shuffle):
    pitches, judges, each, seed = day
    wanted = task(pitches, judges, each, seed)
    rows, seats = list(wanted.pitches), list(wanted.judges)
    shuffle.shuffle(rows)
    shuffle.shuffle(seats)
    mixed = Task(rows, seats, mode=Mode.LINKED, each=wanted.each, seed=seed, tries=150)
    assert plan(mixed) == plan(wanted) == plan(wanted)


@given(st.integers(3, 12), st.integers(0, 99), st.data())
def test_no_judge_with_a_conflict_sees_the_pitch(pitches, seed, data):
    pairs = st.tuples(st.integers(0, 5), st.integers(0, pitches - 1))
    banned = data.draw(st.frozensets(pairs, max_size=10))
    made = {mode: plan(task(pitches, 6, 3, seed, banned=banned, mode=mode, bridges=4)) for mode in Mode}
    assert {mode: sorted(found.pairs & banned) for mode, found in made.items() if found} == {
        mode: [] for mode, found in made.items() if found
    }


@given(st.integers(6, 14), st.integers(0, 99), st.data())
def test_loads_are_as_even_as_conflicts_allow(pitches, seed, data):
    """One conflict a judge at most never forces anybody to see two pitches more than a colleague."""
    banned = frozenset((judge, data.draw(st.integers(0, pitches - 1))) for judge in range(3))
    made = plan(task(pitches, 6, 3, seed, banned=banned))
    assert max(loads(made, 6)) - min(loads(made, 6)) <= 1


def test_too_few_judges_are_named_before_anything_is_drawn():
    with pytest.raises(CannotAllocate) as error:
        allocate(task(2, 2, 2, banned=frozenset({(1, 1)})))
    assert str(error.value) == "T1 has only 1 judges who are free to see it; choose fewer judges a pitch."


def test_a_judge_who_sees_too_many_pitches_is_refused():
    with pytest.raises(CannotAllocate) as error:
        allocate(task(12, 4, 2, most=5))
    assert (error.value.field, "6 pitches: more than 5" in str(error.value)) == ("most", True)


def test_one_judge_a_pitch_links_nothing_and_is_refused():
    with pytest.raises(CannotAllocate) as error:
        allocate(task(6, 3, 1))
    assert str(error.value) == "With 1 judge a pitch, nothing links all pitches: choose more."


@pytest.mark.parametrize(
    ("pitches", "judges", "each", "least"),
    [(12, 6, 3, 0.89), (24, 12, 4, 0.90), (24, 12, 3, 0.84), (24, 12, 2, 0.65), (60, 40, 3, 0.71)],
)
def test_plans_compare_as_exactly_as_the_method_asks(pitches, judges, each, least):
    """The table of design/judging's section 5, after 1,500 exchanges."""
    made = allocate(task(pitches, judges, each, tries=1500, both_sectors=False))
    assert (made.quality.efficiency >= least, made.quality.is_weak) == (True, False)


def test_quality_of_a_plan_is_what_the_formulas_give():
    """By hand: three pitches, three judges, each judge sees two of them: a triangle."""
    seen = np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1]], dtype=np.bool_)
    found = quality(seen)
    # C = 2 I - (A A') / 2 has the eigenvalues 1.5, 1.5 and 0 on contrasts: variances 2 / 1.5, beside 1/2 + 1/2.
    assert (round(found.efficiency, 9), round(found.bound, 9), round(found.worst, 9)) == (0.75, 0.75, round(4 / 3, 9))
    assert (round(found.lambda2, 9), found.components, found.linked_judges, found.steps) == (0.75, 1, 3, 1)


def test_a_plan_in_parts_has_no_efficiency_and_says_so():
    made = judged(task(4, 4, 2), [(0, 0), (1, 1), (0, 1), (1, 0), (2, 2), (3, 3), (2, 3), (3, 2)])
    assert (made.quality.efficiency, made.quality.components) == (0.0, 2)
    assert str(made.warnings[0]).startswith("The plan falls into 2 parts that share no judge")


def test_everybody_sees_everything_but_conflicts():
    made = allocate(task(7, 4, 0, mode=Mode.ALL, banned=frozenset({(2, 3)})))
    assert {pitch: len(seen) for pitch, seen in made.judges_of.items()} == {**dict.fromkeys(range(7), 4), 3: 3}
    whole = allocate(task(7, 4, 0, mode=Mode.ALL))
    assert (whole.quality.efficiency, whole.quality.bound) == (1.0, 1.0)
    assert [str(one) for one in whole.reasons][0].startswith("Every judge sees every team")


@given(st.integers(4, 20), st.integers(4, 10), st.integers(0, 99))
def test_both_sectors_see_each_pitch(pitches, judges, seed):
    made = plan(task(pitches, judges, 3, seed))
    if made is not None:
        assert {tuple(sorted({judge % 2 for judge in seen})) for seen in made.judges_of.values()} == {(0, 1)}


def test_wanted_expertise_sits_on_the_pitch_where_somebody_free_has_it():
    wanted = task(8, 6, 3)
    judges = [
        Judge(row.id, row.name, row.sector, frozenset({"health"} if row.id == 4 else ())) for row in wanted.judges
    ]
    pitches = [Pitch(row.id, row.name, "health" if row.id in (1, 5) else "") for row in wanted.pitches]
    made = allocate(Task(pitches, judges, mode=Mode.LINKED, each=3, tries=150))
    assert (4 in made.judges_of[1], 4 in made.judges_of[5], made.warnings) == (True, True, ())
    nobody = allocate(Task(pitches, judges, frozenset({(4, 1)}), Mode.LINKED, 3, tries=150))
    assert [str(one) for one in nobody.warnings] == ["Nobody who knows “health” sees T1."]


def test_the_plan_is_told_in_sentences():
    made = allocate(task(24, 12, 4, tries=1500))
    assert [str(one) for one in made.reasons] == [
        "Every pitch is seen by 4 judges; each judge sees 8 pitches.",
        "Any two pitches are linked by a chain of at most 2 judges, so all can be ranked together.",
        f"Comparisons are {made.quality.efficiency:.2f} as exact as with judges who are all equally strict; "
        "the best plan with as many scores could reach 0.91 at most.",
    ]


def test_fixed_panels_stay_together_and_fall_apart_without_bridges():
    made = allocate(task(12, 6, 3, mode=Mode.FIXED))
    together = set(made.judges_of.values())
    assert (len(together), made.quality.components, len(made.panels)) == (2, 2, 2)
    assert {len(pitches) for _judges, pitches in made.panels.values()} == {6}
    assert all({judge % 2 for judge in judges} == {0, 1} for judges, _pitches in made.panels.values())


def test_named_panels_are_kept_as_they_were_named():
    wanted = task(6, 4, 2, mode=Mode.FIXED)
    judges = [Judge(row.id, row.name, row.sector, panel="North" if row.id < 2 else "South") for row in wanted.judges]
    made = allocate(Task(wanted.pitches, judges, mode=Mode.FIXED, each=2))
    assert {name: judges for name, (judges, _pitches) in made.panels.items()} == {"North": (0, 1), "South": (2, 3)}


def test_bridging_scores_tie_fixed_panels_and_ask_nobody_for_many():
    made = allocate(task(24, 12, 4, mode=Mode.FIXED, bridges=8))
    assert (len(made.bridges), made.quality.components, made.quality.efficiency > 0.6) == (8, 1, True)
    assert len({judge for judge, _pitch in made.bridges}) == len({pitch for _judge, pitch in made.bridges}) == 8
    words = "8 bridging scores tie panels together that could not be compared without them."
    assert str(made.reasons[-1]) == words
    more = allocate(task(24, 12, 4, mode=Mode.FIXED, bridges=16))
    assert more.quality.efficiency > made.quality.efficiency


def least_load(made, judges, gone):
    """The smallest that the highest load can be when others see the pitches of who is gone, by trying everything."""
    base = {judge: sum(judge in seen for seen in made.judges_of.values()) for judge in range(judges) if judge != gone}
    offers = [[judge for judge in base if judge not in seen] for seen in made.judges_of.values() if gone in seen]
    return min(max(base[judge] + choice.count(judge) for judge in base) for choice in product(*offers))


@given(st.integers(6, 10), st.integers(5, 6), st.integers(0, 50), st.integers(0, 4))
def test_a_judge_who_drops_out_changes_only_the_own_pitches(pitches, judges, seed, gone):
    wanted = task(pitches, judges, 3, seed, both_sectors=False)
    made = allocate(wanted)
    repair = reassign(wanted, made.pairs, gone)
    own = {pitch for judge, pitch in made.pairs if judge == gone}
    assert {one.pitch for one in repair.substitutes} == own
    stay = {pair for pair in made.pairs if pair[0] != gone}
    new = {(one.judge, one.pitch) for one in repair.substitutes}
    assert repair.allocation.pairs == stay | new
    assert repair.allocation.quality.per_pitch == (3, 3)
    assert repair.allocation.quality.loads[1] == least_load(made, judges, gone)


def test_a_pitch_nobody_is_free_for_is_shown_as_short():
    wanted = task(2, 3, 2, banned=frozenset({(2, 0)}))
    repair = reassign(wanted, [(0, 0), (1, 0), (1, 1), (2, 1)], 0)
    assert [(one.pitch, one.judge, str(one.reason)) for one in repair.substitutes] == [
        (0, None, "Nobody is free to see T0 in place of J0: 1 judge is left for it.")
    ]


def test_a_sheet_that_is_in_needs_no_substitute():
    wanted = task(3, 4, 2)
    repair = reassign(wanted, [(0, 0), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2)], 0, kept=[0])
    assert [(one.pitch, one.judge, str(one.reason)) for one in repair.substitutes] == [
        (1, 3, "J3 sees T1 in place of J0, and 1 pitch in all.")
    ]


def test_the_score_that_helps_most_is_found_as_by_trying_all():
    wanted = task(8, 5, 2, tries=20).in_order()
    made = allocate(wanted)
    seen = table_of(wanted, made.pairs)
    found = helps_most(wanted, seen, allowed_of(wanted))
    worst = {}
    for pitch, judge in zip(*np.nonzero(~seen), strict=True):
        more = seen.copy()
        more[pitch, judge] = True
        worst[int(judge), int(pitch)] = quality(more).worst
    assert abs(worst[found.judge, found.pitch] - min(worst.values())) < 0.02


def test_a_pitch_that_lost_a_judge_comes_first():
    wanted = task(8, 5, 3).in_order()
    seen = table_of(wanted, allocate(wanted).pairs)
    lost = int(np.flatnonzero(seen[6])[0])
    seen[6, lost] = False
    allowed = allowed_of(wanted)
    allowed[6, lost] = False
    found = helps_most(wanted, seen, allowed)
    assert (found.pitch, found.judge in np.flatnonzero(~seen[6]), found.judge == lost) == (6, True, False)
    assert str(found.reason).startswith("T6 has fewer judges than planned: J")


def test_pitches_that_nobody_sees_yet_come_first():
    wanted = task(8, 5, 3).in_order()
    seen = table_of(wanted, allocate(wanted).pairs)
    seen[[2, 5]] = False
    found = helps_most(wanted, seen, allowed_of(wanted))
    assert (found.pitch in (2, 5), str(found.reason).startswith(f"T{found.pitch} has fewer judges")) == (True, True)


def test_linked_means_one_chain_of_shared_judges():
    one = np.array([[1, 1, 0], [0, 1, 1]], dtype=np.bool_)
    two = np.array([[1, 0], [0, 1]], dtype=np.bool_)
    assert (is_linked(one), is_linked(two)) == (True, False)


def test_pitches_that_nobody_sees_yet_come_first_and_break_nothing():
    """Several at once: a plan whose new pitches have no judge, and one in which nobody sees anything."""
    wanted = task(8, 5, 3).in_order()
    seen = table_of(wanted, allocate(wanted).pairs)
    seen[[2, 5, 6]] = False
    assert helps_most(wanted, seen, allowed_of(wanted)).pitch in (2, 5, 6)
    assert helps_most(wanted, np.zeros_like(seen), allowed_of(wanted)) is not None
