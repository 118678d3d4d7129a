"""The deliberation room in words and figures, against ratings made by hand and by the engine."""

import pytest

from challenges.judging.engine.outcome import Code, Counted, RatedJudge, RatedPitch, Rating, Residual
from challenges.results.departures import departures
from challenges.results.rated import rate_record
from challenges.results.room import pairs, panel, scores, trust
from challenges.results.room.changed import would_change
from challenges.results.scale import HUNDRED, Scale, scale_of
from core.sentence import say

FIVE = Scale(1, 5, 2)
CRITERIA = [
    {"key": "need", "name": "Need", "weight": 60, "low": 1, "high": 5},
    {"key": "idea", "name": "Idea", "weight": 40, "low": 1, "high": 5},
]


def pitch(key, rank, adjusted, *, raw=None, n=2, ledger=(), criteria=None, component=0):
    raw = adjusted if raw is None else raw
    return RatedPitch(
        key, key.title(), n, raw, adjusted, rank, adjusted - 0.1, adjusted + 0.1, rank, rank + 1, 0.5, 0.9,
        component, tuple(ledger), criteria or {},
    )  # fmt: skip


def rating(*pitches, basis="adjusted", chances=None, bands=(), **more):
    values = {"ties": (), "components": (), "residuals": (), "codes": (), "judges": (), **more}
    return Rating(basis=basis, verdict=say("Kite first."), pitches=pitches, pairs=chances or {}, bands=bands, **values)


def two(chance=0.6, **more):
    kite = pitch(
        "kite",
        1,
        0.80,
        raw=0.75,
        ledger=[Counted("ann", 0.7, 0.1), Counted("ben", 0.8, 0.0)],
        criteria={"need": 0.9, "idea": 0.65},
    )
    loom = pitch(
        "loom",
        2,
        0.78,
        raw=0.80,
        ledger=[Counted("ann", 0.6, 0.1), Counted("ben", 1.0, -0.14)],
        criteria={"need": 0.7, "idea": 0.90},
    )
    judges = (
        RatedJudge("ann", "Ann Low", 2, 0.1, 0.05, 0.15, 1.0, 0.9, flags=("SLOPE",), without=("loom",)),
        RatedJudge("ben", "Ben High", 2, -0.07, -0.1, 0.0, 1.0, 1.0),
    )
    return rating(kite, loom, chances={("kite", "loom"): chance}, bands=(("kite", "loom"),), judges=judges, **more)


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [([(1, 5), (1, 5)], FIVE), ([(1, 5), (0, 10)], HUNDRED), ([], HUNDRED)],
)
def test_scores_are_written_in_the_rubrics_own_scale_when_it_has_one(ranges, expected):
    assert scale_of([{"low": low, "high": high} for low, high in ranges]) == expected


def test_scale_writes_scores_and_signed_differences():
    assert (FIVE.score(0.79), FIVE.signed(-0.1), FIVE.signed(0.1), FIVE.signed(0.0001)) == (
        "4.16",
        "−0.40",
        "+0.40",
        "0.00",
    )
    assert (HUNDRED.score(0.7845), HUNDRED.score(None)) == ("78.5", "")


def test_ladder_holds_place_score_range_and_band():
    found = scores.ladder(two(), FIVE)
    assert [(row["rank"], row["label"], row["extra"], row["band"]) for row in found.rows] == [
        (1, "Kite", ["1 to 2", "2"], 0),
        (2, "Loom", ["2 to 3", "2"], 0),
    ]
    assert [round(row["raw"], 2) for row in found.rows] == [4.0, 4.2]
    assert (found.low, found.high, found.step) == (3.5, 5.0, 0.5)


def test_ladder_as_given_has_no_second_dot():
    found = scores.ladder(rating(pitch("kite", 1, 0.8), basis="raw"), FIVE)
    assert ["raw" in row for row in found.rows] == [False]


def test_ledger_of_a_team_adds_up_and_says_why():
    kite = scores.ledger(two(), two().pitches[0], FIVE)
    assert kite.title == "Kite: 4.00 as given, 4.20 adjusted"
    assert kite.lines == [("Ann Low", "3.80", "+0.40", "4.20"), ("Ben High", "4.20", "0.00", "4.20")]
    assert kite.foot == ("Mean of two", "4.00", "+0.20", "4.20")
    assert kite.sentence == "Seen by judges who on the whole mark 0.20 lower than colleagues: +0.20."


def test_pair_card_says_difference_judges_criteria_chance_flip_and_leaving_out():
    found = pairs.pair_card(two(), two().pitches, CRITERIA, FIVE)
    assert (found.title, found.chances, found.sentence) == (
        "Why is Kite above Loom?",
        (60, 40),
        "Too close to call.",
    )
    assert [(step.name, step.words, step.is_for, step.share) for step in found.steps] == [
        ("Need", "+0.48", True, 100),
        ("Idea", "−0.40", False, 83),
    ]
    assert found.facts == [
        ("Difference", "0.08 of a point"),
        ("Judges who saw both", "1 of 2 preferred Kite"),
        ("Weights that would flip it", "4 points from Need to Idea"),
        ("Leaving one judge out", "Loom would lead without Ann Low"),
    ]


def test_flip_of_weights_is_the_smallest_and_true():
    """After the shift that is named the two are level."""
    kite, loom = two().pitches
    gaps = {key: kite.criteria[key] - loom.criteria[key] for key in kite.criteria}
    shift = (0.6 * gaps["need"] + 0.4 * gaps["idea"]) / (gaps["need"] - gaps["idea"])
    assert (0.6 - shift) * gaps["need"] + (0.4 + shift) * gaps["idea"] == pytest.approx(0)
    assert pairs.flip_words(kite, loom, CRITERIA) == f"{shift * 100:.0f} points from Need to Idea"


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.64, "Too close to call."), (0.8, "Kite is likely ahead."), (0.95, "Kite is clearly ahead.")],
)
def test_pair_card_names_how_sure_it_is(chance, words):
    found = two(chance)
    assert pairs.pair_card(found, found.pitches, CRITERIA, FIVE).sentence == words


def test_pitches_of_panels_without_a_common_judge_are_not_compared():
    one, other = pitch("kite", 1, 0.8), pitch("loom", 1, 0.7, component=1)
    card = pairs.pair_card(rating(one, other), (one, other), CRITERIA, FIVE)
    assert (card.title, card.chances) == ("Kite and Loom cannot be compared", None)
    assert [label for label, _words in card.facts] == ["Judges who saw both", "Leaving one judge out"]


def test_where_adjusting_moves_the_winner_those_two_are_shown_first():
    third = pitch("tree", 2, 0.79)
    moved = (Code("ADJUST_MOVES_WINNER", say("x"), ("kite", "loom")),)
    made = rating(two().pitches[0], third, two().pitches[1], codes=moved)
    assert [one.id for one in pairs.chosen_pair(made, "", "")] == ["kite", "loom"]
    assert [one.id for one in pairs.chosen_pair(made, "tree", "kite")] == ["kite", "tree"]


def test_tie_ladder_goes_step_by_step_to_the_heaviest_criterion_and_the_chair():
    found = pairs.tie_ladder(two(), two().pitches, CRITERIA, FIVE)
    assert [(rung.answer, rung.ahead) for rung in found] == [
        ("60 in 100, too close to call", "Kite"),
        ("1 of 2 preferred Kite", ""),
        ("Kite by 0.80", "Kite"),
        ("Loom by 1.00", "Loom"),
        ("The chair decides, and it is recorded", ""),
    ]


def test_equal_pitches_are_parted_by_nothing_but_the_next_steps():
    """J-19: a tie is said, and never parted by name, time or number."""
    one, other = pitch("kite", 1, 0.8), pitch("loom", 1, 0.8)
    made = rating(one, other, chances={("kite", "loom"): 0.5}, ties=(("kite", "loom"),))
    assert [rung.ahead for rung in pairs.tie_ladder(made, (one, other), CRITERIA, FIVE)] == ["", "", ""]


def test_judges_are_listed_with_questions_and_never_dropped():
    """J-20: an outlier is a question to the chair; the judge stays in the table and counts."""
    slip = Residual("loom", "ben", 0.3, 3.5)
    made = two(residuals=(slip, Residual("kite", "ann", -0.1, -1)), own_organisation=(slip,))
    rows = panel.judge_rows(made, {"ben": 1}, FIVE)
    assert [(row.name, row.given, row.missing, row.severity) for row in rows] == [
        ("Ann Low", 2, 0, "+0.40"),
        ("Ben High", 2, 1, "−0.28"),
    ]
    assert [(row.slope, row.spread) for row in rows] == [("0.90", "1.00"), ("1.00", "1.00")]
    assert rows[0].questions == [
        "Marks hardly follow those of colleagues. Did this judge read the levels as the others did?",
        "Without this judge Loom would lead.",
    ]
    assert rows[1].questions == [
        "Loom: 1.20 above what was to be expected. A slip of the key?",
        "Loom is from the judge’s own organisation: 1.20 above what was to be expected.",
    ]


def test_map_draws_each_card_once_and_each_conflict():
    made = two(residuals=(Residual("kite", "ann", 0.2, 1), Residual("loom", "ben", -0.1, -1)))
    drawn = panel.picture(made, made.pitches, [("ben", "kite")], FIVE)
    assert (drawn.above.count("z"), drawn.below.count("z"), drawn.barred.count("M")) == (1, 1, 3)
    assert [bar.name for bar in drawn.bars] == ["B High", "A Low"]
    assert panel.map_rows(made, FIVE) == [("Ben High", "−0.28", "Loom −0.40"), ("Ann Low", "+0.40", "Kite +0.80")]


def test_box_of_trust_says_what_the_ranking_rests_on():
    made = two(codes=(Code("UNEQUAL_N", say("Some.")),), efficiency=0.89)
    assert trust.facts(made, missing=1, due=35, kept_out=2, data_hash="7f3a91c4aa") == [
        ("Design", "Linked, 2 judges a pitch"),
        ("Efficiency of the design", "0.89"),
        ("Sheets missing", "1 of 35"),
        ("Kept out for a conflict", "2 pairs"),
        ("Checks raised", "Unequal numbers of judges"),
        ("Method and data", "adjusted-1, 7f3a 91c4"),
    ]


def test_what_would_change_is_told_by_place_score_and_verdict():
    now, then = two(), rating(pitch("loom", 1, 0.9), pitch("kite", 2, 0.8))
    change = would_change(now, then, FIVE)
    assert change.rows == [("Kite", "1", "2", "4.20", "4.20"), ("Loom", "2", "1", "4.12", "4.60")]
    assert (change.words, change.is_verdict_new) == ("2 places would change.", False)


def test_joining_teams_that_are_too_close_is_no_departure_and_others_are():
    made = rating(
        *two().pitches,
        pitch("tree", 3, 0.4),
        chances={("kite", "loom"): 0.6, ("kite", "tree"): 0.95, ("loom", "tree"): 0.95},
        bands=(("kite", "loom"),),
    )
    assert departures(made, {"kite": 1, "loom": 1, "tree": 3}) == []
    assert departures(made, {"kite": 2, "loom": 1, "tree": 3}) == ["Loom stands above Kite, who has the higher score."]
    assert departures(made, {"kite": 1, "loom": 2, "tree": 2}) == [
        "Loom and Tree share a place, though Loom has the higher score."
    ]


def test_record_is_rated_the_same_in_whatever_order_its_rows_stand():
    sheets = [
        {"judge": judge, "pitch": team, "scores": {"need": need, "idea": idea}}
        for judge, team, need, idea in (
            ("a", "kite", 5, 4),
            ("b", "kite", 4, 4),
            ("a", "loom", 3, 3),
            ("b", "loom", 2, 4),
        )
    ]
    record = {
        "criteria": CRITERIA,
        "pitches": [{"key": "kite", "name": "Kite"}, {"key": "loom", "name": "Loom"}],
        "judges": ["a", "b"],
        "sheets": sheets,
        "excluded": [],
    }
    turned = {**record, "sheets": sheets[::-1], "criteria": CRITERIA[::-1], "pitches": record["pitches"][::-1]}
    assert rate_record(record) == rate_record(turned)
