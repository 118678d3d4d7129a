"""Two scorers, written apart, agree on every day; a changed result does not pass."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.shadow import differences, from_snapshot, main, recomputed
from challenges.judging.engine.rating import rate
from tests.challenges.judging.engine.days import days, drawn_day, snapshot


def disagreements(data):
    criteria, sheets, told, basis = from_snapshot(data)
    return differences(told, basis, *recomputed(criteria, sheets))


@given(days(), st.integers(0, 10**6))
def test_both_scorers_agree_on_any_day(day, seed):
    """J-19, J-23: recomputed by another way, every score and place is the same."""
    cards, criteria, pitches = day
    out = sorted({(card.judge, card.slot) for card in cards})[:: 3 + seed % 5]
    assert disagreements(snapshot(cards, criteria, pitches, out, rate(cards, criteria, pitches, out))) == []


@pytest.mark.parametrize("size", [(12, 6, 3), (24, 12, 2), (30, 12, 4)])
def test_both_scorers_agree_on_linked_panels(size):
    cards, criteria, pitches = drawn_day(*size)
    rating = rate(cards, criteria, pitches)
    assert rating.basis == "adjusted"
    assert disagreements(snapshot(cards, criteria, pitches, [], rating)) == []


@pytest.fixture
def told():
    """A snapshot that is right."""
    cards, criteria, pitches = drawn_day(8, 5, 3)
    return snapshot(cards, criteria, pitches, [], rate(cards, criteria, pitches))


def write(tmp_path, data):
    (tmp_path / "result.json").write_text(data if isinstance(data, str) else json.dumps(data))
    return str(tmp_path / "result.json")


def test_a_release_that_is_right_passes(told, tmp_path, capsys):
    assert main([write(tmp_path, told)]) == 0
    assert capsys.readouterr().out == "Both scorers agree on 8 pitches.\n"


@pytest.mark.parametrize(
    ("key", "change", "words"),
    [
        ("raw", 2e-6, "the raw score is"),
        ("adjusted", -2e-6, "the adjusted score is"),
        ("rank", 1, "the place is"),
    ],
)
def test_a_release_that_was_changed_is_told(told, tmp_path, capsys, key, change, words):
    told["result"]["pitches"][2][key] += change
    assert main([write(tmp_path, told)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [words in line for line in lines] == [True]


def test_a_changed_sheet_basis_or_list_is_told(told, tmp_path, capsys):
    told["result"]["basis"] = "raw"
    assert main([write(tmp_path, told)]) == 1
    assert capsys.readouterr().err == "Places follow the raw scores; they should follow the adjusted ones.\n"
    told["result"]["basis"] = "adjusted"
    told["sheets"][0]["scores"]["c0"] = 5 if told["sheets"][0]["scores"]["c0"] < 5 else 1
    assert main([write(tmp_path, told)]) == 1


@pytest.mark.parametrize("data", ["", "[]", "{}", "null", '{"criteria": 1}'])
def test_what_is_no_result_is_refused_in_a_sentence(tmp_path, capsys, data):
    assert main([write(tmp_path, data)]) == 2
    assert "cannot be checked" in capsys.readouterr().err
    assert main([str(tmp_path / "nothing.json")]) == 2
