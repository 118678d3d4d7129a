"""Early warnings: each rule at its border, and what holds of all of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.work.checkins.engine import RULES, Answered, Rule, Team, Week, Work, warnings

# Tuesday of week five.
TODAY = date(2027, 3, 9)
FIRST = date(2027, 2, 8)
WEEKS = tuple(
    Week(number, FIRST + timedelta(weeks=number - 1), FIRST + timedelta(weeks=number - 1, days=6))
    for number in range(1, 6)
)
ALL = {rule: text.n for rule, text in RULES.items()}
LIVELY = Team(
    TODAY,
    FIRST,
    WEEKS,
    tuple(Answered(number) for number in range(1, 6)),
    acts=(("a check-in", TODAY),),
)


def says(team, rule, n=None):
    found = warnings(team, {rule: n or RULES[rule].n})
    return [(one.level, one.since, str(one.title), [str(fact) for fact in one.facts]) for one in found]


def days(number):
    return TODAY - timedelta(days=number)


def test_a_lively_team_is_not_warned_of():
    assert warnings(LIVELY, ALL) == []


def test_two_weeks_without_an_answer():
    team = replace(LIVELY, answered=(Answered(1), Answered(2)))
    assert says(team, Rule.UNANSWERED) == [
        (
            1,
            date(2027, 2, 22),
            "Nobody has sent a check-in for 2 weeks",
            [
                "Week 3, closed on 2027-02-28: no answer from anybody",
                "Week 4, closed on 2027-03-07: no answer from anybody",
            ],
        )
    ]
    assert says(replace(team, answered=(*team.answered, Answered(4))), Rule.UNANSWERED) == []
    assert says(replace(team, answered=(*team.answered, Answered(5))), Rule.UNANSWERED) == []
    assert [level for level, *_rest in says(replace(team, answered=()), Rule.UNANSWERED)] == [2]


def test_stuck_twice_running_counts_the_present_week_once_somebody_answered_it():
    stuck = (Answered(3), Answered(3, is_stuck=True), Answered(4, is_stuck=True))
    team = replace(LIVELY, answered=stuck)
    assert says(team, Rule.STUCK) == [
        (
            1,
            date(2027, 2, 22),
            "“Stuck” was said in 2 weeks running",
            [
                "Week 3, 2027-02-22 to 2027-02-28: somebody is stuck",
                "Week 4, 2027-03-01 to 2027-03-07: somebody is stuck",
            ],
        )
    ]
    assert says(replace(team, answered=(*stuck, Answered(5))), Rule.STUCK) == []
    assert says(replace(team, answered=(Answered(2, True), Answered(4, True))), Rule.STUCK) == []
    assert [row[2] for row in says(replace(team, answered=(*stuck, Answered(5, True))), Rule.STUCK)] == [
        "“Stuck” was said in 3 weeks running"
    ]


@pytest.mark.parametrize(("ago", "fires"), [(9, False), (10, True)])
def test_nothing_at_all_for_ten_days(ago, fires):
    team = replace(LIVELY, acts=(("a booking", days(ago)), ("a draft", days(30))))
    title = f"Nothing has been heard of the team for {ago} days"
    fact = f"The latest thing that is known: a booking, on {days(ago)}"
    assert says(team, Rule.QUIET) == ([(1, days(ago), title, [fact])] if fires else [])


def test_a_team_that_never_did_anything_counts_from_its_beginning():
    assert says(replace(LIVELY, acts=()), Rule.QUIET) == [
        (
            2,
            FIRST,
            "Nothing has been heard of the team for 29 days",
            ["Nothing is known since 2027-02-08, when the team could begin"],
        )
    ]


def test_milestones_that_were_missed_and_drafts_that_are_empty():
    late, near = Work("Problem statement", days(2)), Work("User research", days(-3))
    team = replace(LIVELY, work=(near, late, Work("Deck", days(-4)), Work("Old", days(9), is_in=True)))
    assert says(team, Rule.OVERDUE) == [
        (1, days(2), "A milestone was missed", ["Problem statement was due on 2027-03-07 and is not handed in"])
    ]
    assert says(team, Rule.UNWRITTEN) == [
        (1, TODAY, "A draft is empty", ["User research is due on 2027-03-12, and nothing is written"])
    ]
    done = replace(team, work=(replace(near, is_written=True), replace(late, is_in=True)))
    assert (says(done, Rule.OVERDUE), says(done, Rule.UNWRITTEN)) == ([], [])


def test_needs_that_stay_open():
    assert says(replace(LIVELY, needs=(days(6), days(8), days(7))), Rule.NEED) == [
        (
            2,
            days(1),
            "2 needs are still open",
            [f"Written on {days(8)}, and not marked as done", f"Written on {days(7)}, and not marked as done"],
        )
    ]


def test_a_mentor_nobody_heard_of():
    team = replace(LIVELY, mentored_since=FIRST)
    assert [row[2:] for row in says(team, Rule.MENTOR)] == [
        (
            "No mentor has been heard of for 29 days",
            ["No mentor has been heard of since 2027-02-08, when there could be one"],
        )
    ]
    heard = replace(team, heard=(days(21), days(25)))
    assert [row[3] for row in says(heard, Rule.MENTOR)] == [[f"A mentor was last heard of on {days(21)}"]]
    assert says(replace(team, heard=(days(20),)), Rule.MENTOR) == []
    assert says(replace(team, mentored_since=None), Rule.MENTOR) == []


# What holds whatever is known of a team.
a_day = st.integers(-20, 40).map(days)
past = st.integers(0, 40).map(days)
an_answer = st.builds(Answered, st.integers(1, 5), st.booleans())
some_work = st.builds(Work, st.sampled_from(["A", "B", "C"]), a_day, st.booleans(), st.booleans())
an_act = st.tuples(st.sampled_from(["a draft", "a booking"]), past)
teams = st.builds(
    Team,
    today=st.just(TODAY),
    since=past,
    weeks=st.integers(0, 5).map(lambda number: WEEKS[:number]),
    answered=st.lists(an_answer, max_size=8).map(tuple),
    needs=st.lists(past, max_size=3).map(tuple),
    work=st.lists(some_work, max_size=4).map(tuple),
    acts=st.lists(an_act, max_size=4).map(tuple),
    mentored_since=st.none() | past,
    heard=st.lists(past, max_size=3).map(tuple),
)
limits = st.dictionaries(st.sampled_from(list(Rule)), st.integers(1, 14))


@given(teams, limits, st.data())
def test_more_activity_never_makes_a_warning_or_a_worse_one(team, on, data):
    """Whatever a team does, hands in, answers (but “stuck”) or hears: no rule begins to speak, none grows louder."""
    work = tuple(
        replace(
            one,
            is_written=one.is_written or data.draw(st.booleans()),
            is_in=one.is_in or data.draw(st.booleans()),
        )
        for one in team.work
    )
    busier = replace(
        team,
        work=work,
        acts=(*team.acts, *data.draw(st.lists(an_act, max_size=3))),
        heard=(*team.heard, *data.draw(st.lists(past, max_size=2))),
        answered=(*team.answered, *map(Answered, data.draw(st.lists(st.integers(1, 5), max_size=4)))),
        needs=team.needs[: data.draw(st.integers(0, len(team.needs)))],
    )
    before = {one.rule: one.level for one in warnings(team, on)}
    after = {one.rule: one.level for one in warnings(busier, on)}
    assert {rule: level for rule, level in after.items() if level > before.get(rule, 0)} == {}


@given(teams, limits)
def test_a_rule_that_is_off_never_speaks_and_the_others_do_not_mind(team, on):
    spoken = warnings(team, on)
    assert {one.rule for one in spoken} <= set(on)
    everything = {one.rule: one for one in warnings(team, {**dict.fromkeys(Rule, 5), **on})}
    assert spoken == [everything[rule] for rule in Rule if rule in on and rule in everything]


@given(teams, limits, st.randoms(use_true_random=False))
def test_the_same_facts_in_any_order_give_the_same_answer(team, on, draw):
    names = ("answered", "needs", "work", "acts", "heard")
    mixed = replace(
        team, **{name: tuple(draw.sample(list(getattr(team, name)), len(getattr(team, name)))) for name in names}
    )
    assert warnings(mixed, on) == warnings(team, on) == warnings(team, on)


@given(teams, limits)
def test_every_warning_has_facts_a_beginning_that_is_past_and_something_to_do(team, on):
    for one in warnings(team, on):
        assert (one.level >= 1, one.since <= TODAY, len(one.facts) >= 1, len(one.advice) >= 1) == (True,) * 4
