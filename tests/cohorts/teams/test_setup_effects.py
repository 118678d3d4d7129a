"""What rules would do, in sentences, for people made up on the spot."""

from cohorts.teams.setup.criteria import FIRST
from cohorts.teams.setup.effects import effects_of

from .test_setup_rules import frozen, somebody

RULES = {"size_min": 2, "size_max": 3, "mix_within": None, "employer_cap": None, "levels": FIRST}
WEEK = (1 << 40) - 1


def told(people, title=None, rules=None, **more):
    effects = effects_of(frozen(people, **more), {**RULES, **(rules or {})})
    return effects if title is None else dict(effects.groups).get(title, [])


def people(count, **facts):
    return [somebody(pk, **facts) for pk in range(1, count + 1)]


def test_sizes_and_sectors_come_first():
    found = told([somebody(pk, side="public" if pk < 4 else "private") for pk in range(1, 7)], rules={"mix_within": 1})
    assert (found.glance, found.conflicts) == ("6 people make 2 teams of 3.", [])
    assert dict(found.groups)["Teams"] == [
        "6 people make 2 teams of 3.",
        "A team of 3 has 1 to 2 from the public sector.",
    ]
    assert told(people(5), "Teams") == ["5 people make 2 teams of 2 or 3.", "Sectors play no part."]


def test_rules_without_any_size_are_told_alone():
    found = told(people(5), rules={"size_min": 3, "size_max": 3})
    assert (found.glance, found.conflicts, found.groups) == (
        "5 people cannot be split into teams of 3 to 3.",
        ["5 people cannot be split into teams of 3 to 3."],
        [],
    )


def test_organisations_that_are_too_large_are_told_in_one_sentence():
    crowd = [somebody(pk, employer=f"Body {pk % 2}") for pk in range(1, 9)]
    found = told(crowd, rules={"employer_cap": 1, "team_count": 3})
    assert found.conflicts == ["2 organisations have more than 3 people: at most 1 a team is impossible."]
    one = [somebody(pk, employer="HMRC" if pk < 5 else f"Body {pk}") for pk in range(1, 9)]
    assert told(one, rules={"employer_cap": 1, "team_count": 3}).conflicts == [
        "HMRC has more than 3 people: at most 1 a team is impossible."
    ]


def test_organisations_are_spread_or_may_meet():
    crowd = [somebody(pk, employer="HMRC" if pk < 3 else f"Body {pk}") for pk in range(1, 7)]
    assert told(crowd, "Organisations", {"employer_cap": 1}) == ["HMRC has most people: 2, spread over 2 teams."]
    assert told(crowd, "Organisations") == ["HMRC has most people: 2. They may meet in one team."]


def test_groups_of_employers_have_a_limit_of_their_own():
    crowd = [somebody(pk, organisation=f"Body {pk}", group="Group") for pk in range(1, 7)]
    assert told(crowd, "Organisations", {"employer_cap": 1, "group_cap": 3}) == [
        "Body 1 has most people: 1, spread over 2 teams.",
        "Group has most people: 6, spread over 2 teams.",
    ]


def test_what_every_team_needs_is_counted():
    same = {"tags": ["presents"], "attributes": ["kind: a"]}
    crowd = [somebody(pk, region="Wales" if pk < 5 else "Kent", **same) for pk in range(1, 7)]
    rules = {"required_tags": ["presents"], "never_alone": ["kind: a"], "not_all_one_region": True}
    rules["levels"] = {**FIRST, "skill_hole": 5}
    assert told(crowd, "In every team", rules) == [
        "6 people have “presents”, for 2 teams.",
        "Every team has a practitioner in each skill. Fewest are in Data: 6, for 2 teams.",
        "No team is all from one region. Most people are from Wales: 4.",
        "Everybody is free in the same 40 hours a week: any team shares those.",
        "“kind: a”: 6 people, two or more in a team, so in 2 teams at most.",
    ]


def test_one_person_of_a_kind_cannot_be_kept_from_being_alone():
    crowd = [somebody(pk, attributes=["kind: a"] if pk == 1 else []) for pk in range(1, 7)]
    found = told(crowd, rules={"never_alone": ["kind: a"]})
    assert found.conflicts == ["One person is the only one of their kind, so nobody can join them."]


def test_hours_in_common_are_counted_by_pairs():
    crowd = [somebody(1, hours=0b1111), *(somebody(pk, hours=WEEK) for pk in range(2, 6)), somebody(6, hours=0b110000)]
    assert told(crowd, "In every team", {"min_common_hours": 2}) == [
        "1 pair shares fewer than 2 free hours a week and is never in one team."
    ]
    assert told(crowd, "In every team") == ["There is no hour in which everybody is free."]
    assert told(crowd, rules={"min_common_hours": 3}).conflicts == [
        "Person 6 has fewer than 3 free hours a week, so no team with them can share that many."
    ]


def test_a_cohort_of_one_region_cannot_be_mixed_by_region():
    found = told(people(6, region="Wales"), rules={"not_all_one_region": True})
    assert found.conflicts == ["Everybody is from Wales, so every team is all from one region."]
    assert told(people(6), "In every team", {"not_all_one_region": True})[0] == (
        "Nobody has a region: that rule plays no part."
    )


def test_people_who_are_kept_apart_and_together_are_counted_not_named():
    rules = {"apart": [[1, 2], [2, 1], [1, 4]], "together": [[3, 4], [4, 5]]}
    assert told(people(6), "People", rules) == [
        "2 pairs are kept apart.",
        "1 group is kept together, 3 people in all.",
    ]


def test_wishes_are_told_by_their_number_and_by_what_is_done_with_them():
    more = {"away": [[1, 2]], "topics": [{"id": "t", "name": "Housing", "places": 3}]}
    crowd = [somebody(pk, topics=["t"] if pk < 3 else []) for pk in range(1, 7)]
    start = "In 1 pair one would rather not be with the other: "
    ranked = "2 of 6 people have ranked topics."
    off = {**FIRST, "met_before": 0}
    assert told(crowd, "People", {"keep_away": "must"}, **more) == [start + "they are never in one team.", ranked]
    assert told(crowd, "People", {"keep_away": "wish"}, **more) == [start + "it counts.", ranked]
    assert told(crowd, "People", {"keep_away": "off"}, **more) == [start + "left out.", ranked]
    assert told(crowd, "People", {"keep_away": "wish", "levels": off}, **more)[0] == (
        start + "it counts like “New people”, which is off, so it plays no part."
    )


def test_people_who_worked_together_are_kept_apart_where_they_must():
    assert told(people(6), "People", {"levels": {**FIRST, "met_before": 5}}, met=[[1, 2]]) == [
        "1 pair worked together before and is kept apart."
    ]


def test_topics_without_room_for_every_team_are_a_conflict():
    crowd = people(6, topics=["t"])
    found = told(crowd, topics=[{"id": "t", "name": "Housing", "places": 1}])
    assert found.conflicts == ["The challenges have 1 places for 2 teams."]
    assert told(crowd, rules={"topic_places": 2}, topics=[{"id": "t", "name": "Housing", "places": 1}]).conflicts == []


def test_what_nobody_told_plays_no_part():
    levels = {**FIRST, "scheme_repeat": 2, "region_repeat": 0}
    assert told(people(6), "What counts", {"levels": levels}) == [
        "Balance of skills: each level away from the mean costs 1 point.",
        "No skill missing: each skill without one costs 3 points, as much as 3 steps of a wish.",
        "Nobody has said how long they have worked. “Balance of experience” plays no part.",
        "Nobody has a background. “Varied backgrounds” plays no part.",
        "There are no topics. “Wishes for topics” plays no part.",
        "Nobody here was in a team with anybody else before. “New people” plays no part.",
        "Everybody is free all week. “Common hours” plays no part.",
        "Nobody has a scheme. “Schemes spread” plays no part.",
        "There are no teams to move from yet. “Few moves” plays no part.",
        "Off: Regions spread, Protect the weakest team.",
    ]


def test_prices_follow_the_levels_that_were_chosen():
    crowd = people(6, background="law", topics=["t"])
    levels = {**dict.fromkeys(FIRST, 0), "background_repeat": 4, "topic_rank": 1}
    topics = [{"id": "t", "name": "Housing", "places": 3}]
    assert told(crowd, "What counts", {"levels": levels}, topics=topics)[:2] == [
        "Varied backgrounds: one background met twice costs 4 points, as much as 8 steps of a wish.",
        "Wishes for topics: each step below somebody’s first choice costs 0.5 points.",
    ]
